import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { upstreamOf } from '../../../client/session/upstreamOf.ts';
import type { Target } from '../../../client/session/target.ts';
import type { Sighting, TunnelUpstream } from '../../../client/session/upstreamEnd.ts';
import { endpoints, endpointSlices, pods, services } from '../../../schemas/vocabulary/objectTypes.ts';
import { standIn, toyPod, toyTarget } from './support.ts';
import type { StandIn } from './support.ts';

const { signal } = new AbortController();

function targetAt({ connection }: StandIn, host?: string, port = 5432): Target {
  return toyTarget(connection, {
    access: {
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
      ...(host === undefined ? {} : { host }),
    },
  });
}

test('a port of a protocol that nothing here speaks is that of the pods as well', async () => {
  const cluster = standIn({ objects: [[pods, toyPod('shop-0', 'master')]] });
  const upstream = await upstreamOf(toyTarget(cluster.connection, { listens: { port: 32080 } }));
  assert.deepEqual(await ways(await upstream.look(signal), cluster), ['shop/shop-0 32080']);
});

async function look(cluster: StandIn, host?: string, port?: number): Promise<Sighting> {
  return (await upstreamOf(targetAt(cluster, host, port))).look(signal);
}

/** Where the ends lead: `forward shop/shop-0 5432`. */
async function ways(sighting: Sighting, cluster: StandIn): Promise<string[]> {
  const forwarded: string[] = [];
  const { connection } = cluster;
  const forward = connection.forward.bind(connection);
  Object.assign(connection, {
    forward: ({ namespace, pod }: { namespace: string; pod: string }, port: number) => {
      forwarded.push(`${namespace}/${pod} ${port}`);
      return Promise.reject(new Error('seen'));
    },
  });
  await Promise.allSettled(sighting.ends.map((end) => end.connect(signal)));
  Object.assign(connection, { forward });
  return forwarded.sort();
}

function service(spec: unknown, name = 'db', namespace = 'shop'): KubernetesObject {
  return { metadata: { name, namespace }, spec };
}

function watched({ watches }: TunnelUpstream): unknown[] {
  return watches.map(({ type, query }) => [type.plural, query.namespace, query.labels ?? query.fields]);
}

test('the pods of the target: the primary alone, kept while it is the primary', async () => {
  const cluster = standIn({
    objects: [
      [pods, toyPod('shop-0', 'replica')],
      [pods, toyPod('shop-1', 'master')],
    ],
  });
  const upstream = await upstreamOf(targetAt(cluster));
  assert.deepEqual(watched(upstream), [['pods', 'shop', { cluster: 'shop' }]]);
  const sighting = await upstream.look(signal);
  assert.deepEqual(await ways(sighting, cluster), ['shop/shop-1 5432']);
  const [replica, primary] = ['shop-0', 'shop-1'].map((name) => cluster.get(pods, name, 'shop')?.metadata.uid ?? '');
  assert.deepEqual([sighting.keeps(replica!), sighting.keeps(primary!)], [false, true]);
});

test('two primaries are none, and a reason', async () => {
  const cluster = standIn({
    objects: [
      [pods, toyPod('shop-0', 'master')],
      [pods, toyPod('shop-1', 'master')],
    ],
  });
  const { ends, reason } = await look(cluster);
  assert.deepEqual([ends, reason?.code], [[], 'two-primaries']);
});

test('a cluster that refuses is an error, not a state of the database', async () => {
  const cluster = standIn();
  cluster.forbid({ verb: 'list' });
  await assert.rejects(look(cluster), { code: 'forbidden' });
});

test('a kind that runs no database has no upstream', async () => {
  await assert.rejects(upstreamOf(toyTarget(standIn().connection)), { code: 'no-pod' });
});

