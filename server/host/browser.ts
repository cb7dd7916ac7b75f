import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { sharedVocabulary } from '../../schemas/sharedVocabulary.ts';
import type { WorkerReady, WorkerStart } from '../../schemas/contract/protocol.ts';
import type { ManifestSnippet } from '../language/answers.ts';
import { createLanguageService } from '../language/languageService.ts';
import { compileDefinition } from '../language/definitions/compileDefinition.ts';
import type { CompiledDefinition, DefinitionJob } from '../language/definitions/compiledDefinition.ts';
import { compileLater } from './definitions/compileLater.ts';
import { DefinitionWorker } from './definitions/definitionWorker.ts';
import { loadSchemas } from './loadSchemas.ts';
import { mostChartText } from '../../schemas/compiler/charts/chartFiles.ts';
import { editorChartDisk } from './editorChartDisk.ts';
import { configurationFile } from '../language/configuration/configurationFile.ts';
import type { ChartDisk } from './readCharts.ts';
import { readCharts } from './readCharts.ts';
import { Judge } from './judge/judge.ts';
import { guardedReader } from './lsp/guardedReader.ts';
import { startLanguageServer } from './lsp/startLanguageServer.ts';
import { shownLog } from './lsp/shownText.ts';
import type { Session } from './lsp/session.ts';
import { readTypes, typesFile } from './schemaTables.ts';
import { answeringScript, startBrowserThread } from './startBrowserThread.ts';
import { helpWordsFile, wordsFile } from './wordsFile.ts';

/**
 * Entry of `dist/browser/server.js`: the language server as a web worker. Without files and git it knows what is open.
 * The first message says where its data lies; the answer to it says that the protocol may begin. In a worker that it starts
 * itself the same code compiles definitions, so that the package has their compiler once.
 */

/** What the worker's global scope offers, as far as it is used. */
interface WorkerScope {
  addEventListener(
    type: 'message',
    listener: (event: { readonly data: unknown }) => void,
    options?: { once: true },
  ): void;
  postMessage(message: WorkerReady | 'ready' | CompiledDefinition): void;
  setImmediate?: typeof setImmediate;
}

const scope = globalThis as unknown as WorkerScope;

// Browsers lack what the scheduler of diagnostics waits with: a turn of the event loop without a timer's delay.
scope.setImmediate ??= createSetImmediate();

scope.addEventListener('message', ({ data }) => begin(data as WorkerStart | CompilerStart), { once: true });

/** The first message to a worker that compiles definitions. */
interface CompilerStart {
  /** What `typesFile` holds. */
  readonly types: unknown;
}

function begin(message: WorkerStart | CompilerStart): void {
  if ('types' in message) return compileDefinitions(message);
  start(message.assets).catch(() => undefined);
}

function compileDefinitions({ types: content }: CompilerStart): void {
  const types = readTypes(content);
  scope.addEventListener('message', ({ data }) => scope.postMessage(compileDefinition(data as DefinitionJob, types)));
  scope.postMessage('ready');
}

async function start(assets: string): Promise<void> {
  try {
    await serve(assets);
    scope.postMessage({ ready: true });
  } catch (error) {
    scope.postMessage({ ready: false, reason: String(error) });
  }
}

async function serve(assets: string): Promise<void> {
  const read = async (path: string): Promise<Response> => {
    const response = await fetch(`${assets}/${path}`);
    if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
    return response;
  };
  const readJson = async (path: string): Promise<unknown> => (await read(path)).json();
  const readText = async (path: string): Promise<string> => (await read(path)).text();
  const judge = new Judge(async () => startBrowserThread(answeringScript(await readText('judge.cjs'))));
  const [schemas, snippets] = await Promise.all([
    loadSchemas(readText, () => {
      session.service.schemasArrived();
      session.refresh();
    }),
    readJson('snippets.json').catch(() => []) as Promise<readonly ManifestSnippet[]>,
  ]);
  const disk = editorChartDisk((method, params) => session.connection.sendRequest(method, params));
  // The library's types come from the browser's, which the compiler does not know here.
  const port = globalThis as never;
  const reader = guardedReader(new BrowserMessageReader(port), (sentence) =>
    session.connection.console.error(shownLog(sentence)),
  );
  const session: Session = startLanguageServer(createConnection(reader, new BrowserMessageWriter(port)), {
    packs: languagePacks,
    readWords: (language) => readJson(wordsFile(language)),
    readHelpWords: (language) => readJson(helpWordsFile(language)),
    judge: (question) => judge.judge(question),
    readChartFile: (folder) => disk.read(folder, 'Chart.yaml', mostChartText),
    readCharts: (folder) => readCharts(folder, disk),
    readConfigurations: (folder) => readConfigurations(folder, disk),
    createService: (given) => {
      const worker = new DefinitionWorker(
        async () => {
          const data: CompilerStart = { types: await readJson(`schemas/${typesFile}`) };
          return startBrowserThread(await readText('browser/server.js'), data);
        },
        (error) => session.door.report('Reading a definition', error),
      );
      return createLanguageService({
        packs: languagePacks,
        vocabulary: sharedVocabulary,
        schemas,
        compileDefinition: compileLater(
          (job) => worker.compile(job),
          () => session.refresh(),
        ),
        snippets: () => snippets,
        now: () => new Date(),
        ...given,
      });
    },
  });
}

/** Up to the top of the workspace: the editor answers for nothing above it. */
async function readConfigurations(folder: string, disk: ChartDisk): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const parts = folder.split('/');
  // Of `scheme://authority/path` the first three are no folder.
  for (let length = parts.length; length > 3; length--) {
    const above = parts.slice(0, length).join('/');
    const text = await disk.read(above, configurationFile, mostChartText);
    if (text !== undefined) found.set(`${above}/${configurationFile}`, text);
  }
  return found;
}

function createSetImmediate(): typeof setImmediate {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  Object.assign(port1, { onmessage: () => waiting.shift()?.() });
  return ((work: () => void) => {
    waiting.push(work);
    port2.postMessage(undefined);
  }) as unknown as typeof setImmediate;
}
