import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver';
import type { CompletionList } from 'vscode-languageserver';
import type {
  ClusterNamesParams,
  ClusterNamesResult,
  EditResult,
  LocateResult,
  ResourcesResult,
  StatusResult,
} from '../../schemas/contract/protocol.ts';
import { applyEdits } from '../support/applyEdits.ts';
import { startTestEditor } from '../support/startTestEditor.ts';
import type { TestEditor } from '../support/startTestEditor.ts';
import { until } from '../support/until.ts';

const uri = 'file:///work%20space/results.yaml';
const result = `apiVersion: operator.tekton.dev/v1alpha1
kind: TektonResult
metadata:
  name: result
spec:
  is_external_db: true
  db_host: db.example # moved
  db_secret_name:
`;
const secret = `apiVersion: v1\r\nkind: Secret\r\nmetadata:\r\n  name: shop\r\n`;

describe('requests of commands', () => {
  let editor: TestEditor;
  beforeEach(async () => {
    editor = startTestEditor();
    await editor.initialize();
    await editor.open(uri, `${secret}---\n${result}`, 7);
  });
  afterEach(() => editor.dispose());

  const ask = <R>(method: string, params: object) => editor.connection.sendRequest<R>(`dbManifests/${method}`, params);

  test('resources: with the version of the text that they were read from', async () => {
    const { version, resources } = await ask<ResourcesResult>('resources', { uri });
    assert.equal(version, 7);
    assert.deepEqual(
      resources.map(({ index, identity }) => `${String(index)} ${identity.kind} ${identity.name}`),
      ['0 Secret shop', '1 TektonResult result'],
    );
    assert.deepEqual((resources[1]?.value as { spec: unknown }).spec, {
      is_external_db: true,
      db_host: 'db.example',
      db_secret_name: null,
    });
    assert.deepEqual(resources[1]?.kindRange, { start: { line: 6, character: 6 }, end: { line: 6, character: 18 } });
  });

  test('resources: of another spelling of the file, and of one that is not known', async () => {
    const spelled = await ask<ResourcesResult>('resources', { uri: 'file:///work space/results.yaml' });
    assert.equal(spelled.resources.length, 2);
    const unknown = await ask<ResourcesResult>('resources', { uri: 'file:///nowhere.yaml' });
    assert.deepEqual(unknown, { version: null, resources: [] });
  });

  test('locate: a range for each field, null without a resource', async () => {
    const fields = ['spec.db_host', 'spec.db_port'];
    const found = await ask<LocateResult>('locate', { uri, index: 1, fields });
    assert.deepEqual(
      found.map((range) => range && [range.start.line, range.start.character, range.end.character]),
      [
        [11, 11, 21],
        [9, 0, 4],
      ],
    );
    assert.deepEqual(await ask<LocateResult>('locate', { uri, index: 2, fields }), [null, null]);
  });

  test('edit: fields set in the text as it is, line ends kept', async () => {
    const set = [
      { path: ['spec', 'db_host'], value: 'shop.db.svc' },
      { path: ['spec', 'db_name'], value: 'no' },
    ];
    const { version, edits } = await ask<EditResult>('edit', { uri, index: 1, set });
    assert.equal(version, 7);
    const text = `${secret}---\n${result}`;
    const after = applyEdits(
      text,
      edits.map(({ range, newText }) => ({ range, text: newText })),
    );
    assert.equal(after, text.replace('db.example', 'shop.db.svc').concat('  db_name: "no"\n'));
    const windows = await ask<EditResult>('edit', { uri, index: 0, set: [{ path: ['type'], value: 'Opaque' }] });
    assert.deepEqual(
      windows.edits.map(({ newText }) => newText),
      ['type: Opaque\r\n'],
    );
  });

  test('yaml: a document', async () => {
    const value = { kind: 'Secret', apiVersion: 'v1', stringData: { password: '0600' } };
    assert.equal(
      await ask<string>('yaml', { value }),
      'kind: Secret\napiVersion: v1\nstringData:\n  password: "0600"\n',
    );
  });

  test('what was cancelled before its turn is not answered', async () => {
    const source = new CancellationTokenSource();
    const pending = editor.connection.sendRequest('dbManifests/resources', { uri }, source.token);
    source.cancel();
    await assert.rejects(pending, (error: { code?: number }) => error.code === -32800);
  });

  test('versions of the cluster count, are told on, and go with the cluster', async () => {
    const system = async () =>
      (await ask<StatusResult>('status', { uri })).systems.find(({ id }) => id === 'tekton-results');
    const tell = (...images: string[]) => {
      const changed = new Promise((resolve) =>
        editor.connection.onNotification('dbManifests/statusChanged', () => resolve(undefined)),
      );
      return Promise.all([
        changed,
        editor.connection.sendNotification('dbManifests/clusterOperators', {
          manifests: images.map(operator).join(''),
        }),
      ]);
    };
    assert.equal((await system())?.versionFrom, 'unknown');
    await tell('v0.75.0', 'v0.75.0');
    assert.deepEqual([(await system())?.version, (await system())?.versionFrom], ['0.75.0', 'cluster']);
    await tell('v0.75.0', 'v0.76.0');
    assert.equal((await system())?.versionFrom, 'unknown');
    await tell('v0.76.0');
    assert.equal((await system())?.version, '0.76.0');
    await tell();
    assert.equal((await system())?.versionFrom, 'unknown');
  });
});

