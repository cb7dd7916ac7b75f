import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterConnection, Clusters } from '../../client/cluster/connection.ts';
import { ClusterError } from '../../client/cluster/errors.ts';
import { CurrentCluster } from '../../client/commands/currentCluster.ts';
import type { Memory } from '../../client/commands/currentCluster.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { standIn, toyPod } from './session/support.ts';

/** A kubeconfig in memory, whose connections say what was asked of them. */
class Kubeconfig implements Clusters {
  readonly files = ['/home/somebody/.kube/config'];
  readonly opened: string[] = [];
  readonly closed: string[] = [];
  names = ['shop', 'shop-prod'];
  current = 'shop';
  failure: ClusterError | undefined;
  /** It says something else of its contexts now. */
  rewritten = false;

  contexts = () =>
    Promise.resolve({
      current: this.current,
      contexts: this.names.map((name) => ({ name, namespace: 'default', server: `https://${name}:6443` })),
    });

  connect = (context = this.current, known?: ClusterConnection): Promise<ClusterConnection> => {
    if (known && !this.rewritten) return Promise.resolve(known);
    this.opened.push(context);
    if (this.failure) return Promise.reject(this.failure);
    const { connection } = standIn({ context, namespace: 'default' });
    return Promise.resolve({ ...connection, close: () => void this.closed.push(context) });
  };
}

function memory(): Memory {
  const kept = new Map<string, unknown>();
  return {
    get: (key) => kept.get(key),
    update: (key, value) => Promise.resolve(void kept.set(key, value)),
  };
}

function setUp() {
  const kubeconfig = new Kubeconfig();
  const kept = memory();
  const current = new CurrentCluster(() => kubeconfig, kept);
  let changes = 0;
  current.onChange(() => changes++);
  return { kubeconfig, kept, current, changes: () => changes };
}

test('nothing is opened before somebody asks for a connection', async () => {
  const { kubeconfig, current } = setUp();
  assert.equal(await current.context(), 'shop');
  assert.equal(current.open, undefined);
  assert.deepEqual(kubeconfig.opened, []);
});

test('one connection serves everybody who asks for the same context, also at the same time', async () => {
  const { kubeconfig, current } = setUp();
  const [one, other] = await Promise.all([current.connection(), current.connection()]);
  assert.equal(one, other);
  assert.equal(await current.connection('shop'), one);
  assert.equal(current.open, one);
  assert.deepEqual(kubeconfig.opened, ['shop']);
});

test('a context that the view looks into does not become the one in use', async () => {
  const { current } = setUp();
  assert.equal((await current.connection('shop-prod')).context, 'shop-prod');
  assert.equal(current.open, undefined);
  assert.equal((await current.connection()).context, 'shop');
});

test('the chosen context wins over the kubeconfig, also after a restart of the editor', async () => {
  const { kubeconfig, kept, current, changes } = setUp();
  await current.chooseContext('shop-prod');
  assert.equal(changes(), 1);
  assert.equal((await current.connection()).context, 'shop-prod');
  assert.equal(await new CurrentCluster(() => kubeconfig, kept).context(), 'shop-prod');
});

test('a chosen context that the kubeconfig has no more is passed over', async () => {
  const { kubeconfig, current } = setUp();
  await current.chooseContext('shop-prod');
  kubeconfig.names = ['shop'];
  assert.equal(await current.context(), 'shop');
});

test('choosing another context leaves no connection to the old one in use', async () => {
  const { current } = setUp();
  await current.connection();
  await current.chooseContext('shop-prod');
  assert.equal(current.open, undefined);
});

test('a chosen namespace counts for its context only, until it is taken back', async () => {
  const { current } = setUp();
  await current.chooseNamespace('shop', 'orders');
  assert.equal((await current.connection()).namespace, 'orders');
  assert.equal((await current.connection('shop-prod')).namespace, 'default');
  assert.equal(await current.connection(), await current.connection(), 'the same connection is the same object');
  await current.chooseNamespace('shop', undefined);
  assert.equal((await current.connection()).namespace, 'default');
  assert.equal(current.namespace('shop'), undefined);
});

