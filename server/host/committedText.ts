import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * The text of a file at a revision; `undefined` without git, outside a repository, or where the file is new. Names go to
 * git as arguments, never through a shell, and git is started elsewhere, so that no `git.exe` beside the file is run.
 */
export async function committedText(file: string, revision = 'HEAD'): Promise<string | undefined> {
  const object = `${revision}:./${path.basename(file)}`;
  return (await git(path.dirname(file), ['cat-file', 'blob', object]))?.toString();
}

export interface ChangedTexts {
  /** Text at the revision by file, of those files that read differently now. */
  readonly texts: ReadonlyMap<string, string>;
  /** Top folders of repositories in which git finds no such revision. */
  readonly unknownIn: readonly string[];
  /** At least one file is in a repository. */
  readonly inRepository: boolean;
}

/** What files looked like at a revision: three calls of git per repository, however many files there are. */
export async function changedTexts(files: readonly string[], revision = 'HEAD'): Promise<ChangedTexts> {
  const repositories = groupByRepository(files);
  const texts = new Map<string, string>();
  const unknownIn: string[] = [];
  const readRepository = async (top: string, ours: readonly string[]): Promise<void> => {
    const commit = await resolveCommit(top, revision);
    if (commit === undefined) return void unknownIn.push(top);
    const names = await changedNames(top, commit, ours);
    for (const [name, text] of await readBlobs(top, commit, names)) texts.set(path.resolve(top, name), text);
  };
  await Promise.all([...repositories].map(([top, ours]) => readRepository(top, ours)));
  return { texts, unknownIn, inRepository: repositories.size > 0 };
}

/** A revision that begins with a hyphen would be an option. */
async function resolveCommit(top: string, revision: string): Promise<string | undefined> {
  if (revision.startsWith('-')) return undefined;
  const hash = (await git(top, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]))?.toString().trim();
  return hash === '' ? undefined : hash;
}

async function changedNames(top: string, commit: string, files: readonly string[]): Promise<string[]> {
  const options = [
    '--name-only',
    '-z',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '--ignore-submodules',
    '--diff-filter=M',
  ];
  const below = path.relative(top, commonFolder(files)) || '.';
  const names = (await git(top, ['--literal-pathspecs', 'diff', ...options, commit, '--', below]))?.toString();
  const ours = new Set(files);
  // The protocol of `cat-file --batch` has one name a line.
  return (names ?? '').split('\0').filter((name) => ours.has(path.resolve(top, name)) && !name.includes('\n'));
}

/** Answers of `cat-file --batch`: `<hash> blob <bytes>`, a line end, the bytes, a line end; one line if there is none. */
async function readBlobs(top: string, commit: string, names: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  if (names.length === 0) return texts;
  const output = await git(top, ['cat-file', '--batch'], names.map((name) => `${commit}:${name}\n`).join(''));
  let at = 0;
  for (const name of names) {
    const lineEnd = output?.indexOf('\n', at) ?? -1;
    if (!output || lineEnd < 0) break;
    const size = /^\S+ blob (\d+)$/.exec(output.toString('utf8', at, lineEnd))?.[1];
    at = lineEnd + 1;
    if (size === undefined) continue;
    texts.set(name, output.toString('utf8', at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

/** Files by the top folder of their repository; files outside any are left out. Each folder is looked at once. */
function groupByRepository(files: readonly string[]): Map<string, string[]> {
  const tops = new Map<string, string | undefined>();
  const topOf = (folder: string): string | undefined => {
    if (tops.has(folder)) return tops.get(folder);
    const parent = path.dirname(folder);
    const top = existsSync(path.join(folder, '.git')) ? folder : parent === folder ? undefined : topOf(parent);
    tops.set(folder, top);
    return top;
  };
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const top = topOf(path.dirname(file));
    if (top === undefined) continue;
    const group = groups.get(top);
    if (group) group.push(file);
    else groups.set(top, [file]);
  }
  return groups;
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

/** Standard output, or `undefined` when git is missing or fails. What a hook says about the repository is left aside. */
function git(folder: string, args: readonly string[], input = ''): Promise<Buffer | undefined> {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...env } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      'git',
      ['-C', folder, '-c', 'core.fsmonitor=false', ...args],
      {
        cwd: tmpdir(),
        encoding: 'buffer',
        timeout: 10_000,
        maxBuffer: 256 * 1024 * 1024,
        windowsHide: true,
        env: { ...env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
      },
      (error, output) => resolve(error ? undefined : output),
    );
    // A git that cannot be started, or that ends early, reads nothing.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
