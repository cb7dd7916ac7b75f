import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { Duplex } from 'node:stream';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterError } from '../../../client/cluster/errors.ts';
import { openTunnel } from '../../../client/session/tunnel.ts';
import type { Tunnel, TunnelOptions, TunnelState } from '../../../client/session/tunnel.ts';
import { upstreamOf } from '../../../client/session/upstreamOf.ts';
import type { DatabaseAccess, Recipe } from '../../../schemas/contract/index.ts';
import { pods } from '../../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { standIn, toyMembers, toyPod, toyTarget } from './support.ts';
import type { StandIn } from './support.ts';
import { until } from '../../support/until.ts';
import { render } from '../../../schemas/vocabulary/render.ts';

const port = 5432;
const access: DatabaseAccess = {
  ...{
    engine: 'postgresql',
    container: 'postgres',
    port,
    logins: [],
    databases: [],
    localClient: [],
    readOnlySessions: 'kept' as const,
  },
  tls: { mode: 'require' },
};

const closers: (() => unknown)[] = [];
after(async () => {
  for (const close of closers) await close();
});

/** A database of one pod; by default it says its name and then what it hears. */
async function serve(
  cluster: StandIn,
  pod: string,
  onConnection: (socket: net.Socket) => void = (socket) => {
    socket.write(`${pod}\n`);
    socket.pipe(socket);
  },
): Promise<Set<net.Socket>> {
  const open = new Set<net.Socket>();
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
    onConnection(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cluster.listen('shop', pod, port, (server.address() as net.AddressInfo).port);
  closers.push(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return open;
}

interface Opened {
  readonly tunnel: Tunnel;
  readonly states: TunnelState[];
}

async function open(
  cluster: StandIn,
  options: Partial<TunnelOptions> & { members?: Recipe['members'] } = {},
): Promise<Opened> {
  const { members = [toyMembers], ...rest } = options;
  const states: TunnelState[] = [];
  const upstream = await upstreamOf(toyTarget(cluster.connection, { access, members }));
  const tunnel = await openTunnel({ upstream, onState: (state) => states.push(state), ...rest });
  closers.push(() => tunnel.stop());
  return { tunnel, states };
}

async function shop(): Promise<StandIn> {
  const cluster = standIn({
    objects: [
      [pods, toyPod('shop-0', 'master')],
      [pods, toyPod('shop-1', 'replica')],
    ],
  });
  await serve(cluster, 'shop-0');
  await serve(cluster, 'shop-1');
  return cluster;
}

/** A connection of which all that comes is kept. */
class Client {
  readonly socket: net.Socket;
  heard = '';

  constructor({ port: to }: Tunnel) {
    this.socket = net.connect({ port: to, host: '127.0.0.1', allowHalfOpen: true });
    this.socket.on('error', () => undefined);
    this.socket.on('data', (chunk) => (this.heard += chunk.toString()));
    closers.push(() => this.socket.destroy());
  }

  async hears(text: string): Promise<void> {
    await until(() => this.heard.includes(text));
  }

  /** The other side has ended it. */
  get isOver(): boolean {
    return this.socket.readableEnded || this.socket.closed;
  }
}

/** As a failover does it: the label moves. */
function promote(cluster: StandIn, pod: string, old: string): void {
  cluster.put(pods, toyPod(old, 'replica'));
  cluster.put(pods, toyPod(pod, 'master'));
}

test('leads to the primary, on loopback, and counts', async () => {
  const { tunnel, states } = await open(await shop());
  const client = new Client(tunnel);
  client.socket.write('hello');
  await client.hears('shop-0\nhello');
  assert.equal(tunnel.state.kind, 'connected');
  assert.equal(tunnel.state.pod, 'shop-0');
  assert.deepEqual(states, []);
  assert.deepEqual(tunnel.counters, { open: 1, accepted: 1, failed: 0, sent: 5, received: 12 });
  client.socket.destroy();
  await until(() => tunnel.counters.open === 0);
  assert.deepEqual(tunnel.counters, { open: 0, accepted: 1, failed: 0, sent: 5, received: 12 });
});

test('connects to nothing before a client does, but to see that it can', async () => {
  const cluster = await shop();
  await open(cluster);
  await sleep(20);
  assert.equal(cluster.calls.filter((call) => call.includes('portforward')).length, 1);
});

test('takes the port it is asked for, another one where that is taken', async () => {
  const cluster = await shop();
  const first = await open(cluster);
  const second = await open(cluster, { port: first.tunnel.port });
  assert.notEqual(second.tunnel.port, first.tunnel.port);
  await first.tunnel.stop();
  const third = await open(cluster, { port: first.tunnel.port });
  assert.equal(third.tunnel.port, first.tunnel.port);
});

test('does not open without a primary, or without a way to it, or after it was cancelled', async () => {
  const cluster = await shop();
  await assert.rejects(open(cluster, { signal: AbortSignal.abort() }), { code: 'cancelled' });
  cluster.forbid({ subresource: 'portforward' });
  await assert.rejects(open(cluster), { code: 'forbidden' });
  cluster.put(pods, toyPod('shop-0', 'replica'));
  await assert.rejects(open(cluster), { code: 'no-primary' });
  assert.equal(cluster.watching, 0);
});

test('when the primary moves, old connections end and the same port leads to the new one', async () => {
  const cluster = await shop();
  const { tunnel, states } = await open(cluster);
  const old = new Client(tunnel);
  await old.hears('shop-0');
  promote(cluster, 'shop-1', 'shop-0');
  await until(() => old.isOver);
  assert.deepEqual([tunnel.state.kind, tunnel.state.pod], ['primary-moved', 'shop-1']);
  const next = new Client(tunnel);
  await next.hears('shop-1');
  assert.deepEqual([tunnel.state.kind, tunnel.state.pod], ['connected', 'shop-1']);
  assert.ok(states.every(({ since }) => since instanceof Date));
});

test('a connection in the middle of a failover waits for the new primary', async () => {
  const cluster = await shop();
  const { tunnel } = await open(cluster);
  cluster.remove(pods, 'shop-0', 'shop');
  await until(() => tunnel.state.kind === 'reconnecting');
  assert.match(reasonOf(tunnel.state) ?? '', /no primary/);
  const clients = Array.from({ length: 20 }, () => new Client(tunnel));
  for (const client of clients) client.socket.write('select');
  await until(() => tunnel.counters.open === clients.length);
  cluster.put(pods, toyPod('shop-1', 'master'));
  await Promise.all(clients.map((client) => client.hears('shop-1\nselect')));
  assert.equal(tunnel.counters.failed, 0);
});

test('many connections that wait cause no warning of a leak', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): void => void warnings.push(warning);
  process.on('warning', listen);
  const cluster = await shop();
  const { tunnel } = await open(cluster, { patience: 300 });
  cluster.remove(pods, 'shop-0', 'shop');
  await until(() => tunnel.state.kind === 'reconnecting');
  const clients = Array.from({ length: 30 }, () => new Client(tunnel));
  await until(() => clients.every(({ isOver }) => isOver));
  process.off('warning', listen);
  assert.deepEqual(warnings, []);
  assert.equal(tunnel.counters.failed, 30);
});

