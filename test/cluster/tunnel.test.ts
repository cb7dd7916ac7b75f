import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { ClusterConnection } from '../../client/cluster/connection.ts';
import { readCredentials } from '../../client/session/credentials.ts';
import { openTunnel, type Tunnel, type TunnelState } from '../../client/session/tunnel.ts';
import { upstreamOf } from '../../client/session/upstreamOf.ts';
import { podEnd } from '../../client/session/upstreamEnd.ts';
import { Endings } from '../support/endings.ts';
import { needBed, type Bed } from './bed/bed.ts';
import { openLayoutBed } from './bed/layouts/layout.ts';
import type { PostgresLayout } from './bed/layouts/postgresLayout.ts';
import { layZalando } from './bed/layouts/layZalando.ts';
import { addPod, labelPod, removePod } from './bed/pods.ts';
import { askAndReset, openSession, type Login } from './support/shortSession.ts';
import { connectTo, loginOf, targetOf } from './support/targets.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { someRuns } from '../support/someOf.ts';
import { until } from '../support/until.ts';

const endings = new Endings();
let bed: Bed;
let shop: PostgresLayout;
let connection: ClusterConnection;
const warnings: string[] = [];

before(async () => {
  process.on('warning', ({ message }) => warnings.push(message));
  bed = endings.add(await needBed(), (each) => each.stop());
  shop = endings.add(await layZalando(await openLayoutBed(bed.cluster)), (each) => each.stop());
  connection = endings.add(await connectTo(bed.cluster.kubeconfig), (each) => each.close());
});

after(endings.run);

interface Opened {
  readonly tunnel: Tunnel;
  readonly states: TunnelState[];
  readonly login: Login;
}

async function openToShop(t: TestContext, by = connection): Promise<Opened> {
  const target = await targetOf(by, shop.manifest);
  const { user, password } = await readCredentials(target, loginOf(target, 'seller'));
  const states: TunnelState[] = [];
  const tunnel = await openTunnel({ upstream: await upstreamOf(target), onState: (state) => states.push(state) });
  t.after(() => tunnel.stop());
  return { tunnel, states, login: { port: tunnel.port, user, password, database: 'shop' } };
}

/** What keeps a program busy or holds something of the system's: sockets, listeners, timers; on Linux open files too. */
function held(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  const descriptors = '/proc/self/fd';
  if (existsSync(descriptors)) counts['descriptors'] = readdirSync(descriptors).length;
  return counts;
}

/** Requests under way, which come and go by themselves, are left out. */
function moreThan(before: Readonly<Record<string, number>>): string {
  return ['TCPSocketWrap', 'TCPServerWrap', 'TLSWrap', 'Timeout', 'descriptors']
    .filter((kind) => (held()[kind] ?? 0) > (before[kind] ?? 0))
    .map((kind) => `${kind}: ${String(before[kind] ?? 0)} before, ${String(held()[kind])} after`)
    .join('; ');
}

