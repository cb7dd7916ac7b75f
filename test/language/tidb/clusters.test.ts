import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ManifestPath } from '../../../schemas/contract/index.ts';
import { describeCluster } from '../../../schemas/systems/tidb/describeCluster.ts';
import { clusterDraft } from '../../../schemas/systems/tidb/clusterDraft.ts';
import { readConfig } from '../../../schemas/systems/tidb/config.ts';
import { configKeys } from '../../../schemas/systems/tidb/configKeys.ts';
import { detectVersion } from '../../../schemas/systems/tidb/versions.ts';
import { readToml } from '../../../schemas/vocabulary/toml.ts';
import { manifestOf, resourceOf } from '../../support/names.ts';
import { workspaceOf } from '../../support/workspaceOf.ts';
import { writtenText } from '../../support/writtenText.ts';

const group = 'pingcap.com/v1alpha1';

describe('detectVersion', () => {
  for (const [image, version] of [
    ['pingcap/tidb-operator:v1.6.6', '1.6.6'],
    ['registry.example.com:5000/mirror/tidb-operator:v1.5.5@sha256:0123', '1.5.5'],
    ['pingcap/tidb-operator:v1.6', '1.6'],
    ['pingcap/tidb-operator:v2.2.0', undefined],
    ['pingcap/tidb-operator:latest', undefined],
    ['pingcap/tidb-backup-manager:v1.6.6', undefined],
  ] as const) {
    test(`${image}: ${version ?? 'unknown'}`, () => {
      const spec = `template: {spec: {containers: [{name: operator, image: "${image}"}]}}`;
      assert.equal(detectVersion(manifestOf('apps/v1', 'Deployment', 'tidb-controller-manager', spec)), version);
    });
  }
});

describe('a hover says what comes of', () => {
  const cluster = manifestOf(
    group,
    'TidbCluster',
    'shop',
    'tlsCluster: {enabled: true}\npd: {replicas: 3, baseImage: pingcap/pd, version: v8.5.7, requests: {storage: 10Gi}}\ntikv: {replicas: 12, requests: {storage: 1Ti}}',
  );
  const said = (...path: ManifestPath): string | undefined => {
    const { root } = cluster;
    const context = { resource: cluster, root, spec: root.at('spec'), version: undefined, previous: undefined };
    return writtenText(describeCluster(root.at('spec', ...path), { ...context, workspace: workspaceOf(cluster) }));
  };

  test('numbers, sizes, versions and TLS', () => {
    assert.equal(said('pd', 'replicas'), 'Pods: `shop-pd-0`, `shop-pd-1`, `shop-pd-2`');
    assert.equal(said('tikv', 'replicas'), 'Pods: `shop-tikv-0` to `shop-tikv-11`');
    assert.equal(said('pd', 'requests', 'storage'), 'Claims: `pd-shop-pd-0` to `pd-shop-pd-2`');
    assert.equal(said('pd', 'version'), 'Image: `pingcap/pd:v8.5.7`');
    assert.equal(
      said('tlsCluster', 'enabled'),
      'Secrets that have to be there: `shop-tikv-cluster-secret`, `shop-pd-cluster-secret`, `shop-cluster-client-secret`',
    );
    assert.equal(said('pd', 'baseImage'), undefined);
  });
});

describe('a draft', () => {
  const drafted = (kind: string, spec: string, type: string, name: string, keys: readonly string[] = []) => {
    const value = clusterDraft({ type, name, namespace: '', keys, by: manifestOf(group, kind, 'shop', spec) })?.value;
    return value?.stringData ?? value?.data ?? value?.spec;
  };

  test('of passwords, scripts, certificates and the cluster', () => {
    assert.deepEqual(drafted('TidbInitializer', 'passwordSecret: p', 'Secret', 'p'), { root: 'change-me' });
    assert.deepEqual(drafted('TidbInitializer', 'initSqlConfigMap: s', 'ConfigMap', 's'), {
      'init-sql': '-- change-me\n',
    });
    assert.deepEqual(drafted('TidbCluster', 'tidb: {bootstrapSQLConfigMapName: s}', 'ConfigMap', 's'), {
      'bootstrap-sql': '-- change-me\n',
    });
    for (const [spec, name] of [
      ['tlsCluster: {enabled: true}', 'shop-pd-cluster-secret'],
      ['ticdc: {tlsClientSecretNames: [sink]}', 'sink'],
      ['pd: {tlsClientSecretName: dashboard}', 'dashboard'],
    ] as const) {
      const keys = Object.keys(drafted('TidbCluster', spec, 'Secret', name) ?? {});
      assert.deepEqual(keys, ['tls.crt', 'tls.key', 'ca.crt'], name);
    }
    const grafana = 'grafana: {passwordSecret: {name: g, key: password}}';
    assert.deepEqual(drafted('TidbMonitor', grafana, 'Secret', 'g', ['password']), { password: 'change-me' });
    assert.deepEqual(
      Object.keys(drafted('TidbDashboard', 'clusters: [{name: a}]', 'TidbCluster.pingcap.com', 'a') ?? {}),
      ['version', 'configUpdateStrategy', 'pd', 'tikv', 'tidb'],
    );
  });

  test('of nothing that a person does not write', () => {
    assert.equal(drafted('TidbCluster', 'tidb: {}', 'StorageClass', 'fast'), undefined);
    assert.equal(drafted('Backup', 's3: {secretName: s}', 'Secret', 's'), undefined);
    assert.equal(drafted('TidbCluster', 'tidb: {}', 'Secret', 'other'), undefined);
  });
});

