import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type {
  Diagnostic,
  InitializeParams,
  ProtocolConnection,
  PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { createService } from '../../server/host/createService.ts';
import { rulePlace } from '../../server/host/rulePlace.ts';
import { startLanguageServer } from '../../server/host/lsp/startLanguageServer.ts';
import type { ServerEnvironment } from '../../server/host/lsp/environment.ts';
import { dist } from './fixtures.ts';

/** A language server and an editor, joined by two streams in memory. */
export interface TestEditor {
  readonly connection: ProtocolConnection;
  /** Every list of diagnostics that was published, oldest first. */
  readonly published: readonly PublishDiagnosticsParams[];
  initialize(params?: Partial<InitializeParams>): Promise<unknown>;
  open(uri: string, text: string, version?: number): Promise<void>;
  /** Waits for the next list of diagnostics for a file that satisfies a condition. */
  diagnostics(
    uri: string,
    accept?: (list: readonly Diagnostic[], version: number | undefined) => boolean,
  ): Promise<readonly Diagnostic[]>;
  /** Bytes as they are, for malformed messages. */
  send(text: string): void;
  dispose(): void;
}

export function startTestEditor(environment: Partial<ServerEnvironment> = {}): TestEditor {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  startLanguageServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    packs: languagePacks,
    createService: (given) => createService(dist, given),
    rulePlace: (code) => rulePlace(dist, code),
    ...environment,
  });
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const published: PublishDiagnosticsParams[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const check of waiting) check();
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();

  function diagnostics(
    uri: string,
    accept: (list: readonly Diagnostic[], version: number | undefined) => boolean = () => true,
  ) {
    const from = published.length;
    return new Promise<readonly Diagnostic[]>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`no such diagnostics for ${uri} within a minute; last: ${JSON.stringify(published.at(-1))}`));
      }, 60_000);
      const check = () => {
        const found = published.slice(from).find((each) => each.uri === uri && accept(each.diagnostics, each.version));
        if (!found) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(found.diagnostics);
      };
      waiting.add(check);
    });
  }

  return {
    connection,
    published,
    async initialize(params = {}) {
      const result: unknown = await connection.sendRequest('initialize', {
        processId: null,
        rootUri: null,
        capabilities: {},
        ...params,
      });
      await connection.sendNotification('initialized', {});
      return result;
    },
    open: (uri, text, version = 1) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } }),
    diagnostics,
    send: (text) => void toServer.write(text),
    // The streams stay open: a server whose input ends takes its process, here the test's, with it.
    dispose: () => connection.dispose(),
  };
}
