import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cloudnativePg } from '../../../schemas/systems/cloudnative-pg/system.ts';
import { derivedTable, manifestOf } from '../../support/names.ts';

const credentials = 'username, user, password, dbname, host, port, pgpass, uri, jdbc-uri, fqdn-uri, fqdn-jdbc-uri';

describe('derive of a Cluster', () => {
  test('nothing but instances: database and owner are called app', () => {
    assert.deepEqual(cluster('instances: 3'), [
      `Secret shop-app (${credentials}) < metadata.name`,
      'Secret shop-ca (ca.crt, ca.key) < metadata.name',
      'Secret shop-server (tls.crt, tls.key) < metadata.name',
      'Secret shop-replication (tls.crt, tls.key) < metadata.name',
      'Database app < metadata.name',
      'Role app < metadata.name',
      'Role postgres < metadata.name',
      'Role streaming_replica < metadata.name',
      'Service shop-rw < metadata.name',
      'Service shop-ro < metadata.name',
      'Service shop-r < metadata.name',
      'ConfigMap cnpg-default-monitoring (queries) < metadata.name',
    ]);
  });

  test('the owner is called like the database if only that is written', () => {
    const derived = cluster('bootstrap: { initdb: { database: orders } }');
    assert.ok(derived.includes('Database orders < spec.bootstrap.initdb.database'));
    assert.ok(derived.includes('Role orders < spec.bootstrap.initdb'));
    assert.ok(
      cluster('bootstrap: { recovery: { source: old, database: orders, owner: seller } }').includes(
        `Secret shop-app (${credentials}) < spec.bootstrap.recovery.owner`,
      ),
    );
  });

  test('no Secret for the application if there is one already, or no application', () => {
    const app = (spec: string) => cluster(spec).filter((line) => line.startsWith('Secret shop-app')).length;
    assert.equal(app('bootstrap: { initdb: { secret: { name: mine } } }'), 0);
    assert.equal(app('bootstrap: { initdb: { secret: { name: "" } } }'), 1);
    assert.equal(app('bootstrap: { initdb: { import: { type: monolith } } }'), 0);
    assert.equal(app('bootstrap: { initdb: { import: { type: microservice } } }'), 1);
    assert.equal(app('bootstrap: { recovery: { secret: { name: mine } } }'), 0);
    assert.equal(app('bootstrap: { initdb: { database: "${DB}" } }'), 0);
    assert.equal(
      cluster('bootstrap: { initdb: { secret: { name: mine } } }').includes('Role app < spec.bootstrap.initdb'),
      true,
    );
  });

  test('a cluster that follows another one has no application of its own', () => {
    const copy = (replica: string) =>
      cluster(`bootstrap: { pg_basebackup: { source: far } }\nreplica: ${replica}`).some((line) =>
        line.startsWith('Database'),
      );
    assert.equal(copy('{ enabled: true, source: far }'), false);
    assert.equal(copy('{ enabled: false, source: far }'), true);
    assert.equal(copy('{ primary: far, source: far }'), false);
    assert.equal(copy('{ primary: shop, source: far }'), true);
    assert.equal(copy('{ primary: east, self: east, source: far }'), true);
  });

  test('a Secret for the super user only with access, and without an own one', () => {
    const superuser = (spec: string) => cluster(spec).filter((line) => line.startsWith('Secret shop-superuser'));
    assert.deepEqual(superuser('enableSuperuserAccess: true'), [
      `Secret shop-superuser (${credentials}) < spec.enableSuperuserAccess`,
    ]);
    assert.deepEqual(superuser('enableSuperuserAccess: false'), []);
    assert.deepEqual(superuser('enableSuperuserAccess: true\nsuperuserSecret: { name: mine }'), []);
  });

  test('own certificates take the place of those of the operator', () => {
    const made = (certificates: string) =>
      [...cloudnativePg.derive(resource(`certificates: ${certificates}`))]
        .map(({ name }) => name)
        .filter((name) => /-(ca|server|replication)$/.test(name));
    assert.deepEqual(made('{ serverTLSSecret: a, serverCASecret: b }'), ['shop-ca', 'shop-replication']);
    assert.deepEqual(made('{ serverTLSSecret: a, serverCASecret: b, clientCASecret: c, replicationTLSSecret: d }'), []);
  });

  test('Services may be switched off or added', () => {
    const spec = `managed:
  services:
    disabledDefaultServices: [ro, r]
    additional:
    - selectorType: rw
      serviceTemplate: { metadata: { name: shop-outside }, spec: { type: LoadBalancer } }`;
    assert.deepEqual(
      cluster(spec).filter((line) => line.startsWith('Service')),
      [
        'Service shop-rw < metadata.name',
        'Service shop-outside < spec.managed.services.additional.0.serviceTemplate.metadata.name',
      ],
    );
  });

  test('managed roles, but those that are to go', () => {
    const derived = cluster('managed: { roles: [{ name: dante, login: true }, { name: virgil, ensure: absent }] }');
    assert.deepEqual(
      derived.filter((line) => line.includes('managed')),
      ['Role dante < spec.managed.roles.0.name'],
    );
  });
});

test('a Pooler makes a Service and the certificate of the cluster’s poolers', () => {
  const pooler = (pgbouncer: string) =>
    derivedTable(
      cloudnativePg,
      of('Pooler', 'shop-pooler-rw', `cluster: { name: shop }\ntype: rw\npgbouncer: ${pgbouncer}`),
    );
  assert.deepEqual(pooler('{ poolMode: session }'), [
    'Secret shop-pooler (tls.crt, tls.key) < spec.cluster.name',
    'Service shop-pooler-rw < metadata.name',
  ]);
  assert.deepEqual(pooler('{ authQuerySecret: { name: mine }, authQuery: SELECT 1 }'), [
    'Service shop-pooler-rw < metadata.name',
  ]);
});

test('Database and DatabaseRole are what they say; other kinds make nothing', () => {
  const derived = (kind: string, spec: string) => derivedTable(cloudnativePg, of(kind, 'x', spec));
  assert.deepEqual(derived('Database', 'cluster: { name: shop }\nname: orders\nowner: app'), [
    'Database orders < spec.name',
  ]);
  assert.deepEqual(derived('Database', 'cluster: { name: shop }\nname: orders\nensure: absent'), []);
  assert.deepEqual(derived('DatabaseRole', 'cluster: { name: shop }\nname: seller'), ['Role seller < spec.name']);
  assert.deepEqual(derived('ScheduledBackup', 'cluster: { name: shop }'), []);
});

function of(kind: string, name: string, spec: string) {
  return manifestOf('postgresql.cnpg.io/v1', kind, name, spec);
}

function resource(spec: string) {
  return of('Cluster', 'shop', spec);
}

function cluster(spec: string): string[] {
  return derivedTable(cloudnativePg, resource(spec));
}
