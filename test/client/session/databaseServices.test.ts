import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { ClusterError, isClusterError } from '../../../client/cluster/errors.ts';
import { makeTarget } from '../../../client/session/resolveTarget.ts';
import {
  credentialsSecretOf,
  findDatabaseServices,
  planSecret,
  problemOfDatabaseName,
  withFields,
  writeSecret,
} from '../../../client/session/databaseServices.ts';
import type { CredentialsSecret, DatabaseService } from '../../../client/session/databaseServices.ts';
import { resourceFromJson } from '../../../client/session/jsonResource.ts';
import { externalDatabase } from '../../../schemas/systems/tekton-results/externalDatabase.ts';
import { secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { standIn, toyTarget } from './support.ts';
import type { StandIn } from './support.ts';

const { offers } = externalDatabase;
const encode = (text: string): string => Buffer.from(text).toString('base64');

function serviceSecret(
  values: Readonly<Record<string, string>>,
  name = 'postgres-shop',
  namespace = 'data',
): KubernetesObject {
  const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, encode(value)]));
  return { metadata: { name, namespace, labels: offers }, data };
}

const usual = { host: 'shop-rw', port: '5433', username: 'app', password: 'open sesame' };
const wanted: CredentialsSecret = {
  ...{ namespace: 'tekton-pipelines', name: 'tekton-results-postgres' },
  ...{ userKey: 'POSTGRES_USER', passwordKey: 'POSTGRES_PASSWORD' },
};

async function serviceOf(values: Readonly<Record<string, string>>): Promise<DatabaseService> {
  const cluster = standIn({ objects: [[secrets, serviceSecret(values)]] });
  const [service] = await findDatabaseServices(cluster.connection, offers);
  return service!;
}

suite('database services', () => {
  test('by label, in every namespace, without their credentials', async () => {
    const cluster = standIn();
    cluster.put(secrets, serviceSecret(usual));
    cluster.put(secrets, serviceSecret({ ...usual, host: 'a' }, 'postgres-a', 'apps'));
    cluster.put(secrets, { metadata: { name: 'other', namespace: 'data' }, data: { host: encode('x') } });
    const found = await findDatabaseServices(cluster.connection, offers);
    assert.deepEqual(
      found.map(({ namespace, name, host, port }) => [namespace, name, host, port]),
      [
        ['apps', 'postgres-a', 'a.apps.svc', 5433],
        ['data', 'postgres-shop', 'shop-rw.data.svc', 5433],
      ],
    );
    assert.ok(!JSON.stringify(found).includes(encode(usual.password)) && !JSON.stringify(found).includes('sesame'));
  });

  test('in the namespace of the context where more is forbidden', async () => {
    const cluster = standIn({ namespace: 'data' });
    cluster.put(secrets, serviceSecret(usual));
    cluster.put(secrets, serviceSecret(usual, 'postgres-a', 'apps'));
    const list = cluster.connection.list.bind(cluster.connection);
    cluster.connection.list = (type, query = {}) =>
      query.everyNamespace
        ? Promise.reject(new ClusterError('forbidden', say`You may not.`, say`Ask.`))
        : list(type, query);
    assert.deepEqual(
      (await findDatabaseServices(cluster.connection, offers)).map(({ namespace }) => namespace),
      ['data'],
    );
  });

  for (const [host, port, expected] of [
    ['shop', '5432', 'shop.data.svc:5432'],
    ['shop.other', '5432', 'shop.other:5432'],
    ['shop.other.svc.cluster.local', '', 'shop.other.svc.cluster.local:5432'],
    ['10.0.0.1', '6432', '10.0.0.1:6432'],
    ['fd00::1', '6432', 'fd00::1:6432'],
    ['db.example.com\n', '6432\n', 'db.example.com:6432'],
    ['shop:6000', '', 'shop.data.svc:6000'],
    ['shop:6000', '6001', 'shop.data.svc:6001'],
    ['localhost', 'none', 'localhost:5432'],
    ['shop', '70000', 'shop.data.svc:5432'],
  ] as const)
    test(`host ${JSON.stringify(host)}, port ${JSON.stringify(port)}`, async () => {
      const service = await serviceOf({ ...usual, host, port });
      assert.equal(`${service.host}:${String(service.port)}`, expected);
    });

  test('keys in capitals; what is missing', async () => {
    assert.deepEqual((await serviceOf({ HOST: 'h', PORT: '1', USERNAME: 'u', PASSWORD: 'p' })).missing, []);
    assert.deepEqual((await serviceOf({ user: 'u', password: '' })).missing, ['host', 'password']);
  });
});

