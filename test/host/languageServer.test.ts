import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type {
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  InitializeResult,
} from 'vscode-languageserver';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';

const uri = 'file:///work%20space/acid-shop.yaml';
const manifest = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-shop
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql:
    version: "17"
  volume:
    size: 10Gi
  users:
    seller: []
  databases:
    shop: seller
`;
const ownerLine = manifest.split('\n').indexOf('    shop: seller');
const code = 'zalando/database-owner-missing';
const has = (rule: string) => (list: readonly Diagnostic[]) => list.some((each) => each.code === rule);
const empty = (list: readonly Diagnostic[]) => list.length === 0;

describe('language server', () => {
  let editor: TestEditor;
  beforeEach(() => {
    editor = startTestEditor();
  });
  afterEach(() => editor.dispose());

  const changeOwner = (version: number, text: string) =>
    editor.connection.sendNotification('textDocument/didChange', changeOwnerMessage(version, text).params);

  test('says what it can do', async () => {
    const { capabilities, serverInfo } = (await editor.initialize()) as InitializeResult;
    assert.equal(serverInfo?.name, 'db-manifests');
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2, save: { includeText: false } });
    assert.equal(capabilities.hoverProvider, true);
    assert.equal(capabilities.diagnosticProvider, undefined);
  });

  test('leaves outline and folding to another extension when asked to', async () => {
    const result = (await editor.initialize({ initializationOptions: { structure: false } })) as InitializeResult;
    assert.equal(result.capabilities.documentSymbolProvider, false);
    assert.equal(result.capabilities.foldingRangeProvider, false);
  });

  test('pushes problems on opening, follows incremental edits, and clears on close', async () => {
    await editor.initialize();
    const opened = editor.diagnostics(uri);
    await editor.open(uri, manifest);
    assert.deepEqual(await opened, []);

    const broken = editor.diagnostics(uri, has(code));
    await changeOwner(2, 'nobody');
    const [problem] = await broken;
    assert.deepEqual(problem?.range, {
      start: { line: ownerLine, character: 10 },
      end: { line: ownerLine, character: 16 },
    });
    assert.equal(problem.severity, 2);
    assert.equal(problem.source, 'db-manifests');
    assert.match(problem.codeDescription?.href ?? '', /^file:.*RULES\.md#zalandodatabase-owner-missing$/);

    const repaired = editor.diagnostics(uri, empty);
    await changeOwner(3, 'seller');
    await repaired;

    const brokenAgain = editor.diagnostics(uri, has(code));
    await changeOwner(4, 'nobody');
    await brokenAgain;
    const cleared = editor.diagnostics(uri, empty);
    await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await cleared;
  });

  test('coalesces a burst of edits and never publishes an older version after a newer one', async () => {
    await editor.initialize();
    await editor.open(uri, manifest);
    await editor.diagnostics(uri);
    const before = editor.published.length;
    const edits = Array.from({ length: 40 }, (_, index) =>
      changeOwnerMessage(index + 2, index % 2 ? 'seller' : 'nobody'),
    );
    // All in one piece, as after a pause of the machine.
    editor.send(edits.map(frame).join(''));
    await editor.diagnostics(uri, (_, version) => version === 41);
    const versions = editor.published.slice(before).map(({ version }) => version ?? 0);
    assert.equal(versions.at(-1), 41);
    assert.deepEqual(
      versions,
      [...versions].sort((a, b) => a - b),
    );
    assert.ok(versions.length < 10, `${versions.length} lists for 40 edits`);
  });

  test('answers completion and hover about text that has just been typed', async () => {
    await editor.initialize();
    await editor.open(uri, manifest);
    const end = { line: manifest.split('\n').length - 1, character: 0 };
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: end, end }, text: '  clo' }],
    });
    const list = await editor.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: { ...end, character: 5 },
    });
    assert.ok(list.items.some(({ label }) => label === 'clone'));
    const hover = await editor.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 5, character: 4 },
    });
    assert.match(JSON.stringify(hover?.contents), /spec\.teamId/);
  });

  test('does not compute what was cancelled before its turn', async () => {
    await editor.initialize();
    await editor.open(uri, manifest);
    const { CancellationTokenSource } = await import('vscode-languageserver');
    const source = new CancellationTokenSource();
    const pending = editor.connection.sendRequest(
      'textDocument/completion',
      { textDocument: { uri }, position: { line: 5, character: 4 } },
      source.token,
    );
    source.cancel();
    await assert.rejects(pending, (error: { code?: number }) => error.code === -32800);
  });

  test('pulls: full report, then unchanged until something changes', async () => {
    await editor.initialize({ capabilities: { textDocument: { diagnostic: {} } } });
    await editor.open(uri, manifest.replace('shop: seller', 'shop: nobody'));
    const ask = (previousResultId?: string) =>
      editor.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
        previousResultId,
      });
    const first = await ask();
    assert.ok(first.kind === 'full' && has(code)(first.items));
    assert.equal((await ask(first.resultId)).kind, 'unchanged');
    await changeOwner(2, 'seller');
    const later = await ask(first.resultId);
    assert.deepEqual(later.kind === 'full' ? later.items : undefined, []);
    assert.equal(editor.published.length, 0);
  });

  test('takes settings that are pushed, and ignores what is not well-formed in them', async () => {
    await editor.initialize();
    await editor.open(uri, manifest.replace('shop: seller', 'shop: nobody'));
    await editor.diagnostics(uri, has(code));
    const off = editor.diagnostics(uri, empty);
    await editor.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { dbManifests: { rules: { [code]: 'off', 'zalando/other': 'loud' }, operatorVersions: 7 } },
    });
    await off;
  });

  test('reads other files of the workspace, and forgets them when they are deleted', async () => {
    editor.dispose();
    const files = new Map<string, string>();
    editor = startTestEditor({
      scanFolder: (folder, add) => {
        add(`${folder}/operator.yaml`, operatorDeployment('v1.8.2'));
        return Promise.resolve();
      },
      readFile: (file) => Promise.resolve(files.get(file)),
    });
    await editor.initialize({ workspaceFolders: [{ uri: 'file:///work%20space', name: 'w' }] });
    const read = new Promise((resolve) => editor.connection.onNotification('dbManifests/statusChanged', resolve));
    await editor.open(uri, manifest);
    await read;
    const status = async () =>
      (
        await editor.connection.sendRequest<{ systems: { version?: string; versionFrom: string }[] }>(
          'dbManifests/status',
          { uri },
        )
      ).systems[0];
    assert.deepEqual(pick(await status()), { version: '1.8.2', versionFrom: 'workspace' });
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///work%20space/operator.yaml', type: 3 }],
    });
    assert.deepEqual(pick(await status()), { version: undefined, versionFrom: 'unknown' });
  });

  test('finds a file under another spelling of its URI', async () => {
    await editor.initialize();
    await editor.open('file:///c%3A/Work/a.yaml', manifest.replace('shop: seller', 'shop: nobody'));
    const hover = await editor.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri: 'file:///C:/Work/a.yaml' },
      position: { line: 5, character: 4 },
    });
    assert.ok(hover);
    assert.equal(editor.published.at(-1)?.uri ?? 'file:///c%3A/Work/a.yaml', 'file:///c%3A/Work/a.yaml');
  });

  test('survives requests for unknown files, wrong params and messages that are no messages', async () => {
    await editor.initialize();
    const unknown = { textDocument: { uri: 'file:///nowhere.yaml' }, position: { line: 9, character: 9 } };
    assert.equal(await editor.connection.sendRequest('textDocument/hover', unknown), null);
    await assert.rejects(editor.connection.sendRequest('textDocument/hover', {}));
    await assert.rejects(editor.connection.sendRequest('dbManifests/nothing', {}));
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: 'file:///nowhere.yaml', version: 1 },
      contentChanges: [{ text: 'a' }],
    });
    const opened = editor.diagnostics(uri);
    await editor.open(uri, manifest);
    assert.deepEqual(await opened, []);
    const beyond = { start: { line: 900, character: 900 }, end: { line: 901, character: 0 } };
    const after = editor.diagnostics(uri);
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: beyond, text: '\n# end\n' }],
    });
    assert.deepEqual(await after, []);
  });
});

/** Changes the owner `seller` to another name of six letters. */
function changeOwnerMessage(version: number, text: string) {
  const range = { start: { line: ownerLine, character: 10 }, end: { line: ownerLine, character: 16 } };
  const params = { textDocument: { uri, version }, contentChanges: [{ range, text }] };
  return { jsonrpc: '2.0', method: 'textDocument/didChange', params };
}

function frame(message: object): string {
  const text = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

function pick(system: { version?: string; versionFrom: string } | undefined) {
  return { version: system?.version, versionFrom: system?.versionFrom };
}

function operatorDeployment(version: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: postgres-operator
spec:
  template:
    spec:
      containers:
        - name: postgres-operator
          image: ghcr.io/zalando/postgres-operator:${version}
`;
}
