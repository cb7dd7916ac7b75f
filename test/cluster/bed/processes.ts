// The bed's processes: none outlives the bed, whatever ends it. A shell waits for the end of its input, which the operating
// system brings about when we are gone, be it by SIGKILL, and ends then what has a file in <folder>/pids.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Processes {
  start(command: Command): RunningProcess;
  /** Ends all, last started first, and what else has a file in <folder>/pids; comes back when they are gone, and the folder. */
  stop(): Promise<void>;
}

export interface Command {
  /** Its output is in <folder>/<name>.log. */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** Absent: ours. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningProcess {
  readonly pid: number;
  /** Kills it with all that it started. */
  stop(): Promise<void>;
  /** Asks every 50 ms. Fails with the end of the log when the process ends before, or after `limit` seconds. */
  whenReady(isReady: () => Promise<boolean>, limit?: number): Promise<void>;
}

/** @param folder is removed with the processes if we end without `stop`. */
export function superviseProcesses(folder: string): Processes {
  const pids = join(folder, 'pids');
  mkdirSync(pids, { recursive: true, mode: 0o700 });
  const guard = startGuard(folder);
  const running: RunningProcess[] = [];
  return {
    start(command) {
      const started = startProcess(folder, pids, command);
      running.push(started);
      return started;
    },
    async stop() {
      for (const each of running.splice(0).reverse()) await each.stop();
      // What is left, such as a database that was just starting when something failed, is the guard's.
      guard.ref();
      const ended = once(guard, 'exit');
      guard.stdin?.end();
      if (guard.exitCode === null && guard.signalCode === null) await ended;
    },
  };
}

/** A TCP port on loopback that nobody listens on, none that was given before. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  if (given.has(port)) return freePort();
  given.add(port);
  return port;
}

const given = new Set<number>();

/** Each process is the head of a group, so that what it started goes with it. */
const guardScript = `
trap '' HUP INT TERM
cat >/dev/null
for pid in $(ls "$1/pids"); do kill -9 "-$pid"; done 2>/dev/null
rm -rf "$1"
`;

function startGuard(folder: string): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', guardScript, 'guard', folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  // An open pipe would keep us from ending.
  (guard.stdin as unknown as { unref(): void }).unref();
  return guard;
}

function startProcess(folder: string, pids: string, { name, file, args, env }: Command): RunningProcess {
  const log = join(folder, `${name}.log`);
  const output = openSync(log, 'a', 0o600);
  const child = spawn(file, args, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', output, output],
    ...(env && { env }),
  });
  closeSync(output);
  child.unref();
  const { pid } = child;
  let failure: Error | undefined;
  let over = pid === undefined;
  const ended = new Promise<void>((resolve) => {
    const end = (error?: Error) => {
      failure = error;
      over = true;
      if (pid !== undefined) rmSync(join(pids, String(pid)), { force: true });
      resolve();
    };
    child.once('error', end);
    child.once('exit', () => {
      end();
    });
  });
  if (pid !== undefined) writeFileSync(join(pids, String(pid)), name);
  return {
    pid: pid ?? 0,
    async stop() {
      child.ref();
      if (pid !== undefined) killGroup(pid);
      await ended;
    },
    async whenReady(isReady, limit = 120) {
      const end = Date.now() + limit * 1000;
      while (!(await isReady())) {
        if (over || Date.now() > end)
          throw failure ?? new Error(`${name} did not start. Its last words:\n${tail(log)}`);
        await sleep(50);
      }
    },
  };
}

/** The process and all that it started. @param pid of the head of a group. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
