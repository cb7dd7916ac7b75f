import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';
import { until } from '../support/until.ts';

/** A change in one file moves the problems of the others that are open, and of no more than those that it concerns. */

const [secretUri, podUri, otherUri] = ['secret', 'pod', 'other'].map((name) => `file:///w/${name}.yaml`) as [
  string,
  string,
  string,
];
const secret = (key: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: db}\ntype: Opaque\nstringData: {${key}: a}\n`;
const pod = `apiVersion: v1
kind: Pod
metadata: {name: app}
spec:
  containers:
    - name: app
      image: app
      env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}]
`;
const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: 1}\n';

const isMissing = (list: readonly Diagnostic[]) => list.some(({ code }) => code === 'names/missing-key');
const isWhole = (list: readonly Diagnostic[]) => !isMissing(list);

let editor: TestEditor;
afterEach(() => editor.dispose());

const write = (uri: string, version: number, text: string) =>
  editor.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ text }],
  });
const close = (uri: string) => editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });

async function openAll(): Promise<void> {
  for (const [uri, text] of [
    [secretUri, secret('password')],
    [podUri, pod],
    [otherUri, other],
  ] as const) {
    await editor.open(uri, text);
  }
}

describe('an editor that is told', () => {
  const told = (uri: string) => editor.published.filter((each) => each.uri === uri).length;
  const lastOf = (uri: string) => editor.published.filter((each) => each.uri === uri).at(-1)?.diagnostics ?? [];

  beforeEach(async () => {
    editor = startTestEditor({ readFile: () => Promise.resolve(secret('password')) });
    await editor.initialize({ workspaceFolders: [{ uri: 'file:///w', name: 'w' }] });
    await openAll();
    await until(
      () => [secretUri, podUri, otherUri].every((uri) => told(uri) > 0),
      () => 'nothing came',
    );
  });

  test('learns of the file beside the one that was edited, and not of those that it does not concern', async () => {
    const before = told(otherUri);
    const broken = editor.diagnostics(podUri, isMissing);
    await write(secretUri, 2, secret('passwd'));
    await broken;
    const repaired = editor.diagnostics(podUri, isWhole);
    await write(secretUri, 3, secret('password'));
    await repaired;
    const again = told(podUri);
    const edited = editor.diagnostics(secretUri);
    await write(secretUri, 4, `# the same\n${secret('password')}`);
    await edited;
    // The last one in the queue has been looked at when an edit behind it has been answered.
    const behind = editor.diagnostics(otherUri, (_, version) => version === 2);
    await write(otherUri, 2, `${other}\n`);
    await behind;
    assert.deepEqual([told(otherUri), told(podUri)], [before + 1, again]);
  });

  test('learns of what has happened while the other file was closed, and of what closing undoes', async () => {
    await close(podUri);
    await write(secretUri, 2, secret('passwd'));
    const opened = editor.diagnostics(podUri, isMissing);
    await editor.open(podUri, pod);
    await opened;
    const undone = editor.diagnostics(podUri, isWhole);
    await close(secretUri);
    await undone;
    assert.deepEqual(lastOf(podUri), []);
  });

  test('is not told anything by settings that are what they were', async () => {
    const settings = { dbManifests: { rules: {} } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    const before = editor.published.length;
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    const edited = editor.diagnostics(otherUri, (_, version) => version === 2);
    await write(otherUri, 2, `${other}\n`);
    await edited;
    assert.deepEqual(
      editor.published.slice(before).map(({ uri }) => uri),
      [otherUri],
    );
  });
});

