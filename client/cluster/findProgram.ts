import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

export interface ProgramSearch {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** Absolute path of a program on the PATH. Empty and relative entries are passed over: they would lead into the workspace. */
export async function findProgram(name: string, { environment, platform }: ProgramSearch): Promise<string | undefined> {
  const isWindows = platform === 'win32';
  const paths = isWindows ? path.win32 : path.posix;
  const variable = Object.keys(environment).find((key) => (isWindows ? key.toUpperCase() : key) === 'PATH');
  const folders = (variable === undefined ? '' : (environment[variable] ?? '')).split(paths.delimiter);
  for (const folder of folders) {
    const plain = isWindows ? folder.replace(/^"(.*)"$/, '$1') : folder;
    if (!paths.isAbsolute(plain)) continue;
    // Only programs: a script (.cmd) would need a shell.
    const names = isWindows && !/\.(?:exe|com)$/i.test(name) ? [`${name}.exe`, `${name}.com`] : [name];
    for (const each of names) {
      const file = paths.join(plain, each);
      if (await isProgram(file)) return file;
    }
  }
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