test('a connection is kept while its pod is there and no other is primary, and ends with the pod', async () => {
  const cluster = await shop();
  const { tunnel } = await open(cluster);
  const client = new Client(tunnel);
  await client.hears('shop-0');
  cluster.put(pods, toyPod('shop-0'));
  await until(() => tunnel.state.kind === 'reconnecting');
  client.socket.write('still here');
  await client.hears('still here');
  cluster.remove(pods, 'shop-0', 'shop');
  await until(() => client.isOver);
});

test('a new pod of the old name is another server', async () => {
  const cluster = await shop();
  const { tunnel, states } = await open(cluster);
  const client = new Client(tunnel);
  await client.hears('shop-0');
  cluster.remove(pods, 'shop-0', 'shop');
  await until(() => tunnel.state.kind === 'reconnecting');
  cluster.put(pods, toyPod('shop-0', 'master'));
  await until(() => tunnel.state.kind === 'connected');
  await until(() => client.isOver);
  assert.ok(states.every(({ kind }) => kind !== 'primary-moved'));
  await new Client(tunnel).hears('shop-0');
});

test('a way that fails is tried again', async () => {
  const cluster = await shop();
  const { tunnel, states } = await open(cluster);
  let failures = 0;
  cluster.onRequest = (call) => {
    if (!call.includes('portforward') || failures === 2) return;
    failures += 1;
    throw new ClusterError('stream', say`The pod refuses.`, say`Wait.`);
  };
  const client = new Client(tunnel);
  await client.hears('shop-0');
  assert.equal(failures, 2);
  assert.deepEqual(
    states.map((state) => [state.kind, reasonOf(state)]),
    [
      ['reconnecting', 'The pod refuses.'],
      ['connected', undefined],
    ],
  );
});

