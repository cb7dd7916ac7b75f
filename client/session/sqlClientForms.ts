import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { readOnlyOptions } from './connectionStrings.ts';
import type { ConnectionPlace } from './connectionStrings.ts';

/** A connection through a tunnel, as a program for SQL is told of it: never with a password, for which the program asks. */
export interface SqlConnection extends Omit<ConnectionPlace, 'password'> {
  /** The same tomorrow: of the cluster, the role and the database. */
  readonly id: string;
  /** As people read it in a list of connections. */
  readonly name: string;
}

/** The folder of ours in lists of connections. */
export const connectionsGroup = 'Database Manifests';

/** What is made sure of about the server. `encrypted`: that nobody listens, but not who answers. */
export type Assurance = 'name' | 'authority' | 'encrypted' | 'none';

/**
 * The parameters of the link that opens the dialog of Microsoft's extension for PostgreSQL, filled in: encoded once, as a part of a
 * `vscode.Uri`, which encodes them again. Fails with `refused` where the extension takes no such link.
 */
export function postgresDialogQuery(connection: SqlConnection): string {
  const { name, port, user, database, mode, authority, readOnly } = connection;
  const serverName = authority?.serverName;
  const parameters: Readonly<Record<string, string>> = {
    profileName: name,
    authenticationType: 'SqlLogin',
    // The name that the certificate has to hold; where to connect to is the address.
    ...(serverName === undefined ? { server: loopback } : { server: serverName, hostaddr: loopback }),
    port: String(port),
    ...(database === '' ? {} : { database }),
    user,
    sslmode: authority ? (serverName === undefined ? 'verify-ca' : authority.mode) : mode,
    ...(authority ? { sslrootcert: authority.file } : {}),
    applicationName,
    ...(readOnly ? { options: readOnlyOptions } : {}),
  };
  const query = Object.entries(parameters)
    .map(([parameter, value]) => `${parameter}=${encodeURIComponent(value)}`)
    .join('&');
  // It looks for the word, wherever it stands, so as to be given no password.
  if (!/password/i.test(query)) return query;
  throw new ClusterError(
    'refused',
    say`The extension PostgreSQL takes no connection that has the word "password" in a name.`,
    say`Choose another client, or copy the connection.`,
  );
}

/** An entry of the setting `sqltools.connections`. */
export interface SqlToolsEntry {
  readonly name: string;
  /** A folder of its list: entries of ours are known by it. */
  readonly group: string;
  readonly driver: 'PostgreSQL' | 'MySQL';
  readonly server: string;
  readonly port: number;
  readonly database?: string;
  readonly username: string;
  readonly askForPassword: true;
  /** Seconds. */
  readonly connectionTimeout: number;
  readonly pgOptions?: object;
  readonly mysqlOptions?: object;
}

/** https://vscode-sqltools.mteixeira.dev/en/drivers/postgre-sql */
export function sqlToolsEntry(connection: SqlConnection): SqlToolsEntry {
  const { name, engine, port, user, database } = connection;
  return {
    // It makes the name of a file of it.
    name: name
      .replace(/[^\p{L}\p{N}@._-]+/gu, ' ')
      .replace(/\.{2,}/g, '.')
      .trim(),
    group: connectionsGroup,
    driver: engine === 'postgresql' ? 'PostgreSQL' : 'MySQL',
    server: loopback,
    port,
    ...(database === '' ? {} : { database }),
    username: user,
    askForPassword: true,
    connectionTimeout: patience,
    ...(engine === 'postgresql' ? { pgOptions: pgOptions(connection) } : { mysqlOptions: mysqlOptions(connection) }),
  };
}

/** What it calls the entry. */
export function sqlToolsId({ name, driver, server, database }: SqlToolsEntry): string {
  return [name, driver, server, database].join('|').replaceAll('.', ':').replaceAll('/', '\\');
}

