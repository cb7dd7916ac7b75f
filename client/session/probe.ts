import net from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { Client } from 'pg';
import type { DatabaseAccess, SslMode } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import type { Authority } from './authority.ts';
import { databaseError } from './databaseError.ts';
import { readGreeting } from './readGreeting.ts';

export interface ProbeOptions {
  readonly engine: DatabaseAccess['engine'];
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: { readonly mode: SslMode; readonly authority?: Authority | undefined };
  /** Milliseconds for the whole of it; 15 seconds if absent. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

export interface Probe {
  /** As the server names itself. */
  readonly version: string;
  /** It follows another server and refuses writes. */
  readonly inRecovery: boolean;
  /** The session was encrypted. Of MySQL: the server offers it. */
  readonly encrypted: boolean;
  /** Absent: it archives nothing, follows another server, or does not tell this user. */
  readonly archive?: ArchiveState;
}

/** Times as the server writes them. */
export interface ArchiveState {
  /** When a file of WAL was archived last; absent: none was. */
  readonly archived?: string;
  /** When it failed; absent: it has worked since. */
  readonly failed?: string;
}

/**
 * Whether one can log in, and to what. Of a MySQL server only its greeting is read: user, password and certificate are
 * not tried. Fails with `database`, the cause named.
 */
export async function probeDatabase(options: ProbeOptions): Promise<Probe> {
  const { engine, host, port, user, database, signal, limit = 15_000 } = options;
  try {
    if (engine === 'mysql') return await readGreeting({ host, port, limit, ...(signal ? { signal } : {}) });
    return await probePostgres(options, limit);
  } catch (error) {
    if (signal?.aborted) throw new ClusterError('cancelled', say`Cancelled.`, say``, { cause: error });
    throw databaseError(error, { user, database, address: `${host}:${port}` });
  }
}

async function probePostgres(options: ProbeOptions, limit: number): Promise<Probe> {
  const mode = options.tls.authority?.mode ?? options.tls.mode;
  if (mode === 'disable') return logIn(options, false, limit);
  try {
    return await logIn(options, tlsOptions(options, mode), limit);
  } catch (error) {
    const isOptional = mode === 'allow' || mode === 'prefer';
    if (!isOptional || !/server does not support SSL/i.test(String(error))) throw error;
    return logIn(options, false, limit);
  }
}

function tlsOptions({ tls: { authority } }: ProbeOptions, mode: SslMode): ConnectionOptions {
  if (!authority) return { rejectUnauthorized: mode === 'verify-ca' || mode === 'verify-full' };
  const { certificate, serverName } = authority;
  if (mode !== 'verify-full') return { ca: certificate, checkServerIdentity: () => undefined };
  return { ca: certificate, ...(serverName === undefined ? {} : { servername: serverName }) };
}

async function logIn(options: ProbeOptions, ssl: false | ConnectionOptions, limit: number): Promise<Probe> {
  const { host, port, user, password, database, signal } = options;
  const { default: pg } = await import('pg');
  // The program's own socket, because a client that still connects cannot be ended.
  const stream = new net.Socket();
  const client = new pg.Client({
    stream: () => stream,
    ...{ host, port, user, database, ssl },
    // A function, because an empty password would be looked for in the environment and in ~/.pgpass.
    password: () => password,
    options: '',
    application_name: 'db-manifests',
    connectionTimeoutMillis: limit,
    query_timeout: limit,
  });
  client.on('error', () => undefined);
  const cancel = (): void => void stream.destroy(new Error('cancelled'));
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    if (signal?.aborted) cancel();
    await client.connect();
    const { rows } = await client.query<Probe>(question);
    const [row] = rows;
    if (!row) throw new Error('it did not say what it is');
    const archive = row.inRecovery ? undefined : await archiveOf(client);
    return archive ? { ...row, archive } : row;
  } finally {
    signal?.removeEventListener('abort', cancel);
    await client.end().catch(() => undefined);
    stream.destroy();
  }
}

const question = `SELECT version() AS version, pg_is_in_recovery() AS "inRecovery",
  coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted`;

async function archiveOf(client: Client): Promise<ArchiveState | undefined> {
  try {
    const { rows } = await client.query<{ archived: string | null; failed: string | null }>(archiveQuestion);
    const [row] = rows;
    return (
      row && { ...(row.archived ? { archived: row.archived } : {}), ...(row.failed ? { failed: row.failed } : {}) }
    );
  } catch {
    // A pooler, or a server that only speaks the protocol.
    return undefined;
  }
}

const archiveQuestion = `SELECT last_archived_time::text AS archived,
  CASE WHEN last_failed_time > coalesce(last_archived_time, '-infinity') THEN last_failed_time::text END AS failed
  FROM pg_stat_archiver WHERE current_setting('archive_mode') <> 'off'`;
