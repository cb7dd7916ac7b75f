import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import type { ClusterConnection, WatchEvent } from '../../client/cluster/connection.ts';
import { isClusterError, type ClusterErrorCode } from '../../client/cluster/errors.ts';
import { createClusters } from '../../client/cluster/createClusters.ts';
import { knownObject } from '../../client/session/knownObject.ts';
import { configMaps, deployments, pods, secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { Endings } from '../support/endings.ts';
import { needBed, type Bed } from './bed/bed.ts';
import { addPod, makeNamespace } from './bed/pods.ts';
import { until } from '../support/until.ts';

const target = { namespace: 'web', pod: 'shop-0' };
const map = (name: string): typeof configMaps & { name: string; namespace: string } => ({
  ...{ ...configMaps, name, namespace: 'web' },
});
const written = (name: string, more: object = {}): object => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...more } },
});

const endings = new Endings();
let bed: Bed;
let connection: ClusterConnection;
let log: string;

async function listen(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    serve(socket);
  });
  endings.add(server, (each) => each.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function connect(request: Parameters<Bed['cluster']['writeKubeconfig']>[0]): Promise<ClusterConnection> {
  return createClusters({ kubeconfig: await bed.cluster.writeKubeconfig(request), environment: {} }).connect();
}

async function failure(work: Promise<unknown>, code: ClusterErrorCode): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isClusterError(error, code), String(error));
  return `${error.message} ${error.remedy}`;
}

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  log = join(bed.folder, 'shop.log');
  writeFileSync(log, 'grün\n');
  const echo = await listen((socket) => socket.pipe(socket));
  const bye = await listen((socket) => socket.end('bye'));
  await addPod(bed.cluster, {
    ...{ namespace: 'web', name: 'shop-0', labels: { app: 'shop' }, containers: [{ name: 'postgres' }] },
    ...{ forwards: { 5432: echo, 5433: bye, 5434: 1 }, exec: {}, logs: log },
  });
  const clusters = createClusters({ kubeconfig: bed.cluster.kubeconfig, environment: {} });
  connection = endings.add(await clusters.connect(), (each) => each.close());
});

after(endings.run);

describe('objects of a real API server', () => {
  it('are made, read, listed, patched and deleted', async () => {
    const made = await connection.create(configMaps, written('a', { labels: { of: 'a' } }), { namespace: 'web' });
    assert.equal((await connection.read(map('a')))?.metadata.uid, made.metadata.uid);
    const [listed] = await connection.list(configMaps, { namespace: 'web', labels: { of: 'a' } });
    assert.deepEqual([listed?.kind, listed?.apiVersion], ['ConfigMap', 'v1']);
    const known = knownObject(configMaps, made);
    const patched = await connection.patch(known, { data: { k: 'v' } });
    assert.deepEqual(patched['data'], { k: 'v' });
    assert.equal(await connection.delete({ ...known, uid: 'another' }), false);
    assert.equal(await connection.delete(known, { dryRun: true }), true);
    assert.equal(await connection.delete(known), true);
    assert.equal(await connection.delete(known), false);
    assert.equal(await connection.read(map('a')), undefined);
  });

  it('are applied, and what does not fit is told by field', async () => {
    const applied = await connection.apply({ ...map('b'), uid: null }, { ...written('b'), data: { k: 'v' } });
    assert.deepEqual(applied['data'], { k: 'v' });
    const wrong = connection.apply(knownObject(configMaps, applied), { ...written('b'), dat: {} }, { dryRun: true });
    await assert.rejects(wrong, (error) => {
      assert.ok(isClusterError(error, 'refused'));
      assert.deepEqual(
        error.causes.map(({ field }) => field),
        ['dat'],
      );
      return true;
    });
  });

  it('are written only where they are those that were shown', async () => {
    const made = await connection.create(configMaps, written('c'), { namespace: 'web' });
    const known = knownObject(configMaps, made);
    const other = { ...known, uid: '00000000-0000-0000-0000-000000000000' };
    const { resourceVersion = '' } = made.metadata;
    const body = { ...written('c'), data: { k: 'v' } };
    await connection.patch(known, { data: { k: 'new' } }, { resourceVersion });
    for (const work of [
      () => connection.patch(other, { data: { k: 'v' } }),
      () => connection.patch(known, { data: { k: 'v' } }, { resourceVersion }),
      () => connection.apply(other, body, { force: true }),
      () => connection.apply(known, body, { force: true, resourceVersion }),
      () => connection.apply({ ...known, uid: null }, body, { force: true }),
      () => connection.delete(known, { resourceVersion }),
    ])
      await failure(work(), 'changed');
    assert.equal(await connection.delete(other, { resourceVersion }), false);
    assert.deepEqual((await connection.read(map('c')))?.['data'], { k: 'new' });
    assert.equal(await connection.delete(known), true);
    await failure(connection.apply(known, body), 'changed');
    await failure(connection.patch(known, {}), 'missing');
    assert.equal(await connection.read(map('c')), undefined);
  });

  it('come in pages where there are many', async () => {
    await makeNamespace(bed.cluster, 'many');
    for (let from = 0; from < 1100; from += 55) {
      const names = Array.from({ length: 55 }, (_, index) => `m${from + index}`);
      await Promise.all(names.map((name) => connection.create(configMaps, written(name), { namespace: 'many' })));
    }
    const found = await connection.list(configMaps, { namespace: 'many' });
    assert.equal(new Set(found.map(({ metadata }) => metadata.name)).size, found.length);
    assert.ok(found.length >= 1100);
  });

  it('are only of types that the cluster has', async () => {
    assert.equal(await connection.serves(deployments), true);
    assert.equal(await connection.serves({ ...deployments, plural: 'nothings' }), false);
    assert.equal(await connection.serves({ ...deployments, group: 'no.such.group' }), false);
    assert.deepEqual(await connection.list({ ...deployments, group: 'no.such.group' }), []);
  });
});

