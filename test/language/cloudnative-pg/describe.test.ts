import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ManifestPath, Resource } from '../../../schemas/contract/index.ts';
import { describe as describeNode } from '../../../schemas/systems/cloudnative-pg/describe.ts';
import { workspaceOf } from '../../support/workspaceOf.ts';
import { writtenText } from '../../support/writtenText.ts';
import { ofKind, resourceOf } from './support.ts';

function described(resource: Resource, path: ManifestPath, ...others: readonly Resource[]): string | undefined {
  const { root } = resource;
  const workspace = workspaceOf(resource, ...others);
  const context = { resource, root, spec: root.at('spec'), version: undefined, previous: undefined, workspace };
  return writtenText(describeNode(root.at('spec', ...path), context));
}

const cluster = resourceOf(
  ofKind(
    'Cluster',
    `instances: 3
imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: images, major: 18}
storage: {size: 10Gi}
walStorage: {size: 2Gi}
tablespaces:
  - name: old_rows
    storage: {size: 50Gi}
resources: {requests: {memory: 8Gi}}
postgresql:
  parameters: {shared_buffers: 2GB}
  synchronous: {method: any, number: 1}
bootstrap: {recovery: {source: origin}}
externalClusters:
  - name: origin
    barmanObjectStore: {destinationPath: "s3://old/"}
plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectName: store, serverName: shop-v2}`,
  ),
);

describe('a hover says what comes of', () => {
  test('the number of instances', () => {
    assert.equal(described(cluster, ['instances']), 'Pods: `shop-1`, `shop-2`, `shop-3`');
    assert.equal(
      described(resourceOf(ofKind('Cluster', 'instances: 12')), ['instances']),
      'Pods: `shop-1` to `shop-12`',
    );
    assert.equal(described(resourceOf(ofKind('Cluster', 'instances: ${N}')), ['instances']), undefined);
  });

  test('the size of each volume', () => {
    assert.match(described(cluster, ['storage', 'size']) ?? '', /`shop-1`, `shop-2`, `shop-3`$/);
    assert.match(described(cluster, ['walStorage', 'size']) ?? '', /`shop-1-wal`/);
    assert.match(described(cluster, ['tablespaces', 0, 'storage', 'size']) ?? '', /`shop-3-tbs-old-rows`$/);
  });

  test('a catalog that is written in the workspace', () => {
    const images = '[{major: 17, image: "pg:17"}, {major: 18, image: "pg:18.4"}]';
    const catalog = resourceOf(ofKind('ImageCatalog', `images: ${images}`, 'images'));
    assert.equal(described(cluster, ['imageCatalogRef', 'major'], catalog), 'Image of the catalog: `pg:18.4`');
    assert.equal(described(cluster, ['imageCatalogRef', 'major']), undefined);
  });

  test('waiting for replicas', () => {
    const place = ['postgresql', 'synchronous', 'number'];
    const waits = (more: string, instances = '3') =>
      described(
        resourceOf(ofKind('Cluster', `instances: ${instances}\npostgresql: {synchronous: {number: 1, ${more}}}`)),
        place,
      );
    assert.match(waits('method: any') ?? '', /^A commit waits for 1 of 2 replicas; while fewer are ready/);
    assert.match(waits('dataDurability: preferred') ?? '', /or for those that are ready\.$/);
    assert.equal(waits('standbyNamesPre: [far]'), undefined);
    for (const instances of ['1', '0', '${COUNT}']) assert.equal(waits('method: any', instances), undefined);
  });

  test('shared buffers', () => {
    assert.match(described(cluster, ['postgresql', 'parameters', 'shared_buffers']) ?? '', /^25 %/);
  });

  test('archives', () => {
    assert.equal(
      described(cluster, ['plugins', 0, 'parameters', 'barmanObjectName']),
      'Archived in folder `shop-v2` of ObjectStore `store`.',
    );
    assert.equal(
      described(cluster, ['bootstrap', 'recovery', 'source']),
      'Restored from folder `origin` of `s3://old`.',
    );
  });

  test('the sizes of pools', () => {
    const pooler = resourceOf(
      ofKind('Pooler', 'instances: 3\npgbouncer: {parameters: {default_pool_size: "25", max_db_connections: "40"}}'),
    );
    assert.match(described(pooler, ['pgbouncer', 'parameters', 'default_pool_size']) ?? '', /^75 connections/);
    assert.match(described(pooler, ['pgbouncer', 'parameters', 'max_db_connections']) ?? '', /^120 connections/);
  });
});
