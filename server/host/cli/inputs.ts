import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { decodeManifest, listManifests, readManifestNow, reasonOf } from '../manifestFiles.ts';
import type { ListedFile } from '../manifestFiles.ts';

export interface Input {
  /** As the person named it, folders and globs resolved; `<stdin>`. */
  readonly name: string;
  /** Absolute, links resolved; absent for standard input. */
  readonly file?: string;
  readonly text: string;
}

export interface Inputs {
  readonly files: readonly Input[];
  /** Sentences about what could not be read. */
  readonly problems: readonly string[];
}

/** Reads everything that the arguments name, each file once, however many arguments name it. */
export async function readInputs(paths: readonly string[], stdin: AsyncIterable<Uint8Array>): Promise<Inputs> {
  const problems: string[] = [];
  const report = (problem: string): void => void problems.push(problem);
  const listed = new Map<string, ListedFile | '-'>();
  for (const argument of paths) {
    if (argument === '-') listed.set('-', '-');
    else for (const found of listFiles(argument, report)) if (!listed.has(found.file)) listed.set(found.file, found);
  }
  const files: Input[] = [];
  for (const entry of listed.values()) {
    const [name, read] =
      entry === '-' ? ['<stdin>', await readStream(stdin)] : [entry.name, readManifestNow(entry.file)];
    if ('problem' in read) report(`${name} ${read.problem}.`);
    else files.push({ name, ...(entry === '-' ? {} : { file: entry.file }), text: read.text });
  }
  return { files, problems };
}

async function readStream(stream: AsyncIterable<Uint8Array>): Promise<{ text: string } | { problem: string }> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream) chunks.push(chunk);
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
  const matches = picomatch(glob, { dot: true, nonegate: true });
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
  const { base, glob, isGlob } = picomatch.scan(pattern, { nonegate: true });
  if (!isGlob) return { folder: pattern };
  return { folder: base.replaceAll(/\\(.)/g, '$1') || '.', glob };
}

/** What has no path of its own, such as the pipe behind `/dev/stdin`, keeps the one that it was named by. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
