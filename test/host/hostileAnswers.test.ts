import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import {
  createConnection,
  createProtocolConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { ProtocolConnection } from 'vscode-languageserver/node';
import * as protocol from '../../schemas/contract/protocol.ts';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { createService } from '../../server/host/createService.ts';
import { startLanguageServer } from '../../server/host/lsp/startLanguageServer.ts';
import { dist } from '../support/fixtures.ts';
import { hostileManifest, hostileUses, kindOf, manifestTexts } from '../support/hostileManifests.ts';
import { hostileFileNames, hostileTexts } from '../support/hostileTexts.ts';
import { assertInertLine, assertNothingLive, manuals } from '../support/inert.ts';
import { someOf } from '../support/someOf.ts';

/**
 * Every answer of the language server about manifests of people who mean harm. What an answer holds is looked at by what editors
 * do with it, and what is not known here is taken for something on the screen: a new answer is tried without anybody thinking of it.
 */

interface File {
  readonly uri: string;
  readonly text: string;
  readonly positions: readonly { readonly line: number; readonly character: number }[];
}
type Params = Readonly<Record<string, unknown>>;

const atPositions = (more: Params = {}) => {
  return ({ uri, positions }: File): Params[] =>
    positions.map((position) => ({ textDocument: { uri }, position, ...more }));
};
const atFile = ({ uri }: File): Params[] => [{ textDocument: { uri } }];
const everything = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
const onFile = ({ uri }: File): Params[] => [{ uri }];

/** What is asked about a file, by method. */
const questions: Readonly<Record<string, (file: File) => Params[]>> = {
  'textDocument/completion': atPositions(),
  'textDocument/hover': atPositions(),
  'textDocument/codeAction': ({ uri }) => [
    { textDocument: { uri }, range: everything, context: { diagnostics: [] } },
    { textDocument: { uri }, range: everything, context: { diagnostics: [], only: ['source.fixAll'] } },
  ],
  'codeAction/resolve': () => [
    { title: hostileTexts[0]?.text, data: { everywhere: 'schema/unknown-key' } },
    { title: 'Fix', data: { everywhere: hostileTexts[0]?.text } },
  ],
  'workspace/executeCommand': () => [
    { command: 'dbManifests.showPage', arguments: [hostileTexts[0]?.text] },
    { command: hostileTexts[0]?.text },
  ],
  'workspace/textDocumentContent': () => [
    { uri: 'db-manifests-rule:/names/unknown.md' },
    { uri: hostileTexts[0]?.text },
  ],
  'textDocument/documentSymbol': atFile,
  'textDocument/foldingRange': atFile,
  'textDocument/selectionRange': ({ uri, positions }) => [{ textDocument: { uri }, positions }],
  'textDocument/documentLink': atFile,
  'textDocument/inlayHint': ({ uri }) => [{ textDocument: { uri }, range: everything }],
  'textDocument/diagnostic': atFile,
  'textDocument/definition': atPositions(),
  'textDocument/references': atPositions({ context: { includeDeclaration: true } }),
  'textDocument/documentHighlight': atPositions(),
  'textDocument/prepareRename': atPositions(),
  'textDocument/rename': (file) => [
    ...atPositions({ newName: 'plain' })(file),
    ...atPositions({ newName: hostileTexts[0]?.text })(file).slice(0, 2),
  ],
  'textDocument/linkedEditingRange': atPositions(),
  'textDocument/codeLens': atFile,
  'workspace/symbol': () => [{ query: '' }, { query: 'evil' }],
  [protocol.statusRequest]: onFile,
  // Data for the client, which shows none of it but through its own door.
  [protocol.resourcesRequest]: onFile,
  [protocol.locateRequest]: ({ uri }) => [{ uri, index: 0, fields: ['metadata.name', hostileTexts[0]?.text] }],
  [protocol.editRequest]: ({ uri }) => [{ uri, index: 0, set: [{ path: ['a'], value: 'b' }] }],
  [protocol.upgradableRequest]: onFile,
  [protocol.upgradeRequest]: () => [{ from: { zalando: '1.10' }, to: { zalando: '2.0' } }],
  [protocol.toolRequest]: () => [{ name: 'check_manifests', input: { paths: ['.'] } }],
  [protocol.yamlRequest]: () => [{ value: hostileTexts.map(({ text }) => text) }],
};
const data = new Set<string>([
  // Our own texts: `authoredTexts.test.ts` looks at them.
  'workspace/textDocumentContent',
  // A page of Markdown with links to files: `upgradePage.test.ts` looks at it.
  protocol.upgradeRequest,
  // JSON for an assistant: `mcp.test.ts` looks at it.
  protocol.toolRequest,
  protocol.resourcesRequest,
  protocol.locateRequest,
  protocol.editRequest,
  protocol.yamlRequest,
]);
/** Written, compared or opened, and never shown: these stay what they are. */
const exact = new Set(['newText', 'filterText', 'sortText', 'uri', 'target', 'href', 'versionUri', 'changes']);

const claimed = new Set(
  languagePacks.flatMap(({ system }) =>
    system.kinds.flatMap(({ group, versions, kind }) =>
      versions.map((version) => `${group ? `${group}/` : ''}${version} ${kind}`),
    ),
  ),
);

const registered: string[] = [];
const logged: unknown[] = [];
/** Texts on the screen with something hostile in them, made harmless. */
let shown = 0;
let editor: ProtocolConnection;

before(async () => {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  const onRequest = server.onRequest.bind(server) as (...args: unknown[]) => never;
  server.onRequest = ((...args: unknown[]) => {
    if (typeof args[0] === 'string') registered.push(args[0]);
    return onRequest(...args);
  }) as typeof server.onRequest;
  startLanguageServer(server, {
    packs: languagePacks,
    createService: (given) => createService(dist, { ...given, now: () => new Date('2026-01-15T12:00:00Z') }),
  });
  editor = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const names = hostileTexts.map(({ text }) => text);
  editor.onRequest(protocol.clusterNamesRequest, () => ({ names, context: names[0] }));
  editor.onUnhandledNotification(({ params }) => void logged.push(params));
  editor.listen();
  const workspaceEdit = { documentChanges: true, resourceOperations: ['create'] };
  await editor.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} }, workspace: { workspaceEdit } },
    initializationOptions: { clusterNames: true },
  });
  await editor.sendNotification('initialized', {});
  await editor.sendNotification(protocol.clusterOperatorsNotification, { manifests: names.join('\n---\n') });
});
after(() => editor.dispose());

