import { stat } from 'node:fs/promises';
import path from 'node:path';
import { largestDefinitions, listManifests, readManifest } from './manifestFiles.ts';

/** Nobody has more definitions than these; more files are another folder than was meant. */
const mostFiles = 5000;

/** Files with definitions of kinds at a path, by their absolute paths: one file, or all in a folder. What cannot be read is passed over. */
export async function readDefinitions(place: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const stats = await stat(place).catch(() => undefined);
  const files = stats?.isDirectory()
    ? listManifests({ name: place, file: place }, () => undefined, mostFiles).map(({ file }) => file)
    : stats?.isFile()
      ? [path.resolve(place)]
      : [];
  for (const file of files) {
    const { size = 0 } = (await stat(file).catch(() => undefined)) ?? {};
    const text = size > largestDefinitions ? undefined : await readManifest(file, largestDefinitions);
    if (text?.includes('CustomResourceDefinition')) found.set(file, text);
  }
  return found;
}
