import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseAccess } from '../../schemas/contract/index.ts';
import { readAuthority } from './authority.ts';
import type { AuthorityFile, ConnectionPlace } from './connectionStrings.ts';
import type { Target } from './target.ts';

export interface ConnectionOptions {
  readonly access: DatabaseAccess;
  /** Who logs in. */
  readonly user: string;
  /** Absent or empty: the client's own default. */
  readonly database?: string | undefined;
  /** Of the tunnel. */
  readonly port: number;
  /** The session is asked to begin read-only; `access.readOnlySessions` says whether the server keeps to it. */
  readonly readOnly: boolean;
  /** Folder of the extension's own: the authority is a file there, for as long as other programs know the connection. */
  readonly storage: string;
  readonly signal?: AbortSignal;
}

/**
 * What another program of this machine needs to connect through a tunnel, without anything secret: host, port, database, role,
 * how the server is verified, and whether the session begins read-only. Fails as `readAuthority`.
 */
export async function describeConnection(
  target: Target,
  { access, user, database = '', port, readOnly, storage, signal }: ConnectionOptions,
): Promise<ConnectionPlace> {
  const authority = await authorityFile(target, storage, signal);
  return {
    ...{ engine: access.engine, port, user, database, mode: access.tls.mode },
    ...(authority ? { authority } : {}),
    ...(readOnly ? { readOnly } : {}),
  };
}

/** One file for each cluster, so that what was copied yesterday verifies by the certificate of today. */
async function authorityFile(
  target: Target,
  storage: string,
  signal: AbortSignal | undefined,
): Promise<AuthorityFile | undefined> {
  const authority = await readAuthority(target, signal);
  if (!authority) return undefined;
  const { certificate, mode, serverName } = authority;
  const { connection, namespace, resource } = target;
  const { kind, name } = resource.identity;
  const key = JSON.stringify([connection.server, connection.context, namespace, kind, name]);
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 20);
  const file = path.join(storage, 'authorities', `${hash}.pem`);
  await keepFile(file, certificate);
  return { file, mode, ...(serverName === undefined ? {} : { serverName }) };
}

/** Whoever reads it meanwhile reads the old one or the new one, whole. */
async function keepFile(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(next, text, { mode: 0o600, flag: 'wx' });
    await rename(next, file);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
}