suite('the Secret', () => {
  async function prepared(existing?: KubernetesObject): Promise<{ cluster: StandIn; service: DatabaseService }> {
    const cluster = standIn({ objects: [[secrets, serviceSecret(usual)]] });
    if (existing) cluster.put(secrets, existing);
    const [service] = await findDatabaseServices(cluster.connection, offers);
    return { cluster, service: service! };
  }
  const existing = (data: Readonly<Record<string, string>>): KubernetesObject => ({
    metadata: { name: wanted.name, namespace: wanted.namespace },
    data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, encode(value)])),
  });
  const full = { POSTGRES_USER: encode('app'), POSTGRES_PASSWORD: encode('open sesame') };

  test('is made where there is none', async () => {
    const { cluster, service } = await prepared();
    const plan = await planSecret(cluster.connection, service, wanted);
    assert.deepEqual(plan, { secret: wanted, changes: [], warnings: [] });
    await writeSecret(cluster.connection, { service, plan });
    const made = cluster.get(secrets, wanted.name, wanted.namespace);
    assert.deepEqual([made?.['type'], made?.['data']], ['Opaque', full]);
  });

  test('planning changes nothing and tells no values', async () => {
    const { cluster, service } = await prepared(
      existing({ POSTGRES_USER: 'app', POSTGRES_PASSWORD: 'old', other: 'x' }),
    );
    const plan = await planSecret(cluster.connection, service, wanted);
    assert.deepEqual(plan.changes, [{ key: 'POSTGRES_PASSWORD', change: 'changed' }]);
    assert.doesNotMatch(JSON.stringify(plan), /sesame|old/);
    assert.ok(cluster.calls.every((call) => /^(?:get|list) /.test(call)));
  });

  test('that exists keeps its other keys', async () => {
    const { cluster, service } = await prepared(existing({ other: 'x' }));
    const plan = await planSecret(cluster.connection, service, wanted);
    assert.deepEqual(
      plan.changes.map(({ change }) => change),
      ['added', 'added'],
    );
    await writeSecret(cluster.connection, { service, plan });
    assert.deepEqual(cluster.get(secrets, wanted.name, wanted.namespace)?.['data'], { other: encode('x'), ...full });
  });

  test('that is as it should be needs nothing', async () => {
    const { cluster, service } = await prepared(existing({ POSTGRES_USER: 'app', POSTGRES_PASSWORD: 'open sesame' }));
    const plan = await planSecret(cluster.connection, service, wanted);
    assert.deepEqual([plan.existing?.object.name, plan.changes], [wanted.name, []]);
  });

  for (const [title, meanwhile] of [
    ['that somebody has changed since', (cluster: StandIn) => cluster.put(secrets, existing({ other: 'y' }))],
    [
      'that somebody has made anew since',
      (cluster: StandIn) => {
        cluster.remove(secrets, wanted.name, wanted.namespace);
        cluster.put(secrets, existing({ other: 'y' }));
      },
    ],
  ] as const)
    test(`${title} is left alone`, async () => {
      const { cluster, service } = await prepared(existing({ other: 'x' }));
      const plan = await planSecret(cluster.connection, service, wanted);
      meanwhile(cluster);
      await assert.rejects(writeSecret(cluster.connection, { service, plan }), (error) =>
        isClusterError(error, 'changed'),
      );
      assert.deepEqual(cluster.get(secrets, wanted.name, wanted.namespace)?.['data'], { other: encode('y') });
    });

  test('that somebody has made since is left alone', async () => {
    const { cluster, service } = await prepared();
    const plan = await planSecret(cluster.connection, service, wanted);
    cluster.put(secrets, existing({ other: 'y' }));
    await assert.rejects(writeSecret(cluster.connection, { service, plan }), (error) =>
      isClusterError(error, 'refused'),
    );
  });

  test('a line break is kept and warned of', async () => {
    const cluster = standIn({ objects: [[secrets, serviceSecret({ ...usual, password: 'open sesame\n' })]] });
    const [service] = await findDatabaseServices(cluster.connection, offers);
    const plan = await planSecret(cluster.connection, service!, wanted);
    assert.equal(plan.warnings.length, 1);
    assert.match(plan.warnings.join(), /^POSTGRES_PASSWORD ends with a line break in Secret data\/postgres-shop/);
    await writeSecret(cluster.connection, { service: service!, plan });
    const made = cluster.get(secrets, wanted.name, wanted.namespace)?.['data'] as Record<string, string>;
    assert.equal(made['POSTGRES_PASSWORD'], encode('open sesame\n'));
  });

  test('the source is gone, or lacks a key', async () => {
    const { cluster, service } = await prepared();
    cluster.put(secrets, serviceSecret({ host: 'h', username: 'u' }));
    await assert.rejects(planSecret(cluster.connection, service, wanted), (error) => {
      assert.ok(isClusterError(error, 'missing-key'));
      assert.match(error.message, /it has host, username/);
      return true;
    });
    cluster.remove(secrets, 'postgres-shop', 'data');
    await assert.rejects(planSecret(cluster.connection, service, wanted), (error) =>
      isClusterError(error, 'missing-secret'),
    );
  });
});

