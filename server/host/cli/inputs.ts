import { realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileGlob } from '../../language/configuration/compileGlob.ts';
import { canonicalUri } from '../lsp/canonicalUri.ts';
import { decodeManifest, largestFile, listManifests, readManifestNow, reasonOf } from '../manifestFiles.ts';
import type { ListedFile } from '../manifestFiles.ts';

export interface Input {
  /** As the person named it, folders and globs resolved; `<stdin>`. */
  readonly name: string;
  /** Absolute, links resolved; absent for standard input. */
  readonly file?: string;
  readonly text: string;
}

/** What the service knows it by: standard input lies in the folder that you are in. */
export function uriOf(input: Input): string {
  const uri = uris.get(input) ?? canonicalUri(pathToFileURL(input.file ?? path.resolve('<stdin>.yaml')).href);
  uris.set(input, uri);
  return uri;
}

/** To spell one costs as much as to split the text. */
const uris = new WeakMap<Input, string>();

export interface Inputs {
  readonly files: readonly Input[];
  /** Sentences about what could not be read. */
  readonly problems: readonly string[];
}

/** Reads everything that the arguments name, each file once, however many arguments name it. */
export async function readInputs(paths: readonly string[], stdin?: AsyncIterable<Uint8Array>): Promise<Inputs> {
  const problems: string[] = [];
  const report = (problem: string): void => void problems.push(problem);
  const listed = new Map<string, ListedFile | '-'>();
  for (const argument of paths) {
    if (argument === '-' && stdin) listed.set('-', '-');
    else for (const found of listFiles(argument, report)) if (!listed.has(found.file)) listed.set(found.file, found);
  }
  const files: Input[] = [];
  for (const entry of listed.values()) {
    const [name, read] =
      entry === '-'
        ? ['<stdin>', stdin ? await readStream(stdin) : { text: '' }]
        : [entry.name, readManifestNow(entry.file)];
    if ('problem' in read) report(`${name} ${read.problem}.`);
    else files.push({ name, ...(entry === '-' ? {} : { file: entry.file }), text: read.text });
  }
  return { files, problems };
}

async function readStream(stream: AsyncIterable<Uint8Array>): Promise<{ text: string } | { problem: string }> {
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of stream) {
      chunks.push(chunk);
      // One that goes on for ever need not be read to its end to be too large.
      if ((size += chunk.length) > largestFile) break;
    }
    return decodeManifest(Buffer.concat(chunks));
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

function listFiles(argument: string, report: (problem: string) => void): ListedFile[] {
  try {
    if (argument === '') {
      report('a PATH is empty: write a dot for the folder that you are in.');
      return [];
    }
    const stats = statSync(argument, { throwIfNoEntry: false });
    if (!stats) return listMatches(argument, report);
    const what = whatItIs(stats);
    if (what !== undefined) {
      report(`${argument} is ${what}, not a file that ends. Use - for standard input.`);
      return [];
    }
    if (!stats.isDirectory()) return [{ name: argument, file: realPath(argument) }];
    const problems: string[] = [];
    const found = listManifests({ name: argument, file: realPath(argument) }, (problem) => problems.push(problem));
    if (found.length === 0 && problems.length === 0) problems.push(`${argument} holds no .yaml or .yml file.`);
    problems.forEach(report);
    return found;
  } catch (error) {
    report(`${argument} ${reasonOf(error)}.`);
    return [];
  }
}

/** What would be waited for without an end; `undefined`: a file or a folder. */
function whatItIs(stats: Stats): string | undefined {
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isCharacterDevice() || stats.isBlockDevice() ? 'a device' : undefined;
}

function listMatches(argument: string, report: (problem: string) => void): ListedFile[] {
  const { folder, glob } = splitGlob(argument, path.sep);
  if (glob === undefined) {
    report(`${argument} does not exist: check the path.`);
    return [];
  }
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    report(`${argument} matches no file: there is no folder ${folder}.`);
    return [];
  }
  const matches = compileGlob(glob);
  const inFolder = (name: string) => path.relative(folder, name).split(path.sep).join('/');
  const found = listManifests({ name: folder, file: realPath(folder) }, report).filter(({ name }) =>
    matches(inFolder(name)),
  );
  if (found.length === 0) report(`${argument} matches no .yaml or .yml file.`);
  return found;
}

/**
 * The folder before the first wildcard, and the pattern from there on; no pattern without a wildcard. Where folders are
 * separated by backslashes, a backslash in the argument is a separator; elsewhere it takes a wildcard its meaning.
 */
export function splitGlob(argument: string, separator: string): { folder: string; glob?: string } {
  const pattern = separator === '\\' ? argument.replaceAll('\\', '/') : argument;
  let slash = -1;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (character === '\\') at++;
    else if (character === '/') slash = at;
    else if ('*?[{'.includes(character)) return { folder: folderOf(pattern, slash), glob: pattern.slice(slash + 1) };
  }
  return { folder: pattern };
}

/** In front of a slash: the one that you are in, the top, that of a drive, or as it is named. */
function folderOf(pattern: string, slash: number): string {
  if (slash < 0) return '.';
  const folder = pattern.slice(0, slash).replaceAll(/\\(.)/g, '$1');
  return folder === '' || /^[a-z]:$/i.test(folder) ? `${folder}/` : folder;
}

/** What has no path of its own, such as the pipe behind `/dev/stdin`, keeps the one that it was named by. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
