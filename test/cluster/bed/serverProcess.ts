// A database server as a child process: its output in a file, its end with ours, and another user where we are root,
// because PostgreSQL refuses to run as root.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface User {
  readonly uid: number;
  readonly gid: number;
}

export interface ServerCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Absent: whoever we are. */
  readonly user?: User | undefined;
  /** Output and errors are appended to it. */
  readonly logFile: string;
  /** With which it is ended where our own process ends first. */
  readonly lastSignal: NodeJS.Signals;
  /** Where a file named for its process id tells the bed's guard whom to end if we are killed; see processes.ts. */
  readonly pids?: string | undefined;
}

export interface ServerProcess {
  readonly pid: number;
  readonly hasEnded: boolean;
  /** Comes back when it is gone; at once where it is already. Fails where it had to be killed. */
  stop(signal: NodeJS.Signals): Promise<void>;
  /**
   * Asks `isReady` again and again. Fails with the tail of the log where the process ends first, or after half a
   * minute.
   */
  whenReady(isReady: () => Promise<boolean>): Promise<void>;
}

/** Milliseconds that a server may take to end. */
const patience = 60_000;

const run = promisify(execFile);
const running = new Set<ChildProcess>();
const lastSignals = new WeakMap<ChildProcess, NodeJS.Signals>();

process.on('exit', () => {
  for (const child of running) child.kill(lastSignals.get(child) ?? 'SIGKILL');
});

export function startServer({ program, args, env, user, logFile, lastSignal, pids }: ServerCommand): ServerProcess {
  const log = openSync(logFile, 'a');
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
    // Ctrl+C in a terminal goes to the whole group; the bed stops its servers itself, in its own order.
    detached: true,
    ...user,
  });
  closeSync(log);
  let failure: Error | undefined;
  child.on('error', (error) => (failure = error));
  running.add(child);
  lastSignals.set(child, lastSignal);
  const pidFile = pids === undefined ? undefined : path.join(pids, String(child.pid));
  if (pidFile !== undefined) writeFileSync(pidFile, path.basename(program));
  child.once('close', () => {
    running.delete(child);
    if (pidFile !== undefined) rmSync(pidFile, { force: true });
  });
  const hasEnded = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    get hasEnded() {
      return hasEnded();
    },
    async stop(signal) {
      if (hasEnded()) return;
      const closed = once(child, 'close');
      child.kill(signal);
      const late = setTimeout(() => child.kill('SIGKILL'), patience);
      await closed;
      clearTimeout(late);
      if (child.signalCode === 'SIGKILL' && signal !== 'SIGKILL')
        throw new Error(`${path.basename(program)} did not end at ${signal}:\n${await tail(logFile)}`);
    },
    async whenReady(isReady) {
      const limit = Date.now() + 120_000;
      while (!(await isReady())) {
        if (!hasEnded() && Date.now() < limit) {
          await sleep(20);
          continue;
        }
        throw failure ?? new Error(`${path.basename(program)} did not start:\n${await tail(logFile)}`);
      }
    },
  };
}

/** Runs a program to its end as another user. Fails with what it wrote. */
export async function runAs(user: User | undefined, program: string, args: readonly string[]): Promise<void> {
  await run(program, [...args], { ...user, cwd: path.parse(program).root });
}

/** `undefined` where we are not root, and need nobody else. */
export async function findUser(names: readonly string[]): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of [...names, 'nobody']) {
    try {
      const [uid, gid] = await Promise.all(
        ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
      );
      if (uid !== undefined && gid !== undefined) return { uid, gid };
    } catch {
      // There is no such user.
    }
  }
  throw new Error(`No user to run as: ${names.join(', ')} or nobody`);
}

/**
 * Gives a folder and what is in it to a user, and lets the user pass through the folders above it, as far as they are
 * temporary ones.
 */
export function giveTo(user: User | undefined, folder: string): void {
  if (!user) return;
  chownSync(folder, user.uid, user.gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name);
    if (!lstatSync(file).isSymbolicLink()) chownSync(file, user.uid, user.gid);
  }
  for (let above = path.dirname(folder); isTemporary(above); above = path.dirname(above)) {
    chmodSync(above, statSync(above).mode | 0o011);
  }
}

function isTemporary(folder: string): boolean {
  const relative = path.relative(tmpdir(), folder);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

async function tail(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).split('\n').slice(-20).join('\n');
}