suite('the manifest', () => {
  const service: DatabaseService = { namespace: 'data', name: 's', host: 'shop.data.svc', port: 5433, missing: [] };
  const result = (spec: unknown): unknown => ({
    ...{ apiVersion: 'operator.tekton.dev/v1alpha1', kind: 'TektonResult' },
    ...{ metadata: { name: 'result' }, spec },
  });
  const config = (spec: unknown): unknown => ({
    ...(result(spec) as object),
    kind: 'TektonConfig',
    metadata: { name: 'config' },
  });

  const withDatabase = (value: unknown): unknown =>
    withFields(value, externalDatabase.fields(resourceFromJson(value), { ...service, database: 'tr' }));

  test('gets the fields of an external database and keeps the rest', () => {
    assert.deepEqual(
      withDatabase(result({ targetNamespace: 'ci', db_host: 'old' })),
      result({ targetNamespace: 'ci', db_host: 'shop.data.svc', is_external_db: true, db_port: 5433, db_name: 'tr' }),
    );
    const place = { host: 'h', port: 1, database: 'tr' };
    const fields = externalDatabase.fields(resourceFromJson(config({})), place).map(({ path }) => path.slice(0, 2));
    assert.ok(fields.every(([spec, part]) => spec === 'spec' && part === 'result'));
  });

  for (const [title, value, expected] of [
    ['nothing written', result({}), { namespace: 'tekton-pipelines', name: 'tekton-results-postgres' }],
    ['another namespace', result({ targetNamespace: 'ci' }), { namespace: 'ci', name: 'tekton-results-postgres' }],
    ['a Secret of its own', result({ db_secret_name: 'mine' }), { namespace: 'tekton-pipelines', name: 'mine' }],
    [
      'keys of its own',
      result({ db_secret_name: 'mine', db_secret_user_key: 'u', db_secret_password_key: 'p' }),
      { name: 'mine', userKey: 'u', passwordKey: 'p' },
    ],
    ['a TektonConfig', config({ result: {} }), { namespace: 'tekton-pipelines', name: 'tekton-results-postgres' }],
  ] as const)
    test(`the Secret that it will read: ${title}`, () => {
      const target = makeTarget(standIn().connection, withDatabase(value));
      const secret = credentialsSecretOf(target!);
      assert.deepEqual({ ...secret, ...expected }, secret);
    });

  test('what reads no Secret', () => {
    assert.throws(
      () => credentialsSecretOf(toyTarget(standIn().connection)),
      (error) => isClusterError(error, 'missing-secret'),
    );
  });

  test('names of databases', () => {
    for (const good of ['tekton_results', 'tekton-results', 'Ä'.repeat(31)])
      assert.equal(problemOfDatabaseName(good), undefined, good);
    for (const bad of ['', 'a b', 'a"b', "a'b", 'a/b', 'a'.repeat(64), 'Ä'.repeat(32)])
      assert.notEqual(problemOfDatabaseName(bad), undefined, bad);
  });
});
