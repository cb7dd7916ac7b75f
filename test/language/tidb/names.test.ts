import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tidb } from '../../../schemas/systems/tidb/system.ts';
import { derivedTable, nameTable, resourceOf } from '../../support/names.ts';

describe('Secrets with certificates', () => {
  test('of a TidbCluster have names of their own, to which what asks for them leads', () => {
    const spec = '  tlsCluster: {enabled: true}\n  pd: {}\n  tidb: {tlsClient: {enabled: true}}\n';
    assert.deepEqual(secretsOf(v1(spec)), [
      'refers Secret shop-tidb-server-secret @ spec.tidb.tlsClient.enabled optional fixed',
      'refers Secret shop-tidb-cluster-secret @ spec.tlsCluster.enabled optional fixed',
      'refers Secret shop-pd-cluster-secret @ spec.tlsCluster.enabled optional fixed',
      'refers Secret shop-cluster-client-secret @ spec.tlsCluster.enabled optional fixed',
    ]);
    assert.deepEqual(secretsOf(v1('  tlsCluster: {enabled: false}\n  tidb: {tlsClient: {enabled: "true"}}\n')), []);
  });

  test('of a TiDBGroup are those that it names, else one for the group', () => {
    assert.deepEqual(secretsOf(v2('{enabled: true}')), [
      'refers Secret shop-tidb-server-secret @ spec.template.spec.security.tls.mysql.enabled optional fixed',
    ]);
    assert.deepEqual(secretsOf(v2('{enabled: true, certKeyPair: {name: mine}}')), [
      'refers Secret mine @ spec.template.spec.security.tls.mysql.certKeyPair.name',
    ]);
    assert.deepEqual(secretsOf(v2('{enabled: false, certKeyPair: {name: mine}}')), []);
  });
});

function secretsOf(text: string): readonly string[] {
  return nameTable(tidb, resourceOf(text)).filter((line) => line.startsWith('refers Secret '));
}

function v1(spec: string): string {
  return `apiVersion: pingcap.com/v1alpha1\nkind: TidbCluster\nmetadata: {name: shop}\nspec:\n${spec}`;
}

function v2(mysql: string): string {
  const template = `{spec: {security: {tls: {mysql: ${mysql}}}}}`;
  return `apiVersion: core.pingcap.com/v1alpha1\nkind: TiDBGroup\nmetadata: {name: shop}\nspec:\n  cluster: {name: all}\n  template: ${template}\n`;
}