/** As the client sends it: JSON, one document each. */
function operator(tag: string): string {
  const containers = [{ name: 'tekton-operator', image: `ghcr.io/tektoncd/operator/operator:${tag}` }];
  const metadata = { name: 'tekton-operator', namespace: 'tekton-operator' };
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { spec: { containers } } } };
  return `---\n${JSON.stringify(object)}\n`;
}

describe('names of a cluster in completion', () => {
  let editor: TestEditor;
  const asked: ClusterNamesParams[] = [];
  /** That completion has been asked for. */
  let lists = 0;
  const at = { line: result.split('\n').length - 2, character: '  db_secret_name:'.length };

  async function start(
    answer: ((question: ClusterNamesParams) => unknown) | undefined,
    clusterNames: boolean | undefined = true,
  ): Promise<void> {
    asked.length = 0;
    lists = 0;
    editor = startTestEditor();
    if (answer) {
      editor.connection.onRequest('dbManifests/clusterNames', (question: ClusterNamesParams) => {
        asked.push(question);
        return answer(question);
      });
    }
    await editor.initialize({ initializationOptions: clusterNames ? { clusterNames } : {} });
    await editor.open(uri, result);
  }
  afterEach(() => editor.dispose());

  const complete = (position = at) => {
    lists++;
    return editor.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
  };
  /** A machine that has much to do may be late with its answer, and says that it is to be asked again. */
  async function completeInTime(): Promise<CompletionList> {
    let list = await complete();
    await until(
      async () => {
        if (!list.isIncomplete) return true;
        assert.deepEqual(fromCluster(list), []);
        list = await complete();
        return false;
      },
      () => 'it is still to be asked again',
    );
    return list;
  }
  const fromCluster = ({ items }: CompletionList) =>
    items.flatMap(({ label, detail, textEdit }) =>
      detail?.includes(' from ') ? [`${label}: ${detail}, ${JSON.stringify(textEdit?.newText)}`] : [],
    );

  test('are asked of the client where a name can stand', async () => {
    await start((): ClusterNamesResult => ({ names: ['shop-db', 'other'], context: 'kind-dev' }));
    assert.deepEqual(fromCluster(await completeInTime()), [
      'shop-db: Secret from kind-dev, " shop-db"',
      'other: Secret from kind-dev, " other"',
    ]);
    assert.equal(asked.length, lists);
    assert.equal(asked[0]?.type, 'Secret');
    assert.deepEqual(Object.keys(asked[0]).sort(), ['namespace', 'type']);
  });

  test('are not asked for elsewhere', async () => {
    await start((): ClusterNamesResult => ({ names: ['shop-db'], context: 'kind-dev' }));
    await complete({ line: 5, character: 2 });
    await complete({ line: 5, character: '  is_external_db: '.length });
    assert.deepEqual(asked, []);
  });

  test('are not asked of a client that knows nothing of clusters', async () => {
    await start((): ClusterNamesResult => ({ names: ['shop-db'], context: 'kind-dev' }), false);
    assert.deepEqual(fromCluster(await complete()), []);
    assert.deepEqual(asked, []);
  });

  const silent: readonly (readonly [what: string, answer: ((question: ClusterNamesParams) => unknown) | undefined])[] =
    [
      ['no cluster is connected', () => ({ names: [], context: '' })],
      ['the client fails', () => Promise.reject(new Error('no'))],
      ['the client does not answer such requests', undefined],
      ['the client answers nothing', () => null],
    ];
  for (const [what, answer] of silent) {
    test(`are left out where ${what}`, async () => {
      await start(answer);
      assert.deepEqual(fromCluster(await completeInTime()), []);
    });
  }

  test('that take their time are left out, and the editor asks again', async () => {
    let answer: (result: ClusterNamesResult) => void = () => undefined;
    const late = new Promise<ClusterNamesResult>((resolve) => (answer = resolve));
    await start(() => late);
    const first = await complete();
    assert.equal(first.isIncomplete, true);
    assert.deepEqual(fromCluster(first), []);
    answer({ names: ['shop-db'], context: 'kind-dev' });
    assert.deepEqual(fromCluster(await completeInTime()).length, 1);
  });

  test('nobody waits for once the editor has given up', async () => {
    const source = new CancellationTokenSource();
    await start(() => {
      source.cancel();
      return new Promise(() => undefined);
    });
    const params = { textDocument: { uri }, position: at };
    const pending = editor.connection.sendRequest('textDocument/completion', params, source.token);
    await assert.rejects(pending, (error: { code?: number }) => error.code === -32800);
    assert.equal(asked.length, 1);
  });
});
