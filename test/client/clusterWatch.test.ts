import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterConnection, KubernetesObject } from '../../client/cluster/connection.ts';
import { ClusterError } from '../../client/cluster/errors.ts';
import { databaseKinds } from '../../client/commands/listDatabases.ts';
import { ClusterWatch } from '../../client/ui/clusterWatch.ts';
import type { Listing } from '../../client/ui/databasesTree.ts';
import type { ObjectType } from '../../schemas/contract/index.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { standIn, toyMembers, toyPod, toyTarget } from './session/support.ts';
import type { StandIn } from './session/support.ts';

const zalando = databaseKinds.filter(({ system }) => system.id === 'zalando');
const postgresqls: ObjectType = {
  group: 'acid.zalan.do',
  version: 'v1',
  plural: 'postgresqls',
  kind: 'postgresql',
  scope: 'Namespaced',
};

function postgresql(name: string, namespace = 'shop', status = 'Running'): KubernetesObject {
  const spec = { teamId: 'shop', numberOfInstances: 2, volume: { size: '1Gi' }, postgresql: { version: '17' } };
  return { metadata: { name, namespace }, spec, status: { PostgresClusterStatus: status } };
}

/** A watch and a way to wait for what it will see. */
function watchOf(connection: ClusterConnection) {
  const waiting = new Set<() => void>();
  const watch = new ClusterWatch(connection, () => waiting.forEach((look) => look()), {
    kinds: zalando,
    firstPause: 1,
  });
  const until = (fits: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (!fits()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const listing = (): Listing => watch.listings[0]!;
  const names = () => [...listing().objects.values()].map((each) => each.resource.identity.name).sort();
  return { watch, until, listing, names };
}

/** As the API server answers somebody who may look into `allowed` only: every other watch is refused. */
function narrow({ connection }: StandIn, allowed: string | undefined): ClusterConnection {
  const error = new ClusterError('forbidden', say`You may not watch postgresqls.`, say`Ask.`);
  return {
    ...connection,
    watch(type, query, onEvent, signal) {
      if (query.namespace !== undefined && query.namespace === allowed) connection.watch(type, query, onEvent, signal);
      else queueMicrotask(() => onEvent({ kind: 'interrupted', error }));
    },
  };
}

test('objects of every namespace appear, change and go', async () => {
  const cluster = standIn({ objects: [[postgresqls, postgresql('orders')]] });
  const { watch, until, listing, names } = watchOf(cluster.connection);
  assert.equal(listing().state, 'asking');
  await until(() => listing().state === 'ready');
  assert.deepEqual(names(), ['orders']);
  cluster.put(postgresqls, postgresql('stock', 'warehouse'));
  await until(() => names().length === 2);
  cluster.put(postgresqls, postgresql('orders', 'shop', 'SyncFailed'));
  const orders = [...listing().objects.values()].find(({ resource }) => resource.identity.name === 'orders');
  assert.ok(orders?.recipe.health.some(({ state }) => state === 'bad'));
  cluster.remove(postgresqls, 'orders', 'shop');
  assert.deepEqual(names(), ['stock']);
  watch.stop();
});

test('a kind that the cluster does not have is not watched', async () => {
  const cluster = standIn();
  const connection = { ...cluster.connection, serves: () => Promise.resolve(false) };
  const { watch, until, listing } = watchOf(connection);
  await until(() => listing().state === 'absent');
  assert.equal(cluster.watching, 0);
  watch.stop();
});

test('who may not look everywhere sees the namespace of the connection', async () => {
  const cluster = standIn({
    namespace: 'shop',
    objects: [
      [postgresqls, postgresql('orders')],
      [postgresqls, postgresql('stock', 'warehouse')],
    ],
  });
  const { watch, until, listing, names } = watchOf(narrow(cluster, 'shop'));
  await until(() => listing().state === 'ready');
  assert.deepEqual(names(), ['orders']);
  assert.equal(listing().only, 'shop');
  assert.equal(listing().error, undefined, 'this is no error to show');
  watch.stop();
});

test('who may not look anywhere is told why, and the cluster is asked no more', async () => {
  const cluster = standIn({ namespace: 'shop' });
  const { watch, until, listing } = watchOf(narrow(cluster, undefined));
  await until(() => listing().state === 'failed');
  assert.match(listing().error?.message ?? '', /may not watch/);
  assert.equal(cluster.watching, 0);
  watch.stop();
});

test('a cluster that does not answer is asked again, and its error shown until it does', async () => {
  const cluster = standIn({ objects: [[postgresqls, postgresql('orders')]] });
  const error = new ClusterError('unreachable', say`No answer.`, say`Wait.`);
  let isAway = true;
  const serves = () => (isAway ? Promise.reject(error) : Promise.resolve(true));
  const { watch, until, listing, names } = watchOf({ ...cluster.connection, serves });
  await until(() => listing().state === 'failed');
  assert.equal(listing().error, error);
  isAway = false;
  await until(() => listing().state === 'ready');
  assert.equal(listing().error, undefined);
  assert.deepEqual(names(), ['orders']);
  watch.stop();
});

test('a refusal is not asked for again', async () => {
  const { connection } = standIn();
  let asked = 0;
  const serves = () => {
    asked += 1;
    return Promise.reject(new ClusterError('unauthenticated', say`The token has expired.`, say`Log in again.`));
  };
  const { watch, until, listing } = watchOf({ ...connection, serves });
  await until(() => listing().state === 'failed');
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(asked, 1);
  watch.stop();
});

test('an interruption leaves what was seen, and passes', async () => {
  const cluster = standIn({ objects: [[postgresqls, postgresql('orders')]] });
  const errors: (Error | undefined)[] = [];
  const { watch, until, listing, names } = watchOf(cluster.connection);
  await until(() => names().length === 1);
  const seen = until(() => {
    errors.push(listing().error);
    assert.deepEqual(names(), ['orders']);
    return errors.length > 2;
  });
  cluster.interrupt();
  await seen;
  assert.equal(errors.filter((error) => error !== undefined).length, 1);
  assert.equal(listing().error, undefined);
  watch.stop();
});

test('pods are watched once somebody looks at them, with their roles', async () => {
  const cluster = standIn({
    objects: [
      [pods, toyPod('shop-10', 'replica')],
      [pods, toyPod('shop-9', 'master')],
      [pods, toyPod('other-0', 'master', { labels: { cluster: 'other' } })],
    ],
  });
  const { watch, until } = watchOf(cluster.connection);
  const target = toyTarget(cluster.connection);
  const seen = () => watch.members('id', target).members.map(({ pod, role }) => `${pod} ${role}`);
  assert.deepEqual(watch.members('id', target), { state: 'asking', members: [] });
  await until(() => watch.members('id', target).state === 'ready');
  assert.deepEqual(seen(), ['shop-9 primary', 'shop-10 replica']);
  cluster.put(pods, toyPod('shop-10', 'master'));
  cluster.put(pods, toyPod('shop-9', 'replica'));
  assert.deepEqual(seen(), ['shop-9 replica', 'shop-10 primary']);
  assert.equal(cluster.calls.filter((call) => call === 'watch pods shop').length, 1);
  watch.stop();
});

test('the first selector by which roles are known counts, as for sessions', async () => {
  const old = { labels: { cluster: 'shop' }, role: { label: 'old-role', primary: ['master'], replica: ['replica'] } };
  const cluster = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
  const { watch, until } = watchOf(cluster.connection);
  const target = toyTarget(cluster.connection, { members: [old, toyMembers] });
  await until(() => watch.members('id', target).members[0]?.role === 'primary');
  watch.stop();
});

test('a resource without pods of its own is ready at once', async () => {
  const cluster = standIn();
  const { watch, until } = watchOf(cluster.connection);
  const target = toyTarget(cluster.connection, { members: [] });
  await until(() => watch.members('id', target).state === 'ready');
  assert.equal(cluster.calls.includes('watch pods shop'), false);
  watch.stop();
});

test('what is collapsed is not watched, and begins anew when it is opened again', async () => {
  const cluster = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
  const { watch, until, listing } = watchOf(cluster.connection);
  const target = toyTarget(cluster.connection);
  await until(() => listing().state === 'ready');
  const before = cluster.watching;
  await until(() => watch.members('id', target).state === 'ready');
  watch.stopMembers('id');
  assert.equal(cluster.watching, before);
  assert.equal(watch.members('id', target).state, 'asking');
  watch.stop();
});

test('nothing is watched and nothing said after the end', async () => {
  const cluster = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
  const { watch, until, listing, names } = watchOf(cluster.connection);
  const target = toyTarget(cluster.connection);
  await until(() => listing().state === 'ready' && watch.members('id', target).state === 'ready');
  watch.stop();
  assert.equal(cluster.watching, 0);
  cluster.put(postgresqls, postgresql('late'));
  assert.deepEqual(names(), []);
  watch.members('another', target);
  assert.equal(cluster.watching, 0);
});

test('an end before the first answer leaves no watch behind', async () => {
  const cluster = standIn();
  const { watch } = watchOf(cluster.connection);
  watch.stop();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(cluster.watching, 0);
});
