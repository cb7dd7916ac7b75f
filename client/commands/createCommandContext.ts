import * as vscode from 'vscode';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ClusterHost } from '../clusterCommands.ts';
import { ClusterError } from '../cluster/errors.ts';
import { manifestAt } from '../manifests.ts';
import { requirePermissions } from '../session/permissions.ts';
import type { HandOvers } from '../session/handOvers.ts';
import { makeTarget } from '../session/resolveTarget.ts';
import type { Target } from '../session/target.ts';
import type { Tunnels } from '../session/tunnels.ts';
import { pick, typeName, warn, withProgress } from '../screen/ask.ts';
import type { CommandArgument, CommandContext, TargetOptions } from './command.ts';
import type { CurrentCluster } from './currentCluster.ts';
import { fullName, listDatabases } from './listDatabases.ts';
import { ownSetting, readProtectedContexts } from './protectedContexts.ts';

/** What commands work with, in this editor. */
export function createCommandContext(
  { context: { workspaceState, globalState, globalStorageUri }, client, ready, output, noteNames }: ClusterHost,
  current: CurrentCluster,
  tunnels: Tunnels,
  handOvers: HandOvers,
): CommandContext {
  let complained = '';

  function isProtected(name: string): boolean {
    const setting = vscode.workspace.getConfiguration('dbManifests').inspect('protectedContexts');
    const protection = readProtectedContexts(ownSetting(setting));
    const invalid = protection.invalid.join(', ');
    if (invalid !== complained && invalid !== '') {
      warn(
        say`Every context is protected until dbManifests.protectedContexts is in order: ${invalid} is no regular expression.`,
      );
    }
    complained = invalid;
    return protection.isProtected(name);
  }

  const commandContext: CommandContext = {
    // A getter: after another kubeconfig was set it is another one.
    get clusters() {
      return current.clusters;
    },
    output,
    tunnels,
    handOvers,
    noteNames,
    memory: workspaceState,
    lastingMemory: globalState,
    storage: globalStorageUri.fsPath,
    language: client,
    connection: () => current.connection(),
    async manifest(argument) {
      await ready;
      return readManifest(client, argument);
    },
    target(argument, options) {
      return argument?.from === 'cluster'
        ? targetInCluster(current, argument)
        : targetAtCursor(commandContext, argument, options ?? {});
    },
    async mayChange({ connection }, { title, what, name, verbs }) {
      await withProgress(say`Asking what you may do`, ({ signal }) =>
        requirePermissions(connection, verbs, title, signal),
      );
      if (!isProtected(connection.context)) return true;
      return typeName(say`${connection.context} is a protected context`, name, what);
    },
    isProtected,
    async ask(method, parameters) {
      await ready;
      return client.sendRequest(method, parameters);
    },
  };
  return commandContext;
}

async function readManifest(
  client: ClusterHost['client'],
  argument: CommandArgument | undefined,
): ReturnType<CommandContext['manifest']> {
  if (argument?.from === 'cluster') return undefined;
  if (argument) return manifestAt(client, argument);
  const editor = vscode.window.activeTextEditor;
  if (!editor || !['yaml', 'yml'].includes(editor.document.languageId)) return undefined;
  return manifestAt(client, { uri: editor.document.uri, position: editor.selection.active });
}

async function targetInCluster(
  current: CurrentCluster,
  { context, object }: CommandArgument & { from: 'cluster' },
): Promise<Target | undefined> {
  const connection = await current.connection(context);
  const target = makeTarget(connection, object, object);
  if (target) return target;
  throw new ClusterError(
    'missing',
    say`Nothing runs behind ${object.kind ?? say`the object`} ${object.metadata.name}.`,
    say`Choose a database cluster.`,
  );
}

/** A lens or a menu means the manifest and nothing else; a command from the palette takes the cursor as a hint. */
async function targetAtCursor(
  context: CommandContext,
  argument: CommandArgument | undefined,
  { accepts = () => true }: TargetOptions,
): Promise<Target | undefined> {
  const place = await context.manifest(argument);
  const connection = await context.connection();
  const target = place && makeTarget(connection, place.resource.value);
  if (target && (argument || accepts(target))) return target;
  if (argument) {
    throw new ClusterError(
      'missing',
      place
        ? say`Nothing runs behind ${place.resource.identity.kind} ${place.resource.identity.name}.`
        : say`The manifest is no longer there.`,
      say`Put the cursor into the manifest of a database cluster.`,
    );
  }
  return pickTarget(connection, accepts);
}

async function pickTarget(
  connection: Target['connection'],
  accepts: (target: Target) => boolean,
): Promise<Target | undefined> {
  const found = await withProgress(say`Looking for database clusters in ${connection.context}`, ({ signal }) =>
    listDatabases(connection, signal),
  );
  const targets = found.filter(accepts);
  if (targets.length === 0) throw nothingToPick(connection, found.length);
  const choices = targets.map((target) => ({
    label: say`${fullName(target)}`,
    description: say`${target.system.title}`,
    value: target,
  }));
  return pick(say`Which database cluster of ${connection.context}?`, choices, { always: true });
}

function nothingToPick({ context, namespace }: Target['connection'], others: number): ClusterError {
  if (others > 0) {
    return new ClusterError(
      'missing',
      say`No database cluster in context ${context} allows this.`,
      say`Put the cursor into a manifest, or choose another context.`,
    );
  }
  return new ClusterError(
    'missing',
    say`No database cluster was found in context ${context}; where not all namespaces can be listed, only ${namespace} was searched.`,
    say`Put the cursor into a manifest, or choose another context or namespace.`,
  );
}
