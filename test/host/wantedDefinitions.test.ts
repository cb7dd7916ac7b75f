import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { ClusterDefinitionsParams, WantedDefinitionsParams } from '../../schemas/contract/protocol.ts';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';
import { thing, toyDefinition } from '../support/toyDefinition.ts';
import { until } from '../support/until.ts';

const uri = 'file:///a.yaml';

describe('kinds that no file defines', () => {
  let editor: TestEditor;
  afterEach(() => editor.dispose());

  async function start(initializationOptions: object) {
    editor = startTestEditor();
    const wanted: WantedDefinitionsParams[] = [];
    editor.connection.onNotification('dbManifests/wantedDefinitions', (params: WantedDefinitionsParams) => {
      wanted.push(params);
    });
    await editor.initialize({ initializationOptions });
    return wanted;
  }
  const tell = (definitions: ClusterDefinitionsParams) =>
    editor.connection.sendNotification('dbManifests/clusterDefinitions', definitions);
  const codes = (found: readonly { code?: unknown }[]) => found.map(({ code }) => code);

  test('are asked for once, and checked by what the client tells', async () => {
    const wanted = await start({ clusterDefinitions: true });
    const first = editor.diagnostics(uri);
    await editor.open(uri, thing('{size: 12}'));
    assert.deepEqual(await first, []);
    await until(
      () => wanted.length === 1,
      () => JSON.stringify(wanted),
    );
    assert.deepEqual(wanted[0]?.kinds, [{ apiVersion: 'toy.example/v1', kind: 'Thing' }]);
    const told = editor.diagnostics(uri, (list) => list.length > 0);
    await tell({ cluster: 'dev', documents: [toyDefinition()] });
    assert.deepEqual(codes(await told), ['schema/rule']);
    const gone = editor.diagnostics(uri, (list) => list.length === 0);
    await tell({ cluster: '', documents: [] });
    assert.deepEqual(await gone, []);
    assert.equal(wanted.length, 1);
    await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await until(
      () => wanted.at(-1)?.kinds.length === 0,
      () => JSON.stringify(wanted),
    );
  });

  test('are not asked for, nor told, in a workspace that is not trusted', async () => {
    const wanted = await start({ clusterDefinitions: true, trusted: false });
    await editor.open(uri, thing('{size: 12}'));
    await tell({ cluster: 'dev', documents: [toyDefinition()] });
    const status: object = await editor.connection.sendRequest('dbManifests/status', { uri });
    assert.deepEqual(status, { resources: 0, systems: [], definitions: [], configurations: [] });
    assert.deepEqual(wanted, []);
  });

  test('are not asked for where nobody listens', async () => {
    const wanted = await start({});
    await editor.open(uri, thing('{size: 12}'));
    await editor.connection.sendRequest('dbManifests/status', { uri });
    assert.deepEqual(wanted, []);
  });
});
