import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { configurationFile } from '../language/configuration/configurationFile.ts';
import { compileGlob } from '../language/configuration/compileGlob.ts';
import { readConfigurationFile } from './createConfigurationSearch.ts';
import { readIgnoreRules } from './ignoreRules.ts';
import type { IgnoreRules } from './ignoreRules.ts';
import type { FolderScan } from './lsp/environment.ts';
import {
  beginsWithDefinition,
  isManifestFile,
  largestDefinitions,
  mayHoldResources,
  passedOver,
  readManifest,
} from './manifestFiles.ts';

/** Larger files are dumps, not manifests that others refer to, unless they define kinds; one that is open is read whatever its size. In bytes. */
const largestRead = 2 * 1024 * 1024;

/** Per folder of the workspace. Who has more opens a part of it. */
export const mostFiles = 25_000;

/**
 * Reads the manifests below a folder of the workspace one after the other, without what the editor hides or git
 * ignores; what cannot be read is passed over. `within`: a folder in it, of which alone they are read.
 */
export async function scanFolder(
  folder: string,
  add: (file: string, text: string) => void,
  scan: FolderScan,
  most = mostFiles,
  within = folder,
): Promise<void> {
  const isHidden = hiddenBy(scan.excludes);
  let left = most;
  let large = 0;
  async function enter(current: string, rules: readonly Rules[]): Promise<void> {
    const entries = await readdir(current, { withFileTypes: true }).catch(() => []);
    const own = entries.some(({ name }) => name === '.gitignore') ? await readRules(current) : undefined;
    const inForce = own ? [...rules, own] : rules;
    // Before the others: it says which of them count, whether it is hidden itself or not.
    const configuration = entries.some(({ name }) => name === configurationFile)
      ? path.join(current, configurationFile)
      : undefined;
    const said = configuration === undefined ? undefined : await readConfigurationFile(configuration);
    if (configuration !== undefined && said !== undefined) add(configuration, said);
    for (const entry of entries) {
      if (scan.isStopped() || left < 0) return;
      const file = path.join(current, entry.name);
      if (file === configuration) continue;
      const isFolder = entry.isDirectory();
      if (isFolder ? passedOver.includes(entry.name) : !entry.isFile() || !isManifestFile(entry.name)) continue;
      if (isHidden(path.relative(folder, file)) || isIgnored(inForce, file, isFolder)) continue;
      if (scan.leavesOut(pathToFileURL(file).href)) continue;
      if (isFolder) await enter(file, inForce);
      else if (left-- > 0) {
        const text = await readBounded(file);
        if (text === undefined) large++;
        else if (mayHoldResources(entry.name, text)) add(file, text);
      }
    }
  }
  const rules = await rulesOnTheWay(within, folder, isHidden);
  if (!rules || scan.leavesOut(pathToFileURL(within).href)) return;
  await enter(within, rules);
  if (left < 0) scan.log(`${folder}: more than ${String(most)} YAML files; names in the rest are not known.`);
  if (large > 0) {
    const limit = String(largestRead / 1024 / 1024);
    scan.log(
      `${folder}: ${String(large)} YAML files cannot be read or are larger than ${limit} MB; their names are not known.`,
    );
  }
}

/** The text of one file below a folder if a scan would read it. */
export async function readWorkspaceFile(
  file: string,
  folder: string,
  scan: Pick<FolderScan, 'excludes' | 'leavesOut'>,
): Promise<string | undefined> {
  const name = path.basename(file);
  if (name === configurationFile) return readConfigurationFile(file);
  if (scan.leavesOut(pathToFileURL(file).href)) return undefined;
  if (!isManifestFile(name)) return undefined;
  const isHidden = hiddenBy(scan.excludes);
  const rules = await rulesOnTheWay(path.dirname(file), folder, isHidden);
  if (!rules || isHidden(path.relative(folder, file))) return undefined;
  const own = await readRules(path.dirname(file));
  if (isIgnored(own ? [...rules, own] : rules, file, false)) return undefined;
  const text = await readBounded(file);
  return text !== undefined && mayHoldResources(name, text) ? text : undefined;
}

/** Those that hold where a folder stands, without its own; `undefined`: no scan gets there. */
async function rulesOnTheWay(
  within: string,
  folder: string,
  isHidden: (relative: string) => boolean,
): Promise<readonly Rules[] | undefined> {
  const segments = path
    .relative(folder, within)
    .split(path.sep)
    .filter((each) => each !== '');
  if (segments[0] === '..' || segments.some((each) => passedOver.includes(each))) return undefined;
  const rules = [...(await rulesAbove(folder))];
  let current = folder;
  for (const segment of segments) {
    const own = await readRules(current);
    if (own) rules.push(own);
    current = path.join(current, segment);
    if (isHidden(path.relative(folder, current)) || isIgnored(rules, current, true)) return undefined;
  }
  return rules;
}

export async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}

async function readBounded(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  if (found.size <= largestRead) return readManifest(file);
  const isRead = found.size <= largestDefinitions && (await beginsWithDefinition(file));
  return isRead ? readManifest(file, largestDefinitions) : undefined;
}

/** One `.gitignore`; its patterns count from its folder on. */
interface Rules {
  readonly folder: string;
  readonly rules: IgnoreRules;
}

/** Longer ones are no lists of rules. In bytes. */
const longestRules = 1024 * 1024;

async function readText(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() && found.size <= longestRules ? readFile(file, 'utf8').catch(() => undefined) : undefined;
}

async function readRules(folder: string): Promise<Rules | undefined> {
  const text = await readText(path.join(folder, '.gitignore'));
  return text === undefined ? undefined : { folder, rules: readIgnoreRules(text) };
}

/** Those between the folder and the top of its repository. */
async function rulesAbove(folder: string): Promise<readonly Rules[]> {
  const found: Rules[] = [];
  for (let current = folder; ;) {
    if (await stat(path.join(current, '.git')).catch(() => undefined)) return found;
    const parent = path.dirname(current);
    if (parent === current) return [];
    const own = await readRules(parent);
    if (own) found.unshift(own);
    current = parent;
  }
}

/** The innermost file that says something about it decides. */
function isIgnored(rules: readonly Rules[], file: string, isFolder: boolean): boolean {
  for (let index = rules.length - 1; index >= 0; index--) {
    const { folder, rules: own } = rules[index] as Rules;
    const said = own(path.relative(folder, file).split(path.sep).join('/'), isFolder);
    if (said !== undefined) return said === 'ignored';
  }
  return false;
}

/** Globs as the editor reads them: a folder that matches hides what is in it. */
function hiddenBy(globs: readonly string[]): (relative: string) => boolean {
  const matchers = globs.map((glob) => compileGlob(glob));
  return (relative) => {
    const posix = relative.split(path.sep).join('/');
    return matchers.some((matches) => matches(posix));
  };
}
