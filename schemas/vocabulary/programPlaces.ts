export interface ProgramSearch {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** As `process.platform` has it. */
  readonly platform: string;
}

/**
 * Absolute paths at which a program may lie, by the PATH, first come first. Empty and relative entries are passed over, and
 * so is the current folder, which Windows looks into before all others: they would lead into somebody's repository. Of
 * Windows' scripts (`.cmd`) none counts: they would need a shell.
 */
export function programPlaces(name: string, { environment, platform }: ProgramSearch): string[] {
  const isWindows = platform === 'win32';
  const variable = Object.keys(environment).find((key) => (isWindows ? key.toUpperCase() : key) === 'PATH');
  const folders = (variable === undefined ? '' : (environment[variable] ?? '')).split(isWindows ? ';' : ':');
  const names = isWindows && !/\.(?:exe|com)$/i.test(name) ? [`${name}.exe`, `${name}.com`] : [name];
  return folders
    .map((folder) => (isWindows ? folder.replace(/^"(.*)"$/, '$1') : folder))
    .filter((folder) => (isWindows ? /^(?:[a-z]:[\\/]|\\\\[^\\])/i : /^\//).test(folder))
    .flatMap((folder) => names.map((each) => `${folder}${isWindows ? '\\' : '/'}${each}`));
}
