import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ClusterError } from '../cluster/errors.ts';

/**
 * A folder that only this user can read, for what a session's client reads from files: its password, the certificate of
 * an authority. On Windows the user's profile keeps others out.
 */
export interface SessionFolder {
  readonly path: string;
  /** Creates a file of mode 0600 and returns its path. */
  write(name: string, text: string): Promise<string>;
  /** Removes it with all that is in it; synchronous, because the editor may be closing. Never throws. */
  dispose(): void;
}

/** @param storage folder of the extension's own. */
export async function makeSessionFolder(storage: string): Promise<SessionFolder> {
  const all = path.join(storage, sessionsFolder);
  await mkdir(all, { recursive: true, mode: 0o700 });
  // A folder that was there before keeps its mode.
  await chmod(all, 0o700);
  const folder = path.join(all, `${process.pid}-${randomBytes(12).toString('hex')}`);
  await mkdir(folder, { mode: 0o700 });
  return {
    path: folder,
    async write(name, text) {
      const file = path.join(folder, name);
      await writeFile(file, text, { mode: 0o600, flag: 'wx' });
      return file;
    },
    dispose: () => removeQuietly(folder),
  };
}

/** Removes what sessions of programs that are no more have left; returns how many. */
export async function removeLeftSessions(storage: string): Promise<number> {
  const all = path.join(storage, sessionsFolder);
  const names = await readdir(all).catch(() => []);
  const left = names.filter((name) => {
    const match = /^(\d+)-[0-9a-f]{24}$/.exec(name);
    return match !== null && !isAlive(Number(match[1]));
  });
  await Promise.all(left.map((name) => rm(path.join(all, name), { recursive: true, force: true })));
  return left.length;
}

/** What a line of the file `PGPASSFILE` is made of; https://www.postgresql.org/docs/current/libpq-pgpass.html */
export interface PassEntry {
  /** As given to the client, also where `hostaddr` says where to connect to. */
  readonly host: string;
  readonly port: number;
  /** Absent: any. */
  readonly database?: string;
  readonly user: string;
  readonly password: string;
}

/** One line, ended. Fails with `missing-key` for a password with a line break, which no such file can hold. */
export function passFileLine({ host, port, database, user, password }: PassEntry): string {
  const fields = [host, String(port), database ?? '*', user, password];
  if (fields.some((field) => /[\n\0]/.test(field)) || password.endsWith('\r'))
    throw new ClusterError(
      'missing-key',
      `The user name or password of ${JSON.stringify(user.trim())} has a line break in it, so psql cannot be given it.`,
      'Write the Secret without the line break (echo -n), and give the role the same password.',
    );
  return `${fields.map((field, index) => (index === 2 && database === undefined ? field : escaped(field))).join(':')}\n`;
}

function escaped(field: string): string {
  return field.replace(/[\\:]/g, '\\$&');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's program may not be asked.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // A client that still reads holds it on Windows; the next start removes it.
  }
}

const sessionsFolder = 'sessions';
