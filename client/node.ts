import path from 'node:path';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateExtension, yamlSelector } from './activateExtension.ts';
import type { CreateClient, Extension } from './activateExtension.ts';
import { registerClusterCommands } from './clusterCommands.ts';
import type { ClusterCommands } from './clusterCommands.ts';
import { answerWantedDefinitions } from './answerWantedDefinitions.ts';
import { answerClusterNames } from './clusterNames.ts';
import { keepDefinitions } from './keepDefinitions.ts';
import { removeLeftSessions } from './session/passFile.ts';
import { copyText, openClipboard } from './ui/clipboard.ts';
import { registerLenses } from './ui/registerLenses.ts';

/** Entry of `dist/client.cjs`, for VS Code with Node: the server is a process of its own. */
export function activate(context: ExtensionContext): Extension {
  const module = path.join(context.extensionPath, 'dist', 'server.cjs');
  // V8 keeps the young generation of a server small: 150 MB instead of 240 after edits in 100,000 lines, at no cost in time.
  const execArgv = ['--max-semi-space-size=4'];
  // Node 22 keeps the compiled code of the server there and starts faster the next time; older ones ignore it.
  const env = { NODE_COMPILE_CACHE: path.join(context.globalStorageUri.fsPath, 'compiled') };
  clusters = undefined;
  const createClient: CreateClient = (id, name, options) => {
    const run = { module, transport: TransportKind.ipc, options: { execArgv, env } };
    const debug = { ...run, options: { execArgv: [...execArgv, '--nolazy', '--inspect=6009'], env } };
    const client = new LanguageClient(id, name, { run, debug }, options);
    context.subscriptions.push(answerClusterNames(client, () => clusters?.current()));
    return client;
  };
  const abilities = { clusterNames: true, clusterDefinitions: true };
  const { ready, client, output, noteNames } = activateExtension(context, createClient, abilities, (lines) =>
    copyText(lines, 'lines'),
  );
  const kept = keepDefinitions(path.join(context.globalStorageUri.fsPath, 'definitions'), context.workspaceState);
  const definitions = answerWantedDefinitions(client, kept);
  // The build makes a file of its own of what is imported here.
  clusters = registerClusterCommands(
    { context, client, ready, output, definitions, noteNames },
    () => import('./clusterFeatures.ts'),
  );
  context.subscriptions.push(definitions, registerLenses(client, ready, yamlSelector));
  void tidyUp(context, output);
  return { ready };
}

export async function deactivate(): Promise<void> {
  await clusters?.end();
}

let clusters: ClusterCommands | undefined;

/** What an editor that did not end in order has left: passwords in files and on the clipboard. Where there is nothing, two folders are read. */
async function tidyUp(context: ExtensionContext, output: LogOutputChannel): Promise<void> {
  try {
    await removeLeftSessions(context.globalStorageUri.fsPath);
    await openClipboard(context).takeOver();
  } catch (error) {
    output.warn(`What the last session left could not be removed: ${String(error)}`);
  }
}
