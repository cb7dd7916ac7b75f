import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ClusterConnection, ListQuery } from '../../client/cluster/connection.ts';
import { ClusterError } from '../../client/cluster/errors.ts';
import { answerClusterNames, createClusterNames } from '../../client/clusterNames.ts';
import type { ObjectName, ObjectType } from '../../schemas/contract/index.ts';
import type { ClusterNamesParams } from '../../schemas/contract/protocol.ts';
import { say } from '../../schemas/vocabulary/say.ts';

/** A connection that lists objects by kind and says what it was asked; everything else fails the test. */
function connectionTo(
  context: string,
  objects: Readonly<Record<string, readonly string[]>>,
  asked: string[],
): ClusterConnection {
  const told = {
    context,
    namespace: 'home',
    list({ kind }: ObjectType, { namespace, everyNamespace }: ListQuery = {}) {
      asked.push(['list', kind, namespace, everyNamespace].filter(Boolean).join(' '));
      return Promise.resolve((objects[kind] ?? []).map((name) => ({ metadata: { name } })));
    },
    read({ kind, namespace, name }: ObjectName) {
      asked.push(`read ${kind} ${namespace ?? ''} ${name}`);
      const data = { password: 'c2VjcmV0', user: 'c2hvcA==' };
      return Promise.resolve(
        objects[kind]?.includes(name) ? { metadata: { name }, data, binaryData: { 'ca.crt': 'AA==' } } : undefined,
      );
    },
  };
  return told as Partial<ClusterConnection> as ClusterConnection;
}

function setUp(objects: Readonly<Record<string, readonly string[]>> = {}) {
  const asked: string[] = [];
  const state = { now: 0, current: connectionTo('dev', objects, asked) as ClusterConnection | undefined };
  const answer = createClusterNames(
    () => state.current,
    () => state.now,
  );
  const names = async (type: string, namespace = '', of?: string) =>
    (await answer({ type, namespace, ...(of === undefined ? {} : { of }) })).names;
  return { asked, state, answer, names };
}

describe('names of the cluster', () => {
  const objects = {
    Secret: ['db', 'sh.helm.release.v1.shop.v1', 'tls'],
    StorageClass: ['fast'],
    Namespace: ['home', 'shop'],
    ConfigMap: ['settings'],
  };

  test('are listed in the namespace of the question, else in that of the connection', async () => {
    const { names, asked } = setUp(objects);
    assert.deepEqual(await names('ConfigMap', 'shop'), ['settings']);
    await names('Service');
    await names('PersistentVolumeClaim');
    assert.deepEqual(asked, ['list ConfigMap shop', 'list Service home', 'list PersistentVolumeClaim home']);
  });

  test('of the whole cluster have no namespace', async () => {
    const { names, asked } = setUp(objects);
    assert.deepEqual(await names('StorageClass', 'shop'), ['fast']);
    assert.deepEqual(await names('Namespace'), ['home', 'shop']);
    assert.deepEqual(asked, ['list StorageClass', 'list Namespace']);
  });

  test('leave out the releases of Helm', async () => {
    assert.deepEqual(await setUp(objects).names('Secret'), ['db', 'tls']);
  });

  test('of keys come without their values', async () => {
    const { answer, names, asked } = setUp(objects);
    const result = await answer({ type: 'SecretKey', namespace: 'shop', of: 'db' });
    assert.deepEqual(result, { names: ['password', 'user', 'ca.crt'], context: 'dev' });
    assert.ok(!JSON.stringify(result).includes('c2VjcmV0'));
    assert.deepEqual(await names('ConfigMapKey', '', 'settings'), ['password', 'user', 'ca.crt']);
    assert.deepEqual(await names('SecretKey', 'shop', 'gone'), []);
    assert.deepEqual(asked, ['read Secret shop db', 'read ConfigMap home settings', 'read Secret shop gone']);
  });

  test('nothing is asked of the cluster that is no such question', async () => {
    const { names, asked } = setUp(objects);
    for (const type of ['Pod', '', 'constructor', '__proto__']) assert.deepEqual(await names(type), []);
    assert.deepEqual(await names('SecretKey', 'shop'), []);
    assert.deepEqual(asked, []);
  });

  test('are there at once for a while, question by question', async () => {
    const { names, asked, state } = setUp(objects);
    await names('Secret', 'a');
    state.now = 9_999;
    await names('Secret', 'a');
    await names('Secret', 'b');
    assert.deepEqual(asked, ['list Secret a', 'list Secret b']);
    state.now = 10_000;
    await names('Secret', 'a');
    assert.deepEqual(asked, ['list Secret a', 'list Secret b', 'list Secret a']);
  });

  test('are asked for once while the cluster thinks', async () => {
    const { names, asked } = setUp(objects);
    assert.deepEqual(await Promise.all([names('Secret'), names('Secret')]), [
      ['db', 'tls'],
      ['db', 'tls'],
    ]);
    assert.equal(asked.length, 1);
  });

  test('of one cluster are not those of the next, nor of none', async () => {
    const { answer, asked, state } = setUp(objects);
    const question: ClusterNamesParams = { type: 'Secret', namespace: '' };
    await answer(question);
    state.current = undefined;
    assert.deepEqual(await answer(question), { names: [], context: '' });
    state.current = connectionTo('prod', { Secret: ['other'] }, asked);
    assert.deepEqual(await answer(question), { names: ['other'], context: 'prod' });
  });

  test('that a person may not list are none', async () => {
    const { answer, state } = setUp(objects);
    const forbidden = () =>
      Promise.reject(new ClusterError('forbidden', say`You may not list Secrets.`, say`Ask for it.`));
    state.current = { ...connectionTo('dev', {}, []), list: forbidden, read: forbidden };
    assert.deepEqual(await answer({ type: 'Secret', namespace: '' }), { names: [], context: 'dev' });
    assert.deepEqual(await answer({ type: 'SecretKey', namespace: '', of: 'db' }), { names: [], context: 'dev' });
  });

  test('of many questions only the last are kept', async () => {
    const { names, asked } = setUp(objects);
    for (let index = 0; index <= 100; index++) await names('Secret', `n${index}`);
    await names('Secret', 'n100');
    assert.equal(asked.length, 101);
    await names('Secret', 'n0');
    assert.equal(asked.length, 102);
  });

  test('go to the server by the request of the contract, until that ends', async () => {
    const handlers = new Map<string, (question: ClusterNamesParams) => unknown>();
    const client = {
      onRequest(method: string, handler: (question: ClusterNamesParams) => unknown) {
        handlers.set(method, handler);
        return { dispose: () => void handlers.delete(method) };
      },
    } as Parameters<typeof answerClusterNames>[0];
    const answering = answerClusterNames(client, () => connectionTo('dev', objects, []));
    assert.deepEqual(await handlers.get('dbManifests/clusterNames')?.({ type: 'StorageClass', namespace: '' }), {
      names: ['fast'],
      context: 'dev',
    });
    answering.dispose();
    assert.equal(handlers.size, 0);
  });
});
