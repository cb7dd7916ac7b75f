import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in the words of the operating system; absent: it would not say. */
  readonly started?: string;
}

/** Of this process; asked once. */
export function ownIdentity(): Promise<ProcessIdentity> {
  own ??= startOf(process.pid).then((started) => ({ pid: process.pid, ...(started === undefined ? {} : { started }) }));
  return own;
}

/** Whether it still runs. What cannot be told counts as alive: nothing of a living one may be taken away. */
export async function isAlive({ pid, started }: ProcessIdentity): Promise<boolean> {
  if (!isTaken(pid)) return false;
  const current = started === undefined ? undefined : await startOf(pid);
  return current === undefined || current === started;
}

let own: Promise<ProcessIdentity> | undefined;

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's program may not be asked.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function startOf(pid: number): Promise<string | undefined> {
  try {
    const words =
      await readers[process.platform === 'linux' || process.platform === 'win32' ? process.platform : 'unix'](pid);
    return words.trim() || undefined;
  } catch {
    return undefined;
  }
}

const run = promisify(execFile);

const readers = {
  /** Field 22 of proc_pid_stat(5), in ticks since the machine began, and which beginning that was. */
  async linux(pid: number): Promise<string> {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => '');
    // The name of the program, in brackets, may hold blanks and brackets.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return ticks && `${ticks} ${boot}`;
  },
  async unix(pid: number): Promise<string> {
    return (await run('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { env: { LC_ALL: 'C', TZ: 'UTC' } })).stdout;
  },
  async win32(pid: number): Promise<string> {
    const shell = path.join(
      process.env['SystemRoot'] ?? 'C:\\Windows',
      'System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    );
    const question = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`;
    return (await run(shell, ['-NoProfile', '-NonInteractive', '-Command', question], { windowsHide: true })).stdout;
  },
};
