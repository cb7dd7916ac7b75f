import path from 'node:path';
import type { DatabaseAccess, SslMode } from '../../schemas/contract/index.ts';
import type { ProgramSearch } from '../../schemas/vocabulary/programPlaces.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import type { Authority } from './authority.ts';
import { quotedValue, readOnlyOptions, readOnlyStatement } from './connectionStrings.ts';
import type { Credentials } from './credentials.ts';
import { findProgram } from '../cluster/findProgram.ts';
import type { Member } from './members.ts';
import { optionFile } from './optionFile.ts';
import { makeSessionFolder, passFileLine } from './passFile.ts';
import type { SessionFolder } from './passFile.ts';

/** A client of the database, ready to be started. */
export type Session =
  /** A program of this machine, through the tunnel. `env`: changes to the environment, null removes a variable. */
  | {
      readonly kind: 'local';
      readonly program: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string | null>>;
      /** Removes the password; to be called when the client has ended. */
      readonly dispose: () => void;
    }
  /** No client on this machine: the one in the container. */
  | {
      readonly kind: 'exec';
      readonly namespace: string;
      readonly pod: string;
      readonly container: string;
      readonly command: readonly string[];
    };

export interface SessionOptions {
  readonly engine: DatabaseAccess['engine'];
  /** Of the tunnel. */
  readonly port: number;
  readonly credentials: Pick<Credentials, 'user' | 'password'>;
  /** Absent: for PostgreSQL `postgres`, for MySQL none. */
  readonly database?: string;
  readonly mode: SslMode;
  readonly authority?: Authority | undefined;
  /** The server is asked to refuse writes. Only where the recipe says that it keeps to it (`readOnlySessions`). */
  readonly readOnly?: boolean;
  /** Folder of the extension's own. */
  readonly storage: string;
  /** Path of the client program. Absent: it is looked for. */
  readonly program?: string;
  readonly search: ProgramSearch;
}

/** `undefined`: no client program is on the PATH; `containerSession` may serve. */
export async function localSession(options: SessionOptions): Promise<Session | undefined> {
  const program = options.program ?? (await findProgram(clientPrograms[options.engine], options.search));
  if (program === undefined) return undefined;
  const folder = await makeSessionFolder(options.storage);
  try {
    return await (options.engine === 'postgresql' ? psql : mysql)(program, folder, options);
  } catch (error) {
    folder.dispose();
    throw error;
  }
}

async function psql(program: string, folder: SessionFolder, options: SessionOptions): Promise<Session> {
  const { port, credentials, database = 'postgres', mode, authority, readOnly = false } = options;
  const { user, password } = credentials;
  const serverName = authority?.serverName;
  const host = serverName ?? loopback;
  const passFile = await folder.write('pgpass', passFileLine({ host, port, user, password }));
  // Files of the home folder would change what `sslmode` means: with root.crt there, `require` verifies.
  const nothing = path.join(folder.path, 'none');
  const authorityFile = authority ? await folder.write('ca.crt', authority.certificate) : nothing;
  const isOwnAuthority = authority !== undefined || !mode.startsWith('verify-');
  const connection = {
    host,
    ...(serverName === undefined ? {} : { hostaddr: loopback }),
    port: String(port),
    dbname: database,
    user,
    sslmode: authority?.mode ?? mode,
    ...(isOwnAuthority ? { sslrootcert: authorityFile } : {}),
    sslcert: nothing,
    gssencmode: 'disable',
    connect_timeout: '40',
    application_name: applicationName,
  };
  return {
    kind: 'local',
    program,
    args: [keywords(connection)],
    env: {
      ...cleared(options.search.environment, /^PG/i, libpqVariables),
      PGPASSFILE: passFile,
      ...(readOnly ? { PGOPTIONS: readOnlyOptions } : {}),
    },
    dispose: () => folder.dispose(),
  };
}

