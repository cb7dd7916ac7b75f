import * as vscode from 'vscode';
import type { Said } from '../../schemas/contract/index.ts';
import { counted, joined, say } from '../../schemas/vocabulary/say.ts';
import { isClusterError } from '../cluster/errors.ts';
import { inform, report } from '../screen/ask.ts';
import type { Button } from '../screen/ask.ts';
import { apply } from './apply.ts';
import { backup } from './backup.ts';
import { chooseContext } from './chooseContext.ts';
import { chooseNamespace } from './chooseNamespace.ts';
import { Claims } from './claims.ts';
import { cleanUp } from './cleanUp.ts';
import type { Command, CommandContext } from './command.ts';
import { readArgument, readContext, readTunnel, readUri } from './commandArgument.ts';
import { connect } from './connect.ts';
import { copyName } from './copyName.ts';
import { copyConnection } from './copyConnection.ts';
import { createDatabaseSecret } from './createDatabaseSecret.ts';
import { credentials } from './credentials.ts';
import type { CurrentCluster } from './currentCluster.ts';
import { describe } from './describe.ts';
import { goToManifest } from './goToManifest.ts';
import { logs } from './logs.ts';
import { openInSqlClient } from './openInSqlClient.ts';
import { openTunnel } from './openTunnel.ts';
import { operatorUi } from './operatorUi.ts';
import { ErrorList } from './errorList.ts';
import { remedyTitle } from './remedyTitle.ts';
import { valuesIn } from '../redact.ts';
import type { Target } from '../session/target.ts';
import { remedyFor } from './remedyFor.ts';
import type { Remedy } from './remedyFor.ts';
import { restart } from './restart.ts';
import { showTunnels, stopTunnel } from './showTunnels.ts';
import { switchover } from './switchover.ts';
import { verify } from './verify.ts';
import { answerDifference } from '../screen/documents.ts';
import { endSessions } from '../ui/openSessions.ts';
import { againOfPage } from '../ui/pages.ts';

/** What is done to a database cluster: one file each. */
const databaseCommands: readonly Command[] = [
  connect,
  openTunnel,
  copyConnection,
  openInSqlClient,
  credentials,
  verify,
  describe,
  logs,
  operatorUi,
  apply,
  restart,
  switchover,
  backup,
  cleanUp,
  createDatabaseSecret,
  goToManifest,
  copyName,
];

/** What is done to the choice of clusters, and to the view. Takes what the editor gives as it is. */
type ShellCommand = (given: unknown) => Promise<void>;