describe('a configuration', () => {
  const configOf = (config: string) =>
    readConfig(
      resourceOf(`apiVersion: ${group}\nkind: TidbCluster\nspec:\n  tidb:\n    config: ${config}`).root.at(
        'spec',
        'tidb',
        'config',
      ),
    );

  test('is the same as a map and as a text', () => {
    const map = configOf('\n      log: {level: warn}\n      lease: 45s\n');
    const text = configOf('|\n      lease = "45s"\n      [log]\n      level = "warn" # less\n');
    for (const config of [map, text]) {
      assert.ok(config);
      assert.equal(config.value('log', 'level'), 'warn');
      assert.equal(config.value('lease'), '45s');
    }
  });

  test('marks keys of a text where they stand, in any style', () => {
    for (const [style, marked] of [
      ['|\n      [log]\n\n      level = "warn"\n', 'level'],
      ['|-\n        [log]\n        level = "warn"\n', 'level'],
      ['|2\n        [log]\n        level = "warn"\n', 'level'],
      ["'level = 1'", 'level'],
      ['"level = 1\\n"', undefined],
      ['>\n      level = 1\n', undefined],
    ] as const) {
      const place = configOf(style)?.settings[0]?.place;
      const { start = 0, end = 0 } = place?.part ?? {};
      assert.equal(place?.part && place.node.source?.slice(start, end), marked, style);
    }
  });

  test('that is filled in later, or is neither, is not known', () => {
    for (const text of ['${CONFIG}', '|\n      lease = ${LEASE}\n', '[a]', '5'])
      assert.equal(configOf(text), undefined, text);
    assert.equal(configOf('')?.form, 'nothing');
  });

  test('has its keys by path', () => {
    assert.equal(configKeys.get('tikv.config')?.get('storage.block-cache.capacity')?.type, 's');
    assert.equal(configKeys.get('tiflash.config.proxy')?.get('raftstore.sync-log')?.type, 'b');
    assert.equal(configKeys.get('tiflash.config.proxy')?.get('backup.num-threads'), undefined);
    assert.equal(configKeys.get('tidb.config')?.get('graceful-wait-before-shutdown'), undefined);
  });
});

describe('a text in TOML', () => {
  test('is read with the places of its keys', () => {
    const toml = readToml('a = 1\n[b."c.d"]\ne.f = ["x"]\ng = { h = true }\n[[i]]\nj = 1\n[[i]]\nj = 2\n');
    assert.ok(toml && 'entries' in toml);
    assert.deepEqual(
      toml.entries.map(({ path, value, isDotted }) => [path.join('/'), value, isDotted]),
      [
        ['a', 1, false],
        ['b/c.d/e/f', ['x'], true],
        ['b/c.d/g/h', true, false],
        ['i/0/j', 1, false],
        ['i/1/j', 2, false],
      ],
    );
  });

  test('or has one fault, with its place', () => {
    for (const [text, line, word] of [
      ['a = 1\na = 2\n', 2, 'a'],
      ['[a]\nb = 1\n[a]\n', 3, 'a'],
      ['a = \n', 1, '='],
      ['a = "b', 1, '"b'],
      ['a', 1, 'a'],
    ] as const) {
      const toml = readToml(text);
      assert.ok(toml && 'fault' in toml, text);
      assert.equal(toml.fault.line, line, text);
      assert.equal(text.slice(toml.fault.start, toml.fault.end), word, text);
    }
  });

  test('that is hostile is not read', () => {
    assert.equal(readToml(`a = ${'['.repeat(100_000)}`), undefined);
    assert.equal(readToml(`a = "${'x'.repeat(300_000)}"`), undefined);
  });
});