describe('a pod', () => {
  it('has ports: bytes there and back', async () => {
    const stream = await connection.forward(target, 5432);
    const sent = Buffer.alloc(3_000_000, 'abc');
    stream.end(sent);
    assert.ok((await buffer(stream)).equals(sent));
    assert.equal(await text(await connection.forward(target, 5433)), 'bye');
  });

  it('says what is wrong with a port', async () => {
    assert.match(await failure(connection.forward(target, 5434).then(buffer), 'stream'), /refused/);
    assert.match(await failure(connection.forward({ ...target, pod: 'none' }, 1), 'missing'), /"none" not found/);
  });

  it('runs programs', async () => {
    const run = async (command: readonly string[], input?: string) => {
      const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
      if (input !== undefined) stdin.write(input);
      const streams = { stdout, stderr, ...(input === undefined ? {} : { stdin }) };
      const status = await connection.exec({ ...target, container: 'postgres', command, ...streams });
      stdout.end();
      stderr.end();
      return [status, await text(stdout), await text(stderr)];
    };
    assert.deepEqual(await run(['sh', '-c', 'echo "$0"; echo oh >&2; exit 3', 'a b; $(x)']), [
      3,
      'a b; $(x)\n',
      'oh\n',
    ]);
    assert.deepEqual(await run(['sh', '-c', 'read x; echo "got $x"'], 'line\n'), [0, 'got line\n', '']);
  });

  it('has logs that can be followed', async () => {
    const controller = new AbortController();
    const logs = await connection.logs({ ...target, container: 'postgres', follow: true, signal: controller.signal });
    let seen = '';
    for await (const lines of logs) {
      if (seen === '') appendFileSync(log, 'blau\n');
      seen += String(lines);
      if (seen.includes('blau')) controller.abort();
    }
    assert.equal(seen, 'grün\nblau\n');
  });
});

describe('who one is', () => {
  it('decides on what one may do, and the missing verb is named', async () => {
    const weak = await connect({ name: 'weak', user: 'eve', namespace: 'web' });
    assert.match(
      await failure(weak.list(secrets), 'forbidden'),
      /^Context weak \(user eve\) may not list secrets in namespace web\. .*"list"/,
    );
    assert.match(await failure(weak.forward(target, 5432), 'forbidden'), /may not get pods\/portforward/);
    assert.equal(await weak.can({ verb: 'get', group: '', plural: 'pods', namespace: 'web' }), false);
    const permission = { verb: 'create', group: '', plural: 'pods', subresource: 'exec', namespace: 'web' } as const;
    assert.equal(await connection.can(permission), true);
    weak.close();
  });

  it('has to be known: a wrong token, a wrong authority, a wrong place', async () => {
    assert.match(await failure((await connect({ name: 'token', token: 'x' })).list(pods), 'unauthenticated'), /token/);
    const nowhere = await connect({ name: 'nowhere', server: 'https://127.0.0.1:1' });
    assert.match(await failure(nowhere.list(pods), 'unreachable'), /ECONNREFUSED/);
    assert.match(await failure(nowhere.forward(target, 1), 'unreachable'), /ECONNREFUSED/);
  });
});

describe('a watch', () => {
  it('misses nothing of what happens, the API server being away in between', async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    const say = (event: WatchEvent): void => {
      if (event.kind === 'all') seen.push(`all ${event.objects.length}`);
      else if (event.kind !== 'interrupted') seen.push(`${event.kind} ${event.object.metadata.name}`);
    };
    const whenSeen = (is: (last: string | undefined) => boolean) =>
      until(
        () => is(seen.at(-1)),
        () => seen.join(),
      );
    connection.watch(configMaps, { namespace: 'web', labels: { of: 'watch' } }, say, controller.signal);
    await whenSeen((last) => last === 'all 0');
    await connection.create(configMaps, written('w', { labels: { of: 'watch' } }), { namespace: 'web' });
    await whenSeen((last) => last === 'added w');
    await bed.cluster.apiServer.stop();
    await failure(connection.read(map('w')), 'unreachable');
    await bed.cluster.apiServer.start();
    await connection.delete(knownObject(configMaps, (await connection.read(map('w'))) ?? { metadata: { name: 'w' } }));
    // Where what happened meanwhile is no longer told, it is listed again.
    await whenSeen((last) => last === 'deleted w' || last === 'all 0');
    assert.deepEqual(seen.slice(0, 2), ['all 0', 'added w']);
    controller.abort();
  });
});
