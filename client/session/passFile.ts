import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { isAlive, ownIdentity } from './processIdentity.ts';
import type { ProcessIdentity } from './processIdentity.ts';

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
  if (!(await isOurs(all)))
    throw new ClusterError(
      'refused',
      say`The folder ${all} is a link, or another user's: a password in it would not be safe.`,
      say`Remove it, then try again.`,
    );
  // A folder that was there before keeps its mode.
  await chmod(all, 0o700);
  const folder = path.join(all, `${process.pid}-${randomBytes(12).toString('hex')}`);
  await mkdir(folder, { mode: 0o700 });
  const write = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    return file;
  };
  await write(ownerFile, JSON.stringify(await ownIdentity()));
  return { path: folder, write, dispose: () => removeQuietly(folder) };
}

/**
 * Removes what sessions of programs that are no more have left; returns how many. What is not ours, or a link, stays.
 * @param storage as of `makeSessionFolder`.
 */
export async function removeLeftSessions(storage: string): Promise<number> {
  const all = path.join(storage, sessionsFolder);
  const names = await readdir(all).catch(() => []);
  const left = await Promise.all(names.map((name) => isLeft(path.join(all, name))));
  const folders = names.filter((_, index) => left[index]).map((name) => path.join(all, name));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  return folders.length;
}

async function isLeft(folder: string): Promise<boolean> {
  const [, pid] = /^(\d+)-[0-9a-f]{24}$/.exec(path.basename(folder)) ?? [];
  if (pid === undefined || !(await isOurs(folder))) return false;
  // Its maker may have ended before it was written.
  const owner = await readOwner(path.join(folder, ownerFile));
  return !(await isAlive(owner?.pid === Number(pid) ? owner : { pid: Number(pid) }));
}

async function readOwner(file: string): Promise<ProcessIdentity | undefined> {
  try {
    const { pid, started } = JSON.parse(await readFile(file, 'utf8')) as Partial<ProcessIdentity>;
    if (typeof pid !== 'number') return undefined;
    return typeof started === 'string' ? { pid, started } : { pid };
  } catch {
    return undefined;
  }
}

/** A folder, no link to one, and on systems with users this one's. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() === true && (process.getuid === undefined || found.uid === process.getuid());
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
      say`The user name or password of ${JSON.stringify(user.trim())} has a line break in it, so psql cannot be given it.`,
      say`Write the Secret without the line break (echo -n), and give the role the same password.`,
    );
  return `${fields.map((field, index) => (index === 2 && database === undefined ? field : escaped(field))).join(':')}\n`;
}

function escaped(field: string): string {
  return field.replace(/[\\:]/g, '\\$&');
}

function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // A client that still reads holds it on Windows; the next start removes it.
  }
}

const sessionsFolder = 'sessions';
const ownerFile = 'owner';