async function mysql(program: string, folder: SessionFolder, options: SessionOptions): Promise<Session> {
  const { port, credentials, database, mode, authority, readOnly = false } = options;
  const certificate = authority && (await folder.write('ca.pem', authority.certificate));
  const sslMode = authority?.mode ?? mode;
  const file = await folder.write('client.cnf', optionFile({ ...credentials, mode: sslMode, certificate }));
  return {
    kind: 'local',
    program,
    // The first argument, or it is none.
    args: [
      `--defaults-extra-file=${file}`,
      '--protocol=TCP',
      `--host=${loopback}`,
      `--port=${port}`,
      ...mysqlArguments(database, readOnly),
    ],
    env: cleared(options.search.environment, /^MYSQL_(?:PWD|HOST|TCP_PORT|UNIX_PORT)$/i, ['MYSQL_PWD', 'MYSQL_HOST']),
    dispose: () => folder.dispose(),
  };
}

export interface ContainerSessionOptions {
  readonly access: DatabaseAccess;
  readonly member: Pick<Member, 'namespace' | 'pod'>;
  readonly role: string;
  readonly database?: string;
  readonly readOnly?: boolean;
}

/** By the protocol that a database speaks: the program that people type into. */
export const clientPrograms: Readonly<Record<DatabaseAccess['engine'], string>> = {
  postgresql: 'psql',
  mysql: 'mysql',
};

/** The session in the pod itself; nothing secret is needed there. Fails with `missing-program`. */
export function containerSession(options: ContainerSessionOptions): Session {
  const { access, member, database, readOnly = false } = options;
  const { localClient, container, engine } = access;
  const client = clientPrograms[engine];
  if (localClient.length === 0)
    throw new ClusterError(
      'missing-program',
      say`There is no ${client} on the PATH of this machine, and none in container ${container} of pod ${member.pod}.`,
      say`Install the client program ${client}, and start the editor anew.`,
    );
  const added =
    engine === 'postgresql'
      ? [containerConnection(options)]
      : [`--user=${options.role}`, ...mysqlArguments(database, readOnly)];
  const { namespace, pod } = member;
  const command = [...localClient, ...added];
  return { kind: 'exec', namespace, pod, container, command };
}

/** Who is let in without a password is the superuser, who then takes the role. */
function containerConnection({ role, database = 'postgres', readOnly }: ContainerSessionOptions): string {
  const settings = [`role=${role}`, ...(readOnly ? ['default_transaction_read_only=on'] : [])];
  const options = settings.map((setting) => `-c ${setting.replace(/[\\\s]/g, '\\$&')}`).join(' ');
  return keywords({ dbname: database, options, application_name: applicationName });
}

function mysqlArguments(database: string | undefined, readOnly: boolean): string[] {
  return [
    ...(database === undefined ? [] : [`--database=${database}`]),
    ...(readOnly ? [`--init-command=${readOnlyStatement}`] : []),
  ];
}

/** https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE */
function keywords(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([keyword, value]) => `${keyword}=${quotedValue(value)}`)
    .join(' ');
}

/** Variables that would lead the client elsewhere, or that hold another password. */
function cleared(
  environment: ProgramSearch['environment'],
  pattern: RegExp,
  always: readonly string[],
): Record<string, null> {
  const set = Object.keys(environment).filter((name) => pattern.test(name) && !harmless.has(name.toUpperCase()));
  return Object.fromEntries([...always, ...set].map((name) => [name, null]));
}

const loopback = '127.0.0.1';
const applicationName = 'db-manifests';
/** A terminal's environment may hold them where the editor's own does not. */
const libpqVariables = [
  ...[
    'PGPASSWORD',
    'PGPASSFILE',
    'PGSERVICE',
    'PGSERVICEFILE',
    'PGHOST',
    'PGHOSTADDR',
    'PGPORT',
    'PGDATABASE',
    'PGUSER',
  ],
  ...['PGOPTIONS', 'PGSSLMODE', 'PGSSLROOTCERT', 'PGSSLCERT', 'PGSSLKEY', 'PGSSLCRL', 'PGREQUIREAUTH'],
  ...['PGTARGETSESSIONATTRS', 'PGSSLNEGOTIATION', 'PGCHANNELBINDING', 'PGLOADBALANCEHOSTS'],
];
const harmless: ReadonlySet<string> = new Set(['PGTZ', 'PGDATESTYLE', 'PGCLIENTENCODING']);