describe('references', () => {
  const namesOf = (kind: string, spec: string) =>
    nameTable(
      tidb,
      resourceOf(`apiVersion: pingcap.com/v1alpha1\nkind: ${kind}\nmetadata: {name: shop}\nspec:\n${spec}`),
    );

  test('of a TidbCluster: scripts, logins of registries, variables, volumes and classes of every component', () => {
    const spec = `  imagePullSecrets: [{name: registry}]
  cluster: {name: all, namespace: other}
  tidb:
    bootstrapSQLConfigMapName: script
    slowLogVolumeName: slow
    storageVolumes: [{name: slow, storageClassName: fast}]
    env: [{name: A, valueFrom: {secretKeyRef: {name: passwords, key: a}}}]
  tiflash: {storageClaims: [{storageClassName: large}]}
  ticdc: {tlsClientSecretNames: [sink], serviceAccount: changes}
`;
    assert.deepEqual(namesOf('TidbCluster', spec), [
      'refers TidbCluster.pingcap.com all @ spec.cluster.name ns other',
      'refers ConfigMap script @ spec.tidb.bootstrapSQLConfigMapName',
      'refers ConfigMap key bootstrap-sql @ spec.tidb.bootstrapSQLConfigMapName in ConfigMap:script fixed',
      'refers Secret registry @ spec.imagePullSecrets.0.name',
      'refers Secret passwords @ spec.tidb.env.0.valueFrom.secretKeyRef.name',
      'refers Secret key a @ spec.tidb.env.0.valueFrom.secretKeyRef.key in Secret:passwords',
      'refers StorageClass fast @ spec.tidb.storageVolumes.0.storageClassName fixed',
      'declares volume slow @ spec.tidb.storageVolumes.0.name in tidb/component:TidbCluster shop spec.tidb',
      'refers volume slow @ spec.tidb.slowLogVolumeName in tidb/component:TidbCluster shop spec.tidb optional',
      'refers StorageClass large @ spec.tiflash.storageClaims.0.storageClassName fixed',
      'refers ServiceAccount changes @ spec.ticdc.serviceAccount',
      'refers Secret sink @ spec.ticdc.tlsClientSecretNames.0',
    ]);
  });

  test('of a TidbInitializer: the cluster, passwords and SQL', () => {
    const spec =
      '  cluster: {name: shop}\n  passwordSecret: passwords\n  initSqlConfigMap: sql\n  tlsClientSecretName: tls\n';
    assert.deepEqual(namesOf('TidbInitializer', spec), [
      'refers TidbCluster.pingcap.com shop @ spec.cluster.name',
      'refers Secret passwords @ spec.passwordSecret',
      'refers ConfigMap sql @ spec.initSqlConfigMap',
      'refers ConfigMap key init-sql @ spec.initSqlConfigMap in ConfigMap:sql fixed',
      'refers Secret tls @ spec.tlsClientSecretName',
    ]);
  });

  test('of a TidbMonitor: clusters of both kinds, rules and passwords', () => {
    const spec = `  clusters: [{name: shop, namespace: databases}]
  dm: {clusters: [{name: migration}]}
  grafana: {passwordSecret: {name: grafana, key: password}, ingress: {hosts: [a], tls: [{secretName: tls}]}}
  prometheus: {config: {ruleConfigRef: {name: rules, namespace: monitoring}}}
`;
    assert.deepEqual(namesOf('TidbMonitor', spec), [
      'refers TidbCluster.pingcap.com shop @ spec.clusters.0.name ns databases',
      'refers DMCluster.pingcap.com migration @ spec.dm.clusters.0.name',
      'refers ConfigMap rules @ spec.prometheus.config.ruleConfigRef.name ns monitoring',
      'refers Secret tls @ spec.grafana.ingress.tls.0.secretName',
      'refers Secret grafana @ spec.grafana.passwordSecret.name',
      'refers Secret key password @ spec.grafana.passwordSecret.key in Secret:grafana',
    ]);
  });
});

describe('what the operator makes', () => {
  const madeOf = (kind: string, spec: string) =>
    derivedTable(
      tidb,
      resourceOf(`apiVersion: pingcap.com/v1alpha1\nkind: ${kind}\nmetadata: {name: shop}\nspec:\n${spec}`),
    );

  test('of a TidbCluster with a password at random', () => {
    assert.deepEqual(madeOf('TidbCluster', '  tidb: {service: {}, initializer: {createPassword: true}}\n'), [
      'Service shop-tidb < spec.tidb.service',
      'Service shop-tidb-peer < spec.tidb',
      'Service shop-discovery < metadata.name',
      'Secret shop-init (root) < spec.tidb.initializer.createPassword',
    ]);
  });

  test('of the kinds beside it', () => {
    assert.deepEqual(madeOf('TidbMonitor', '  prometheus: {}\n  grafana: {}\n  reloader: {}\n'), [
      'Service shop-prometheus < spec.prometheus',
      'Service shop-grafana < spec.grafana',
      'Service shop-monitor-reloader < spec.reloader',
    ]);
    assert.deepEqual(madeOf('TidbDashboard', '  clusters: []\n'), [
      'Service shop-tidb-dashboard-exposed < metadata.name',
    ]);
    assert.deepEqual(madeOf('TidbNGMonitoring', '  clusters: []\n'), ['Service shop-ng-monitoring < metadata.name']);
    assert.deepEqual(madeOf('DMCluster', '  master: {}\n  worker: {}\n'), [
      'Service shop-dm-master < spec.master',
      'Service shop-dm-master-peer < spec.master',
      'Service shop-dm-worker-peer < spec.worker',
      'Service shop-dm-discovery < metadata.name',
    ]);
  });
});
