import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepts, actionOf, explains, finds, offers, recipeOf } from './support.ts';

/** 000: a page about the database of Tekton Results. */

const head = `apiVersion: operator.tekton.dev/v1alpha1
kind: TektonResult
metadata:
  name: result
spec:
`;
const basic = `${head}  targetNamespace: tekton-pipelines
  is_external_db: true
  db_host: your-postgres-host.example.com
  db_port: 5432
  db_name: tekton_results
`;
const secretHead = `apiVersion: v1
kind: Secret
type: Opaque
metadata:
  name: tekton-results-postgres
  namespace: tekton-pipelines
`;
const options = '  options:\n    deployments:\n';
const mountedIn = (workload: string, container: string) => `      ${workload}:
        spec:
          template:
            spec:
              containers:
              - name: ${container}
                volumeMounts:
                - mountPath: /etc/tls/db
                  name: postgredb-tls-ca
                  readOnly: true
              volumes:
              - configMap:
                  name: db-root-crt
                name: postgredb-tls-ca
`;

test('000-1 the database inside is for trying things out', () =>
  explains(`${head}  is_external_$0db: true\n`, /no backup/, /nothing else/));
test('000-2 PostgreSQL 12 at least', () =>
  explains(`${basic}  is_external_$0db: true\n`.replace('  is_external_db: true\n', ''), /PostgreSQL 12/));
test('000-3 the database has to exist', () => explains(basic.replace('db_name', 'db_$0name'), /exist/));
test('000-4 the database is empty', () => explains(basic.replace('db_name', 'db_$0name'), /empty/));
test('000-5 the user may make tables', () => explains(basic.replace('db_name', 'db_$0name'), /tables/));
test('000-6 CREATE DATABASE', () => explains(basic.replace('db_name', 'db_$0name'), /CREATE DATABASE/));
test('000-7 two parts', () =>
  offers(`${head}  is_external_db: true\n  $0\n`, 'db_host', 'db_port', 'db_name', 'db_sslmode', 'db_secret_name'));
test('000-8 the values of db_sslmode', () =>
  offers(`${basic}  db_sslmode: $0\n`, 'disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'));
test('000-9 the keys that the Secret has to have are offered inside of it', () => {
  offers(`${basic}---\n${secretHead}stringData:\n  $0\n`, 'POSTGRES_USER', 'POSTGRES_PASSWORD');
  offers(`${basic}---\n${secretHead}data:\n  POSTGRES_USER: cmVzdWx0\n  $0\n`, 'POSTGRES_PASSWORD');
});
test('000-11 a value that the manual left to fill in', () =>
  finds(`${secretHead}data:\n  POSTGRES_USER: $0<base64 encoded username>\n`, 'kubernetes/secret-value-unfilled'));
test('000-12 secret_name is the Secret for S3', () =>
  finds(`${basic}  $0secret_name: my-credentials\n`, 'tekton-results/secret-name-without-storage', /db_secret_name/));
test('000-13 a manifest without its indentation', () =>
  finds(
    'apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nmetadata:\nname: result\nspec:\n$0is_external_db: true\ndb_host: a.example.com\n',
    'schema/unknown-key',
    /./,
  ));
test('000-14 db_sslmode: allow', () => explains(`${basic}  db_sslmode: al$0low\n`, /nobody/));
test('000-15 all fields', () => offers(`${head}  $0\n`, 'logs_api', 'loki_stack_name', 'targetNamespace'));
test('000-16 get tektonresults', () => assert.ok(recipeOf(basic).health.length >= 0));
test('000-17 the pods of the API', () => assert.match(JSON.stringify(recipeOf(basic)), /tekton-results-api/));
test('000-18 SSL modes', () => {
  explains(`${basic}  db_sslmode: verify-$0ca\n`, /authority/);
  explains(`${basic}  db_sslmode: verify-f$0ull\n`, /host/);
});
test('000-19 verification needs the authority', () =>
  finds(`${basic}  db_sslmode: $0verify-full\n`, 'tekton-results/sslrootcert-missing', /./));
test('000-21 the authority mounted', () =>
  accepts(
    `${basic}  db_sslmode: verify-full\n  db_sslrootcert: $0/etc/tls/db/ca.crt\n${options}${mountedIn('tekton-results-api', 'api')}${mountedIn('tekton-results-retention-policy-agent', 'retention-policy-agent')}`,
  ));
test('000-22 the agent without the mount', () =>
  finds(
    `${basic}  db_sslmode: verify-full\n  db_sslrootcert: $0/etc/tls/db/ca.crt\n${options}${mountedIn('tekton-results-api', 'api')}`,
    'tekton-results/sslrootcert-not-mounted',
    /./,
  ));
test('000-23 path and mount belong together', () =>
  finds(
    `${basic}  db_sslmode: verify-full\n  db_sslrootcert: $0/etc/tls/other/ca.crt\n${options}${mountedIn('tekton-results-api', 'api')}${mountedIn('tekton-results-retention-policy-agent', 'retention-policy-agent')}`,
    'tekton-results/sslrootcert-not-mounted',
    /./,
  ));
test('000-24 what is read at the start', () => assert.ok(recipeOf(basic).readAtStart?.includes('spec.db_sslmode')));
test('000-25 restart of the API', () =>
  assert.match(JSON.stringify(recipeOf(basic).actions.map(({ id }) => id)), /api/));
test('000-26 restart of the agent', () =>
  assert.match(JSON.stringify(recipeOf(basic).actions.map(({ id }) => id)), /agent|retention/));
test('000-27 replace --force', () => assert.match(JSON.stringify(actionOf(basic, 'recreate').steps), /recreate/));
test('000-28 pods start anew', () => {
  for (const action of recipeOf(basic).actions.filter(({ id }) => id.includes('restart')))
    assert.equal(action.until?.({ now: new Date(), primary: '', chosen: '' }).kind, 'pods-renewed');
});
test('000-29 db_sslmode may ask for recreation', () => assert.match(actionOf(basic, 'recreate').said, /db_sslmode/));
test('000-35 the Secret is looked for', () => assert.match(JSON.stringify(recipeOf(basic).needs), /POSTGRES_PASSWORD/));
test('000-36 5Gi', () => explains(`${head}  is_external_$0db: true\n`, /5Gi|5 GiB/));
