import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { configurationFile } from '../language/configuration/configurationFile.ts';

/** A larger one is none. In bytes. */
const largest = 1024 * 1024;

/** A configuration file. */
export interface FoundConfiguration {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
}

/**
 * Configuration files in a folder and in those above it, up to the top of its git repository, or of the disk where there is
 * none; the nearest first. Each folder is looked at once in the life of what this returns.
 */
export function createConfigurationSearch(): (folder: string) => Promise<readonly FoundConfiguration[]> {
  const known = new Map<string, Promise<readonly FoundConfiguration[]>>();
  const search = (folder: string): Promise<readonly FoundConfiguration[]> => {
    let found = known.get(folder);
    if (!found) known.set(folder, (found = look(folder)));
    return found;
  };
  const look = async (folder: string): Promise<readonly FoundConfiguration[]> => {
    const file = path.join(folder, configurationFile);
    const text = await readConfigurationFile(file);
    const here = text === undefined ? [] : [{ file, text }];
    const parent = path.dirname(folder);
    if (parent === folder || (await stat(path.join(folder, '.git')).catch(() => undefined))) return here;
    return [...here, ...(await search(parent))];
  };
  return search;
}

/** `undefined`: there is none, or it cannot be read. */
export async function readConfigurationFile(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile() || found.size > largest) return undefined;
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text?.replace(/^\uFEFF/, '');
}