test('a Service leads to its pods that are ready, on their port', async () => {
  const named = {
    ...toyPod('shop-1', 'master'),
    spec: { containers: [{ name: 'a' }, { name: 'postgres', ports: [{ name: 'pg', containerPort: 6000 }] }] },
  };
  for (const host of ['db', 'db.shop', 'db.shop.svc', 'db.shop.svc.cluster.local', 'db.shop.svc.k8s.example.com.']) {
    const cluster = standIn({
      objects: [
        [services, service({ selector: { cluster: 'shop' }, ports: [{ port: 5432, targetPort: 'pg' }] })],
        [pods, named],
        [pods, toyPod('shop-0', 'replica', { ready: false })],
      ],
    });
    const upstream = await upstreamOf(targetAt(cluster, host));
    assert.deepEqual(watched(upstream), [['pods', 'shop', { cluster: 'shop' }]]);
    const sighting = await upstream.look(signal);
    assert.deepEqual(await ways(sighting, cluster), ['shop/shop-1 6000'], host);
    assert.ok(sighting.keeps(cluster.get(pods, 'shop-0', 'shop')!.metadata.uid!));
    assert.ok(!sighting.keeps('another'));
  }
});

test('a Service in another namespace, with a number or nothing as its target port', async () => {
  for (const [ports, port] of [
    [[{ port: 80 }, { port: 5432, targetPort: 7000 }], 7000],
    [[{ port: 5432 }], 5432],
  ] as const) {
    const cluster = standIn({
      objects: [
        [services, service({ selector: { cluster: 'shop' }, ports }, 'db', 'data')],
        [pods, toyPod('x-0', undefined, { namespace: 'data' })],
      ],
    });
    assert.deepEqual(await ways(await look(cluster, 'db.data.svc'), cluster), [`data/x-0 ${port}`]);
  }
});

test('a Service without a pod that is ready: says so', async () => {
  const cluster = standIn({
    objects: [[services, service({ selector: { cluster: 'shop' }, ports: [{ port: 5432 }] })]],
  });
  const { ends, reason } = await look(cluster, 'db');
  assert.deepEqual([ends, reason?.code], [[], 'no-pod']);
  assert.match(reason?.message ?? '', /behind Service db in namespace shop/);
});

test('a Service without the port: says which it has', async () => {
  const cluster = standIn({
    objects: [
      [services, service({ selector: { cluster: 'shop' }, ports: [{ port: 80 }, { port: 443 }] })],
      [pods, toyPod('shop-0')],
    ],
  });
  await assert.rejects(look(cluster, 'db'), {
    code: 'missing',
    message: 'Service db in namespace shop has no port 5432: it has 80, 443.',
  });
});

const slice = (ends: unknown, ports: unknown = [{ name: 'pg', port: 6000 }]): KubernetesObject => ({
  metadata: { name: 'db-x', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'db' } },
  endpoints: ends,
  ports,
});
const selectorless = service({ ports: [{ name: 'pg', port: 5432 }] });

test('a Service without a selector leads to its EndpointSlices: pods by name, by address, and other machines', async () => {
  const cluster = standIn({
    objects: [
      [services, selectorless],
      [pods, { ...toyPod('shop-7'), status: { podIP: '10.0.0.7' } }],
      [
        endpointSlices,
        slice([
          {
            addresses: ['10.0.0.1'],
            conditions: { ready: true },
            targetRef: { kind: 'Pod', name: 'shop-1', uid: 'u1' },
          },
          {
            addresses: ['10.0.0.2'],
            conditions: { ready: false },
            targetRef: { kind: 'Pod', name: 'shop-2', uid: 'u2' },
          },
          { addresses: ['10.0.0.7'] },
          { addresses: ['192.0.2.1'] },
        ]),
      ],
    ],
  });
  const upstream = await upstreamOf(targetAt(cluster, 'db.shop.svc'));
  assert.deepEqual(watched(upstream), [
    ['endpointslices', 'shop', { 'kubernetes.io/service-name': 'db' }],
    ['endpoints', 'shop', { 'metadata.name': 'db' }],
  ]);
  const { ends, keeps } = await upstream.look(signal);
  assert.deepEqual(
    ends.map(({ name }) => name),
    ['shop-1', 'shop-7', '192.0.2.1:6000, from this machine'],
  );
  assert.deepEqual([keeps('u1'), keeps('u2')], [true, false]);
  assert.deepEqual(await ways({ ends: ends.slice(0, 2), keeps }, cluster), ['shop/shop-1 6000', 'shop/shop-7 6000']);
});

test('or to its Endpoints, as Patroni writes them', async () => {
  const subsets = [
    {
      addresses: [{ ip: '10.0.0.1', targetRef: { kind: 'Pod', name: 'shop-0', uid: 'u0' } }],
      ports: [{ name: 'x', port: 5433 }],
    },
  ];
  const cluster = standIn({
    objects: [
      [services, selectorless],
      [endpoints, { metadata: { name: 'db', namespace: 'shop' }, subsets }],
    ],
  });
  assert.deepEqual(await ways(await look(cluster, 'db'), cluster), ['shop/shop-0 5433']);
});

