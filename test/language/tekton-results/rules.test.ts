import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Finding, Resource } from '../../../schemas/contract/index.ts';
import { tektonResultsRules } from '../../../schemas/systems/tekton-results/rules.ts';
import { configOf, contextOf, resultOf, workspaceOf } from './support.ts';
import { randomSpecs } from '../../support/randomSpecs.ts';

const names = [
  'api',
  'tls',
  'config',
  'db-ca',
  'tekton-results-api',
  'tekton-results-postgres',
  '/etc/tls/db',
  '${X}',
  '',
];
const keys = [
  'is_external_db',
  'db_host',
  'db_port',
  'db_sslmode',
  'db_sslrootcert',
  'db_secret_name',
  'db_secret_user_key',
  'secret_name',
  'logs_api',
  'logs_type',
  'logs_path',
  'logging_pvc_name',
  'gcs_creds_secret_name',
  'loki_stack_name',
  'options',
  'disabled',
  'deployments',
  'statefulSets',
  'configMaps',
  'tekton-results-api',
  'tekton-results-watcher',
  'tekton-results-retention-policy-agent',
  'tekton-results-api-config',
  'data',
  'config',
  'spec',
  'template',
  'strategy',
  'replicas',
  'containers',
  'initContainers',
  'name',
  'image',
  'env',
  'value',
  'volumeMounts',
  'mountPath',
  'subPath',
  'volumes',
  'configMap',
  'secret',
  'secretName',
  'projected',
  'sources',
  'items',
  'key',
  'path',
  'performance',
  'statefulset-ordinals',
];

const value = randomSpecs(names, keys);

const workspace = workspaceOf(
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: tekton-results-postgres\ndata: text\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: api\ndata:\n  ca.crt: pem\n',
  'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: api\nspec: []\n',
);

describe('rules', () => {
  test('never throw, whatever stands in the manifest, and each of their fixes changes something', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 8 }), (settings) => {
        const text = stringify(settings);
        for (const resource of [resultOf(text), configOf(text)]) {
          for (const finding of findingsOf(resource)) {
            assert.ok(finding.message.length > 20);
            for (const fix of finding.fixes ?? []) assert.ok(fix.edits.length > 0 && fix.title !== '', finding.message);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

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

  test('have messages of one sentence that ends with a full stop', () => {
    const broken = resultOf(
      'is_external_db: true\ndb_host: h:1\ndb_sslmode: x\ndb_port: 0\nsecret_name: A_b\nlogs_api: true',
    );
    const messages = findingsOf(broken).map(({ message }) => message);
    assert.ok(messages.length >= 5);
    for (const message of messages) assert.match(message, /^[A-Z`"][^\n]{20,240}\.$/);
  });
});

function findingsOf(resource: Resource): Finding[] {
  const context = contextOf(resource, workspace);
  return tektonResultsRules.flatMap((rule) => [...rule.check(context)]);
}
