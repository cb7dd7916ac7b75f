import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { backupDraft } from '../../../schemas/systems/tidb/backupDraft.ts';
import { tidb } from '../../../schemas/systems/tidb/system.ts';
import { nameTable, resourceOf } from '../../support/names.ts';

function manifest(apiVersion: string, kind: string, spec: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: shop, namespace: db}\nspec: ${spec}\n`;
}

const v1 = 'pingcap.com/v1alpha1';
const br = 'br.pingcap.com/v1alpha1';
const core = 'core.pingcap.com/v1alpha1';
const names = (text: string) => nameTable(tidb, resourceOf(text));

describe('names in backups', () => {
  test('logins, certificates, accounts and volumes of a job', () => {
    const spec =
      '{from: {secretName: root, tlsClientSecretName: tls}, gcs: {secretName: gcs}, serviceAccount: runner, imagePullSecrets: [{name: pull}], ' +
      'env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}], additionalVolumes: [{name: v, persistentVolumeClaim: {claimName: claim}}], storageClassName: fast}';
    assert.deepEqual(names(manifest(v1, 'Backup', spec)), [
      'refers Secret gcs @ spec.gcs.secretName',
      'refers Secret root @ spec.from.secretName',
      'refers Secret tls @ spec.from.tlsClientSecretName',
      'refers ServiceAccount runner @ spec.serviceAccount',
      'refers Secret pull @ spec.imagePullSecrets.0.name',
      'refers ConfigMap settings @ spec.env.0.valueFrom.configMapKeyRef.name',
      'refers ConfigMap key a @ spec.env.0.valueFrom.configMapKeyRef.key in ConfigMap:settings',
      'refers PersistentVolumeClaim claim @ spec.additionalVolumes.0.persistentVolumeClaim.claimName',
      'refers StorageClass fast @ spec.storageClassName fixed',
    ]);
  });

  test('each template of a schedule, and both places of a restore', () => {
    const template = '{br: {cluster: shop}, s3: {secretName: keys}}';
    const schedule = `{backupTemplate: ${template}, logBackupTemplate: ${template}, compactBackupTemplate: ${template}}`;
    assert.equal(names(manifest(v1, 'BackupSchedule', schedule)).length, 6);
    const restore =
      '{br: {cluster: shop}, s3: {secretName: a}, pitrFullBackupStorageProvider: {azblob: {secretName: b}}}';
    assert.deepEqual(names(manifest(br, 'Restore', restore)), [
      'refers Cluster.core.pingcap.com shop @ spec.br.cluster',
      'refers Secret a @ spec.s3.secretName',
      'refers Secret b @ spec.pitrFullBackupStorageProvider.azblob.secretName',
    ]);
  });
});

describe('names in groups', () => {
  test('certificates, and objects in what is laid over pods', () => {
    const spec =
      '{cluster: {name: all}, template: {spec: {security: {tls: {cluster: {ca: {name: c}, certKeyPair: {name: c}}, backend: {certKeyPair: {name: d}}}}, ' +
      'overlay: {pod: {spec: {volumes: [{name: v, secret: {secretName: e}}]}}}}}}';
    assert.deepEqual(names(manifest(core, 'TiProxyGroup', spec)), [
      'refers Cluster.core.pingcap.com all @ spec.cluster.name fixed',
      'refers Secret c @ spec.template.spec.security.tls.cluster.ca.name',
      'refers Secret d @ spec.template.spec.security.tls.backend.certKeyPair.name',
      'refers Secret e @ spec.template.spec.overlay.pod.spec.volumes.0.secret.secretName',
    ]);
  });

  test('other groups', () => {
    assert.deepEqual(names(manifest(core, 'DMWorkerGroup', '{dmGroupRef: {name: dm}}')), [
      'refers DMGroup.core.pingcap.com dm @ spec.dmGroupRef.name',
    ]);
    const workers = '{template: {spec: {remoteWorkers: {worker: {name: w}}}}}';
    assert.deepEqual(names(manifest(core, 'TiKVGroup', workers)), [
      'refers TiKVWorkerGroup.core.pingcap.com w @ spec.template.spec.remoteWorkers.worker.name',
    ]);
    assert.deepEqual(names(manifest(core, 'PlacementPolicy', '{groupRefs: [{name: kv}]}')), [
      'refers TiKVGroup.core.pingcap.com kv @ spec.groupRefs.0.name',
    ]);
  });

  test('of a Cluster with TLS: the Secret by which the operator is known', () => {
    assert.deepEqual(names(manifest(core, 'Cluster', '{tlsCluster: {enabled: true}}')), [
      'refers Secret shop-cluster-client-secret @ spec.tlsCluster.enabled optional fixed',
    ]);
    const named = '{tlsCluster: {enabled: true}, security: {tls: {client: {certKeyPair: {name: mine}}}}}';
    assert.deepEqual(names(manifest(core, 'Cluster', named)), [
      'refers Secret mine @ spec.security.tls.client.certKeyPair.name',
    ]);
  });
});

describe('drafts of what is missing', () => {
  const keysOf = (text: string, name: string, type = 'Secret') => {
    const draft = backupDraft({ type, name, namespace: 'db', keys: [], by: resourceOf(text) });
    const { stringData, data, kind } = draft?.value ?? {};
    return draft && [kind, ...Object.keys((stringData ?? data ?? {}) as object)];
  };

  test('Secrets have the keys that the operators ask for', () => {
    const backup = manifest(v1, 'Backup', '{s3: {secretName: a}, from: {secretName: b}, azblob: {secretName: c}}');
    assert.deepEqual(keysOf(backup, 'a'), ['Secret', 'access_key', 'secret_key']);
    assert.deepEqual(keysOf(backup, 'b'), ['Secret', 'password']);
    assert.deepEqual(keysOf(backup, 'c'), ['Secret', 'AZURE_STORAGE_ACCOUNT', 'AZURE_STORAGE_KEY']);
    assert.equal(keysOf(backup, 'z'), undefined);
  });

  test('a cluster, and the SQL that it begins with', () => {
    const group = manifest(core, 'PDGroup', '{cluster: {name: all}}');
    assert.deepEqual(keysOf(group, 'all', 'Cluster.core.pingcap.com'), ['Cluster']);
    const cluster = manifest(core, 'Cluster', '{bootstrapSQL: {name: init}}');
    assert.deepEqual(keysOf(cluster, 'init', 'ConfigMap'), ['ConfigMap', 'bootstrap-sql']);
  });
});
