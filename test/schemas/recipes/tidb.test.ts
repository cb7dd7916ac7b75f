import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tidb } from '../../../schemas/systems/tidb/system.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { derivedTable, nameTable, resourceOf } from '../../support/names.ts';
import {
  actionOf,
  given,
  hasRecipe,
  healthTable,
  leftoverTable,
  loginTable,
  manifestText,
  needTable,
  recipeOf,
  stepsOf,
} from './readRecipe.ts';

const v1 = 'pingcap.com/v1alpha1';
const v2 = 'core.pingcap.com/v1alpha1';
const v1Pods = { 'app.kubernetes.io/managed-by': 'tidb-operator', 'app.kubernetes.io/instance': 'shop' };
const v2Pods = { 'pingcap.com/managed-by': 'tidb-operator', 'pingcap.com/cluster': 'shop' };

describe('recipe of a TidbCluster', () => {
  test('every pod of TiDB serves; root has no password that a Secret keeps', () => {
    const recipe = recipeOf(tidb, cluster('tidb: { replicas: 2 }'));
    assert.deepEqual(recipe.members, [{ labels: { ...v1Pods, 'app.kubernetes.io/component': 'tidb' } }]);
    assert.deepEqual(loginTable(recipe), ['root (superuser, without a password unless it was given one)']);
    assert.equal(recipe.access?.logins[0]?.noPassword, true);
    const { engine, port, container, localClient, tls } = recipe.access;
    assert.deepEqual(
      { engine, port, container, localClient, tls },
      { engine: 'mysql', port: 4000, container: 'tidb', localClient: [], tls: { mode: 'prefer' } },
    );
    assert.match(
      JSON.stringify(recipe.access.readOnlySessions),
      /^{"notKept":{"text":"TiDB has no read-only sessions\./,
    );
  });

  test('a label of the resource wins over its name', () => {
    const text = manifestText(v1, 'TidbCluster', 'tidb: {}', {
      metadata: 'labels: { app.kubernetes.io/instance: old }',
    });
    assert.equal(recipeOf(tidb, text).members[0]?.labels['app.kubernetes.io/instance'], 'old');
  });

  test('TLS for clients, and between components: Secrets of fixed names', () => {
    const recipe = recipeOf(
      tidb,
      cluster(
        'tidb: { tlsClient: { enabled: true }, bootstrapSQLConfigMapName: init }\npd: {}\ntlsCluster: { enabled: true }',
      ),
    );
    assert.deepEqual(recipe.access?.tls, {
      mode: 'require',
      authority: { kind: 'Secret', name: 'shop-tidb-server-secret', key: 'ca.crt', mode: 'verify-ca' },
    });
    const keys = '(tls.crt, tls.key, ca.crt)';
    assert.deepEqual(needTable(recipe), [
      'ConfigMap init (bootstrap-sql): SQL that is run once',
      `Secret shop-tidb-server-secret ${keys}: certificate for MySQL clients`,
      `Secret shop-tidb-cluster-secret ${keys}: certificate between components`,
      `Secret shop-pd-cluster-secret ${keys}: certificate between components`,
      `Secret shop-cluster-client-secret ${keys}: certificate between components`,
    ]);
  });

  test('each component restarts by itself', () => {
    const recipe = recipeOf(tidb, cluster('tidb: {}\ntikv: {}\npd: {}\ntiflash: {}\nticdc: {}\ntiproxy: {}'));
    assert.deepEqual(
      recipe.actions.map(({ id }) => id),
      ['restart-tidb', 'restart-tikv', 'restart-pd', 'restart-tiflash', 'restart-ticdc', 'restart-tiproxy'],
    );
    assert.deepEqual(stepsOf(recipe, 'restart-tikv'), [
      {
        kind: 'patch',
        patch: { spec: { tikv: { annotations: { 'tidb.pingcap.com/restartedAt': '2026-11-20T12:34:56Z' } } } },
      },
    ]);
    assert.deepEqual(actionOf(recipe, 'restart-tikv').until?.(given), {
      kind: 'pods-renewed',
      labels: { ...v1Pods, 'app.kubernetes.io/component': 'tikv' },
    });
    assert.match(render(actionOf(recipe, 'restart-tikv').consequence), /fewer than three stores/);
  });

  test('what is not there is not restarted, nor what the operator leaves alone', () => {
    const ids = (spec: string) => recipeOf(tidb, cluster(spec)).actions.map(({ id }) => id);
    assert.deepEqual(ids('pd: { replicas: 3 }'), ['restart-pd']);
    assert.deepEqual(ids('paused: true\npd: {}'), []);
    assert.equal(recipeOf(tidb, cluster('pd: {}')).access, undefined);
  });

  test('its state, component by component', () => {
    const recipe = recipeOf(
      tidb,
      live(
        v1,
        'TidbCluster',
        'version: v8.1.0\npaused: true\ntidb: { replicas: 2 }\ntikv: { replicas: 3 }',
        `
conditions: [{ type: Ready, status: "False", message: TiKV store(s) are not up }]
tidb: { phase: Normal, statefulSet: { readyReplicas: 2 } }
tikv: { phase: Upgrade, statefulSet: { readyReplicas: 2 } }
`,
      ),
    );
    assert.deepEqual(healthTable(recipe), [
      'bad Status: TiKV store(s) are not up',
      'good TiDB: 2 of 2 ready',
      'bad TiKV: 2 of 3 ready',
      'note TiKV: Upgrade',
      'note Version: v8.1.0',
      'note Paused: spec.paused is true: the operator changes nothing.',
    ]);
    const unseen = recipeOf(tidb, live(v1, 'TidbCluster', 'pd: {}', '{}'));
    assert.equal(healthTable(unseen)[0], 'bad Status: The operator has not taken note of it.');
    assert.equal(healthTable(unseen)[1], 'unknown PD: The number is not written.');
    assert.deepEqual(healthTable(recipeOf(tidb, cluster('tidb: {}'))), []);
  });

  test('volumes are kept on purpose', () => {
    const recipe = recipeOf(tidb, cluster('tidb: {}'));
    assert.deepEqual(leftoverTable(recipe).slice(0, 2), ['PersistentVolumeClaim data', 'Secret credentials']);
    for (const { labels } of recipe.cleanUp?.leftovers ?? []) assert.deepEqual(labels, v1Pods);
    assert.ok((recipe.guarded ?? []).some(({ field }) => field === 'spec.tikv.requests.storage'));
  });
});

describe('recipes of the second operator', () => {
  test('a Cluster: TiDB of all its groups, restarted there', () => {
    const recipe = recipeOf(
      tidb,
      live(
        v2,
        'Cluster',
        'bootstrapSQL: { name: init }',
        'conditions: [{ type: Available, status: "True" }]\ncomponents: [{ kind: TiDB, replicas: 2 }]',
      ),
    );
    assert.deepEqual(recipe.members, [{ labels: { ...v2Pods, 'pingcap.com/component': 'tidb' } }]);
    assert.equal(recipe.access?.port, 4000);
    assert.deepEqual(recipe.actions, []);
    assert.deepEqual(needTable(recipe), ['ConfigMap init (bootstrap-sql): SQL that is run once']);
    assert.deepEqual(healthTable(recipe), ['good Status: In order', 'note TiDB: 2 wanted']);
  });

  test('a TiDBGroup: its own port, certificate and restart', () => {
    const recipe = recipeOf(
      tidb,
      manifestText(
        v2,
        'TiDBGroup',
        `
cluster: { name: shop }
replicas: 2
template:
  spec:
    version: v8.1.0
    server: { ports: { client: { port: 4001 } } }
    security: { tls: { mysql: { enabled: true } } }
`,
        { name: 'db' },
      ),
    );
    const labels = { ...v2Pods, 'pingcap.com/component': 'tidb', 'pingcap.com/group': 'db' };
    assert.deepEqual(recipe.members, [{ labels }]);
    assert.equal(recipe.access?.port, 4001);
    assert.equal(recipe.access.tls.authority?.name, 'db-tidb-server-secret');
    const annotations = { 'pingcap.com/restartedAt': '2026-11-20T12:34:56Z' };
    assert.deepEqual(stepsOf(recipe, 'restart-tidb'), [
      { kind: 'patch', patch: { spec: { template: { metadata: { annotations } } } } },
    ]);
    assert.deepEqual(actionOf(recipe, 'restart-tidb').until?.(given), { kind: 'pods-renewed', labels });
    assert.deepEqual(healthTable(recipe), ['note Version: v8.1.0']);
  });

  test('a certificate of the user', () => {
    const authority = (tls: string) =>
      recipeOf(
        tidb,
        manifestText(
          v2,
          'TiDBGroup',
          `cluster: { name: shop }\ntemplate: { spec: { security: { tls: { mysql: ${tls} } } } }`,
        ),
      ).access?.tls.authority?.name;
    assert.equal(authority('{ enabled: true, certKeyPair: { name: pair } }'), 'pair');
    assert.equal(authority('{ enabled: true, ca: { name: root }, certKeyPair: { name: pair } }'), 'root');
    assert.equal(authority('{ enabled: false, ca: { name: root } }'), undefined);
  });

  test('a TiKVGroup: nobody connects to it, but it is restarted', () => {
    const recipe = recipeOf(
      tidb,
      live(
        v2,
        'TiKVGroup',
        'cluster: { name: shop }\nreplicas: 3',
        'readyReplicas: 2\nconditions: [{ type: Ready, status: "False", reason: NotAllInstancesReady }]',
      ),
    );
    assert.equal(recipe.access, undefined);
    assert.deepEqual(
      recipe.actions.map(({ id }) => id),
      ['restart-tikv'],
    );
    assert.deepEqual(healthTable(recipe), ['bad Status: NotAllInstancesReady', 'bad Instances: 2 of 3 ready']);
  });

  test('none of a group without a cluster, of other kinds, or of a kind that another system has', () => {
    assert.equal(hasRecipe(tidb, manifestText(v2, 'TiKVGroup', 'replicas: 3')), false);
    assert.equal(hasRecipe(tidb, manifestText(v2, 'PlacementPolicy', 'cluster: { name: shop }')), false);
    assert.equal(hasRecipe(tidb, manifestText(v1, 'Backup', 'br: { cluster: shop }')), false);
    assert.equal(hasRecipe(tidb, manifestText('postgresql.cnpg.io/v1', 'Cluster', 'instances: 1')), false);
    assert.equal(hasRecipe(tidb, `apiVersion: ${v1}\nkind: TidbCluster\nspec: {}\n`), false);
  });
});

describe('kinds of TiDB', () => {
  test('every kind once, by its group; two of them run databases', () => {
    const ids = tidb.kinds.map(({ group, kind }) => `${kind}.${group}`);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      tidb.kinds.filter(({ runs }) => runs).map(({ group, plural }) => `${plural}.${group}`),
      ['tidbclusters.pingcap.com', 'clusters.core.pingcap.com'],
    );
    assert.ok(ids.includes('Backup.pingcap.com') && ids.includes('Backup.br.pingcap.com'));
    assert.equal(tidb.kinds.find(({ kind }) => kind === 'TiProxyGroup')?.plural, 'tiproxygroups');
    assert.equal(tidb.kinds.find(({ kind }) => kind === 'TiFlash')?.plural, 'tiflashes');
  });
});

describe('names of TiDB', () => {
  const names = (text: string) => nameTable(tidb, resourceOf(text));

  test('of the first operator', () => {
    assert.deepEqual(names(cluster('tidb: { bootstrapSQLConfigMapName: init }\ntikv: { storageClassName: fast }')), [
      'refers ConfigMap init @ spec.tidb.bootstrapSQLConfigMapName',
      'refers ConfigMap key bootstrap-sql @ spec.tidb.bootstrapSQLConfigMapName in ConfigMap:init fixed',
      'refers StorageClass fast @ spec.tikv.storageClassName fixed',
    ]);
    assert.deepEqual(
      names(
        manifestText(
          v1,
          'TidbInitializer',
          'cluster: { name: shop }\npasswordSecret: passwords\ninitSqlConfigMap: sql',
        ),
      ),
      [
        'refers TidbCluster.pingcap.com shop @ spec.cluster.name',
        'refers Secret passwords @ spec.passwordSecret',
        'refers ConfigMap sql @ spec.initSqlConfigMap',
        'refers ConfigMap key init-sql @ spec.initSqlConfigMap in ConfigMap:sql fixed',
      ],
    );
    assert.deepEqual(names(manifestText(v1, 'TidbMonitor', 'clusters: [{ name: shop, namespace: far }]')), [
      'refers TidbCluster.pingcap.com shop @ spec.clusters.0.name ns far',
    ]);
  });

  test('of backups of either', () => {
    const backup = 'br: { cluster: shop, clusterNamespace: far }\ns3: { secretName: keys }';
    assert.deepEqual(names(manifestText(v1, 'Backup', backup)), [
      'refers TidbCluster.pingcap.com shop @ spec.br.cluster ns far',
      'refers Secret keys @ spec.s3.secretName',
    ]);
    assert.deepEqual(
      names(manifestText('br.pingcap.com/v1alpha1', 'BackupSchedule', 'backupTemplate: { br: { cluster: shop } }')),
      ['refers Cluster.core.pingcap.com shop @ spec.backupTemplate.br.cluster'],
    );
  });

  test('of the second operator', () => {
    assert.deepEqual(names(manifestText(v2, 'Cluster', 'bootstrapSQL: { name: init }')), [
      'refers ConfigMap init @ spec.bootstrapSQL.name',
    ]);
    const group = 'cluster: { name: shop }\ntemplate: { spec: { volumes: [{ name: data, storageClassName: fast }] } }';
    assert.deepEqual(names(manifestText(v2, 'TiKVGroup', group)), [
      'refers Cluster.core.pingcap.com shop @ spec.cluster.name fixed',
      'refers StorageClass fast @ spec.template.spec.volumes.0.storageClassName fixed',
    ]);
  });

  test('Services that the operators make', () => {
    const derived = (text: string) => derivedTable(tidb, resourceOf(text));
    assert.deepEqual(derived(cluster('pd: {}\ntikv: {}\ntidb: { service: { type: ClusterIP } }')), [
      'Service shop-tidb < spec.tidb.service',
      'Service shop-tidb-peer < spec.tidb',
      'Service shop-tikv-peer < spec.tikv',
      'Service shop-pd < spec.pd',
      'Service shop-pd-peer < spec.pd',
      'Service shop-discovery < metadata.name',
    ]);
    assert.ok(!derived(cluster('tidb: {}')).some((line) => line.startsWith('Service shop-tidb <')));
    assert.deepEqual(derived(manifestText(v2, 'PDGroup', 'cluster: { name: shop }')), [
      'Service shop-pd < metadata.name',
      'Service shop-pd-peer < metadata.name',
    ]);
    assert.deepEqual(derived(manifestText(v2, 'TSOGroup', 'cluster: { name: shop }')), [
      'Service shop-tso < metadata.name',
      'Service shop-tso-peer < metadata.name',
    ]);
    assert.deepEqual(derived(manifestText(v2, 'RouterGroup', 'cluster: { name: shop }')), [
      'Service shop-router-peer < metadata.name',
    ]);
    assert.deepEqual(derived(manifestText('br.pingcap.com/v1alpha1', 'TiBR', 'cluster: { name: shop }')), [
      'Service shop-tibr-headless < metadata.name',
      'ConfigMap shop-tibr-config (tibr-config.yaml) < metadata.name',
    ]);
    const steps = 'gcStrategy: { type: tiered-storage, tieredStrategies: [{ name: to-t2-storage }] }';
    assert.deepEqual(derived(manifestText('br.pingcap.com/v1alpha1', 'TiBRGC', steps)), [
      'CronJob shop-to-t2-storage < spec.gcStrategy.tieredStrategies.0.name',
    ]);
    assert.deepEqual(derived(manifestText(v2, 'Cluster', 'paused: false')), []);
  });
});

function cluster(spec: string): string {
  return manifestText(v1, 'TidbCluster', spec);
}

function live(apiVersion: string, kind: string, spec: string, status: string): string {
  return manifestText(apiVersion, kind, spec, { status });
}
