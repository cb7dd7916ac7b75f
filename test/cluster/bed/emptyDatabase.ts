// The files of a database in which nothing is yet, which take seconds to make and next to nothing to copy.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bedCache } from './binaries.ts';
import { giveTo, runAs, type User } from './serverProcess.ts';

export interface EmptyDatabase {
  /** The server; its version decides whether what was made before serves still. */
  readonly server: string;
  /** Makes it: a program of the same version, and its arguments but for the folder. */
  readonly program: string;
  readonly flags: readonly string[];
  /** What the program calls the folder to write into: `--datadir=`. */
  readonly folderFlag: string;
  /** Whom its files belong to. */
  readonly user: User | undefined;
}

/** Copies it to `target`, which must not exist yet. It is made once for each version, and kept beside the control plane's programs. */
export async function copyEmptyDatabase(database: EmptyDatabase, target: string): Promise<void> {
  const { server, flags } = database;
  const version = execFileSync(server, ['--version'], { encoding: 'utf8' });
  const hash = createHash('sha256')
    .update(JSON.stringify([version, flags]))
    .digest('hex')
    .slice(0, 16);
  const template = path.join(bedCache(), `${path.basename(server)}-${hash}`);
  if (!existsSync(template)) await makeOnce(database, template);
  await cp(template, target, { recursive: true });
}

const making = new Map<string, Promise<void>>();

/** A bed asks for several at the same time. */
function makeOnce(database: EmptyDatabase, template: string): Promise<void> {
  const begun = making.get(template) ?? make(database, template).finally(() => making.delete(template));
  making.set(template, begun);
  return begun;
}

/** Under a name of its own until it is whole: another process may be making it, or looking, at the same time. */
async function make({ program, flags, folderFlag, user }: EmptyDatabase, template: string): Promise<void> {
  const workshop = await mkdtemp(path.join(tmpdir(), 'dbm-empty-'));
  const whole = `${template}.${String(process.pid)}`;
  try {
    giveTo(user, workshop);
    const data = path.join(workshop, 'data');
    await runAs(user, program, [...flags, `${folderFlag}${data}`]);
    await mkdir(path.dirname(template), { recursive: true });
    await cp(data, whole, { recursive: true });
    await rename(whole, template);
  } catch (error) {
    // Somebody else was first.
    if (!existsSync(template)) throw error;
  } finally {
    for (const folder of [workshop, whole]) await rm(folder, { recursive: true, force: true });
  }
}
