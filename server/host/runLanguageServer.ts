import { Console } from 'node:console';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { committedText } from './committedText.ts';
import { createService } from './createService.ts';
import { rulePlace } from './rulePlace.ts';
import { compileLater } from './definitions/compileLater.ts';
import { DefinitionWorker } from './definitions/definitionWorker.ts';
import { startCompiler } from './definitions/startCompiler.ts';
import { startLanguageServer } from './lsp/startLanguageServer.ts';
import { shownLog } from './lsp/shownText.ts';
import { helpWordsFile, wordsFile } from './wordsFile.ts';
import type { Session } from './lsp/session.ts';
import { canonicalUri } from './lsp/canonicalUri.ts';
import type { Judge } from './judge/judge.ts';
import { packageVersion } from './packageVersion.ts';
import { openTransport } from './transport.ts';

const usage = `Language server for manifests of databases on Kubernetes.

Usage: db-manifests-language-server [--stdio | --node-ipc | --pipe=NAME | --socket=PORT | --version]

Without an option it speaks over standard input and output.
`;

/**
 * The language server over stdio, a pipe, a socket or Node's own channel.
 * @param checked told when the problems of a first file are known
 */
export function runLanguageServer(args: readonly string[], checked: () => void): void {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  if (args.includes('--version')) {
    process.stdout.write(`${packageVersion(__dirname)}\n`);
    return;
  }
  // What a library writes to the console must not get between the messages.
  globalThis.console = new Console(process.stderr);
  const running: { session?: Session } = {};
  const transport = openTransport(args, {
    report: (sentence) => running.session?.connection.console.error(shownLog(sentence)),
    end: (sentence) => endServer(running.session, sentence),
  });
  if (typeof transport === 'string') {
    process.stderr.write(`${transport}\n`);
    process.exitCode = 2;
    return;
  }
  const judge: { current?: Judge } = {};
  const options = { connectionStrategy: { cancelUndispatched } } as object;
  const session = startLanguageServer(createConnection(transport.reader, transport.writer, options), {
    packs: languagePacks,
    version: packageVersion(__dirname),
    checked,
    createService: (given) => {
      const worker = new DefinitionWorker(
        () => startCompiler(__dirname),
        (error) => running.session?.door.report('Reading a definition', error),
      );
      const compileDefinition = compileLater(
        (job) => worker.compile(job),
        () => running.session?.refresh(),
      );
      return createService(__dirname, { ...given, compileDefinition });
    },
    rulePlace: (code) => rulePlace(__dirname, code),
    readWords: (language) => readJson(wordsFile(language)),
    readHelpWords: (language) => readJson(helpWordsFile(language)),
    // Loaded when the first diagnostics are out.
    scanFolder: async (folder, add, scan, within = folder) => {
      const { mostFiles, scanFolder } = await import('./workspaceFiles.ts');
      const addFile = (file: string, text: string) => add(pathToFileURL(file).href, text);
      await onFile(folder, (path) => onFile(within, (part) => scanFolder(path, addFile, scan, mostFiles, part)));
    },
    isFolder: isFolderAt,
    readFile: async (uri, folder, scan) => {
      const { readWorkspaceFile } = await import('./workspaceFiles.ts');
      return onFile(uri, (path) => onFile(folder, (folderPath) => readWorkspaceFile(path, folderPath, scan)));
    },
    readConfigurations: async (folder) => {
      const { createConfigurationSearch } = await import('./createConfigurationSearch.ts');
      const found = (await onFile(folder, (path) => createConfigurationSearch()(path))) ?? [];
      return new Map(found.map(({ file, text }) => [pathToFileURL(file).href, text]));
    },
    readDefinitions: async (folder, place) => {
      const { readDefinitions } = await import('./readDefinitions.ts');
      const found = await onFile(folder, (path) => readDefinitions(resolve(path, place)));
      return new Map([...(found ?? [])].map(([file, text]) => [pathToFileURL(file).href, text]));
    },
    readCharts: async (folder) => {
      const { readCharts } = await import('./readCharts.ts');
      const { nodeChartDisk } = await import('./nodeChartDisk.ts');
      const charts = (await onFile(folder, (path) => readCharts(path, nodeChartDisk))) ?? [];
      return new Map([...charts].map(([path, files]) => [canonicalUri(pathToFileURL(path).href), files]));
    },
    judge: async (question) => {
      const { Judge } = await import('./judge/judge.ts');
      const { startNodeThread } = await import('./judge/startNodeThread.ts');
      judge.current ??= new Judge(() => startNodeThread(__dirname));
      return judge.current.judge(question);
    },
    committedText: (uri) => onFile(uri, committedText),
  });
  running.session = session;
  // Nothing comes here that is known of; what does is a mistake of ours, and no reason to leave the editor alone.
  process.on('uncaughtException', (error) => session.door.report('Something unforeseen', error));
}

/** An editor restarts a server that ends, and does not know what to do with one that no longer listens. */
function endServer(session: Session | undefined, sentence: string | undefined): void {
  const exit = (): never => process.exit(session?.door.isClosed ? 0 : 1);
  if (sentence === undefined) return exit();
  process.stderr.write(`${shownLog(sentence)}\n`);
  session?.connection.console.error(shownLog(`${sentence} The server ends, so that it can be started again.`));
  // Time for that to leave.
  setTimeout(exit, 200);
}

/** Files of a virtual workspace cannot be reached from here, nor one whose URI is no path: nothing is done about them. */
async function onFile<T>(uri: string, work: (path: string) => Promise<T>): Promise<T | undefined> {
  const path = filePath(uri);
  return path === undefined ? undefined : work(path);
}

/** A file beside this one. */
async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(__dirname, name), 'utf8')) as unknown;
}

async function isFolderAt(uri: string): Promise<boolean> {
  const { isFolder } = await import('./workspaceFiles.ts');
  return (await onFile(uri, isFolder)) === true;
}

function filePath(uri: string): string | undefined {
  try {
    const path = uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
    return path?.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

/** Requests that the editor has given up before their turn are answered at once and never computed. */
function cancelUndispatched(message: { id?: number | string | null }): object | undefined {
  if (message.id === undefined || message.id === null) return undefined;
  return { jsonrpc: '2.0', id: message.id, error: { code: -32800, message: 'Cancelled' } };
}
