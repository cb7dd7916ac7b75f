import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { findPrimary } from '../../../client/session/members.ts';
import { makeTarget, systemOf, withLive } from '../../../client/session/resolveTarget.ts';
import { objectOf } from '../../../client/session/target.ts';
import type { Target } from '../../../client/session/target.ts';
import type { DatabaseSystem, ObjectType, Recipe, Resource } from '../../../schemas/contract/index.ts';
import { systems } from '../../../schemas/registry.ts';
import { configMaps, pods } from '../../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { standIn, toyPod, toyTarget, toyType } from './support.ts';
import type { StandIn } from './support.ts';

const manifest = (namespace?: string): unknown => ({
  apiVersion: 'acid.zalan.do/v1',
  kind: 'postgresql',
  metadata: { name: 'shop', ...(namespace === undefined ? {} : { namespace }) },
  spec: { teamId: 'web', numberOfInstances: 2, users: { seller: [] }, databases: { shop: 'seller' } },
});

test('every kind of every pack is found by group, version and name', () => {
  for (const system of systems)
    for (const kind of system.kinds)
      for (const version of kind.versions) {
        const apiVersion = kind.group === '' ? version : `${kind.group}/${version}`;
        assert.equal(systemOf(apiVersion, kind.kind)?.kind.plural, kind.plural, `${apiVersion} ${kind.kind}`);
      }
});

test('what no pack knows is not found', () => {
  for (const [apiVersion, kind] of [
    ['', ''],
    ['acid.zalan.do/v1', 'Postgresql'],
    ['acid.zalan.do/v9', 'postgresql'],
    ['v1', 'postgresql'],
    ['acid.zalan.do', 'postgresql'],
    ['other.example/v1', 'postgresql'],
  ] as const)
    assert.equal(systemOf(apiVersion, kind), undefined, `${apiVersion} ${kind}`);
});

test('the namespace of a manifest wins over that of the context', () => {
  const { connection } = standIn({ namespace: 'mine' });
  const written = makeTarget(connection, manifest('theirs'));
  assert.deepEqual([written?.namespace, written?.podNamespace], ['theirs', 'theirs']);
  const open = makeTarget(connection, manifest());
  assert.deepEqual([open?.namespace, open?.podNamespace, open?.system.id], ['mine', 'mine', 'zalando']);
  assert.deepEqual(objectOf(open!), {
    ...{ group: 'acid.zalan.do', version: 'v1', plural: 'postgresqls', kind: 'postgresql', scope: 'Namespaced' },
    ...{ name: 'shop', namespace: 'mine' },
  });
});

test('a resource of the whole cluster has no namespace, its pods have', () => {
  const target = makeTarget(standIn().connection, {
    ...{ apiVersion: 'operator.tekton.dev/v1alpha1', kind: 'TektonResult', metadata: { name: 'result' } },
    spec: { targetNamespace: 'pipelines' },
  });
  assert.deepEqual([target?.namespace, target?.podNamespace], ['', 'pipelines']);
  assert.equal('namespace' in objectOf(target!), false);
});

test('what is no database is no target, whatever it is', () => {
  const { connection } = standIn();
  for (const value of [undefined, null, 'x', [], {}, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }])
    assert.equal(makeTarget(connection, value), undefined);
});

test('the recipe is that of the live object where there is one', () => {
  const live = { ...(manifest('shop') as KubernetesObject), spec: { users: { buyer: ['login'] } } };
  const target = makeTarget(standIn().connection, manifest('shop'), live);
  assert.equal(target?.live, live);
  const roles = target.recipe.access?.logins.map(({ role }) => role);
  assert.ok(roles?.includes('buyer') && !roles.includes('seller'));
});

/** A system whose recipe tells what it was made from. */
function telling(configuredBy?: DatabaseSystem['configuredBy']): DatabaseSystem {
  return {
    ...{ id: 'toy', title: 'Toy', kinds: [{ ...toyType, versions: ['v1'] }], derive: () => [] },
    ...(configuredBy ? { configuredBy } : {}),
    recipe: ({ root, identity }: Resource, configuration?: Resource): Recipe => ({
      members: [{ labels: { [labelIn(configuration)]: 'shop' } }],
      ...{ actions: [], needs: [] },
      health: [{ title: say`${identity.kind}`, state: 'note', text: say`${String(root.at('spec', 'size').value)}` }],
    }),
  };
}

