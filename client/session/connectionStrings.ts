import type { DatabaseAccess, SslMode } from '../../schemas/contract/index.ts';
import { hasControlCharacters } from '../../schemas/vocabulary/inertText.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { clientSection, mysqlModes } from './optionFile.ts';
import { passFileLine } from './passFile.ts';

/** Where a tunnel leads, for programs of this machine. */
export interface ConnectionPlace {
  readonly engine: DatabaseAccess['engine'];
  /** Of 127.0.0.1. */
  readonly port: number;
  readonly user: string;
  /** Absent: the word PASSWORD stands in its place, or nothing where the program asks for it. */
  readonly password?: string;
  readonly database: string;
  /** As the recipe asks for it; where there is an authority, that one's holds. */
  readonly mode: SslMode;
  readonly authority?: AuthorityFile;
  /** The server is asked to refuse writes; who has the session can lift that. */
  readonly readOnly?: true;
}

/** Who vouches for the server, for programs that read it from a file. */
export interface AuthorityFile {
  /** Path of the certificate, PEM. */
  readonly file: string;
  readonly mode: 'verify-ca' | 'verify-full';
  /** The name that the server's certificate must hold, for `verify-full`. */
  readonly serverName?: string;
}

export type Shell = 'bash' | 'fish' | 'powershell' | 'cmd';

/**
 * What reads a URI need not be libpq, so the host is the tunnel's, and with an authority the chain alone is verified: no
 * certificate holds 127.0.0.1. https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function connectionUri(place: ConnectionPlace): string {
  const { engine, port, user, password, database } = place;
  const login = `${percent(user)}:${percent(password ?? placeholder)}`;
  const parameters = engine === 'postgresql' ? libpqParameters(place) : mysqlUriParameters(place);
  return `${engine}://${login}@${host}:${port}/${percent(database)}?${query(parameters)}`;
}

/** As of `connectionUri`. https://jdbc.postgresql.org/documentation/use/ */
export function jdbcUrl(place: ConnectionPlace): string {
  const { engine, port, user, password, database, mode } = place;
  const parameters = [
    ['user', user],
    ['password', password ?? placeholder],
    // Connector/J takes authorities from a key store only.
    ...(engine === 'postgresql' ? libpqParameters(place) : [['sslMode', mysqlModes[mode]] as const]),
  ] as const;
  return `jdbc:${engine}://${host}:${port}/${percent(database)}?${query(parameters)}`;
}

/**
 * Never with the password: a line ends up in the shell's history, and in the list of processes. The program asks for it.
 * `undefined`: the shell cannot write one of the values. Fails with `refused` for one that would be more than a value where it is
 * pasted.
 */
export function clientLine(place: ConnectionPlace, shell: Shell): string | undefined {
  refuseControlCharacters(place);
  const words = place.engine === 'postgresql' ? ['psql', psqlConnection(place)] : mysqlWords(place);
  const quotedWords = words.map((word) => writeArgument(word, shell));
  return quotedWords.some((word) => word === undefined) ? undefined : quotedWords.join(' ');
}

/** psql compares the name in the certificate with `host`, and connects to `hostaddr`. */
function psqlConnection({ port, user, database, mode, authority, readOnly }: ConnectionPlace): string {
  const serverName = authority?.serverName;
  return [
    ...(serverName === undefined ? [`host=${host}`] : [`host=${quotedValue(serverName)} hostaddr=${host}`]),
    `port=${port} dbname=${quotedValue(database)} user=${quotedValue(user)} sslmode=${authority?.mode ?? mode}`,
    ...(authority ? [`sslrootcert=${quotedValue(authority.file)}`] : []),
    ...(readOnly ? [`options=${quotedValue(readOnlyOptions)}`] : []),
  ].join(' ');
}

function mysqlWords({ port, user, database, mode, authority, readOnly }: ConnectionPlace): readonly string[] {
  return [
    ...[
      'mysql',
      `--host=${host}`,
      `--port=${port}`,
      `--user=${user}`,
      `--ssl-mode=${mysqlModes[authority?.mode ?? mode]}`,
    ],
    ...(authority ? [`--ssl-ca=${authority.file}`] : []),
    ...(readOnly ? [`--init-command=${readOnlyStatement}`] : []),
    ...['--password', `--database=${database}`],
  ];
}

/** Lines of `~/.pgpass`, one for each host that the other forms name; for MySQL, a section of `~/.my.cnf`. Fails with `refused` as `clientLine`. */
export function passLine(place: ConnectionPlace): string {
  refuseControlCharacters(place);
  const { engine, port, user, password = placeholder, database, authority, readOnly } = place;
  if (engine === 'postgresql') {
    const hosts = [host, ...(authority?.serverName === undefined ? [] : [authority.serverName])];
    return hosts.map((each) => passFileLine({ host: each, port, database, user, password }).trimEnd()).join('\n');
  }
  return clientSection([
    ['host', host],
    ['port', String(port)],
    ['user', user],
    ['password', password],
    ['database', database],
    // Programs of MariaDB, and others that read the section, pass over what is loose.
    ...(authority
      ? ([
          ['ssl-ca', authority.file],
          ['loose-ssl-mode', mysqlModes[authority.mode]],
        ] as const)
      : []),
    ...(readOnly ? ([['loose-init-command', readOnlyStatement]] as const) : []),
  ]);
}

