import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Resource } from '../../../schemas/contract/index.ts';
import { tektonResults } from '../../../schemas/systems/tekton-results/system.ts';
import { configOf, resourceOf, resultOf } from './support.ts';

const always = [
  'ConfigMap tekton-pipelines/tekton-results-api-config (config)',
  'Secret tekton-pipelines/tekton-results-tls (tls.crt, tls.key)',
  'Service tekton-pipelines/tekton-results-api-service',
  'Service tekton-pipelines/tekton-results-watcher',
];
const database = [
  'ConfigMap tekton-pipelines/tekton-results-postgres (POSTGRES_DB)',
  'Service tekton-pipelines/tekton-results-postgres-service',
  'Volume tekton-pipelines/postgredb-tekton-results-postgres-0',
  'Pod tekton-pipelines/tekton-results-postgres-0',
];

describe('derive', () => {
  test('with the internal database: its Secret, Service and volume', () => {
    const secret = 'Secret tekton-pipelines/tekton-results-postgres (POSTGRES_USER, POSTGRES_PASSWORD)';
    assert.deepEqual(list(resultOf('is_external_db: false')), [secret, ...database, ...always]);
    assert.deepEqual(list(resultOf('log_level: info')), [secret, ...database, ...always]);
  });

  test('with db_secret_name the operator makes no Secret for the internal database', () => {
    assert.deepEqual(list(resultOf('db_secret_name: shop-db')), [...database, ...always]);
  });

  test('with an external database nothing of a database', () => {
    assert.deepEqual(list(resultOf('is_external_db: true')), always);
  });

  test('ConfigMaps under options, unless options are switched off', () => {
    const options = (disabled: boolean) =>
      `is_external_db: true\noptions:\n  disabled: ${String(disabled)}\n  configMaps:\n    db-root-crt:\n      data:\n        ca.crt: pem`;
    assert.deepEqual(list(resultOf(options(false))), [...always, 'ConfigMap tekton-pipelines/db-root-crt (ca.crt)']);
    assert.deepEqual(list(resultOf(options(true))), always);
  });

  test('of a TektonConfig, in its namespace; nothing if Results is disabled or not mentioned', () => {
    const derived = list(configOf('is_external_db: true'));
    assert.deepEqual(
      derived,
      always.map((line) => line.replace('tekton-pipelines', 'openshift-pipelines')),
    );
    assert.deepEqual(list(configOf('disabled: true')), []);
    assert.deepEqual(
      list(resourceOf('apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonConfig\nmetadata:\n  name: config\n')),
      [],
    );
  });
});

function list(resource: Resource): string[] {
  return [...tektonResults.derive(resource)].map(
    ({ type, name, namespace, keys }) => `${type} ${namespace ?? ''}/${name}${keys ? ` (${keys.join(', ')})` : ''}`,
  );
}