test('an editor is asked to look at lenses again when another file changes them, and not when it does not', async () => {
  let refreshes = 0;
  editor = startTestEditor();
  editor.connection.onRequest('workspace/codeLens/refresh', () => {
    refreshes++;
    return null;
  });
  await editor.initialize({ capabilities: { workspace: { codeLens: { refreshSupport: true } } } });
  await openAll();
  await until(
    () => [secretUri, podUri, otherUri].every((uri) => editor.published.some((each) => each.uri === uri)),
    () => 'nothing came',
  );
  const settled = async (version: number, text: string) => {
    const edited = editor.diagnostics(podUri, (_, known) => known === version);
    await write(podUri, version, text);
    await edited;
    // The last one in the queue has been looked at when an edit behind it has been answered.
    const behind = editor.diagnostics(otherUri, (_, known) => known === version);
    await write(otherUri, version, `${other}# ${String(version)}\n`);
    await behind;
  };
  await settled(2, pod.replace('image: app', 'image: apps'));
  assert.equal(refreshes, 0);
  await settled(3, pod.replace('name: db', 'name: d'));
  await until(
    () => refreshes === 1,
    () => 'the lens of the Secret stays',
  );
});

test('what was committed of one file is looked at in that one alone', async () => {
  const cluster = (size: string, name: string) =>
    `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-${name}}\nspec: {teamId: acid, numberOfInstances: 1, postgresql: {version: "17"}, volume: {size: ${size}}}\n`;
  const isSmaller = (list: readonly Diagnostic[]) => list.some(({ code }) => code === 'zalando/volume-shrunk');
  let committed = cluster('1Gi', 'pod');
  editor = startTestEditor({ committedText: (uri) => Promise.resolve(uri === podUri ? committed : undefined) });
  await editor.initialize();
  await editor.open(otherUri, cluster('1Gi', 'other'));
  await editor.open(podUri, cluster('1Gi', 'pod'));
  await until(
    () => editor.published.length >= 2,
    () => 'nothing came',
  );
  committed = cluster('2Gi', 'pod');
  const before = editor.published.length;
  const smaller = editor.diagnostics(podUri, isSmaller);
  await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri: podUri } });
  await smaller;
  assert.deepEqual(
    editor.published.slice(before).map(({ uri }) => uri),
    [podUri],
  );
});

describe('an editor that asks', () => {
  const ids = new Map<string, string>();
  let refreshes = 0;

  const ask = async (uri: string) => {
    const report = await editor.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
      previousResultId: ids.get(uri),
    });
    if (report.resultId !== undefined) ids.set(uri, report.resultId);
    return report;
  };
  const askAll = async () => {
    const kinds = [];
    for (const uri of [secretUri, podUri, otherUri]) kinds.push((await ask(uri)).kind);
    return kinds;
  };

  beforeEach(async () => {
    ids.clear();
    refreshes = 0;
    editor = startTestEditor();
    editor.connection.onRequest('workspace/diagnostic/refresh', () => {
      refreshes++;
      return null;
    });
    await editor.initialize({
      capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    });
    await openAll();
    assert.deepEqual(await askAll(), ['full', 'full', 'full']);
  });

  test('is asked to ask again when another file is concerned, and gets what is another one', async () => {
    await write(secretUri, 2, secret('passwd'));
    await until(
      () => refreshes === 1,
      () => 'nothing came',
    );
    assert.deepEqual(await askAll(), ['unchanged', 'full', 'unchanged']);
    const report = await ask(podUri);
    assert.equal(report.kind, 'unchanged');
    await write(secretUri, 3, secret('password'));
    await until(
      () => refreshes === 2,
      () => 'nothing came',
    );
    assert.deepEqual(await askAll(), ['unchanged', 'full', 'unchanged']);
  });

  test('is left alone when none is', async () => {
    await write(secretUri, 2, `# the same\n${secret('password')}`);
    assert.deepEqual(await askAll(), ['unchanged', 'unchanged', 'unchanged']);
    await write(otherUri, 2, `${other}\n`);
    assert.deepEqual(await askAll(), ['unchanged', 'unchanged', 'unchanged']);
    assert.equal(refreshes, 0);
  });

  test('knows what it knew when a file is opened again', async () => {
    await close(podUri);
    await editor.open(podUri, pod, 7);
    assert.equal((await ask(podUri)).kind, 'unchanged');
    await close(podUri);
    await write(secretUri, 2, secret('passwd'));
    await editor.open(podUri, pod);
    const report = await ask(podUri);
    assert.ok(report.kind === 'full' && isMissing(report.items));
  });
});
