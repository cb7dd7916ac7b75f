// Real PostgreSQL servers on loopback: TLS, the operator's pg_hba.conf, streaming replicas, failover.
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { copyEmptyDatabase } from './emptyDatabase.ts';
import { isExecutable } from './findProgram.ts';
import { freePort } from './processes.ts';
import { findUser, giveTo, runAs, type ServerProcess, startServer, type User } from './serverProcess.ts';

export interface PostgresOptions {
  /** Made by this function; must not exist yet. */
  readonly folder: string;
  /** PEM, of the server. */
  readonly certificate: string;
  /** PEM */
  readonly key: string;
  /** Lines of pg_hba.conf for connections by TCP. The socket in the folder is open to everybody who can reach it. */
  readonly hba: readonly string[];
  readonly roles?: readonly PostgresRole[];
  readonly databases?: readonly PostgresDatabase[];
  /** Parameters of postgresql.conf, as they would be written there: `{synchronous_standby_names: "'*'"}`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Of the bed's guard. */
  readonly pids?: string | undefined;
  /** A primary to follow: roles and databases come from there. */
  readonly replicaOf?: PostgresServer;
}

export interface PostgresRole {
  readonly name: string;
  readonly password?: string;
  /** `SUPERUSER`, `CREATEDB`; LOGIN is always given. */
  readonly options?: readonly string[];
}

export interface PostgresDatabase {
  readonly name: string;
  readonly owner: string;
}

/** How to stop: `fast` ends sessions, `immediate` is what a lost machine looks like. */
export type StopMode = 'smart' | 'fast' | 'immediate';

export interface PostgresServer {
  readonly folder: string;
  /** On 127.0.0.1; stays the same for as long as the server exists. */
  readonly port: number;
  readonly logFile: string;
  /** Folder of psql and the other client programs. */
  readonly programs: string;
  /** For client programs that come by the socket, as superuser and without a password. */
  readonly environment: Readonly<Record<string, string>>;
  readonly isRunning: boolean;
  /** By the socket, as superuser. */
  query(sql: string, database?: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  isReplica(): Promise<boolean>;
  /** Becomes a replica of another server, or of the other one from now on. Whoever was a primary must be stopped before. */
  follow(primary: PostgresServer): Promise<void>;
  /** Ends following; comes back when the server accepts writes. Waits for no standby of its own from then on. */
  promote(): Promise<void>;
  /** Replaces parameters and reloads; those that need it count after a restart. */
  configure(settings: Readonly<Record<string, string>>): Promise<void>;
  stop(mode?: StopMode): Promise<void>;
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

/**
 * Folder of the newest server programs: what POSTGRES_BIN says, those of Debian's packages, else of the PATH.
 * `undefined`: there are none.
 */
export async function findPostgres(): Promise<string | undefined> {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? await readdir(debian) : [];
  const folders = [
    process.env['POSTGRES_BIN'] ?? '',
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => path.join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ];
  // A PATH may hold the server alone; the bed needs its tools as well.
  return folders.find((folder) => folder !== '' && needed.every((name) => isExecutable(program(folder, name))));
}

const needed = ['postgres', 'initdb', 'pg_basebackup', 'psql'];

function program(folder: string, name: string): string {
  return path.join(folder, process.platform === 'win32' ? `${name}.exe` : name);
}

export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const programs = await findPostgres();
  if (programs === undefined) throw new Error('No PostgreSQL server was found; POSTGRES_BIN names its folder');
  const user = await findUser(['postgres']);
  const data = path.join(options.folder, 'data');
  await mkdir(options.folder, { recursive: false });
  giveTo(user, options.folder);
  if (options.replicaOf) await copyPrimary(programs, user, data, options.replicaOf);
  else await layEmpty(programs, user, data);
  await writeIdentity(data, options);
  const server = await startOnFreePort({ programs, user, data, options });
  if (!options.replicaOf) await createContent(server, options);
  return server;
}

/** How the server in a folder comes to a primary, as libpq reads it. */
function addressOf(primary: PostgresServer, folder: string): string {
  const { PGHOST = '', PGPORT = '' } = primary.environment;
  return `host=${PGHOST} port=${PGPORT} user=postgres application_name=${path.basename(folder)}`;
}

async function copyPrimary(programs: string, user: User | undefined, data: string, primary: PostgresServer) {
  const from = ['-d', addressOf(primary, path.dirname(data)), '-X', 'stream', '--checkpoint=fast', '--no-sync'];
  await runAs(user, program(programs, 'pg_basebackup'), ['-D', data, ...from]);
  await writeFile(path.join(data, 'standby.signal'), '');
}

/** The settings of the bed come last, and count. */
async function layEmpty(programs: string, user: User | undefined, data: string): Promise<void> {
  const flags = [
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync',
    '--wal-segsize=1',
  ];
  const [server, initdb] = [program(programs, 'postgres'), program(programs, 'initdb')];
  await copyEmptyDatabase({ server, program: initdb, flags, folderFlag: '--pgdata=', user }, data);
  await appendFile(path.join(data, 'postgresql.conf'), "\ninclude 'bed.conf'\n");
}

async function writeIdentity(data: string, { certificate, key, hba }: PostgresOptions): Promise<void> {
  const own = (name: string, text: string) => writeFile(path.join(data, name), text, { mode: 0o600 });
  await own('server.crt', certificate);
  await own('server.key', key);
  await own('pg_hba.conf', ['local all all trust', 'local replication all trust', ...hba, ''].join('\n'));
}

interface Place {
  readonly programs: string;
  readonly user: User | undefined;
  readonly data: string;
  readonly options: PostgresOptions;
}

/** Between the search for a free port and its use somebody else may take it. */
async function startOnFreePort(place: Place): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt++) {
    const server = serverAt(place, await freePort());
    try {
      await server.configure({});
      giveTo(place.user, place.data);
      await server.start();
      return server;
    } catch (error) {
      if (attempt === 3 || !String(error).includes('Address already in use')) throw error;
    }
  }
}

