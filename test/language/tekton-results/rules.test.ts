import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding, Resource } from '../../../schemas/contract/index.ts';
import { tektonResultsRules } from '../../../schemas/systems/tekton-results/rules.ts';
import { configOf, contextOf, resultOf, workspaceOf } from './support.ts';

const workspace = workspaceOf(
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: tekton-results-postgres\ndata: text\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: api\ndata:\n  ca.crt: pem\n',
  'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: api\nspec: []\n',
);

describe('rules', () => {
  test('find the same in a TektonResult and under spec.result of a TektonConfig', () => {
    const settings = `is_external_db: true
db_sslmode: verify_full
db_port: 5342
db_user: result
gcc_creds_secret_key: creds.json
logs_api: true
options:
  deployments:
    results-api:
      spec:
        replicas: 2`;
    const [result, config] = [resultOf(settings), configOf(settings)].map((resource) => [
      ...new Set(findingsOf(resource).map(({ message }) => message)),
    ]);
    assert.equal(result?.length, 7);
    assert.deepEqual(result, config);
  });

  test('say nothing about Results that is disabled', () => {
    assert.deepEqual(
      findingsOf(configOf('disabled: true\nis_external_db: true\ndb_sslmode: verify-full\nlogs_api: true')),
      [],
    );
  });
});

function findingsOf(resource: Resource): Finding[] {
  const context = contextOf(resource, workspace);
  return tektonResultsRules.flatMap((rule) => [...rule.check(context)]);
}