describe('hundreds of short TLS connections that end with a reset', () => {
  it('are all served, a long one beside them goes on, and nothing is left', async (t) => {
    const before = held();
    const own = await connectTo(bed.cluster.kubeconfig);
    const { tunnel, states, login } = await openToShop(t, own);
    const long = await openSession(login);
    const lost: Error[] = [];
    long.on('error', (error) => lost.push(error));
    const [{ pid } = { pid: 0 }] = (await long.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;

    const all = someRuns(250, 1000);
    let left = all;
    const began = Date.now();
    const work = async (): Promise<void> => {
      while (left-- > 0) {
        assert.equal(await askAndReset(login, 'SELECT 1'), 1);
      }
    };
    await Promise.all(Array.from({ length: 20 }, work));
    t.diagnostic(`${String(all)} logins in ${((Date.now() - began) / 1000).toFixed(1)} s, 20 at a time`);

    await until(
      () => tunnel.counters.open === 1,
      () => `${String(tunnel.counters.open)} connections are still open`,
    );
    const { accepted, failed } = tunnel.counters;
    assert.deepEqual([accepted, failed, states], [all + 1, 0, []]);
    const { rows } = await long.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    assert.deepEqual([rows, lost], [[{ pid }], []]);
    await long.end();
    const sessions = "SELECT pid FROM pg_stat_activity WHERE usename = 'seller'";
    await until(
      async () => (await shop.primary.server.query(sessions)).length === 0,
      () => 'the server still has sessions of clients that are gone',
      { pause: 100 },
    );

    await tunnel.stop();
    own.close();
    await until(
      () => moreThan(before) === '',
      () => moreThan(before),
    );
    assert.deepEqual(warnings, []);
  });
});

describe('a primary whose pod is deleted while a client waits', () => {
  it('has a successor, who serves that client', async (t) => {
    const { tunnel, states, login } = await openToShop(t);
    const { pod } = shop.primary;
    const { namespace } = shop;
    const serving = shop.replica;
    // Nobody is the primary from here on.
    await labelPod(bed.cluster, { namespace, name: pod }, { 'spilo-role': null });
    await until(
      () => tunnel.state.kind === 'reconnecting',
      () => JSON.stringify(states),
    );
    assert.match(render(tunnel.state.reason ?? say``), /shop in namespace web has no primary at the moment/);
    const waiting = askAndReset(login, 'SELECT inet_server_port()');
    await until(
      () => tunnel.counters.open === 1,
      () => 'nobody waits',
    );
    await removePod(bed.cluster, { namespace, name: pod });
    assert.equal(await waiting, serving.server.port);
    assert.equal(shop.primary.pod, serving.pod);
    assert.deepEqual([tunnel.port, tunnel.counters.failed], [login.port, 0]);
    await shop.members.whenSettled();
  });

  it('keeps a client that leaves meanwhile from being connected to anything', async (t) => {
    const { tunnel, states, login } = await openToShop(t);
    const { namespace } = shop;
    const name = shop.primary.pod;
    await labelPod(bed.cluster, { namespace, name }, { 'spilo-role': null });
    await until(
      () => tunnel.state.kind === 'reconnecting',
      () => JSON.stringify(states),
    );
    const impatient = connect(login.port, '127.0.0.1');
    await until(
      () => tunnel.counters.open === 1,
      () => 'nobody waits',
    );
    impatient.resetAndDestroy();
    await until(
      () => tunnel.counters.open === 0,
      () => 'it is still waited for',
    );
    assert.equal(tunnel.counters.failed, 0);
    await labelPod(bed.cluster, { namespace, name }, { 'spilo-role': 'master' });
    assert.equal(await askAndReset(login, 'SELECT inet_server_port()'), shop.primary.server.port);
  });
});

/** 64 MB without the memory: one random piece over and over, its number before it. */
const piece = randomBytes(1 << 20);
const pieces = 64;
const total = pieces * (piece.length + 1);

function* cargo(): Generator<Buffer> {
  for (let number = 0; number < pieces; number++) {
    yield Buffer.of(number);
    yield piece;
  }
}

function checksum(): string {
  const hash = createHash('sha256');
  for (const each of cargo()) hash.update(each);
  return hash.digest('hex');
}

describe('bytes', () => {
  const servers: Server[] = [];
  const ports = { down: 6001, up: 6002, answer: 6003, end: 6004 };
  /** What the servers have seen last. */
  let atServer: Socket;
  let tunnel: Tunnel;
  let goAhead: () => void = () => undefined;

  async function listen(serve: (socket: Socket) => void): Promise<number> {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => undefined);
      atServer = socket;
      serve(socket);
    });
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  }

  before(async () => {
    const down = await listen((socket) => {
      // The tunnel tries the way before it opens, and leaves again.
      sendAll(socket).then(
        () => socket.end(),
        () => undefined,
      );
    });
    const up = await listen((socket) => {
      goAhead = () => void receive(socket).then((sum) => socket.end(sum));
    });
    const answer = await listen((socket) => {
      socket.once('data', (question) => {
        setTimeout(() => socket.write(`answer to ${String(question)}`), 500);
      });
      socket.on('end', () => socket.end());
    });
    const end = await listen((socket) => socket.end('all there is'));
    await addPod(bed.cluster, {
      ...{ namespace: 'web', name: 'plain', labels: {}, containers: [{ name: 'plain' }] },
      forwards: { [ports.down]: down, [ports.up]: up, [ports.answer]: answer, [ports.end]: end },
    });
  });

  after(() => {
    for (const server of servers) server.close();
  });

  async function connectThrough(t: TestContext, port: number): Promise<Socket> {
    const pod = podEnd(connection, { namespace: 'web', pod: 'plain' }, { id: 'plain', port });
    const look = () => Promise.resolve({ ends: [pod], keeps: () => true });
    tunnel = await openTunnel({ upstream: { connection, watches: [], look }, onState: () => undefined });
    t.after(() => tunnel.stop());
    const client = connect({ port: tunnel.port, host: '127.0.0.1', allowHalfOpen: true });
    client.setTimeout(60_000, () => client.destroy(new Error('Nothing has come or gone for a minute.')));
    await once(client, 'connect');
    return client;
  }

  it('come down exactly, and a slow reader has the server wait instead of filling our memory', async (t) => {
    const client = await connectThrough(t, ports.down);
    await until(
      () => client.readableLength > 0 || client.bytesRead > 0 || tunnel.counters.received > 0,
      () => 'nothing comes',
    );
    const taken = await stalled(() => atServer.bytesWritten - atServer.writableLength);
    t.diagnostic(`of 64 MB ${inMegabytes(taken)} have left the server while nobody reads`);
    assert.ok(taken < total, 'all of it was taken in, though nobody reads');
    assert.ok(tunnel.counters.received < 16 << 20, `${inMegabytes(tunnel.counters.received)} on their way out`);
    assert.equal(await receive(client), checksum());
    assert.deepEqual([tunnel.counters.received, tunnel.counters.failed], [total, 0]);
    client.end();
  });

  it('go up exactly, and a slow server has the client wait instead of filling our memory', async (t) => {
    const client = await connectThrough(t, ports.up);
    const sending = sendAll(client);
    const taken = await stalled(() => client.bytesWritten - client.writableLength);
    t.diagnostic(`of 64 MB ${inMegabytes(taken)} have left the client while the server does not read`);
    assert.ok(taken < total, 'all of it was taken in, though the server does not read');
    goAhead();
    await sending;
    assert.equal(await text(client), checksum());
    assert.equal(tunnel.counters.sent, total);
    client.end();
  });

  it('that a client waits for after it has ended its half arrive; then the connection ends by itself', async (t) => {
    const client = await connectThrough(t, ports.answer);
    // The protocol carries no end of a half: the server learns of it when the connection ends, after 2 s of silence.
    client.end('a question');
    assert.equal(await text(client), 'answer to a question');
    await until(
      () => atServer.closed && tunnel.counters.open === 0,
      () => 'the server was not told',
    );
  });

  it('of a server that ends are all read before the end', async (t) => {
    const client = await connectThrough(t, ports.end);
    assert.equal(await text(client), 'all there is');
    client.end();
    await until(
      () => tunnel.counters.open === 0,
      () => 'it is still open',
    );
  });
});