export interface CommandsOptions {
  readonly context: CommandContext;
  readonly current: CurrentCluster;
  /** The view of the databases. */
  readonly view: { refresh(): void; fold(context: string | undefined): void };
  /** What the editor calls its commands, by their ids. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Runs commands by id and shows what goes wrong. The same is not done twice to one target at the same time. */
export function createCommands(options: CommandsOptions): (id: string, given: unknown) => Promise<void> {
  const { context, current, titles } = options;
  const commands = new Map(databaseCommands.map((command) => [command.id, command]));
  const errors = new ErrorList((command) => titles.get(command) ?? command);
  const shell = shellCommands(options, errors);
  const underWay = new Set<string>();

  return async (id, given) => {
    const command = commands.get(id);
    const argument = readArgument(given);
    const claims = new Claims(id, underWay);
    try {
      if (command) await command.run(claiming(context, claims), argument);
      else await (shell.get(id) ?? unknownCommand(id))(given);
    } catch (error) {
      const name = argument?.from === 'cluster' ? argument.context : current.open?.context;
      // The login may have been renewed meanwhile: the next command reads the kubeconfig again.
      if (name !== undefined && isClusterError(error, 'unauthenticated')) await current.forget(name);
      if (isClusterError(error)) context.noteNames([error.said.message, error.said.remedy].flatMap(valuesIn));
      const remedy = remedyFor(error, { context: name, command: id, argument });
      errors.note({ error, command: id, context: name, remedy });
      report(error, context.output, ...buttonsFor(remedy));
    } finally {
      claims.release();
    }
  };
}

/** What a person would not give to strangers. */
function namesOf({ connection, namespace, resource, recipe, podNamespace }: Target): readonly string[] {
  const { access } = recipe;
  return [
    ...[connection.context, connection.server, namespace, podNamespace, resource.identity.name],
    ...(access?.databases ?? []),
    ...(access?.logins ?? []).flatMap(({ role, databases = [] }) => [role, ...databases]),
    ...(access?.host === undefined ? [] : [access.host]),
  ];
}

/** The same context, whose targets are claimed as long as the command runs. */
function claiming(context: CommandContext, claims: Claims): CommandContext {
  return {
    ...context,
    async target(argument, options) {
      const target = await context.target(argument, options);
      if (target) context.noteNames(namesOf(target));
      if (!target || claims.claim(target)) return target;
      inform(say`This is still under way for ${target.resource.identity.name}.`);
      return undefined;
    },
  };
}

function shellCommands(
  { context, current, view }: CommandsOptions,
  errors: ErrorList,
): ReadonlyMap<string, ShellCommand> {
  const { tunnels } = context;
  return new Map<string, ShellCommand>([
    ['dbManifests.chooseContext', (given) => chooseContext(context, current, readContext(given))],
    ['dbManifests.chooseNamespace', (given) => chooseNamespace(context, current, readContext(given))],
    ['dbManifests.showTunnels', () => showTunnels(tunnels)],
    ['dbManifests.stopTunnel', (given) => stopTunnel(tunnels, readTunnel(given))],
    ['dbManifests.showErrors', () => errors.show()],
    ['dbManifests.runPageAgain', () => runPageAgain()],
    ['dbManifests.applyCompared', (given) => answerComparison(given, true)],
    ['dbManifests.cancelCompared', (given) => answerComparison(given, false)],
    [
      'dbManifests.refreshDatabases',
      () => {
        view.refresh();
        return Promise.resolve();
      },
    ],
    [
      'dbManifests.disconnect',
      async (given) => {
        const name = readContext(given) ?? current.open?.context;
        const ending = tunnels.list().filter(({ context: of }) => name === undefined || of === name);
        // Before their tunnels, so that nobody reads that a connection was lost.
        const terminals = endSessions(name);
        await Promise.all(ending.map(({ id }) => tunnels.stop(id)));
        // First the view: it would connect again.
        view.fold(name);
        await current.disconnect(name);
        inform(disconnected(name, terminals, ending.length));
      },
    ],
  ]);
}

/** What ends with a connection is closed without a question, so it is said. */
function disconnected(context: string | undefined, terminals: number, tunnels: number): Said {
  const sentences = [context === undefined ? say`Disconnected.` : say`Disconnected from ${context}.`];
  if (terminals > 0)
    sentences.push(
      counted(terminals, say`What ran in a terminal has ended.`, say`What ran in ${terminals} terminals has ended.`),
    );
  if (tunnels > 0) sentences.push(counted(tunnels, say`A tunnel is closed.`, say`${tunnels} tunnels are closed.`));
  return joined(sentences, ' ');
}

function unknownCommand(id: string): ShellCommand {
  return () => Promise.reject(new Error(`Nobody carries out the command ${id}.`));
}

/** The way out first. With a button an error stays until somebody dismisses it. */
function buttonsFor(remedy: Remedy | undefined): readonly Button[] {
  const all: Button = {
    title: say`All Errors`,
    run: () => vscode.commands.executeCommand('dbManifests.showErrors'),
  };
  if (!remedy) return [all];
  const { command, argument } = remedy;
  const run = () => vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument]));
  return [{ title: remedyTitle(command), run }, all];
}

async function runPageAgain(): Promise<void> {
  const again = againOfPage();
  if (!again) {
    inform(say`No page is in front that could be made anew.`);
    return;
  }
  await vscode.commands.executeCommand(again.command, ...(again.argument === undefined ? [] : [again.argument]));
}

function answerComparison(given: unknown, agreed: boolean): Promise<void> {
  if (!answerDifference(readUri(given), agreed)) inform(say`No comparison waits for an answer.`);
  return Promise.resolve();
}
