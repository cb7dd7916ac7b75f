import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ManifestPath, Resource } from '../../../schemas/contract/index.ts';
import { tektonResultsLanguage } from '../../../schemas/systems/tekton-results/language.ts';
import { configOf, contextOf, resultOf, workspaceOf } from './support.ts';
import { writtenText } from '../../support/writtenText.ts';

const secret = (name: string, ...keys: string[]) =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n  namespace: tekton-pipelines\ndata:\n${keys.map((key) => `  ${key}: cmVzdWx0\n`).join('')}`;
const workspace = workspaceOf(
  secret('shop-db', 'POSTGRES_USER', 'POSTGRES_PASSWORD'),
  secret('s3', 'S3_REGION'),
  secret('custom', 'user', 'password'),
  'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: tekton-logs\nspec:\n  accessModes: [ReadWriteMany]\n',
);
const wired = resultOf(`options:
  deployments:
    tekton-results-api:
      spec:
        template:
          spec:
            containers:
              - name: api
                volumeMounts:
                  - name: db-ca
                    mountPath: /etc/tls/db
            volumes:
              - name: db-ca
                configMap:
                  name: roots
                  items:
                    - key: root
                      path: ca.crt`);
const pod: ManifestPath = ['spec', 'options', 'deployments', 'tekton-results-api', 'spec', 'template', 'spec'];

describe('suggestions', () => {
  test('Secrets of the workspace with credentials, and the one that is used anyway', () => {
    const plain = resultOf('is_external_db: true');
    assert.deepEqual(offered('tekton-database-secret', plain), ['shop-db', 'tekton-results-postgres']);
  });

  test('keys of the Secret that is named', () => {
    const custom = resultOf('db_secret_name: custom');
    assert.deepEqual(offered('tekton-database-secret-key', custom), ['user', 'password']);
    const unknown = resultOf('db_secret_name: unknown');
    assert.deepEqual(offered('tekton-database-secret-key', unknown, ['spec', 'db_secret_user_key']), ['POSTGRES_USER']);
  });

  test('volume claims, containers, volumes and certificates', () => {
    assert.deepEqual(offered('tekton-volume-claim', wired), ['tekton-logs']);
    assert.deepEqual(offered('tekton-container', wired, [...pod, 'containers', 0, 'name']), ['api']);
    assert.deepEqual(offered('tekton-volume', wired, [...pod, 'containers', 0, 'volumeMounts', 0, 'name']), [
      'db-ca',
      'config',
      'tls',
    ]);
    assert.deepEqual(offered('tekton-ca-path', wired), ['/etc/tls/db/ca.crt']);
    assert.deepEqual(offered('tekton-ca-path', resultOf('log_level: info')), ['/etc/tls/db/ca.crt']);
  });

  test('no name is offered twice', () => {
    for (const name of Object.keys(tektonResultsLanguage.vocabulary?.suggest ?? {})) {
      const values = offered(name, wired);
      assert.equal(new Set(values).size, values.length, name);
    }
  });
});

describe('describe', () => {
  test('says which database the API will use', () => {
    assert.equal(
      described(resultOf('db_name: shop'), ['spec', 'is_external_db']),
      'The API connects to `tekton-results-postgres-service.tekton-pipelines.svc.cluster.local`, port 5432, database `shop`.',
    );
    assert.equal(
      described(configOf('is_external_db: true\ndb_host: pg.example.com\ndb_port: 6432'), [
        'spec',
        'result',
        'db_host',
      ]),
      'The API connects to `pg.example.com`, port 6432, database `tekton-results`.',
    );
  });

  test('says where user and password come from', () => {
    assert.equal(
      described(resultOf('db_secret_name: shop-db\ndb_secret_user_key: user'), ['spec', 'db_secret_name']),
      'User from key `user`, password from key `POSTGRES_PASSWORD` of Secret `shop-db` in namespace `tekton-pipelines`.',
    );
  });

  test('has nothing to add to other fields', () => {
    assert.equal(described(resultOf('db_port: 5432'), ['spec', 'db_port']), undefined);
    assert.equal(described(wired, [...pod, 'volumes', 0, 'name']), undefined);
  });
});

function offered(name: string, resource: Resource, path: ManifestPath = ['spec', 'field']): unknown[] {
  const suggest = tektonResultsLanguage.vocabulary?.suggest?.[name];
  assert.ok(suggest, name);
  return [...suggest({ resource, node: resource.root.at(...path), version: undefined, workspace })].map(
    ({ value }) => value,
  );
}

function described(resource: Resource, path: ManifestPath): string | undefined {
  return writtenText(tektonResultsLanguage.describe?.(resource.root.at(...path), contextOf(resource, workspace)));
}
