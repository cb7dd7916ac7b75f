import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inNamespace } from '../../client/commands/inNamespace.ts';
import { namespaces, pods, secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { standIn } from './session/support.ts';

function setUp() {
  const cluster = standIn({ context: 'shop', namespace: 'default' });
  return { cluster, connection: inNamespace(cluster.connection, 'orders') };
}

test('it is the same context, and says the other namespace', () => {
  const { cluster, connection } = setUp();
  assert.equal(connection.context, 'shop');
  assert.equal(connection.server, cluster.connection.server);
  assert.equal(connection.namespace, 'orders');
});

test('requests that name no namespace go to the other one', async () => {
  const { cluster, connection } = setUp();
  const { metadata } = await connection.create(secrets, { metadata: { name: 'login' } });
  const secret = { ...secrets, name: 'login', uid: metadata.uid ?? '' };
  await connection.read(secret);
  await connection.list(pods);
  await connection.patch(secret, {});
  await connection.apply(secret, {});
  await connection.delete(secret);
  assert.deepEqual(cluster.calls, [
    'create secrets orders/login',
    'get secrets orders/login',
    'list pods orders',
    'patch secrets orders/login',
    'patch secrets orders/login',
    'delete secrets orders/login',
  ]);
});

test('a namespace that is named wins', async () => {
  const { cluster, connection } = setUp();
  await connection.read({ ...secrets, name: 'login', namespace: 'shop' });
  await connection.list(pods, { namespace: 'shop' });
  await connection.create(secrets, { metadata: { name: 'login' } }, { namespace: 'shop' });
  assert.deepEqual(cluster.calls, ['get secrets shop/login', 'list pods shop', 'create secrets shop/login']);
});

test('every namespace stays every namespace, and objects of the whole cluster have none', async () => {
  const { cluster, connection } = setUp();
  await connection.list(pods, { everyNamespace: true });
  await connection.list(namespaces);
  await connection.read({ ...namespaces, name: 'orders' });
  assert.deepEqual(cluster.calls, ['list pods', 'list namespaces', 'get namespaces orders']);
});

test('a watch goes to the other namespace, and ends with its signal', () => {
  const { cluster, connection } = setUp();
  const ending = new AbortController();
  connection.watch(pods, {}, () => undefined, ending.signal);
  assert.deepEqual(cluster.calls, ['watch pods orders']);
  assert.equal(cluster.watching, 1);
  ending.abort();
  assert.equal(cluster.watching, 0);
});

test('permissions are asked for as they are', async () => {
  const { cluster, connection } = setUp();
  cluster.forbid({ verb: 'list', plural: 'pods', namespace: 'orders' });
  const asked = { verb: 'list', group: '', plural: 'pods' } as const;
  assert.equal(await connection.can(asked), true, 'without a namespace: everywhere');
  assert.equal(await connection.can({ ...asked, namespace: 'orders' }), false);
});
