import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { CompletionList, Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver';
import { createService } from '../../server/host/createService.ts';
import { judgeOf } from '../../server/host/judge/judgeOf.ts';
import type { ServerEnvironment } from '../../server/host/lsp/environment.ts';
import type { Judgement } from '../../server/language/charts/judgement.ts';
import { dist } from '../support/fixtures.ts';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';
import { until } from '../support/until.ts';

/** A chart of the workspace with a schema for its values, over the wire. */

const folder = 'file:///w/shop';
const uri = `${folder}/values.yaml`;
const schema = (type: string) => JSON.stringify({ properties: { replicas: { type } } });

class Disk {
  type = 'integer';
  reads = 0;
  judged = 0;
  /** Judges wait for it. */
  gate: Promise<void> = Promise.resolve();
  readonly environment: Partial<ServerEnvironment> = {
    createService: (given) => createService(dist, given),
    scanFolder: (_, add) => {
      add(`${folder}/Chart.yaml`, 'name: shop\n');
      return Promise.resolve();
    },
    readFile: () => Promise.resolve(undefined),
    readCharts: (at) => {
      this.reads++;
      return Promise.resolve(new Map(this.type === '' ? [] : [[at, { 'values.schema.json': schema(this.type) }]]));
    },
    judge: async ({ schema: judged, values, open }): Promise<Judgement> => {
      await this.gate;
      this.judged++;
      return { faults: judgeOf(judged)(values, open) };
    },
  };
}

const isWrong = (list: readonly Diagnostic[]) => list.some(({ code }) => code === 'values/type');
const isFine = (list: readonly Diagnostic[]) => !isWrong(list);

describe('values of a chart', () => {
  let editor: TestEditor;
  let disk: Disk;
  afterEach(() => editor.dispose());

  const start = async (params: object = {}) => {
    disk = new Disk();
    editor = startTestEditor(disk.environment);
    await editor.initialize({ workspaceFolders: [{ uri: 'file:///w', name: 'w' }], ...params });
  };
  const write = (version: number, text: string) =>
    editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });

  test('are judged when they are opened and edited, and anew when the schema changes', async () => {
    await start();
    const wrong = editor.diagnostics(uri, isWrong);
    await editor.open(uri, 'replicas: two\n');
    await wrong;
    const fine = editor.diagnostics(uri, isFine);
    await write(2, 'replicas: 2\n');
    await fine;
    const changed = editor.diagnostics(uri, isWrong);
    disk.type = 'string';
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${folder}/values.schema.json`, type: 2 }],
    });
    await changed;
    const gone = editor.diagnostics(uri, isFine);
    disk.type = '';
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${folder}/values.schema.json`, type: 3 }],
    });
    await gone;
  });

  test('keep their problems while they are judged', async () => {
    await start();
    const wrong = editor.diagnostics(uri, isWrong);
    await editor.open(uri, 'replicas: two\n');
    await wrong;
    const before = editor.published.length;
    let open = () => {};
    disk.gate = new Promise((resolve) => (open = resolve));
    await write(2, 'replicas: three\n');
    const { items } = await editor.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 1, character: 0 },
    });
    assert.ok(!items.some(({ label }) => label === 'replicas'));
    assert.equal(editor.published.slice(before).filter((each) => each.uri === uri).length, 0);
    const next = editor.diagnostics(uri, (_, version) => version === 2);
    open();
    assert.ok(isWrong(await next));
  });

  test('an editor that pulls gets what it knows until all is there', async () => {
    await start({
      capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    });
    const pull = () =>
      editor.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    const itemsOf = (report: DocumentDiagnosticReport) => ('items' in report ? report.items : []);
    await editor.open(uri, 'replicas: two\n');
    await until(
      async () => isWrong(itemsOf(await pull())),
      () => 'the values are not judged',
    );
    await write(2, 'replicas: three\n');
    assert.ok(isWrong(itemsOf(await pull())));
    await write(3, 'replicas: 3\n');
    assert.deepEqual(itemsOf(await pull()), []);
  });

  test('are judged where nobody reads the workspace: the chart is read beside them', async () => {
    disk = new Disk();
    const { scanFolder: _, ...rest } = disk.environment;
    const asked: string[] = [];
    editor = startTestEditor({
      ...rest,
      readChartFile: (at) => {
        asked.push(at);
        return Promise.resolve('name: shop\n');
      },
    });
    await editor.initialize({ workspaceFolders: [{ uri: 'file:///w', name: 'w' }] });
    await editor.open('file:///other/values.yaml', 'replicas: two\n');
    const wrong = editor.diagnostics(uri, isWrong);
    await editor.open(uri, 'replicas: two\n');
    await wrong;
    assert.deepEqual(asked, [folder]);
  });

  test('are not compared with anything in a workspace that is not trusted', async () => {
    await start({ initializationOptions: { trusted: false } });
    await editor.open(uri, 'replicas: two\n');
    const { items } = await editor.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 1, character: 0 },
    });
    assert.ok(!items.some(({ label }) => label === 'replicas'));
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${folder}/values.schema.json`, type: 2 }],
    });
    await editor.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: { line: 0, character: 1 },
    });
    assert.deepEqual([disk.reads, disk.judged], [0, 0]);
  });
});
