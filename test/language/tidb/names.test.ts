import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tidb } from '../../../schemas/systems/tidb/system.ts';
import { nameTable, resourceOf } from '../../support/names.ts';

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