function labelIn(configuration: Resource | undefined): string {
  const label = configuration?.root.at('data', 'label').value;
  return typeof label === 'string' ? label : 'cluster';
}

function toy(cluster: StandIn, configuredBy?: DatabaseSystem['configuredBy']): Target {
  return { ...toyTarget(cluster.connection), system: telling(configuredBy) };
}

const config: ObjectType & { readonly name: string } = { ...configMaps, name: 'operator' };
const configuration = (label: string, namespace: string): readonly [ObjectType, KubernetesObject] => [
  configMaps,
  { metadata: { name: 'operator', namespace }, data: { label } },
];

test('reads the live object, and the recipe from it', async () => {
  const cluster = standIn({
    objects: [[toyType, { metadata: { name: 'shop', namespace: 'shop' }, spec: { size: 7 } }]],
  });
  const target = await withLive(toy(cluster));
  assert.equal(target.live?.metadata.name, 'shop');
  assert.deepEqual(target.recipe.health, [{ title: say`${'Toy'}`, state: 'note', text: say`${'7'}` }]);
  cluster.remove(toyType, 'shop', 'shop');
  const later = await withLive(target);
  assert.equal('live' in later, false);
  assert.deepEqual(later.recipe.health[0]?.text, say`${'undefined'}`);
});

test('who may not read it hears so: that it is not there would be another thing', async () => {
  const cluster = standIn();
  cluster.forbid({ plural: 'toys' });
  await assert.rejects(withLive(toy(cluster)), { code: 'forbidden' });
});

test('the operator’s configuration is looked up only where the usual labels find no pod', async () => {
  const cluster = standIn({ objects: [[pods, toyPod('shop-0')], configuration('renamed', 'operators')] });
  const target = await withLive(toy(cluster, [config]));
  assert.deepEqual(target.recipe.members, [{ labels: { cluster: 'shop' } }]);
  assert.deepEqual(cluster.calls, ['get toys shop/shop', 'list pods shop']);
});

test('of several configurations the one by which pods are found counts, else the first', async () => {
  const objects = [configuration('first', 'a'), configuration('second', 'b')];
  const cluster = standIn({ objects });
  assert.deepEqual((await withLive(toy(cluster, [config]))).recipe.members, [{ labels: { first: 'shop' } }]);
  cluster.put(pods, {
    ...toyPod('shop-0'),
    metadata: { name: 'shop-0', namespace: 'shop', labels: { second: 'shop' } },
  });
  assert.deepEqual((await withLive(toy(cluster, [config]))).recipe.members, [{ labels: { second: 'shop' } }]);
});

test('who may not look in every namespace goes without the configuration', async () => {
  const cluster = standIn({ objects: [configuration('renamed', 'operators')] });
  cluster.forbid({ plural: 'configmaps' });
  const target = await withLive(toy(cluster, [config]));
  assert.deepEqual(target.recipe.members, [{ labels: { cluster: 'shop' } }]);
});

test('any other failure is one', async () => {
  const cluster = standIn();
  cluster.onRequest = (call) => {
    if (call.startsWith('list configmaps')) throw new TypeError('a fault');
  };
  await assert.rejects(withLive(toy(cluster, [config])), TypeError);
});

test('a cluster with labels of the operator’s own choice is found', async () => {
  const labels = { app: 'db', version: 'shop', 'my-role': 'master' };
  const cluster = standIn({
    objects: [
      [
        { group: 'acid.zalan.do', version: 'v1', plural: 'postgresqls', kind: 'postgresql', scope: 'Namespaced' },
        manifest('shop') as KubernetesObject,
      ],
      [pods, { ...toyPod('shop-0'), metadata: { name: 'shop-0', namespace: 'shop', labels } }],
      [
        configMaps,
        {
          metadata: { name: 'postgres-operator', namespace: 'operators' },
          data: { cluster_labels: 'app:db', cluster_name_label: 'version', pod_role_label: 'my-role' },
        },
      ],
    ],
  });
  const target = await withLive(makeTarget(cluster.connection, manifest('shop'))!);
  assert.equal((await findPrimary(target)).pod, 'shop-0');
});