export function sqlToolsAssurance(connection: SqlConnection): Assurance {
  const { engine, authority } = connection;
  if (!authority) return isEncrypted(connection) ? 'encrypted' : 'none';
  if (engine === 'mysql') return 'authority';
  return authority.serverName === undefined ? 'encrypted' : 'name';
}

function pgOptions(connection: SqlConnection): object {
  const { authority, mode, readOnly } = connection;
  const serverName = authority?.serverName;
  return {
    application_name: applicationName,
    ...(readOnly ? { options: readOnlyOptions } : {}),
    ...(authority && serverName !== undefined
      ? { ssl: { ca: authority.file, servername: serverName, rejectUnauthorized: true } }
      : isEncrypted(connection)
        ? // Without a name it compares the address, which stands in no certificate: so where the manifest asks for it it fails.
          { ssl: { rejectUnauthorized: !authority && mode.startsWith('verify-') } }
        : {}),
  };
}

/** It compares no name. */
function mysqlOptions(connection: SqlConnection): object {
  const { authority, mode } = connection;
  if (authority) return { ssl: { ca: authority.file, rejectUnauthorized: true } };
  return isEncrypted(connection) ? { ssl: { rejectUnauthorized: mode.startsWith('verify-') } } : {};
}

/** What `addConnections` of DBCode takes: the part that is used of `ConnectionConfig` in dbcodeio/vscode-api. */
export interface DbCodeConnection {
  readonly connectionId: string;
  readonly name: string;
  readonly group: string;
  readonly driver: 'postgres' | 'mysql';
  readonly connectionType: 'host';
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly database?: string;
  readonly savePassword: 'session';
  readonly ssl: boolean;
  readonly sslTrustCertificate?: boolean;
  readonly sslCACert?: string;
  readonly readOnly: boolean;
  readonly role?: 'production';
}

export function dbCodeConnection(connection: SqlConnection): DbCodeConnection {
  const { id, name, engine, port, user, database, mode, authority, readOnly = false } = connection;
  const ssl = isEncrypted(connection);
  return {
    ...{
      connectionId: id,
      name,
      group: connectionsGroup,
      connectionType: 'host',
      host: loopback,
      port,
      username: user,
    },
    driver: engine === 'postgresql' ? 'postgres' : 'mysql',
    ...(database === '' ? {} : { database }),
    savePassword: 'session',
    ssl,
    ...(ssl ? { sslTrustCertificate: !authority && !mode.startsWith('verify-') } : {}),
    ...(authority ? { sslCACert: authority.file } : {}),
    readOnly,
    ...(readOnly ? { role: 'production' as const } : {}),
  };
}

/** Parts of a link, not encoded: who opens it encodes what needs to be. */
export interface DatabaseLink {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
}

/**
 * For whichever program of this machine opens links to databases. No password: the link becomes an argument of that program.
 * Fails with `refused` for names that would mean something else in a link that is encoded as a whole.
 */
export function databaseLink({ engine, port, user, database, mode, authority }: SqlConnection): DatabaseLink {
  const file = authority?.file.replaceAll('\\', '/');
  // No name can be compared: programs know the address only.
  const query = file === undefined ? `sslmode=${mode}` : `sslmode=verify-ca&sslrootcert=${file}`;
  if (/^[^@:/?#%&=+;[\]\\]*$/.test(user + database) && !/[?#%&=+;[\]]/.test(file ?? ''))
    return {
      ...{ scheme: engine, authority: `${user}@${loopback}:${port}`, path: `/${database}` },
      query: engine === 'postgresql' ? query : '',
    };
  throw new ClusterError(
    'refused',
    say`A link cannot hold the role or the database: a name has characters that mean something else there.`,
    say`Choose another client, or copy the connection.`,
  );
}

function isEncrypted({ mode, authority }: SqlConnection): boolean {
  return authority !== undefined || mode === 'require' || mode.startsWith('verify-');
}

const loopback = '127.0.0.1';
const applicationName = 'db-manifests';
/** Seconds: the tunnel waits for a primary. */
const patience = 40;
