import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import {
  databaseLink,
  dbCodeConnection,
  postgresDialogQuery,
  sqlToolsAssurance,
  sqlToolsEntry,
  sqlToolsId,
} from '../session/sqlClientForms.ts';
import type { Assurance, SqlConnection } from '../session/sqlClientForms.ts';
import { addSqlToolsEntry, removeSqlToolsEntry } from './sqlToolsEntries.ts';

/** A program for SQL that can be told of a connection. */
export interface SqlClient {
  readonly id: 'postgres' | 'dbcode' | 'sqltools' | 'link';
  /** How its makers call it. */
  readonly title: Said;
  readonly icon: string;
  /** What becomes of it there, before it is chosen. */
  readonly detail: Said;
  /** Its sessions can be told to begin read-only. */
  readonly readsOnly: boolean;
  assurance(connection: SqlConnection): Assurance;
  /** Fails with `ClusterError`. @returns what to do there, and how to take it out again; without that it stays. */
  handOver(connection: SqlConnection): Promise<HandedConnection>;
}

export interface HandedConnection {
  readonly next: Said;
  readonly remove?: () => Promise<void>;
}

type Engine = SqlConnection['engine'];

/** Those that are there and speak the protocol, the one that can be told most first. */
export function sqlClients(engine: Engine, memory: vscode.Memento): readonly SqlClient[] {
  const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop;
  const drivers = { postgresql: 'mtxr.sqltools-driver-pg', mysql: 'mtxr.sqltools-driver-mysql' };
  return [
    // A browser gives the link to the editor of the desktop, which has no such tunnel.
    ...(engine === 'postgresql' && isDesktop && has(postgresId) ? [postgres] : []),
    ...(has(dbCodeId) ? [dbCode] : []),
    ...(has(sqlToolsName) && has(drivers[engine]) ? [sqlTools(engine, memory)] : []),
    // Programs of the desktop are on the side of the person, and the tunnel may be on another machine.
    ...(isDesktop && vscode.env.remoteName === undefined ? [desktopProgram(engine)] : []),
  ];
}

/** Shows in the editor's list of extensions those that could be told of a connection. */
export async function findSqlClients(): Promise<void> {
  const ids = [postgresId, dbCodeId, sqlToolsName].map((id) => `@id:${id}`).join(' ');
  await vscode.commands.executeCommand('workbench.extensions.search', ids);
}

const postgres: SqlClient = {
  id: 'postgres',
  title: say`PostgreSQL (Microsoft)`,
  icon: 'database',
  detail: say`Opens its dialog with everything but the password.`,
  readsOnly: true,
  assurance: assuranceOf,
  async handOver(connection) {
    const query = postgresDialogQuery(connection);
    const link = vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: postgresId, path: '/connect', query });
    await open(link);
    return { next: say`PostgreSQL asks for the password of ${connection.user}: everything else is filled in.` };
  },
};

const dbCode: SqlClient = {
  id: 'dbcode',
  title: say`DBCode`,
  icon: 'database',
  detail: say`Adds the connection for as long as the tunnel is open.`,
  readsOnly: true,
  assurance: assuranceOf,
  async handOver(connection) {
    const api = await dbCodeApi();
    const config = dbCodeConnection(connection);
    done(await api.addConnections([config]));
    // It is there already; not to show it is no failure.
    await api.revealConnection(config.connectionId).catch(() => undefined);
    return {
      next: connection.authority
        ? say`DBCode has the connection, and asks for the password. It knows the address of the tunnel only: if it refuses the certificate for its name, trust the certificate in the settings of that connection.`
        : say`DBCode has the connection, and asks for the password.`,
      async remove() {
        done(await api.removeConnections([config.connectionId]));
      },
    };
  },
};

function sqlTools(engine: Engine, memory: vscode.Memento): SqlClient {
  return {
    id: 'sqltools',
    title: say`SQLTools`,
    icon: 'database',
    detail: say`Adds the connection to your settings for as long as the tunnel is open.`,
    readsOnly: engine === 'postgresql',
    assurance: sqlToolsAssurance,
    async handOver(connection) {
      const entry = sqlToolsEntry(connection);
      await activated(sqlToolsName, say`SQLTools`);
      await addSqlToolsEntry(memory, entry);
      // Not documented: where it is another one the connection stands in its list all the same.
      void Promise.resolve(vscode.commands.executeCommand('sqltools.selectConnection', sqlToolsId(entry))).catch(
        () => undefined,
      );
      return {
        next: say`SQLTools has the connection ${entry.name}, and asks for the password.`,
        remove: () => removeSqlToolsEntry(memory, entry),
      };
    },
  };
}

function desktopProgram(engine: Engine): SqlClient {
  const scheme = `${engine}://`;
  return {
    id: 'link',
    title: say`Desktop program`,
    icon: 'link-external',
    detail: say`TablePlus, Beekeeper Studio, Postico: whichever opens ${scheme} links on this machine.`,
    readsOnly: false,
    assurance: ({ mode }) => (mode === 'disable' ? 'none' : 'encrypted'),
    async handOver(connection) {
      await open(vscode.Uri.from(databaseLink(connection)));
      return { next: say`The program that opens ${scheme} links asks for the password of ${connection.user}.` };
    },
  };
}

function assuranceOf({ authority, mode }: SqlConnection): Assurance {
  if (!authority) return mode === 'disable' ? 'none' : 'encrypted';
  return authority.serverName === undefined ? 'authority' : 'name';
}

async function open(link: vscode.Uri): Promise<void> {
  if (await vscode.env.openExternal(link)) return;
  throw new ClusterError(
    'missing-program',
    say`The editor did not open the link, or nothing here opens such links.`,
    say`Choose another client, or copy the connection.`,
  );
}

/** https://github.com/dbcodeio/vscode-api */
interface DbCodeApi {
  addConnections(connections: readonly object[]): Promise<DbCodeResult>;
  removeConnections(ids: readonly string[]): Promise<DbCodeResult>;
  revealConnection(id?: string): Promise<DbCodeResult>;
}

interface DbCodeResult {
  readonly success: boolean;
  readonly error?: string;
}

async function dbCodeApi(): Promise<DbCodeApi> {
  const { api } = ((await activated(dbCodeId, say`DBCode`)) ?? {}) as { readonly api?: Partial<DbCodeApi> };
  if (api?.addConnections && api.removeConnections && api.revealConnection) return api as DbCodeApi;
  throw new ClusterError(
    'missing-program',
    say`This version of DBCode takes no connections from other extensions.`,
    say`Update it, or choose another client.`,
  );
}

function done({ success, error = '' }: DbCodeResult): void {
  if (success) return;
  throw new ClusterError(
    'refused',
    say`DBCode refuses: ${foreign(error)}`,
    say`Choose another client, or copy the connection.`,
  );
}

/** @returns what it exports. */
async function activated(id: string, title: Said): Promise<unknown> {
  try {
    return await vscode.extensions.getExtension(id)?.activate();
  } catch (error) {
    throw new ClusterError(
      'missing-program',
      say`${title} does not start: ${foreign(error instanceof Error ? error.message : String(error))}`,
      say`Look at its page in the list of extensions, or choose another client.`,
      { cause: error },
    );
  }
}

function has(id: string): boolean {
  return vscode.extensions.getExtension(id) !== undefined;
}

const postgresId = 'ms-ossdata.vscode-pgsql';
const dbCodeId = 'dbcode.dbcode';
const sqlToolsName = 'mtxr.sqltools';