// The last one: the bed's kubelet takes its time until it learns of new pods again.
describe('the API server away for some seconds', () => {
  it('ends open connections, for they run through it; the tunnel comes back by itself at the same port', async (t) => {
    const { tunnel, states, login } = await openToShop(t);
    const open = await openSession(login);
    const broken = once(open, 'error');
    const { apiServer } = bed.cluster;
    await apiServer.stop();
    await broken;
    await until(
      () => tunnel.state.kind === 'reconnecting',
      () => JSON.stringify(states),
    );
    assert.match(render(tunnel.state.reason ?? say``), /\.$/);
    // Whoever connects meanwhile waits.
    const waiting = askAndReset(login, 'SELECT 2');
    await sleep(someRuns(3, 10) * 1000);
    const began = Date.now();
    const seconds = () => ((Date.now() - began) / 1000).toFixed(2);
    const served = waiting.then((value) => ({ value, after: seconds() }));
    await apiServer.start();
    const ready = seconds();
    const { value, after } = await served;
    assert.equal(value, 2);
    t.diagnostic(
      `the API server is ready ${ready} s after it was started, a waiting client is served after ${after} s`,
    );
    assert.equal(await askAndReset(login, 'SELECT 3'), 3);
    assert.deepEqual([tunnel.port, tunnel.state.kind, tunnel.state.pod], [login.port, 'connected', shop.primary.pod]);
    assert.equal(tunnel.counters.failed, 0);

    // It has not only kept the address: it follows the primary again.
    await shop.members.failover();
    assert.equal(await askAndReset(login, 'SELECT inet_server_port()'), shop.primary.server.port);
    assert.equal(states.filter(({ kind }) => kind === 'primary-moved').at(-1)?.pod, shop.primary.pod);
    await shop.members.whenSettled();
  });
});

/** Writes the cargo, no faster than it is taken. */
async function sendAll(socket: Socket): Promise<void> {
  for (const each of cargo()) if (!socket.write(each)) await once(socket, 'drain');
}

/** Checksum of the first 64 MB that come; the socket stays as it is. */
function receive(socket: Socket): Promise<string> {
  const hash = createHash('sha256');
  let received = 0;
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk) => {
      hash.update(chunk);
      received += chunk.length;
      if (received === total) resolve(hash.digest('hex'));
    });
    socket.once('close', () => {
      reject(new Error(`It closed after ${String(received)} of ${String(total)} bytes`));
    });
  });
}

/** Bytes that have gone when no more of them go: the same number five times, 200 ms apart. */
async function stalled(count: () => number): Promise<number> {
  let seen: readonly number[] = [];
  const look = () => {
    const now = count();
    seen = seen[0] === now && now > 0 ? [...seen, now] : [now];
    return seen.length === 5;
  };
  await until(look, () => `${String(seen[0])} bytes, and still more`, { pause: 200 });
  return seen[0] ?? 0;
}

function inMegabytes(bytes: number): string {
  return `${(bytes / (1 << 20)).toFixed(1)} MB`;
}
