import * as vscode from 'vscode';
import { RevealOutputChannelOn } from 'vscode-languageclient';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { disableRuleCommand, explainRuleCommand } from '../schemas/contract/protocol.ts';
import type { FilesExclude, InitializationOptions } from '../schemas/contract/protocol.ts';
import { say } from '../schemas/vocabulary/say.ts';
import { chooseOperatorVersion } from './commands/chooseOperatorVersion.ts';
import { CommandsOfActions } from './commandsOfActions.ts';
import { disableRule } from './commands/disableRule.ts';
import { explainRule } from './commands/explainRule.ts';
import { showReferences } from './commands/showReferences.ts';
import { upgrade } from './commands/upgrade.ts';
import { createErrorHandler } from './createErrorHandler.ts';
import { keepLines } from './keepLines.ts';
import { quietYamlExtension } from './quietYamlExtension.ts';
import { registerTools } from './screen/registerTools.ts';
import { registerProblemReport } from './reportProblem.ts';
import { sayForServer, serverMiddleware } from './serverMessages.ts';
import { answerConfiguration, settingsSection } from './settingsSection.ts';
import { registerPages } from './ui/pages.ts';
import { createStatusItem } from './ui/createStatusItem.ts';
import { registerFirstSteps } from './ui/registerFirstSteps.ts';
import { complain } from './screen/ask.ts';
import { openPlace, openPlaceCommand } from './screen/documents.ts';
import { createOutput } from './screen/views.ts';
import { setYamlWords } from './screen/yamlWords.ts';

/** What `activate` gives to tests and to other extensions. */
export interface Extension {
  /** Settled once the language server answers. */
  readonly ready: Promise<void>;
}

/** What the entries add to. */
export interface Started extends Extension {
  readonly client: BaseLanguageClient;
  readonly output: vscode.LogOutputChannel;
  /** What something of somebody's is called, so that a report can leave it out. */
  readonly noteNames: (names: Iterable<string>) => void;
}

export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

export const yamlSelector: vscode.DocumentSelector = [{ language: 'yaml' }, { language: 'yml' }];

const yamlExtension = 'redhat.vscode-yaml';

/** The same on a desktop and in a browser; they differ in how the server is started. Loads nothing that talks to a cluster. */
export function activateExtension(
  context: vscode.ExtensionContext,
  createClient: CreateClient,
  abilities: Pick<InitializationOptions, 'clusterNames' | 'clusterDefinitions'> = {},
  copyLines?: (lines: string) => Promise<void>,
): Started {
  const { output, lines } = keepLines(createOutput());
  const names = new Set<string>();
  const commandsOfActions = new CommandsOfActions();
  const client: BaseLanguageClient = createClient('dbManifests', 'Database Manifests', {
    documentSelector: [{ language: 'yaml' }],
    outputChannel: output,
    initializationOptions: (): InitializationOptions => ({
      trusted: vscode.workspace.isTrusted,
      // The other extension outlines and folds YAML already: two outlines of one file help nobody.
      structure: vscode.extensions.getExtension(yamlExtension) === undefined,
      settings: settingsSection(),
      filesExclude: { ...vscode.workspace.getConfiguration('files').get<FilesExclude>('exclude') },
      ruleCommands: true,
      ...abilities,
    }),
    // The server names the files that it reads. A folder that comes, goes or moves is told of as one thing, by its own name.
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/*', false, true, false) },
    errorHandler: createErrorHandler(restart),
    middleware: {
      ...serverMiddleware,
      ...commandsOfActions.middleware,
      workspace: { configuration: answerConfiguration },
    },
    markdown: { isTrusted: false, supportHtml: false },
    // Requests that fail are logged; whoever waits for an answer sees that none comes.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: (reason: unknown) => {
      output.error(reason instanceof Error ? reason : String(reason));
      return false;
    },
  });
  sayForServer(client);
  async function restart(): Promise<void> {
    await client.stop();
    await client.start();
  }
  const ready = client.start();
  ready.catch((error: unknown) => {
    output.error(String(error));
    complain(say`Database Manifests: the language server did not start. See the output "Database Manifests".`, {
      title: say`Show Output`,
      run: () => output.show(),
    });
  });
  context.subscriptions.push(
    output,
    { dispose: () => void client.dispose() },
    commandsOfActions,
    setYamlWords(),
    createStatusItem(client, ready, yamlSelector),
    registerFirstSteps(context),
    registerTools(client, ready, toolNames(context)),
    vscode.commands.registerCommand('dbManifests.chooseOperatorVersion', (id?: string) =>
      chooseOperatorVersion(client, id),
    ),
    registerPages('db-manifests-report'),
    vscode.commands.registerCommand('dbManifests.upgrade', (again?: unknown) => upgrade(client, again)),
    vscode.commands.registerCommand(openPlaceCommand, openPlace),
    vscode.commands.registerCommand('dbManifests.restartServer', restart),
    vscode.commands.registerCommand('dbManifests.showReferences', showReferences),
    vscode.commands.registerCommand(disableRuleCommand, disableRule),
    vscode.commands.registerCommand(explainRuleCommand, explainRule),
    vscode.commands.registerCommand('dbManifests.showOutput', () => output.show()),
    registerProblemReport({ extension: context.extension, lines, names: () => names }, copyLines),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void restart()),
  );
  void quietYamlExtension(yamlExtension);
  return { ready, client, output, noteNames: (more) => [...more].forEach((name) => names.add(name)) };
}

/** Of the tools that our manifest has: one that it does not have cannot be registered. */
function toolNames({ extension }: vscode.ExtensionContext): readonly string[] {
  const manifest = extension.packageJSON as { contributes?: { languageModelTools?: readonly { name: string }[] } };
  return (manifest.contributes?.languageModelTools ?? []).map(({ name }) => name);
}
