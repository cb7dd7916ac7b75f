import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programPlaces } from '../../schemas/vocabulary/programPlaces.ts';

/** More than any manifests that one call reads. In bytes. */
const mostOutput = 256 * 1024 * 1024;
/** In milliseconds. */
const patience = 10_000;

/**
 * What git writes when asked about a repository, given the folder that holds its `.git`; `undefined` without git, or if it
 * fails. Only for commands that read objects (`rev-parse`, `ls-tree`, `cat-file`): a repository is somebody else's, and
 * its configuration names programs that `diff` or `status` would run. Two ways are left to those that read objects:
 * objects that are missing are fetched (a remote can be a program), and a folder full of git's files is taken for a
 * repository. Both are shut, and the rest too, should git ever learn to use it here.
 */
export async function git(top: string, args: readonly string[], input = ''): Promise<Buffer | undefined> {
  const program = await (foundGit ??= findGit());
  if (program === undefined || top.includes('\0')) return undefined;
  return new Promise((resolve) => {
    const child = execFile(
      program,
      ['-C', top, '--no-pager', ...harmless.flatMap((setting) => ['-c', setting]), ...args],
      {
        // Not in the folder: Windows would run a program of the repository.
        cwd: tmpdir(),
        encoding: 'buffer',
        timeout: patience,
        killSignal: 'SIGKILL',
        maxBuffer: mostOutput,
        windowsHide: true,
        env: environment(top),
      },
      (error, output) => resolve(error ? undefined : output),
    );
    // A git that cannot be started, or that ends early, reads nothing.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** What a person or a machine has set for all repositories (`safe.directory`, a proxy) stays in force: no repository wrote it. */
const harmless = [
  'protocol.allow=never',
  'safe.bareRepository=explicit',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.alternateRefsCommand=',
  'core.sshCommand=',
  'core.askPass=',
  'credential.helper=',
  'submodule.recurse=false',
];

function environment(top: string): NodeJS.ProcessEnv {
  // What a hook says about the repository is left aside.
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...env } = process.env;
  return {
    ...env,
    // Not to be undone by `protocol.file.allow`, as the setting above is. None is called so.
    GIT_ALLOW_PROTOCOL: 'none',
    // From git 2.44 on; says the same.
    GIT_NO_LAZY_FETCH: '1',
    GIT_CEILING_DIRECTORIES: path.dirname(top),
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/** Looked for once. */
let foundGit: Promise<string | undefined> | undefined;

async function findGit(): Promise<string | undefined> {
  for (const place of programPlaces('git', { environment: process.env, platform: process.platform })) {
    const isThere = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return place;
  }
  return undefined;
}
