import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';
import { until } from '../support/until.ts';

/** What is wrong with the line that somebody types in waits for a pause; what is wrong with others is told as ever. */

const uri = 'file:///w/shop.yaml';
const text = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata: {name: acid-shop}
spec:
  teamId: acid
  numberOfInstances: 2
  volume: {size: 10gi}
  postgresql: {version: "17"}
  
`;
const typedLine = 8;

let editor: TestEditor;
let version = 1;
let column = 2;
afterEach(() => editor.dispose());

const change = (line: number, start: number, end: number, text: string) =>
  editor.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: ++version },
    contentChanges: [{ range: { start: { line, character: start }, end: { line, character: end } }, text }],
  });
const type = async (word: string) => {
  for (const key of word) {
    await change(typedLine, column, column, key);
    column++;
  }
};
const show = (list: readonly Diagnostic[]) =>
  list.map(({ code, range }) => `${String(range.start.line)} ${String(code)}`);
const other = '6 schema/pattern';
const own = '8 yaml/missing-colon';

async function open(capabilities = {}): Promise<void> {
  [version, column] = [1, 2];
  editor = startTestEditor();
  await editor.initialize({ capabilities });
  await editor.open(uri, text);
}

describe('an editor that is told', () => {
  const lists = () => editor.published.filter((each) => each.uri === uri).map(({ diagnostics }) => show(diagnostics));
  const begin = async () => {
    await open();
    await editor.diagnostics(uri);
  };
  const told = (version: number) => editor.diagnostics(uri, (_, known) => known === version);

  test('learns of the line once the typing pauses, and never loses another problem', async () => {
    await begin();
    const paused = editor.diagnostics(uri, (list) => show(list).includes(own));
    await type('num');
    await paused;
    assert.deepEqual(lists().at(-1), [own, other]);
    assert.ok(lists().every((list) => list.includes(other)));
    const before = lists().slice(0, -1);
    assert.ok(before.length > 1 && before.every((list) => !list.includes(own)), JSON.stringify(before));
  });

  test('learns of it when the cursor is elsewhere, when it edits elsewhere, and when it saves', async () => {
    const leave: Readonly<Record<string, () => Promise<unknown>>> = {
      cursor: () =>
        editor.connection.sendRequest('textDocument/documentHighlight', {
          textDocument: { uri },
          position: { line: 4, character: 3 },
        }),
      edit: () => change(4, 2, 2, ' '),
      save: () => editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri } }),
    };
    for (const [how, go] of Object.entries(leave)) {
      await begin();
      const typed = told(3);
      await type('nu');
      assert.deepEqual(show(await typed), [other], how);
      const at = Date.now();
      const left = editor.diagnostics(uri, (list) => show(list).some((each) => each.startsWith('8 ')));
      await go();
      await left;
      assert.ok(Date.now() - at < 60_000, how);
      if (how !== 'save') editor.dispose();
    }
  });

  test('is told at once what is pasted, and that a problem is gone', async () => {
    await begin();
    const pasted = told(2);
    await change(typedLine, 2, 2, 'number');
    assert.deepEqual(show(await pasted).sort(), [other, own].sort());
    // Known before: it stays while the line goes on, and goes with it.
    const gone = told(4);
    await change(typedLine, 8, 8, ':');
    await change(typedLine, 2, 9, '');
    assert.deepEqual(show(await gone), [other]);
  });
});

describe('an editor that asks', () => {
  const ask = async () => {
    const report = await editor.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.kind === 'full' ? show(report.items) : [];
  };

  test('is asked to ask again once the typing pauses', async () => {
    let refreshes = 0;
    await open({ textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } });
    editor.connection.onRequest('workspace/diagnostic/refresh', () => {
      refreshes++;
      return null;
    });
    assert.deepEqual(await ask(), [other]);
    await type('nu');
    assert.deepEqual(await ask(), [other]);
    await until(
      () => refreshes === 1,
      () => 'nothing came',
    );
    assert.deepEqual(await ask(), [own, other]);
  });

  test('is told at once if it cannot be asked to', async () => {
    await open({ textDocument: { diagnostic: {} } });
    assert.deepEqual(await ask(), [other]);
    await type('nu');
    assert.deepEqual(await ask(), [own, other]);
  });
});
