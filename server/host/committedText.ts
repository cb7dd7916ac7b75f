import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { git } from './git.ts';

/** The text of a file at a revision; `undefined` without git, outside a repository, or where the file is new. */
export async function committedText(file: string, revision = 'HEAD'): Promise<string | undefined> {
  const folder = await realpath(path.dirname(file)).catch(() => undefined);
  const top = folder === undefined ? undefined : createTops()(folder);
  if (folder === undefined || top === undefined) return undefined;
  const name = nameIn(top, path.join(folder, path.basename(file)));
  return (await git(top, ['cat-file', 'blob', `${revision}:${name}`]))?.toString();
}

/** A file as it reads now. */
export interface PresentFile {
  /** Absolute, links resolved. */
  readonly file: string;
  readonly text: string;
}

export interface ChangedTexts {
  /** Text at the revision by file, of those files that read differently now. */
  readonly texts: ReadonlyMap<string, string>;
  /** Those that read as they did, or were only checked out with other line ends. */
  readonly unchanged: ReadonlySet<string>;
  /** Top folders of repositories in which git finds no such revision. */
  readonly unknownIn: readonly string[];
  /** At least one file is in a repository. */
  readonly inRepository: boolean;
}

/** What files looked like at a revision: three calls of git per repository, however many files there are. */
export async function changedTexts(files: readonly PresentFile[], revision = 'HEAD'): Promise<ChangedTexts> {
  const repositories = groupByRepository(files);
  const texts = new Map<string, string>();
  const unchanged = new Set<string>();
  const unknownIn: string[] = [];
  const readRepository = async (top: string, ours: readonly PresentFile[]): Promise<void> => {
    const commit = await resolveCommit(top, revision);
    if (commit === undefined) return void unknownIn.push(top);
    const changed = await changedBlobs(top, commit, ours, (file) => unchanged.add(file));
    for (const [file, text] of await readBlobs(top, changed)) texts.set(file, text);
  };
  await Promise.all([...repositories].map(([top, ours]) => readRepository(top, ours)));
  return { texts, unchanged, unknownIn, inRepository: repositories.size > 0 };
}

/** A revision that begins with a hyphen would be an option. */
async function resolveCommit(top: string, revision: string): Promise<string | undefined> {
  if (revision.startsWith('-')) return undefined;
  const hash = (await git(top, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]))?.toString().trim();
  return hash === '' ? undefined : hash;
}

/**
 * Hashes of what was committed, by file, where it is not what the file holds now. `git diff` would tell too, but it runs
 * the filters that the repository names. A file that was only checked out with other line ends counts as it was.
 */
async function changedBlobs(
  top: string,
  commit: string,
  files: readonly PresentFile[],
  onUnchanged: (file: string) => void,
): Promise<ReadonlyMap<string, string>> {
  const below = nameIn(top, commonFolder(files.map(({ file }) => file)));
  const listed = await git(top, ['ls-tree', '-r', '-z', '--full-tree', commit, ...(below === '' ? [] : ['--', below])]);
  const committed = new Map<string, string>();
  for (const entry of (listed?.toString() ?? '').split('\0')) {
    const [, hash, name] = /^100[0-7]{3} blob ([0-9a-f]+)\t([^]+)$/.exec(entry) ?? [];
    if (hash !== undefined && name !== undefined) committed.set(name, hash);
  }
  const changed = new Map<string, string>();
  for (const { file, text } of files) {
    const hash = committed.get(nameIn(top, file));
    if (hash === undefined) continue;
    if ([...spellings(text)].some((each) => blobHash(each, hash.length) === hash)) onUnchanged(file);
    else changed.set(file, hash);
  }
  return changed;
}

/** What may have been committed for a text: with a byte order mark, which is not part of it, and with other line ends. */
function* spellings(text: string): Generator<string> {
  yield text;
  yield `\uFEFF${text}`;
  if (!text.includes('\r\n')) return;
  yield text.replaceAll('\r\n', '\n');
  yield `\uFEFF${text.replaceAll('\r\n', '\n')}`;
}

/** As git names it; a repository uses SHA-1 or SHA-256. @param length of the hash in hexadecimal digits */
function blobHash(text: string, length: number): string {
  const bytes = Buffer.from(text);
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

/** Answers of `cat-file --batch`: `<hash> blob <bytes>`, a line end, the bytes, a line end; one line if there is none. */
async function readBlobs(top: string, hashes: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  if (hashes.size === 0) return texts;
  const output = await git(top, ['cat-file', '--batch'], [...hashes.values()].map((hash) => `${hash}\n`).join(''));
  let at = 0;
  for (const file of hashes.keys()) {
    const lineEnd = output?.indexOf('\n', at) ?? -1;
    if (!output || lineEnd < 0) break;
    const size = /^\S+ blob (\d+)$/.exec(output.toString('utf8', at, lineEnd))?.[1];
    at = lineEnd + 1;
    if (size === undefined) continue;
    texts.set(file, output.toString('utf8', at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

/** Files by the top folder of their repository; files outside any are left out. */
function groupByRepository(files: readonly PresentFile[]): Map<string, PresentFile[]> {
  const topOf = createTops();
  const groups = new Map<string, PresentFile[]>();
  for (const each of files) {
    const top = topOf(path.dirname(each.file));
    if (top === undefined) continue;
    const group = groups.get(top);
    if (group) group.push(each);
    else groups.set(top, [each]);
  }
  return groups;
}

/**
 * Finds the folder that holds the `.git` of another one. Git would look itself, but it takes a folder full of its own files
 * for a repository as well, and anybody can commit one. Each folder is looked at once.
 */
function createTops(): (folder: string) => string | undefined {
  const tops = new Map<string, string | undefined>();
  const topOf = (folder: string): string | undefined => {
    if (tops.has(folder)) return tops.get(folder);
    const parent = path.dirname(folder);
    const top = existsSync(path.join(folder, '.git')) ? folder : parent === folder ? undefined : topOf(parent);
    tops.set(folder, top);
    return top;
  };
  return topOf;
}

/** As git names it: from the top, with slashes. Empty for the top itself. */
function nameIn(top: string, file: string): string {
  return path.relative(top, file).split(path.sep).join('/');
}

function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files.map((file) => path.dirname(file));
  const contains = (folder: string, other: string) =>
    other === folder || other.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
  let common = first;
  for (const folder of others)
    while (!contains(common, folder) && path.dirname(common) !== common) common = path.dirname(common);
  return common;
}
