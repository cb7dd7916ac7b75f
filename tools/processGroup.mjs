import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const running = new Set();
/** Milliseconds for groups to end by themselves. Whoever has started scripts waits longer than they wait for theirs. */
const patience = process.send ? 3000 : 6000;

/**
 * Starts a command as the head of a process group, which `kill` and this process's own exit take down whole: VS Code's
 * extension host, terminals and file watcher, or whatever a test started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<number | null>, hasEnded(): boolean, kill(signal: NodeJS.Signals): void, release(): void }}
 *   `ended` gives the exit code, `null` after a signal or when the command cannot be run; `release` lets the group outlive this process.
 */
export function spawnGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  let over = false;
  const ended = new Promise((resolve) => {
    const end = (code) => {
      over = true;
      running.delete(group);
      resolve(code);
    };
    child.once('close', end);
    child.once('error', () => end(null));
  });
  const kill = (signal) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // The group is gone already.
    }
  };
  const atExit = () => kill('SIGKILL');
  process.once('exit', atExit);
  const release = () => {
    running.delete(group);
    process.removeListener('exit', atExit);
  };
  const group = { child, ended, hasEnded: () => over, kill, release };
  running.add(group);
  return group;
}

/** Asks all groups to end, and waits for them, but not for long: what is left goes with this process. */
export async function endGroups() {
  const groups = [...running];
  for (const { kill } of groups) kill('SIGTERM');
  await Promise.race([Promise.all(groups.map(({ ended }) => ended)), sleep(patience, undefined, { ref: false })]);
}

/**
 * Runs a program to its end, in a group of its own, so that signals are heard meanwhile.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { output?: 'show' | 'read', errors?: 'pipe' | 'inherit' }} [options]
 *   `output` of the program: on the terminal, or given back.
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>} status as of `spawnGroup`.
 */
export async function runProgram(command, args, { output = 'show', errors, ...options } = {}) {
  const stream = output === 'show' ? 'inherit' : 'pipe';
  const group = spawnGroup(command, args, { ...options, stdio: ['ignore', stream, errors ?? stream] });
  const [stdout, stderr, status] = await Promise.all([
    group.child.stdout ? text(group.child.stdout) : '',
    group.child.stderr ? text(group.child.stderr) : '',
    group.ended,
  ]);
  group.release();
  return { status, stdout, stderr };
}
