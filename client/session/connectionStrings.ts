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
  readonly mode: SslMode;
}

export type Shell = 'bash' | 'fish' | 'powershell' | 'cmd';

/** https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS */
export function connectionUri({ engine, port, user, password, database, mode }: ConnectionPlace): string {
  const login = `${percent(user)}:${percent(password ?? placeholder)}`;
  const parameter = engine === 'postgresql' ? `sslmode=${mode}` : `ssl-mode=${mysqlModes[mode]}`;
  return `${engine}://${login}@${host}:${port}/${percent(database)}?${parameter}`;
}

/** https://jdbc.postgresql.org/documentation/use/ */
export function jdbcUrl({ engine, port, user, password, database, mode }: ConnectionPlace): string {
  const encryption = engine === 'postgresql' ? `sslmode=${mode}` : `sslMode=${mysqlModes[mode]}`;
  const login = `user=${percent(user)}&password=${percent(password ?? placeholder)}`;
  return `jdbc:${engine}://${host}:${port}/${percent(database)}?${login}&${encryption}`;
}

/**
 * Never with the password: a line ends up in the shell's history, and in the list of processes. The program asks for it.
 * `undefined`: the shell cannot write one of the values. Fails with `refused` for one that would be more than a value where it is
 * pasted.
 */
export function clientLine(place: ConnectionPlace, shell: Shell): string | undefined {
  refuseControlCharacters(place);
  const { engine, port, user, database, mode } = place;
  const words =
    engine === 'postgresql'
      ? ['psql', `host=${host} port=${port} dbname=${quotedValue(database)} user=${quotedValue(user)} sslmode=${mode}`]
      : [
          ...['mysql', `--host=${host}`, `--port=${port}`, `--user=${user}`, `--ssl-mode=${mysqlModes[mode]}`],
          ...['--password', `--database=${database}`],
        ];
  const quotedWords = words.map((word) => writeArgument(word, shell));
  return quotedWords.some((word) => word === undefined) ? undefined : quotedWords.join(' ');
}

/** A line of `~/.pgpass`; for MySQL, a section of `~/.my.cnf`. Fails with `refused` as `clientLine`. */
export function passLine(place: ConnectionPlace): string {
  refuseControlCharacters(place);
  const { engine, port, user, password = placeholder, database } = place;
  if (engine === 'postgresql') return passFileLine({ host, port, database, user, password }).trimEnd();
  return clientSection([
    ['host', host],
    ['port', String(port)],
    ['user', user],
    ['password', password],
    ['database', database],
  ]);
}

/** Lines that set the variables which the engine's programs read. `undefined`, and `refused`, as of `clientLine`. */
export function environmentLines(place: ConnectionPlace, shell: Shell): string | undefined {
  refuseControlCharacters(place);
  const { engine, port, user, password = placeholder, database, mode } = place;
  const variables: readonly (readonly [string, string])[] =
    engine === 'postgresql'
      ? [
          ...([
            ['PGHOST', host],
            ['PGPORT', String(port)],
            ['PGUSER', user],
          ] as const),
          ...([
            ['PGPASSWORD', password],
            ['PGDATABASE', database],
            ['PGSSLMODE', mode],
          ] as const),
        ]
      : [
          ...([
            ['MYSQL_HOST', host],
            ['MYSQL_TCP_PORT', String(port)],
          ] as const),
          ...([
            ['MYSQL_USER', user],
            ['MYSQL_PWD', password],
            ['MYSQL_DATABASE', database],
          ] as const),
        ];
  const lines = variables.map(([name, value]) => assignment(name, value, shell));
  return lines.some((line) => line === undefined) ? undefined : lines.join('\n');
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
function refuseControlCharacters({ user, password, database }: ConnectionPlace): void {
  const part = hasControlCharacters(user)
    ? say`name of the role`
    : hasControlCharacters(database)
      ? say`name of the database`
      : hasControlCharacters(password ?? '')
        ? say`password`
        : undefined;
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

const host = '127.0.0.1';
const placeholder = 'PASSWORD';
