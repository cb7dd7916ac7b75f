import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tektonResults } from '../../../schemas/systems/tekton-results/system.ts';
import { nameTable, resourceOf } from '../../support/names.ts';
import { configOf, resultOf } from './support.ts';

describe('names of a TektonResult', () => {
  test('the Secret of the database and its keys, in the target namespace', () => {
    assert.deepEqual(
      result(
        'is_external_db: true\ndb_secret_name: shop-db\ndb_secret_user_key: user\ndb_secret_password_key: password',
      ),
      [
        'refers Secret shop-db @ spec.db_secret_name ns tekton-pipelines',
        'refers Secret key user @ spec.db_secret_user_key in tekton-pipelines/Secret:shop-db optional',
        'refers Secret key password @ spec.db_secret_password_key in tekton-pipelines/Secret:shop-db optional',
      ],
    );
    assert.deepEqual(result('db_secret_user_key: user'), []);
  });

  test('the host of the database as a Service', () => {
    const host = (text: string) => result(`db_host: ${text}`);
    assert.deepEqual(host('shop-rw.data.svc.cluster.local'), ['refers Service shop-rw @ spec.db_host ns data part']);
    assert.deepEqual(host('"shop-rw.data.svc"'), ['refers Service shop-rw @ spec.db_host ns data part']);
    assert.deepEqual(host('shop-0.shop.data.svc'), ['refers Service shop @ spec.db_host ns data part']);
    assert.deepEqual(host('shop.data'), ['refers Service shop @ spec.db_host ns data part optional']);
    assert.deepEqual(host('shop'), ['refers Service shop @ spec.db_host ns tekton-pipelines part optional']);
    for (const other of [
      'localhost',
      '10.0.0.1',
      'db.shop.example.com',
      'a:5432',
      'postgres://a.b.svc',
      '$(HOST).b.svc',
      'a.svc',
      'b.c.d.e.svc',
    ]) {
      assert.deepEqual(host(`"${other}"`), [], other);
    }
  });

  test('logs: claim, Secrets, LokiStack', () => {
    const spec =
      'secret_name: s3\ngcs_creds_secret_name: gcs\ngcs_creds_secret_key: creds.json\nlogging_pvc_name: logs\nloki_stack_name: loki\nloki_stack_namespace: openshift-logging';
    assert.deepEqual(result(spec), [
      'refers Secret s3 @ spec.secret_name ns tekton-pipelines',
      'refers Secret gcs @ spec.gcs_creds_secret_name ns tekton-pipelines',
      'refers Secret key creds.json @ spec.gcs_creds_secret_key in tekton-pipelines/Secret:gcs',
      'refers PersistentVolumeClaim logs @ spec.logging_pvc_name ns tekton-pipelines',
      'refers LokiStack.loki.grafana.com loki @ spec.loki_stack_name ns openshift-logging',
    ]);
  });

  test('pod templates of the options, unless they are switched off or merged into nothing', () => {
    const options = (workload: string, disabled = false) => `options:
  disabled: ${String(disabled)}
  deployments:
    ${workload}:
      spec:
        template:
          spec:
            containers:
            - name: api
              volumeMounts: [{ name: db-ca, mountPath: /etc/tls/db }]
            volumes:
            - name: db-ca
              configMap: { name: db-root-ca, items: [{ key: ca.crt, path: ca.crt }] }`;
    const scope = 'in tekton-pipelines/Deployment:tekton-results-api';
    const path = 'spec.options.deployments.tekton-results-api.spec.template.spec';
    assert.deepEqual(result(options('tekton-results-api')), [
      `declares container api @ ${path}.containers.0.name ${scope}`,
      `refers volume db-ca @ ${path}.containers.0.volumeMounts.0.name ${scope} optional`,
      `declares volume db-ca @ ${path}.volumes.0.name ${scope}`,
      `refers ConfigMap db-root-ca @ ${path}.volumes.0.configMap.name ns tekton-pipelines`,
      `refers ConfigMap key ca.crt @ ${path}.volumes.0.configMap.items.0.key in tekton-pipelines/ConfigMap:db-root-ca`,
    ]);
    assert.deepEqual(result(options('results-api')), []);
    assert.deepEqual(result(options('tekton-results-api', true)), []);
  });
});

test('a TektonConfig names the same things below result', () => {
  assert.deepEqual(nameTable(tektonResults, configOf('logging_pvc_name: logs')), [
    'refers PersistentVolumeClaim logs @ spec.result.logging_pvc_name ns openshift-pipelines',
  ]);
  assert.deepEqual(nameTable(tektonResults, configOf('disabled: true\nlogging_pvc_name: logs')), []);
});

test('a target namespace that is not written is left open', () => {
  const text =
    'apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nmetadata: { name: result }\nspec: { logging_pvc_name: logs }\n';
  assert.deepEqual(nameTable(tektonResults, resourceOf(text)), [
    'refers PersistentVolumeClaim logs @ spec.logging_pvc_name ns *',
  ]);
});

function result(spec: string): string[] {
  return nameTable(tektonResults, resultOf(spec));
}
