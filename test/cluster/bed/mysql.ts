// A real MariaDB server on loopback. It speaks the MySQL protocol as TiDB does on its port 4000: the bed has no TiDB.
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { copyEmptyDatabase } from './emptyDatabase.ts';
import { isExecutable } from './findProgram.ts';
import { freePort } from './processes.ts';
import { findUser, giveTo, startServer, type User } from './serverProcess.ts';

export interface MysqlOptions {
  /** Made by this function; must not exist yet. */
  readonly folder: string;
  /** PEM, of the server. */
  readonly certificate: string;
  /** PEM */
  readonly key: string;
  /** Beside root, who has no password until somebody gives it one, and may come from everywhere. */
  readonly roles?: readonly { readonly name: string; readonly password: string }[];
  /** Of the bed's guard. */
  readonly pids?: string | undefined;
  /** All roles may do everything with them. */
  readonly databases?: readonly string[];
}

export interface MysqlServer {
  readonly folder: string;
  /** On 127.0.0.1 */
  readonly port: number;
  readonly logFile: string;
  /** The client program. */
  readonly client: string;
  /** For client programs: the socket to come by. */
  readonly environment: Readonly<Record<string, string>>;
  readonly isRunning: boolean;
  /** By the socket as root, without a password; columns by tabs, rows by lines, no header. */
  query(sql: string): Promise<string>;
  stop(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

export interface MysqlPrograms {
  readonly server: string;
  readonly install: string;
  readonly client: string;
}

/** What MARIADB_BIN says, then the PATH, then where Debian has the server. `undefined`: not all of it is there. */
export function findMysql(): MysqlPrograms | undefined {
  const listed = (process.env['PATH'] ?? '').split(path.delimiter);
  const folders = [process.env['MARIADB_BIN'] ?? '', ...listed, '/usr/sbin', '/usr/bin'].filter((each) => each !== '');
  const find = (name: string) => folders.map((each) => path.join(each, name)).find(isExecutable);
  const [server, install, client] = [find('mariadbd'), find('mariadb-install-db'), find('mariadb')];
  return server && install && client ? { server, install, client } : undefined;
}

export async function startMysql(options: MysqlOptions): Promise<MysqlServer> {
  const programs = findMysql();
  if (!programs) throw new Error('No MariaDB server was found; MARIADB_BIN names its folder');
  const user = await findUser(['mysql']);
  const { folder } = options;
  const data = path.join(folder, 'data');
  await mkdir(folder);
  const { server: binary, install } = programs;
  await copyEmptyDatabase(
    { server: binary, program: install, flags: installFlags, folderFlag: '--datadir=', user },
    data,
  );
  await writeFile(path.join(folder, 'server.crt'), options.certificate);
  await writeFile(path.join(folder, 'server.key'), options.key, { mode: 0o600 });
  giveTo(user, folder);
  const server = await startOnFreePort(programs, user, options);
  await server.query(contentOf(options));
  return server;
}

/** A log of the usual size would be most of what every server copies. */
const logSize = '--innodb-log-file-size=4M';
// The first one has to be.
const installFlags = [
  '--no-defaults',
  '--auth-root-authentication-method=normal',
  '--skip-test-db',
  '--skip-name-resolve',
  logSize,
];

/** Between the search for a free port and its use somebody else may take it. */
async function startOnFreePort(
  programs: MysqlPrograms,
  user: User | undefined,
  options: MysqlOptions,
): Promise<MysqlServer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startAt(programs, user, options, await freePort());
    } catch (error) {
      if (attempt === 3 || !String(error).includes('Address already in use')) throw error;
    }
  }
}

async function startAt(programs: MysqlPrograms, user: User | undefined, { folder, pids }: MysqlOptions, port: number) {
  const file = (name: string) => path.join(folder, name);
  const logFile = file('log');
  const socket = file('socket');
  const child = startServer({
    program: programs.server,
    args: [
      '--no-defaults',
      ...[`--datadir=${file('data')}`, `--socket=${socket}`, `--pid-file=${file('pid')}`],
      ...['--bind-address=127.0.0.1', `--port=${String(port)}`, '--skip-name-resolve'],
      ...[`--ssl-cert=${file('server.crt')}`, `--ssl-key=${file('server.key')}`],
      ...['--innodb-buffer-pool-size=16M', '--innodb-flush-log-at-trx-commit=0', '--performance-schema=OFF', logSize],
    ],
    user,
    logFile,
    lastSignal: 'SIGKILL',
    pids,
  });
  const query = (sql: string) => queryBySocket(programs.client, socket, sql);
  await child.whenReady(async () => {
    try {
      await query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  });
  const stop = () => child.stop('SIGTERM');
  return {
    ...{ folder, port, logFile, query, stop },
    client: programs.client,
    environment: { MYSQL_UNIX_PORT: socket },
    get isRunning() {
      return !child.hasEnded;
    },
    async remove() {
      await child.stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The statements come by standard input: they may hold passwords, and arguments are for everybody to see. */
function queryBySocket(client: string, socket: string, sql: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = ['--no-defaults', `--socket=${socket}`, '--user=root', '--batch', '--skip-column-names'];
    const child = execFile(client, args, { timeout: 60_000 }, (error, output, errors) => {
      if (error) reject(new Error(errors || error.message));
      else resolve(output.trimEnd());
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(sql);
  });
}

function contentOf({ roles = [], databases = [] }: MysqlOptions): string {
  return [
    "CREATE OR REPLACE USER 'root'@'%' IDENTIFIED BY '';",
    "GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;",
    ...databases.map((name) => `CREATE DATABASE \`${name}\`;`),
    ...roles.flatMap(({ name, password }) => [
      `CREATE USER ${quoted(name)}@'%' IDENTIFIED BY ${quoted(password)};`,
      ...databases.map((database) => `GRANT ALL ON \`${database}\`.* TO ${quoted(name)}@'%';`),
    ]),
  ].join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