test('a pod where nothing listens ends the connection and says why; the next one is served', async () => {
  const cluster = await shop();
  const { connection } = cluster;
  let isUp = true;
  const upstream = await upstreamOf(
    toyTarget(
      {
        ...connection,
        async forward(place, to, signal) {
          if (isUp) return connection.forward(place, to, signal);
          const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
          const refusal = new ClusterError('stream', say`Nothing listens there.`, say`Wait.`);
          setImmediate(() => stream.destroy(refusal));
          return stream;
        },
      },
      { access },
    ),
  );
  const tunnel = await openTunnel({ upstream, onState: () => undefined });
  closers.push(() => tunnel.stop());
  isUp = false;
  await until(() => new Client(tunnel).socket.connecting);
  await until(() => tunnel.state.kind === 'reconnecting');
  assert.equal(reasonOf(tunnel.state), 'Nothing listens there.');
  isUp = true;
  await new Client(tunnel).hears('shop-0');
  assert.equal(tunnel.state.kind, 'connected');
});

test('comes back by itself when the API server does', async () => {
  const cluster = await shop();
  const { tunnel, states } = await open(cluster);
  let isAway = true;
  cluster.onRequest = () => {
    if (isAway) throw new ClusterError('unreachable', say`The API server does not answer.`, say`Wait.`);
  };
  cluster.interrupt();
  await until(() => tunnel.state.kind === 'reconnecting');
  const client = new Client(tunnel);
  isAway = false;
  await client.hears('shop-0');
  assert.deepEqual(
    states.map((state) => [state.kind, reasonOf(state)]),
    [
      ['reconnecting', 'The API server does not answer.'],
      ['connected', undefined],
    ],
  );
});

test('the primary may move while the API server is away', async () => {
  const cluster = await shop();
  const { tunnel } = await open(cluster);
  cluster.onRequest = () => {
    throw new ClusterError('unreachable', say`The API server does not answer.`, say`Wait.`);
  };
  cluster.interrupt();
  await until(() => tunnel.state.kind === 'reconnecting');
  promote(cluster, 'shop-1', 'shop-0');
  cluster.onRequest = undefined;
  await until(() => tunnel.state.kind === 'primary-moved');
  assert.equal(tunnel.state.pod, 'shop-1');
});

test('one connection that is reset ends alone', async () => {
  const cluster = await shop();
  const { tunnel } = await open(cluster);
  const [first, second] = [new Client(tunnel), new Client(tunnel)];
  await Promise.all([first.hears('shop-0'), second.hears('shop-0')]);
  first.socket.resetAndDestroy();
  await until(() => tunnel.counters.open === 1);
  second.socket.write('alive');
  await second.hears('alive');
  assert.equal(tunnel.state.kind, 'connected');
});

test('serves a thousand short connections that end with a reset, and leaves none behind', async () => {
  const cluster = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
  const servers = await serve(cluster, 'shop-0');
  const { tunnel } = await open(cluster);
  let served = 0;
  const run = async (): Promise<void> => {
    for (let count = 0; count < 100; count++) {
      const client = new Client(tunnel);
      await client.hears('shop-0');
      served += 1;
      client.socket.resetAndDestroy();
    }
  };
  await Promise.all(Array.from({ length: 10 }, run));
  assert.equal(served, 1000);
  await until(() => tunnel.counters.open === 0 && servers.size === 0);
  assert.equal(tunnel.counters.failed, 0);
});

test('the end of one half leaves the other open', async () => {
  const cluster = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
  const servers = await serve(cluster, 'shop-0', (socket) => {
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    socket.on('end', () => socket.end(`heard ${heard}`));
  });
  const { tunnel } = await open(cluster);
  const client = new Client(tunnel);
  client.socket.end('all of it');
  await client.hears('heard all of it');
  await until(() => client.isOver && servers.size === 0 && tunnel.counters.open === 0);
});

