import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubernetesObject } from '../../client/cluster/connection.ts';
import { ClusterError } from '../../client/cluster/errors.ts';
import { databaseKinds, fullName, listDatabases, servedType, withType } from '../../client/commands/listDatabases.ts';
import type { ObjectType, SystemKind } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { standIn } from './session/support.ts';

function typeOf(systemId: string): ObjectType {
  const found = databaseKinds.find(({ system }) => system.id === systemId);
  assert.ok(found, `databases run behind no kind of ${systemId}`);
  const { group, versions, plural, kind, scope } = found.kind;
  return { group, version: versions[0]!, plural, kind, scope };
}

const postgresqls = typeOf('zalando');

function postgresql(name: string, namespace: string): KubernetesObject {
  const spec = { teamId: 'shop', numberOfInstances: 2, volume: { size: '1Gi' }, postgresql: { version: '17' } };
  return { metadata: { name, namespace }, spec };
}

test('every kind behind which databases run has a recipe to go with it', () => {
  assert.ok(databaseKinds.length > 0);
  for (const { system, kind } of databaseKinds) assert.ok(system.recipe, `${system.id}: ${kind.kind}`);
});

test('clusters of all namespaces are found, sorted as people count', async () => {
  const names = [
    ['shop', 'db-10'],
    ['shop', 'db-9'],
    ['orders', 'db-11'],
  ] as const;
  const objects = names.map(([namespace, name]) => [postgresqls, postgresql(name, namespace)] as const);
  const found = await listDatabases(standIn({ objects }).connection);
  assert.deepEqual(found.map(fullName), ['orders/db-11', 'shop/db-9', 'shop/db-10']);
  assert.ok(found.every(({ live }) => live?.kind === 'postgresql' && live.apiVersion === 'acid.zalan.do/v1'));
});

test('kinds that the cluster does not have are not listed', async () => {
  const cluster = standIn();
  const connection = {
    ...cluster.connection,
    serves: ({ plural }: ObjectType) => Promise.resolve(plural === 'postgresqls'),
  };
  await listDatabases(connection);
  assert.deepEqual(cluster.calls, ['list postgresqls']);
});

test('who may not list everywhere finds what is in the namespace of the connection', async () => {
  const cluster = standIn({
    namespace: 'shop',
    objects: [
      [postgresqls, postgresql('mine', 'shop')],
      [postgresqls, postgresql('others', 'orders')],
    ],
  });
  const { connection } = cluster;
  const refuse = new ClusterError('forbidden', say`You may not list postgresqls everywhere.`, say`Ask.`);
  const narrow = {
    ...connection,
    list: (...[type, query]: Parameters<typeof connection.list>) =>
      query?.everyNamespace ? Promise.reject(refuse) : connection.list(type, query),
  };
  assert.deepEqual((await listDatabases(narrow)).map(fullName), ['shop/mine']);
});

test('one kind that may not be listed does not hide the others', async () => {
  const cluster = standIn({ objects: [[postgresqls, postgresql('mine', 'shop')]] });
  for (const { kind } of databaseKinds) if (kind.plural !== 'postgresqls') cluster.forbid({ plural: kind.plural });
  assert.deepEqual((await listDatabases(cluster.connection)).map(fullName), ['shop/mine']);
});

test('if nothing can be asked, the reason is the answer', async () => {
  const error = new ClusterError('unreachable', say`No answer.`, say`Wait.`);
  const cluster = standIn();
  cluster.onRequest = () => Promise.reject(error);
  await assert.rejects(listDatabases(cluster.connection), error);
});

test('a cancelled search ends as cancelled', async () => {
  await assert.rejects(listDatabases(standIn().connection, AbortSignal.abort()), { code: 'cancelled' });
});

test('the version is the first that the cluster has', async () => {
  const kind: SystemKind = { group: 'g', versions: ['v2', 'v1'], kind: 'K', plural: 'ks', scope: 'Namespaced' };
  const { connection } = standIn();
  const has = (...versions: string[]) => ({
    ...connection,
    serves: ({ version }: ObjectType) => Promise.resolve(versions.includes(version)),
  });
  assert.equal((await servedType(has('v1', 'v2'), kind))?.version, 'v2');
  assert.equal((await servedType(has('v1'), kind))?.version, 'v1');
  assert.equal(await servedType(has(), kind), undefined);
});

test('items of lists get their type back', () => {
  const object = { metadata: { name: 'a' } };
  assert.deepEqual(withType(object, postgresqls), { ...object, apiVersion: 'acid.zalan.do/v1', kind: 'postgresql' });
  const pod: ObjectType = { group: '', version: 'v1', plural: 'pods', kind: 'Pod', scope: 'Namespaced' };
  assert.equal(withType(object, pod).apiVersion, 'v1');
});
