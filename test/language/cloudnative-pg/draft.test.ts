import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Draft } from '../../../schemas/contract/index.ts';
import { draft } from '../../../schemas/systems/cloudnative-pg/draft.ts';
import { uriOf } from '../../support/fixtures.ts';
import { serviceWith } from '../../support/manifests.ts';
import { ofKind, resourceOf } from './support.ts';

interface Asked {
  readonly kind: string;
  readonly spec: string;
  readonly type: string;
  readonly name: string;
  readonly keys?: readonly string[];
}

function drafted({ kind, spec, type, name, keys = [] }: Asked): Draft['value'] | undefined {
  return draft({ type, name, namespace: '', keys, by: resourceOf(ofKind(kind, spec)) })?.value;
}

function textsOf(asked: Asked): unknown {
  const value = drafted(asked);
  return value?.stringData ?? value?.data;
}

const reload = { labels: { 'cnpg.io/reload': 'true' } };

describe('the Secret of a login', () => {
  for (const [what, kind, spec, user] of [
    [
      'the owner that is written',
      'Cluster',
      'bootstrap: {initdb: {database: a, owner: seller, secret: {name: s}}}',
      'seller',
    ],
    ['the owner by default', 'Cluster', 'bootstrap: {initdb: {secret: {name: s}}}', 'app'],
    ['the owner after a recovery', 'Cluster', 'bootstrap: {recovery: {owner: seller, secret: {name: s}}}', 'seller'],
    ['the superuser', 'Cluster', 'superuserSecret: {name: s}', 'postgres'],
    ['a role of the cluster', 'Cluster', 'managed: {roles: [{name: r, passwordSecret: {name: s}}]}', 'r'],
    ['a role of its own', 'DatabaseRole', 'name: r\npasswordSecret: {name: s}', 'r'],
    ['the query of a pooler', 'Pooler', 'pgbouncer: {authQuerySecret: {name: s}}', 'change-me'],
  ] as const) {
    test(`of ${what} has the right user`, () => {
      const value = drafted({ kind, spec, type: 'Secret', name: 's' });
      assert.equal(value?.type, 'kubernetes.io/basic-auth');
      assert.deepEqual(value.stringData, { username: user, password: 'change-me' });
      assert.deepEqual(value.metadata, { name: 's', ...reload });
    });
  }

  test('is no business of the pack where only a key is asked for', () => {
    const spec = 'externalClusters: [{name: o, password: {name: s, key: password}}]';
    assert.equal(drafted({ kind: 'Cluster', spec, type: 'Secret', name: 's', keys: ['password'] }), undefined);
  });
});

describe('the Secret of certificates', () => {
  for (const [spec, type, keys] of [
    ['certificates: {serverCASecret: s}', 'Opaque', ['ca.crt', 'ca.key']],
    ['certificates: {serverCASecret: s, serverTLSSecret: t}', 'Opaque', ['ca.crt']],
    ['certificates: {serverCASecret: s, serverTLSSecret: s}', 'kubernetes.io/tls', ['ca.crt', 'tls.crt', 'tls.key']],
    ['certificates: {clientCASecret: s}', 'Opaque', ['ca.crt', 'ca.key']],
    ['certificates: {replicationTLSSecret: s}', 'kubernetes.io/tls', ['tls.crt', 'tls.key']],
  ] as const) {
    test(`for ${spec} holds ${keys.join(', ')}`, () => {
      const value = drafted({ kind: 'Cluster', spec, type: 'Secret', name: 's' });
      assert.deepEqual([value?.type, Object.keys(value?.stringData ?? {})], [type, keys]);
    });
  }

  test('for a pooler holds what its field is for', () => {
    const keys = (field: string) =>
      Object.keys(
        textsOf({ kind: 'Pooler', spec: `pgbouncer: {${field}: {name: s}}`, type: 'Secret', name: 's' }) ?? {},
      );
    assert.deepEqual(keys('clientTLSSecret'), ['tls.crt', 'tls.key']);
    assert.deepEqual(keys('serverTLSSecret'), ['tls.crt', 'tls.key']);
    assert.deepEqual(keys('serverCASecret'), ['ca.crt']);
    assert.deepEqual(keys('clientCASecret'), ['ca.crt']);
  });
});