test('a connection that failed is tried again', async () => {
  const { kubeconfig, current } = setUp();
  kubeconfig.failure = new ClusterError('bad-kubeconfig', say`It cannot be read.`, say`Repair it.`);
  await assert.rejects(current.connection(), kubeconfig.failure);
  kubeconfig.failure = undefined;
  assert.equal((await current.connection()).context, 'shop');
  assert.deepEqual(kubeconfig.opened, ['shop', 'shop']);
});

test('a command that begins after the kubeconfig was rewritten goes by it, and what runs over the old connection goes on', async () => {
  const { kubeconfig, current, changes } = setUp();
  const old = await current.connection();
  const before = changes();
  kubeconfig.rewritten = true;
  const [one, other] = await Promise.all([current.connection(), current.connection('shop-prod')]);
  assert.notEqual(one, old);
  assert.equal(other.context, 'shop-prod');
  assert.equal(current.open, one);
  assert.ok(changes() > before);
  assert.deepEqual(kubeconfig.closed, []);
  await current.disconnect();
  assert.equal(kubeconfig.closed.filter((context) => context === 'shop').length, 2);
});

test('a connection outlives a kubeconfig that cannot be read for a moment', async () => {
  const { kubeconfig, current } = setUp();
  const old = await current.connection();
  Object.assign(kubeconfig, {
    rewritten: true,
    failure: new ClusterError('bad-kubeconfig', say`Half written.`, say`Wait.`),
  });
  await assert.rejects(current.connection(), kubeconfig.failure);
  Object.assign(kubeconfig, { rewritten: false, failure: undefined });
  assert.equal(await current.connection(), old);
});

test('a forgotten connection is made anew, and what runs over the old one goes on', async () => {
  const { kubeconfig, current } = setUp();
  const old = await current.connection();
  await current.forget('shop');
  assert.equal(current.open, undefined);
  assert.notEqual(await current.connection(), old);
  assert.deepEqual(kubeconfig.closed, []);
  await current.disconnect('shop');
  assert.deepEqual(kubeconfig.closed, ['shop', 'shop'], 'the end is the end of both');
});

test('disconnecting from one context leaves the others', async () => {
  const { kubeconfig, current } = setUp();
  await current.connection('shop');
  const other = await current.connection('shop-prod');
  await current.disconnect('shop');
  assert.deepEqual(kubeconfig.closed, ['shop']);
  assert.equal(await current.connection('shop-prod'), other);
  await current.disconnect();
  assert.deepEqual(kubeconfig.closed, ['shop', 'shop-prod']);
});

test('disconnecting from what failed to connect fails no more', async () => {
  const { kubeconfig, current } = setUp();
  kubeconfig.failure = new ClusterError('bad-kubeconfig', say`It cannot be read.`, say`Repair it.`);
  const connecting = current.connection();
  await Promise.all([assert.rejects(connecting), current.disconnect()]);
});

test('another kubeconfig ends the connections of the old one', async () => {
  const kubeconfigs = [new Kubeconfig(), new Kubeconfig()] as const;
  kubeconfigs[1].current = 'shop-prod';
  let made = 0;
  const current = new CurrentCluster(() => kubeconfigs[made++ === 0 ? 0 : 1], memory());
  await current.connection();
  await current.readAgain();
  assert.deepEqual(kubeconfigs[0].closed, ['shop']);
  assert.equal(current.clusters, kubeconfigs[1]);
  assert.equal((await current.connection()).context, 'shop-prod');
});

test('who stops to listen hears nothing more', async () => {
  const { current } = setUp();
  let heard = 0;
  const stop = current.onChange(() => heard++);
  await current.chooseContext('shop-prod');
  stop();
  await current.chooseContext('shop');
  assert.equal(heard, 1);
});

test('the chosen namespace is what requests without one go to', async () => {
  const cluster = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
  const kubeconfig = new Kubeconfig();
  kubeconfig.connect = () => Promise.resolve(cluster.connection);
  const current = new CurrentCluster(() => kubeconfig, memory());
  await current.chooseNamespace('test', 'shop');
  const connection = await current.connection();
  assert.deepEqual(
    (await connection.list(pods)).map(({ metadata }) => metadata.name),
    ['shop-0'],
  );
});