test('a Service whose endpoint is another Service leads to what that one leads to, as Crunchy’s does', async () => {
  const primary = service({ clusterIP: 'None', ports: [{ name: 'postgres', port: 5432, targetPort: 'postgres' }] });
  const leader = service({ clusterIP: '10.96.0.9', ports: [{ name: 'postgres', port: 5432 }] }, 'db-ha');
  const endpointsOf = (name: string, address: object): KubernetesObject => ({
    metadata: { name, namespace: 'shop' },
    subsets: [{ addresses: [address], ports: [{ name: 'postgres', port: 5432 }] }],
  });
  const cluster = standIn({
    objects: [
      [services, primary],
      [services, leader],
      [endpoints, endpointsOf('db', { ip: '10.96.0.9' })],
      [endpoints, endpointsOf('db-ha', { ip: '10.0.0.1', targetRef: { kind: 'Pod', name: 'shop-0', uid: 'u0' } })],
    ],
  });
  const upstream = await upstreamOf(targetAt(cluster, 'db.shop.svc'));
  assert.deepEqual(watched(upstream).at(1), ['endpoints', 'shop', { 'metadata.name': 'db-ha' }]);
  assert.deepEqual(await ways(await upstream.look(signal), cluster), ['shop/shop-0 5432']);
});

test('Services that lead to each other lead nowhere, and end', async () => {
  const [one, two] = ['db', 'db2'].map((name, index) =>
    service({ clusterIP: `10.96.0.${index}`, ports: [{ port: 5432 }] }, name),
  );
  const subsets = (index: number): object => ({ subsets: [{ addresses: [{ ip: `10.96.0.${index}` }] }] });
  const cluster = standIn({
    objects: [
      [services, one!],
      [services, two!],
      [endpoints, { metadata: { name: 'db', namespace: 'shop' }, ...subsets(1) }],
      [endpoints, { metadata: { name: 'db2', namespace: 'shop' }, ...subsets(0) }],
    ],
  });
  assert.equal((await look(cluster, 'db')).ends.length, 1);
});

test('a Service without a selector and without endpoints: says so', async () => {
  const { ends, reason } = await look(standIn({ objects: [[services, selectorless]] }), 'db');
  assert.deepEqual([ends, reason?.code], [[], 'no-pod']);
});

test('a Service that stands for a name outside leads there', async () => {
  const cluster = standIn({ objects: [[services, service({ type: 'ExternalName', externalName: 'db.example.com' })]] });
  const { ends } = await look(cluster, 'db.shop.svc');
  assert.deepEqual(
    ends.map(({ name }) => name),
    ['db.example.com:5432, from this machine'],
  );
});

test('a name of the cluster that leads nowhere is an error', async () => {
  await assert.rejects(look(standIn(), 'gone.shop.svc'), {
    code: 'missing',
    message: 'Service gone does not exist in namespace shop, so gone.shop.svc leads nowhere.',
  });
});

test('any other host is reached from this machine', async () => {
  const cluster = standIn();
  cluster.forbid({ plural: 'services' });
  for (const host of ['example.com', 'localhost', '192.0.2.9', 'db.eu-west-1.rds.amazonaws.com', 'Weird_Host'])
    assert.equal((await look(cluster, host)).ends[0]?.name, `${host}:5432, from this machine`);
  await assert.rejects(look(cluster, 'db.shop.svc'), { code: 'forbidden' });
});

test('a host outside is connected to; one that refuses is an error of the database', async () => {
  const server = net.createServer((socket) => socket.end('hello'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as net.AddressInfo;
  const [end] = (await look(standIn(), '127.0.0.1', port)).ends;
  const stream = await end!.connect(signal);
  const [chunk] = (await once(stream, 'data')) as [Buffer];
  assert.equal(chunk.toString(), 'hello');
  stream.destroy();
  await new Promise((resolve) => server.close(resolve));
  await assert.rejects(end!.connect(signal), { code: 'database', message: new RegExp(`127\\.0\\.0\\.1:${port}`) });
  await assert.rejects(end!.connect(AbortSignal.abort()), { code: 'cancelled' });
});