/** Lines that set the variables which the engine's programs read. `undefined`, and `refused`, as of `clientLine`. */
export function environmentLines(place: ConnectionPlace, shell: Shell): string | undefined {
  refuseControlCharacters(place);
  const variables = place.engine === 'postgresql' ? libpqVariables(place) : mysqlVariables(place);
  const lines = variables.map(([name, value]) => assignment(name, value, shell));
  return lines.some((line) => line === undefined) ? undefined : lines.join('\n');
}

type Pairs = readonly (readonly [name: string, value: string])[];

/** Drivers that are no libpq read them too, and not PGHOSTADDR: so as in a URI. */
function libpqVariables(place: ConnectionPlace): Pairs {
  const { port, user, password = placeholder, database } = place;
  return [
    ['PGHOST', host],
    ['PGPORT', String(port)],
    ['PGUSER', user],
    ['PGPASSWORD', password],
    ['PGDATABASE', database],
    ...libpqParameters(place).map(([name, value]) => [`PG${name.toUpperCase()}`, value] as const),
  ];
}

function mysqlVariables({ port, user, password = placeholder, database }: ConnectionPlace): Pairs {
  return [
    ['MYSQL_HOST', host],
    ['MYSQL_TCP_PORT', String(port)],
    ['MYSQL_USER', user],
    ['MYSQL_PWD', password],
    ['MYSQL_DATABASE', database],
  ];
}

/** pgjdbc has taken over the names; libpq's variables are called like them. */
function libpqParameters({ mode, authority, readOnly }: ConnectionPlace): Pairs {
  return [
    ['sslmode', authority ? 'verify-ca' : mode],
    ...(authority ? ([['sslrootcert', authority.file]] as const) : []),
    ...(readOnly ? ([['options', readOnlyOptions]] as const) : []),
  ];
}

/** https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html */
function mysqlUriParameters({ mode, authority }: ConnectionPlace): Pairs {
  return [
    ['ssl-mode', mysqlModes[authority?.mode ?? mode]],
    ...(authority ? ([['ssl-ca', authority.file]] as const) : []),
  ];
}

function query(parameters: Pairs): string {
  return parameters.map(([name, value]) => `${name}=${percent(value)}`).join('&');
}

/** As libpq reads `keyword='value'`. */
export function quotedValue(value: string): string {
  return `'${value.replace(/['\\]/g, '\\$&')}'`;
}

function assignment(name: string, value: string, shell: Shell): string | undefined {
  if (shell === 'cmd') {
    const escaped = caretEscaped(value);
    return escaped === undefined ? undefined : `set ${name}=${escaped}`;
  }
  const word = quoteArgument(value, shell);
  if (word === undefined) return undefined;
  if (shell === 'fish') return `set -gx ${name} ${word}`;
  return shell === 'powershell' ? `$env:${name} = ${word}` : `export ${name}=${word}`;
}

/** A terminal obeys control characters while they are pasted, whatever the quotes around them: Ctrl+U and Enter run a line. */
function refuseControlCharacters({ user, password, database, authority }: ConnectionPlace): void {
  const parts = [
    [user, say`name of the role`],
    [database, say`name of the database`],
    [password, say`password`],
    [authority?.serverName, say`name of the server`],
    [authority?.file, say`path of the certificate`],
  ] as const;
  const [, part] = parts.find(([text]) => hasControlCharacters(text ?? '')) ?? [];
  if (part === undefined) return;
  throw new ClusterError(
    'refused',
    say`The ${part} has a line break or another control character in it, so what is pasted could run a command.`,
    say`Copy the URI or the JDBC form, which escape it.`,
  );
}

/** A word of a command line, for the program to read as it is. */
function writeArgument(word: string, shell: Shell): string | undefined {
  // PowerShell takes what begins with a dash apart at a dot.
  const bare = shell === 'powershell' ? /^[-\w=]+$/ : /^[-\w=.]+$/;
  if (bare.test(word)) return word;
  // Up to 7.2 it hands a quote on without marking it as a part of the word.
  if (shell === 'powershell' && /"|\\$/.test(word)) return undefined;
  return quoteArgument(word, shell);
}

function quoteArgument(text: string, shell: Shell): string | undefined {
  switch (shell) {
    case 'bash':
      return `'${text.replaceAll("'", String.raw`'\''`)}'`;
    case 'fish':
      return `'${text.replace(/['\\]/g, '\\$&')}'`;
    case 'powershell':
      // It takes typographic quotes for quotes as well.
      return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
    case 'cmd':
      // Programs of Windows split their line themselves, by quotes; the shell's own signs mean nothing inside them, but for %.
      return /["%\r\n!]|\\$/.test(text) ? undefined : `"${text}"`;
  }
}

/** For the prompt, where `%` is not doubled: a caret makes it the name of a variable that nobody has. */
function caretEscaped(text: string): string | undefined {
  return /[\r\n]/.test(text) ? undefined : text.replace(/[\^&|<>()"%!]/g, '^$&');
}

/** As `encodeURIComponent`, and the four signs more that some parsers take for their own. Half a character has no bytes. */
function percent(text: string): string {
  const whole = text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  return encodeURIComponent(whole).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** How the server is asked to refuse writes when a session of PostgreSQL begins. */
export const readOnlyOptions = '-c default_transaction_read_only=on';
/** The same for MySQL: the first statement, sent again after the client has reconnected by itself. */
export const readOnlyStatement = 'SET SESSION TRANSACTION READ ONLY';

const host = '127.0.0.1';
const placeholder = 'PASSWORD';
