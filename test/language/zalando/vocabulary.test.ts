import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ManifestPath, Resource } from '../../../schemas/contract/index.ts';
import { describe as describeNode } from '../../../schemas/systems/zalando/describe.ts';
import { zalandoVocabulary } from '../../../schemas/systems/zalando/suggestions.ts';
import { clusterOf, resourceOf, workspaceOf } from './support.ts';
import { writtenText } from '../../support/writtenText.ts';

const cluster = clusterOf(`numberOfInstances: 2
users:
  seller: []
  auditor: [nologin]
databases:
  shop: seller
preparedDatabases:
  stock:
    defaultUsers: true
    schemas:
      orders: {}
sidecars:
  - name: exporter
    image: exporter:1.0
clone:
  cluster: acid-source
connectionPooler:
  numberOfInstances: 4
  maxDBConnections: 90
volume:
  size: 10Gi`);

describe('suggestions', () => {
  test('owners are users of the manifest and prepared roles', () => {
    const owners = suggest('postgres-user', cluster, ['spec', 'databases', 'shop']);
    assert.deepEqual(owners.slice(0, 4), ['seller', 'auditor', 'stock_owner', 'stock_owner_user']);
    assert.equal(owners.length, 2 + 6 + 3);
  });

  test('rotation lists get those that can log in', () => {
    assert.deepEqual(suggest('postgres-login-user', cluster, ['spec', 'usersWithSecretRotation', 0]), [
      'seller',
      'stock_owner_user',
      'stock_reader_user',
      'stock_writer_user',
    ]);
  });

  test('databases, schemas of the database at hand, containers', () => {
    assert.deepEqual(suggest('postgres-database', cluster, ['spec', 'streams', 0, 'database']), [
      'shop',
      'stock',
      'postgres',
    ]);
    const extension = ['spec', 'preparedDatabases', 'stock', 'extensions', 'pg_trgm'];
    assert.deepEqual(suggest('postgres-schema', cluster, extension), ['orders', 'public']);
    assert.deepEqual(suggest('container-name', cluster, ['spec', 'additionalVolumes', 0, 'targetContainers', 0]), [
      'postgres',
      'all',
      'exporter',
    ]);
  });

  test('names from the workspace: other clusters, teams, Secrets of the same namespace', () => {
    const other = resourceOf(
      'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-source, namespace: b}\nspec: {teamId: depot}\n',
    );
    const team = resourceOf(
      'apiVersion: acid.zalan.do/v1\nkind: PostgresTeam\nmetadata: {name: t}\nspec: {additionalMembers: {sales: [tia]}}\n',
    );
    const secret = resourceOf('apiVersion: v1\nkind: Secret\nmetadata: {name: pg-tls}\n');
    const all = [cluster, other, team, secret];
    assert.deepEqual(suggest('cluster-name', cluster, ['spec', 'clone', 'cluster'], all), ['acid-source']);
    // The first as the cluster's own name begins.
    assert.deepEqual(suggest('team-id', cluster, ['spec', 'teamId'], all), ['acid', 'depot', 'sales']);
    assert.deepEqual(suggest('secret-name', cluster, ['spec', 'tls', 'secretName'], all), ['pg-tls']);
    assert.deepEqual(suggest('namespace', cluster, ['spec', 'preparedDatabases', 'stock', 'secretNamespace'], all), [
      'b',
    ]);
  });

  test('every one of them answers for an empty cluster', () => {
    const empty = clusterOf('');
    for (const name of Object.keys(zalandoVocabulary.suggest ?? {})) {
      assert.doesNotThrow(() => suggest(name, empty, ['spec']), name);
    }
  });

  test('extensions have a help each', () => {
    const dictionary = zalandoVocabulary.keys?.['postgres-extensions'];
    const keys = [...(dictionary?.keys(cluster) ?? [])];
    assert.ok(keys.length > 20);
    assert.ok(keys.every(({ help }) => help.markdown.endsWith('.')));
    assert.equal(dictionary?.find('postgis', cluster)?.insert, 'public');
    assert.equal(dictionary.find('nothing', cluster), undefined);
  });
});

describe('describe', () => {
  const cases: [ManifestPath, string | undefined][] = [
    [['spec', 'numberOfInstances'], 'Pods: `acid-shop-0`, `acid-shop-1`'],
    [['spec', 'volume', 'size'], 'Claims of this size: `pgdata-acid-shop-0`, `pgdata-acid-shop-1`'],
    [['spec', 'connectionPooler', 'maxDBConnections'], 'Each of 4 poolers opens at most 22 connections to a database.'],
    [['spec', 'teamId'], undefined],
    [['metadata', 'name'], undefined],
  ];
  for (const [path, text] of cases) {
    test(path.join('.'), () => {
      assert.equal(describeAt(path), text);
    });
  }

  test('a live copy names the Service and Secret that it needs', () => {
    assert.match(
      describeAt(['spec', 'clone', 'cluster']) ?? '',
      /`standby\.acid-source\.credentials\.postgresql\.acid\.zalan\.do`/,
    );
  });

  test('sidecars get variables', () => {
    assert.match(describeAt(['spec', 'sidecars', 0]) ?? '', /POSTGRES_PASSWORD/);
  });
});

function suggest(
  name: string,
  resource: Resource,
  path: ManifestPath,
  workspace: readonly Resource[] = [resource],
): unknown[] {
  const suggestions = zalandoVocabulary.suggest?.[name]?.({
    resource,
    node: resource.root.at(...path),
    version: undefined,
    workspace: workspaceOf(...workspace),
  });
  return [...(suggestions ?? [])].map(({ value }) => value);
}

function describeAt(path: ManifestPath): string | undefined {
  const { root } = cluster;
  const context = {
    resource: cluster,
    root,
    spec: root.at('spec'),
    version: undefined,
    workspace: workspaceOf(cluster),
    previous: undefined,
  };
  return writtenText(describeNode(root.at(...path), context));
}
