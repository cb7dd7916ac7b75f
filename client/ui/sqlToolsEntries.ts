import * as vscode from 'vscode';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError } from '../cluster/errors.ts';
import { isAlive, ownIdentity } from '../session/processIdentity.ts';
import type { ProcessIdentity } from '../session/processIdentity.ts';
import { connectionsGroup } from '../session/sqlClientForms.ts';
import type { SqlToolsEntry } from '../session/sqlClientForms.ts';

/** Entries of ours in the settings of SQLTools, those of the person: it has no other door. */

/** What is kept of an entry, so that it goes even where the editor ended before it could be taken out. */
interface Kept {
  readonly name: string;
  readonly owner: ProcessIdentity;
}

/**
 * Adds it, in the place of one of the same name. Fails with `refused` where the settings of the workspace hide those of the
 * person, or where these cannot be written.
 */
export async function addSqlToolsEntry(memory: vscode.Memento, entry: SqlToolsEntry): Promise<void> {
  const { workspaceValue, workspaceFolderValue } = inspected();
  if (workspaceValue !== undefined || workspaceFolderValue !== undefined)
    throw new ClusterError(
      'refused',
      say`The settings of this workspace have connections for SQLTools, and hide yours: it would not see this one.`,
      say`Choose another client, or move sqltools.connections to your own settings.`,
    );
  // First what takes it out again, whatever happens next.
  const owner = await ownIdentity();
  const others = keptIn(memory).filter(({ name }) => name !== entry.name);
  await memory.update(memoryKey, [...others, { name: entry.name, owner }]);
  await write([...entries().filter((each) => !isOurs(each, entry)), entry]);
}

export async function removeSqlToolsEntry(memory: vscode.Memento, { name, group }: SqlToolsEntry): Promise<void> {
  await removeAll(memory, new Set([name]), group);
}

/** What windows that are no more have left. */
export async function removeLeftSqlToolsEntries(memory: vscode.Memento): Promise<void> {
  const left = new Set<string>();
  for (const { name, owner } of keptIn(memory)) if (!(await isAlive(owner))) left.add(name);
  if (left.size > 0) await removeAll(memory, left);
}

async function removeAll(memory: vscode.Memento, names: ReadonlySet<string>, group = connectionsGroup): Promise<void> {
  const all = entries();
  const rest = all.filter((each) => ![...names].some((name) => isOurs(each, { name, group })));
  if (rest.length < all.length) await write(rest);
  await memory.update(
    memoryKey,
    keptIn(memory).filter(({ name }) => !names.has(name)),
  );
}

function isOurs(each: unknown, { name, group }: Pick<SqlToolsEntry, 'name' | 'group'>): boolean {
  const { name: itsName, group: itsGroup } = (each ?? {}) as Partial<SqlToolsEntry>;
  return itsName === name && itsGroup === group;
}

function inspected(): { readonly [value: string]: unknown } {
  return vscode.workspace.getConfiguration('sqltools').inspect('connections') ?? {};
}

/** Of the person, as they stand: they may hold anything. */
function entries(): readonly unknown[] {
  const { globalValue } = inspected();
  return Array.isArray(globalValue) ? globalValue : [];
}

async function write(next: readonly unknown[]): Promise<void> {
  const value = next.length === 0 ? undefined : next;
  try {
    await vscode.workspace.getConfiguration('sqltools').update('connections', value, vscode.ConfigurationTarget.Global);
  } catch (error) {
    throw new ClusterError(
      'refused',
      say`Your settings cannot be written, so SQLTools is not told of the connection.`,
      say`Save and mend your settings.json, then try again.`,
      { cause: error },
    );
  }
}

function keptIn(memory: vscode.Memento): readonly Kept[] {
  return memory.get<readonly Kept[]>(memoryKey, []);
}

const memoryKey = 'sqlToolsEntries';
