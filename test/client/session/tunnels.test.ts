import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { pagePlace, Tunnels } from '../../../client/session/tunnels.ts';
import type { PortMemory } from '../../../client/session/tunnels.ts';
import type { Target } from '../../../client/session/target.ts';
import { upstreamOf } from '../../../client/session/upstreamOf.ts';
import { pods } from '../../../schemas/vocabulary/objectTypes.ts';
import { standIn, toyPod, toyTarget } from './support.ts';
import type { StandIn } from './support.ts';
import { until } from '../../support/until.ts';

function memory(): PortMemory & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: (key) => kept.get(key),
    update: (key, value) => {
      kept.set(key, structuredClone(value));
      return Promise.resolve();
    },
  };
}

async function shop(context: TestContext): Promise<StandIn> {
  const cluster = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
  const server = net.createServer((socket) => void socket.on('error', () => undefined).resume());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cluster.listen('shop', 'shop-0', 5432, (server.address() as net.AddressInfo).port);
  context.after(() => void server.close());
  return cluster;
}

function target({ connection }: StandIn, name = 'shop'): Target {
  const access = {
    ...{
      engine: 'postgresql' as const,
      container: 'postgres',
      port: 5432,
      logins: [],
      databases: [],
      localClient: [],
      readOnlySessions: 'kept' as const,
    },
    tls: { mode: 'require' as const },
  };
  return toyTarget(connection, { access }, { name });
}

test('a cluster has one tunnel, also for two who ask at once', async (context) => {
  const cluster = await shop(context);
  const tunnels = new Tunnels(memory());
  const [one, other] = await Promise.all([tunnels.openFor(target(cluster)), tunnels.openFor(target(cluster))]);
  assert.equal(one, other);
  assert.equal(await tunnels.openFor(target(cluster)), one);
  assert.deepEqual(tunnels.list(), [one]);
  assert.equal(tunnels.find(target(cluster)), one);
  const { context: where, namespace, kind, name, leadsTo } = one;
  assert.deepEqual([where, namespace, kind, name, leadsTo], ['test', 'shop', 'Toy', 'shop', 'postgresql']);
  await tunnels.stopAll();
});

test('another cluster has another', async (context) => {
  const cluster = await shop(context);
  const tunnels = new Tunnels(memory());
  const one = await tunnels.openFor(target(cluster));
  const other = await tunnels.openFor(target(cluster, 'other'));
  assert.notEqual(one.tunnel.port, other.tunnel.port);
  assert.equal(tunnels.list().length, 2);
  await tunnels.stop(one.id);
  assert.deepEqual(tunnels.list(), [other]);
  await tunnels.stopAll();
  assert.deepEqual(tunnels.list(), []);
  assert.equal(cluster.watching, 0);
});

test('the port is the same next time, and nothing else is remembered', async (context) => {
  const cluster = await shop(context);
  const remembered = memory();
  const first = new Tunnels(remembered);
  const { tunnel, insteadOf } = await first.openFor(target(cluster));
  assert.equal(insteadOf, undefined);
  await first.stopAll();
  const second = new Tunnels(remembered);
  assert.equal((await second.openFor(target(cluster))).tunnel.port, tunnel.port);
  await second.stopAll();
  const key = JSON.stringify(['test', 'shop', 'Toy', 'shop', 'postgresql']);
  assert.deepEqual([...remembered.kept], [['tunnelPorts', { [key]: tunnel.port }]]);
});

test('a port that another program has taken is said, and still its own', async (context) => {
  const cluster = await shop(context);
  const remembered = memory();
  const tunnels = new Tunnels(remembered);
  const { id, tunnel } = await tunnels.openFor(target(cluster));
  await tunnels.stop(id);
  const other = net.createServer();
  await once(other.listen(tunnel.port, '127.0.0.1'), 'listening');
  const elsewhere = await tunnels.openFor(target(cluster));
  assert.notEqual(elsewhere.tunnel.port, tunnel.port);
  assert.equal(elsewhere.insteadOf, tunnel.port);
  await tunnels.stop(id);
  await new Promise((resolve) => other.close(resolve));
  const again = await tunnels.openFor(target(cluster));
  assert.deepEqual([again.tunnel.port, again.insteadOf], [tunnel.port, undefined]);
  await tunnels.stopAll();
});

