import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDatabaseServices, withFields } from '../../client/session/databaseServices.ts';
import { externalDatabase } from '../../schemas/systems/tekton-results/externalDatabase.ts';
import { secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { standIn } from '../client/session/support.ts';
import { resourceOf } from '../support/names.ts';
import { accepts, actionOf, explains, explainsFailure, finds, offers, recipeOf } from './support.ts';

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

const encode = (text: string) => Buffer.from(text).toString('base64');
const serviceSecret = {
  metadata: { name: 'postgres-shop', namespace: 'data', labels: { 'middleware.instance/type': 'PostgreSQL' } },
  data: { host: encode('shop-rw'), port: encode('5433'), username: encode('app'), password: encode('a') },
};

const serviceOf = () =>
  findDatabaseServices(standIn({ objects: [[secrets, serviceSecret]] }).connection, externalDatabase.offers);

test('000-1 the database inside is for trying things out', () =>
  explains(`${head}  is_external_$0db: true\n`, /no backup/, /nothing else/));
test('000-2 PostgreSQL 12 at least', () => {
  explains(
    `${head}  is_external_$0db: true
`,
    /PostgreSQL 12/,
  );
  assert.equal(recipeOf(basic).access?.oldestServer, 12);
});
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
test('000-10 the Secret is written by a fix', () =>
  finds(basic.replace('  is_external_db', '  $0is_external_db'), 'names/unknown', /Add Secret/));
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
test('000-16 get tektonresults', () => assert.equal(recipeOf(basic).namespace, 'tekton-pipelines'));
test('000-17 the pods of the API', () =>
  assert.match(JSON.stringify(recipeOf(basic).companions), /tekton-results-api/));
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
test('000-31 authentication failed', () =>
  explainsFailure(Object.assign(new Error('no'), { code: '28P01' }), /password of result.*Secret/));
test('000-32 certificates', () =>
  explainsFailure(Object.assign(new Error('no'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), /self-signed.*authority/));
test('000-33 what the resource says of itself', () => {
  const status = 'status:\n  conditions:\n  - {type: Ready, status: "False", message: secret is missing}\n';
  const live = `${basic.replace('name: result', 'name: result\n  uid: a')}${status}`;
  assert.match(JSON.stringify(recipeOf(live).health), /secret is missing/);
});
test('000-34 the log of the API', () =>
  assert.match(
    JSON.stringify(recipeOf(basic).companions),
    /tekton-results-api.*tekton-results-watcher.*retention-policy/,
  ));
test('000-35 the Secret is looked for', () => assert.match(JSON.stringify(recipeOf(basic).needs), /POSTGRES_PASSWORD/));
test('000-36 5Gi', () => explains(`${head}  is_external_$0db: true\n`, /5Gi|5 GiB/));
test('000-37 database services are found by their label', async () => {
  const [service] = await serviceOf();
  assert.deepEqual([service?.namespace, service?.name], ['data', 'postgres-shop']);
});
test('000-38 what a service says goes into the resource', async () => {
  const [service] = await serviceOf();
  assert.ok(service);
  const { host, port } = service;
  const fields = externalDatabase.fields(resourceOf(basic), { host, port, database: 'tekton_results' });
  const changed = JSON.stringify(withFields({ spec: {} }, fields));
  assert.match(changed, /"db_host":"shop-rw\.data\.svc"/);
  assert.match(changed, /"db_port":5433.*"db_name":"tekton_results"/);
});
test('000-39 databases of the workspace as hosts', () => {
  finds(
    basic.replace('your-postgres-host.example.com', '$0tekton-results-api-service'),
    'tekton-results/db-host-of-results',
  );
  const database =
    'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-shop, namespace: shop}\nspec: {teamId: acid, databases: {tekton_results: a}, users: {a: []}}\n';
  offers(
    `${basic.replace('your-postgres-host.example.com', '$0')}  db_sslmode: require\n---\n${database}`,
    'acid-shop.shop.svc',
  );
});