function serverAt({ programs, user, data, options }: Place, port: number): PostgresServer {
  const { folder, pids } = options;
  const logFile = path.join(folder, 'log');
  const configuration = path.join(data, 'bed.conf');
  let settings: Readonly<Record<string, string>> = { ...defaults(options, port), ...options.settings };
  let child: ServerProcess | undefined;
  const query = (sql: string, database = 'postgres') => queryBySocket(folder, port, database, sql);
  const isReplica = async () => (await query('SELECT pg_is_in_recovery() AS is'))[0]?.['is'] === true;

  const configure = async (changed: Readonly<Record<string, string>>) => {
    settings = { ...settings, ...changed };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
    await writeFile(configuration, lines.join(''));
    if (isRunning()) await query('SELECT pg_reload_conf()');
  };
  const isRunning = () => child !== undefined && !child.hasEnded;
  const start = async () => {
    if (isRunning()) return;
    const args = ['-D', data];
    child = startServer({ program: program(programs, 'postgres'), args, user, logFile, lastSignal: 'SIGQUIT', pids });
    await child.whenReady(() => accepts(query));
  };
  const stop = async (mode: StopMode = 'fast') => {
    await child?.stop(stopSignals[mode]);
  };
  return {
    ...{ folder, port, logFile, programs, query, isReplica, configure, start, stop },
    environment: environmentOf(folder, port),
    get isRunning() {
      return isRunning();
    },
    async follow(primary) {
      await writeFile(path.join(data, 'standby.signal'), '');
      giveTo(user, data);
      await configure({ primary_conninfo: quoted(addressOf(primary, folder)) });
      await start();
    },
    async promote() {
      // Left waiting for the standby that it was itself, it would never acknowledge a commit.
      await configure({ synchronous_standby_names: "''" });
      const [row] = await query('SELECT pg_promote(true, 30) AS done');
      if (row?.['done'] !== true) throw new Error(`The server at ${folder} was not promoted`);
    },
    async restart() {
      await stop('fast');
      await start();
    },
    async remove() {
      await stop('immediate');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const stopSignals = { smart: 'SIGTERM', fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** Nothing here outlives the bed, so nothing is flushed to disk; a crash of a server, not of the machine, loses nothing by it. */
function defaults({ folder, replicaOf }: PostgresOptions, port: number): Record<string, string> {
  return {
    listen_addresses: "'127.0.0.1'",
    port: String(port),
    unix_socket_directories: quoted(folder),
    ssl: 'on',
    ...(replicaOf ? { primary_conninfo: quoted(addressOf(replicaOf, folder)) } : {}),
    password_encryption: "'scram-sha-256'",
    fsync: 'off',
    shared_buffers: '16MB',
    // A node ends its side of a forwarded connection a second late: sessions of clients that are gone add up.
    max_connections: '400',
    wal_keep_size: '64MB',
    // A replica asks again sooner than the 5 s that it would wait.
    wal_retrieve_retry_interval: '200ms',
    log_connections: 'on',
  };
}

function environmentOf(folder: string, port: number): Readonly<Record<string, string>> {
  return {
    PGHOST: folder,
    PGPORT: String(port),
    PGUSER: 'postgres',
    PGDATABASE: 'postgres',
  };
}

async function accepts(query: PostgresServer['query']): Promise<boolean> {
  try {
    await query('SELECT 1');
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds for an answer: a commit that waits for a replica which has gone would wait for ever. */
const patience = 60_000;

async function queryBySocket(host: string, port: number, database: string, sql: string) {
  const limits = { connectionTimeoutMillis: patience, query_timeout: patience };
  const client = new Client({ host, port, database, user: 'postgres', ...limits });
  await client.connect();
  try {
    return (await client.query<Readonly<Record<string, unknown>>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function createContent(server: PostgresServer, { roles = [], databases = [] }: PostgresOptions): Promise<void> {
  for (const { name, password, options = [] } of roles) {
    const verb = name === 'postgres' ? 'ALTER' : 'CREATE';
    const secret = password === undefined ? '' : `PASSWORD ${quoted(password)}`;
    await server.query(`${verb} ROLE ${quotedName(name)} LOGIN ${options.join(' ')} ${secret}`);
  }
  for (const { name, owner } of databases) {
    await server.query(`CREATE DATABASE ${quotedName(name)} OWNER ${quotedName(owner)}`);
  }
}

/** As in SQL and in postgresql.conf. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