test('a context that is another cluster by now has another tunnel: no password goes to the old one', async (context) => {
  const cluster = await shop(context);
  const tunnels = new Tunnels(memory());
  const old = await tunnels.openFor(target(cluster));
  const moved = target(cluster);
  const now = await tunnels.openFor({ ...moved, connection: { ...moved.connection, server: 'https://other:6443' } });
  assert.notEqual(now, old);
  assert.equal(tunnels.find(moved), old);
  await tunnels.stopAll();
});

test("the operator's page is a tunnel like the others", async (context) => {
  const cluster = await shop(context);
  const tunnels = new Tunnels(memory());
  const given = target(cluster);
  const open = () => tunnels.open(pagePlace(given), (signal) => upstreamOf(given, signal));
  const [page, database] = [await open(), await tunnels.openFor(given)];
  assert.equal(await open(), page);
  assert.deepEqual(tunnels.list(), [page, database]);
  assert.equal(tunnels.find(given), database);
  assert.deepEqual([page.name, page.leadsTo], ['shop', 'page']);
  await tunnels.stopAll();
  assert.deepEqual(tunnels.list(), []);
});

test('tells when one opens, changes and stops', async (context) => {
  const cluster = await shop(context);
  const tunnels = new Tunnels(memory());
  const heard: string[] = [];
  const end = tunnels.onChange(({ name }, { kind }) => heard.push(`${name} ${kind}, ${tunnels.list().length} open`));
  const { id } = await tunnels.openFor(target(cluster));
  cluster.remove(pods, 'shop-0', 'shop');
  await until(
    () => heard.length >= 2,
    () => heard.join(),
  );
  await tunnels.stop(id);
  assert.deepEqual(heard, ['shop connected, 1 open', 'shop reconnecting, 1 open', 'shop stopped, 0 open']);
  end();
  cluster.put(pods, toyPod('shop-0', 'master'));
  await tunnels.openFor(target(cluster));
  assert.equal(heard.length, 3);
  await tunnels.stopAll();
});

test('one that does not open is tried anew next time', async (context) => {
  const cluster = await shop(context);
  const tunnels = new Tunnels(memory());
  cluster.put(pods, toyPod('shop-0', 'replica'));
  await assert.rejects(tunnels.openFor(target(cluster)), { code: 'no-primary' });
  cluster.put(pods, toyPod('shop-0', 'master'));
  await tunnels.openFor(target(cluster));
  await tunnels.stopAll();
});

test('who turns away does not take the tunnel from another', async (context) => {
  const cluster = await shop(context);
  const tunnels = new Tunnels(memory());
  const controller = new AbortController();
  const [first, second] = [tunnels.openFor(target(cluster), controller.signal), tunnels.openFor(target(cluster))];
  controller.abort();
  await assert.rejects(first, { code: 'cancelled' });
  assert.equal((await second).name, 'shop');
  await tunnels.stopAll();
});

test('when everybody has turned away, none opens', async (context) => {
  const cluster = await shop(context);
  const tunnels = new Tunnels(memory());
  const controller = new AbortController();
  const asked = [1, 2].map(() => tunnels.openFor(target(cluster), controller.signal));
  controller.abort();
  for (const each of asked) await assert.rejects(each, { code: 'cancelled' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(tunnels.list(), []);
  await assert.rejects(tunnels.openFor(target(cluster), AbortSignal.abort()), { code: 'cancelled' });
});

test('one that is being opened can be stopped', async (context) => {
  const cluster = await shop(context);
  const tunnels = new Tunnels(memory());
  const opening = tunnels.openFor(target(cluster));
  await tunnels.stopAll();
  await assert.rejects(opening, { code: 'cancelled' });
  assert.deepEqual(tunnels.list(), []);
});

test('a kind that runs no database has no tunnel', async () => {
  const tunnels = new Tunnels(memory());
  await assert.rejects(tunnels.openFor(toyTarget(standIn().connection)), { code: 'no-pod' });
});
