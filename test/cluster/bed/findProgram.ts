import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** @param name on the PATH, or an absolute path. Fails with a sentence where there is none. */
export function findProgram(name: string): string {
  const places = isAbsolute(name)
    ? [name]
    : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  const file = places.find(isExecutable);
  if (file === undefined) throw new Error(`There is no program ${name}.`);
  return file;
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