test('there is a question for every answer', () => {
  assert.deepEqual(Object.keys(questions).sort(), [...registered].sort());
  const ours = Object.entries(protocol).flatMap(([name, value]) => (name.endsWith('Request') ? [value] : []));
  assert.deepEqual(
    ours.filter((method) => !registered.includes(method)),
    [protocol.chartEntryRequest, protocol.clusterNamesRequest],
  );
});

describe('whatever a manifest holds, no answer does anything', () => {
  const texts = manifestTexts();
  const byKind = new Map<string, string>();
  for (const text of texts) {
    const kind = kindOf(text) ?? '';
    if (!claimed.has(kind)) continue;
    if (text.length > (byKind.get(kind)?.length ?? 0)) byKind.set(kind, text);
  }
  for (const [number, [kind, text]] of someOf(60, byKind).entries()) {
    test(`about a ${kind}`, async () => {
      // Each kind in one way, each way with many kinds.
      for (const use of someOf(1, rotated(hostileUses, number))) {
        const first = hostileUses.indexOf(use) * 17 + byKind.size;
        await ask(`file:///${encodeURIComponent(`${use} ${kind}`)}.yaml`, hostileManifest(text, use, first, 2));
      }
    });
  }

  test('in any problem, and in what mends it', async () => {
    let problems = 0;
    for (const [index, text] of someOf(240, texts.entries())) {
      const use = hostileUses[index % hostileUses.length] ?? 'values';
      const asked = ['textDocument/diagnostic', 'textDocument/codeAction'];
      const name = hostileFileNames[index % hostileFileNames.length]?.text ?? '';
      problems += await ask(`file:///${encodeURIComponent(name)}.yaml`, hostileManifest(text, use, index), asked);
    }
    assert.ok(problems > 240, String(problems));
  });

  test('nor is anything said beside the answers', () => {
    // A rule that stumbles is left out and logged: it would be missing where it matters.
    for (const params of logged) assert.doesNotMatch(JSON.stringify(params), /has failed/);
    for (const params of logged) look('notification', params);
    assert.ok(shown > 1000, String(shown));
  });
});

function rotated<T>(items: readonly T[], by: number): T[] {
  const from = by % items.length;
  return [...items.slice(from), ...items.slice(0, from)];
}

/** Opens a file, asks, looks at the answers and closes it. Returns the number of problems. */
async function ask(uri: string, text: string, methods: readonly string[] = Object.keys(questions)): Promise<number> {
  const textDocument = { uri, languageId: 'yaml', version: 1, text };
  await editor.sendNotification('textDocument/didOpen', { textDocument });
  let problems = 0;
  const file = { uri, text, positions: positionsIn(text) };
  for (const method of methods) {
    for (const params of questions[method]?.(file) ?? []) {
      const answer = await editor.sendRequest<unknown>(method, params).catch((error: unknown) => error);
      if (method === 'textDocument/diagnostic') problems += (answer as { items: unknown[] }).items.length;
      try {
        look(method, answer);
      } catch (error) {
        assert.fail(`${method} ${JSON.stringify(params).slice(0, 200)}: ${String(error)}\n${text.slice(0, 2000)}`);
      }
    }
  }
  await editor.sendNotification('textDocument/didClose', { textDocument: { uri } });
  return problems;
}

/** Keys and values of some lines, from the first to the last. */
function positionsIn(text: string): File['positions'] {
  const lines = text.split('\n');
  const step = Math.max(1, Math.floor(lines.length / 6));
  return lines.flatMap((content, line) => {
    const colon = content.indexOf(': ');
    if (line % step !== 0 || content.trim() === '') return [];
    const key = { line, character: content.search(/[^ -]/) + 1 };
    return colon < 0 ? [key] : [key, { line, character: colon + 3 }];
  });
}

function look(method: string, value: unknown): void {
  if (value instanceof ResponseError) {
    assert.equal(value.code, ErrorCodes.InvalidRequest, value.message);
    assertShown(value.message);
  } else if (!data.has(method)) lookInto(value);
}

function lookInto(value: unknown): void {
  if (typeof value === 'string') {
    if (!value.startsWith('file:///')) assertShown(value);
  } else if (Array.isArray(value)) value.forEach(lookInto);
  else if (typeof value === 'object' && value !== null) {
    const { kind, value: markdown } = value as { kind?: unknown; value?: unknown };
    if (kind === 'markdown') assertNothingLive(String(markdown), { ...manuals, blocks: ['code'] });
    else for (const [key, each] of Object.entries(value)) if (!exact.has(key)) lookInto(each);
  }
}

function assertShown(text: string): void {
  if (/evil|\uFFFD|rm -rf/.test(text)) shown++;
  assertInertLine(text);
  assert.doesNotMatch(text, /\]\((?:command|https?|file):/i, 'The editor would make a link of this');
}