describe('texts', () => {
  test('for the exporter are queries, and what others ask for is there too', () => {
    const spec =
      'monitoring: {customQueriesConfigMap: [{name: c, key: q.yaml}], customQueriesSecret: [{name: s, key: q}]}';
    const config = textsOf({ kind: 'Cluster', spec, type: 'ConfigMap', name: 'c', keys: ['other', 'q.yaml'] });
    assert.deepEqual(Object.keys(config ?? {}), ['q.yaml', 'other']);
    assert.match(JSON.stringify(config), /query: SELECT/);
    assert.match(JSON.stringify(textsOf({ kind: 'Cluster', spec, type: 'Secret', name: 's' })), /query: SELECT/);
    assert.equal(drafted({ kind: 'Cluster', spec, type: 'ConfigMap', name: 'elsewhere' }), undefined);
  });

  test('for a new database are SQL', () => {
    const spec =
      'bootstrap: {initdb: {postInitSQLRefs: {configMapRefs: [{name: c, key: a.sql}], secretRefs: [{name: s, key: b.sql}]}}}';
    assert.deepEqual(textsOf({ kind: 'Cluster', spec, type: 'ConfigMap', name: 'c' }), { 'a.sql': '-- change-me\n' });
    assert.deepEqual(textsOf({ kind: 'Cluster', spec, type: 'Secret', name: 's' }), { 'b.sql': '-- change-me\n' });
  });
});

describe('a resource that is written for another', () => {
  const whole = (asked: Asked) => {
    const value = drafted(asked);
    return [value?.apiVersion, value?.kind, value?.spec];
  };

  test('is a cluster for a pooler, an ObjectStore for the plugin', () => {
    assert.deepEqual(
      whole({ kind: 'Pooler', spec: 'cluster: {name: c}', type: 'Cluster.postgresql.cnpg.io', name: 'c' }),
      ['postgresql.cnpg.io/v1', 'Cluster', { instances: 3, storage: { size: '10Gi' } }],
    );
    const [apiVersion, kind] = whole({ kind: 'Cluster', spec: '', type: 'ObjectStore.barmancloud.cnpg.io', name: 'o' });
    assert.deepEqual([apiVersion, kind], ['barmancloud.cnpg.io/v1', 'ObjectStore']);
  });

  test('is a catalog with the image that is asked for', () => {
    const type = 'ClusterImageCatalog.postgresql.cnpg.io';
    assert.deepEqual(whole({ kind: 'Cluster', spec: 'imageCatalogRef: {major: 17}', type, name: 'c' }), [
      'postgresql.cnpg.io/v1',
      'ClusterImageCatalog',
      { images: [{ major: 17, image: 'ghcr.io/cloudnative-pg/postgresql:17.10-standard-trixie' }] },
    ]);
    const [, , spec] = whole({
      kind: 'Pooler',
      spec: 'pgbouncer: {imageCatalogRef: {key: pgbouncer}}',
      type,
      name: 'c',
    });
    assert.match(
      JSON.stringify(spec),
      /"componentImages":\[\{"key":"pgbouncer","image":"ghcr.io\/cloudnative-pg\/pgbouncer:/,
    );
    assert.deepEqual(whole({ kind: 'Cluster', spec: 'imageCatalogRef: {major: 9}', type, name: 'c' }), [
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('is nothing for a resource of another pack', () => {
    const by = resourceOf('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {superuserSecret: {name: s}}\n');
    assert.equal(draft({ type: 'Secret', name: 's', namespace: '', keys: [], by }), undefined);
  });

  test('is without a problem itself', () => {
    const text = ofKind(
      'Cluster',
      `superuserSecret: {name: super}
enableSuperuserAccess: true
imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: images, major: 18}
storage: {size: 1Gi}
plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectName: store}
monitoring: {customQueriesConfigMap: [{name: queries, key: q.yaml}]}
certificates: {serverCASecret: certificate, serverTLSSecret: certificate}`,
    );
    const files: Record<string, string> = { 'a.yaml': text };
    for (;;) {
      const service = serviceWith(files);
      const uris = Object.keys(files);
      const problems = uris.flatMap((name) => service.diagnose(uriOf(name)).map((problem) => ({ name, problem })));
      const [first] = problems;
      if (!first) break;
      const actions = service.codeActions(uriOf(first.name), first.problem.range);
      const added = actions.find(({ newFile }) => newFile !== undefined)?.newFile;
      assert.ok(added, `${first.name} ${first.problem.message}`);
      files[added.uri.slice(added.uri.lastIndexOf('/') + 1)] = added.text;
    }
    assert.deepEqual(Object.keys(files).sort(), [
      'a.yaml',
      'configmap-queries.yaml',
      'imagecatalog-images.yaml',
      'objectstore-store.yaml',
      'secret-certificate.yaml',
      'secret-store-login.yaml',
      'secret-super.yaml',
    ]);
  });
});
