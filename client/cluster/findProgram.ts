import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { programPlaces, type ProgramSearch } from '../../schemas/vocabulary/programPlaces.ts';

/** Absolute path of a program on the PATH, as `programPlaces` reads it. `undefined`: none can be run. */
export async function findProgram(name: string, search: ProgramSearch): Promise<string | undefined> {
  for (const place of programPlaces(name, search)) if (await isProgram(place)) return place;
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