test('what a server says before it closes arrives, and its close too', async () => {
  const cluster = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
  const last = 'x'.repeat(3_000_000);
  await serve(cluster, 'shop-0', (socket) => socket.end(last));
  const { tunnel } = await open(cluster);
  const client = new Client(tunnel);
  await once(client.socket, 'end');
  assert.equal(client.heard.length, last.length);
});

test('reads no faster than the other side does', async () => {
  const cluster = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
  const total = 96 * 1024 * 1024;
  const block = Buffer.alloc(1024 * 1024, 'x');
  await serve(cluster, 'shop-0', (socket) => {
    let left = total / block.length;
    const more = (): void => {
      while (left > 0) {
        left -= 1;
        if (!socket.write(block)) return void socket.once('drain', more);
      }
      socket.end();
    };
    more();
  });
  const { tunnel } = await open(cluster);
  const socket = net.connect({ port: tunnel.port, host: '127.0.0.1' });
  closers.push(() => socket.destroy());
  socket.pause();
  let before = -1;
  while (tunnel.counters.received !== before || before === 0) {
    before = tunnel.counters.received;
    await sleep(100);
  }
  assert.ok(before < total / 2, `${before} bytes were read ahead`);
  let read = 0;
  socket.on('data', (chunk) => (read += chunk.length));
  socket.resume();
  await once(socket, 'end');
  assert.equal(read, total);
});

test('connections are spread over pods that are alike, and pods that come are used', async () => {
  const alike = [{ labels: toyMembers.labels }];
  const cluster = standIn({
    objects: [
      [pods, toyPod('db-0')],
      [pods, toyPod('db-1')],
      [pods, toyPod('db-2', undefined, { ready: false })],
    ],
  });
  for (const name of ['db-0', 'db-1', 'db-2']) await serve(cluster, name);
  const { tunnel } = await open(cluster, { members: alike });
  const names = async (count: number): Promise<string[]> => {
    const clients = Array.from({ length: count }, () => new Client(tunnel));
    await Promise.all(clients.map((client) => client.hears('\n')));
    return [...new Set(clients.map(({ heard }) => heard.trim()))].sort();
  };
  assert.deepEqual(await names(4), ['db-0', 'db-1']);
  cluster.put(pods, toyPod('db-2'));
  await until(async () => (await names(3)).includes('db-2'));
  const stays = new Client(tunnel);
  await stays.hears('\n');
  const name = stays.heard.trim();
  cluster.put(pods, toyPod(name, undefined, { ready: false }));
  await until(async () => !(await names(3)).includes(name));
  assert.equal(stays.isOver, false);
  assert.equal(tunnel.state.kind, 'connected');
});

test('who may not watch pods is served as well, and their tunnel finds the new primary', async () => {
  const cluster = await shop();
  const error = new ClusterError('forbidden', say`You may not watch pods.`, say`Ask.`);
  const { connection } = cluster;
  const blind = {
    ...connection,
    watch: (...[, , onEvent]: Parameters<typeof connection.watch>): void =>
      queueMicrotask(() => onEvent({ kind: 'interrupted', error })),
  };
  const upstream = await upstreamOf(toyTarget(blind, { access }));
  const tunnel = await openTunnel({ upstream, onState: () => undefined });
  closers.push(() => tunnel.stop());
  await new Client(tunnel).hears('shop-0');
  cluster.remove(pods, 'shop-0', 'shop');
  cluster.put(pods, toyPod('shop-1', 'master'));
  await new Client(tunnel).hears('shop-1');
});

test('stopping closes the port, every connection and the watch', async () => {
  const cluster = await shop();
  const { tunnel, states } = await open(cluster);
  const client = new Client(tunnel);
  await client.hears('shop-0');
  cluster.remove(pods, 'shop-0', 'shop');
  await until(() => tunnel.state.kind === 'reconnecting');
  const waiting = new Client(tunnel);
  await until(() => tunnel.counters.accepted === 2);
  await tunnel.stop();
  await tunnel.stop();
  await until(() => client.isOver && waiting.isOver);
  assert.equal(states.at(-1)?.kind, 'stopped');
  assert.equal(cluster.watching, 0);
  const late = new Client(tunnel);
  await until(() => late.isOver);
  assert.equal(late.heard, '');
  cluster.put(pods, toyPod('shop-1', 'master'));
  await sleep(20);
  assert.equal(tunnel.state.kind, 'stopped');
});

function reasonOf({ reason }: TunnelState): string | undefined {
  return reason && render(reason);
}
