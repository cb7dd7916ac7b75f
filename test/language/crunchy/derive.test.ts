import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crunchy } from '../../../schemas/systems/crunchy/system.ts';
import { derivedTable, manifestOf } from '../../support/names.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';

const base = ['host', 'port', 'user', 'password', 'verifier'];

test('roles of the service have Secrets under the names that are written', () => {
  const spec = 'roles: [{ name: application, secretName: orders-app }, { name: postgres }]';
  const orders = manifestOf('postgres-operator.crunchydata.com/v1beta1', 'CrunchyBridgeCluster', 'orders', spec);
  assert.deepEqual(derivedTable(crunchy, orders), [
    'Secret orders-app (name, password, uri) < spec.roles.0.secretName',
  ]);
});

describe('derive of a PostgresCluster', () => {
  test('no users are written: user and database are named like the cluster', () => {
    assert.deepEqual(derivedTable(crunchy, cluster('postgresVersion: 17')), [
      'Secret hippo-pguser-hippo (host, port, dbname, user, password, verifier, uri, jdbc-uri) < metadata.name',
      'Secret hippo-cluster-cert (tls.crt, tls.key, ca.crt) < metadata.name',
      'Secret hippo-replication-cert (tls.crt, tls.key, ca.crt) < metadata.name',
      'Database hippo < metadata.name',
      'Role hippo < metadata.name',
      'Role postgres < metadata.name',
      'Role _crunchyrepl < metadata.name',
      'Service hippo-primary < metadata.name',
      'Service hippo-replicas < metadata.name',
      'Service hippo-ha < metadata.name',
      'Service hippo-ha-config < metadata.name',
      'Service hippo-pods < metadata.name',
    ]);
  });

  test('`users:` with nothing behind it is the same as no list, an empty list means no user', () => {
    assert.deepEqual(userSecrets('users:'), ['hippo-pguser-hippo']);
    assert.deepEqual(userSecrets('users: []'), []);
    assert.equal(
      derivedTable(crunchy, cluster('users: []')).some((line) => line.startsWith('Database')),
      false,
    );
  });

  test('a name that is no user gets no user, but a database', () => {
    const named = (name: string) =>
      derivedTable(crunchy, cluster('postgresVersion: 17', name)).filter((line) => line.includes('pguser'));
    assert.deepEqual(named('hippo.one'), []);
    assert.deepEqual(named('h'.repeat(64)), []);
    assert.equal(named('h'.repeat(63)).length, 1);
    assert.ok(
      derivedTable(crunchy, cluster('postgresVersion: 17', 'hippo.one')).includes('Database hippo.one < metadata.name'),
    );
  });

  test('keys about a database only with a database', () => {
    const users =
      'users:\n- name: app\n  databases: [shop, audit]\n- name: postgres\n- name: other\n  databases: [audit]';
    const secrets = [...crunchy.derive(cluster(users))].filter(({ name }) => name.includes('pguser'));
    assert.deepEqual(
      secrets.map(({ name, keys, because }) => [name, keys?.includes('uri'), because.join('.')]),
      [
        ['hippo-pguser-app', true, 'spec.users.0.name'],
        ['hippo-pguser-postgres', false, 'spec.users.1.name'],
        ['hippo-pguser-other', true, 'spec.users.2.name'],
      ],
    );
    assert.deepEqual(secrets[1]?.keys, base);
    const derived = derivedTable(crunchy, cluster(users));
    assert.deepEqual(
      derived.filter((line) => line.startsWith('Database')),
      ['Database shop < spec.users.0.databases.0', 'Database audit < spec.users.0.databases.1'],
    );
    assert.equal(derived.filter((line) => line.startsWith('Role postgres')).length, 1);
  });

  test('PgBouncer adds keys, a Secret, a Service and a role', () => {
    const derived = derivedTable(crunchy, cluster('users: [{ name: app }]\nproxy:\n  pgBouncer: {}'));
    assert.deepEqual(
      derived.filter((line) => line.includes('pgbouncer')),
      [
        `Secret hippo-pguser-app (${base.join(', ')}, pgbouncer-host, pgbouncer-port) < spec.users.0.name`,
        'Secret hippo-pgbouncer (pgbouncer-users.txt, pgbouncer-password, pgbouncer-verifier, pgbouncer-frontend.ca-roots, pgbouncer-frontend.key, pgbouncer-frontend.crt) < spec.proxy.pgBouncer',
        'Role _crunchypgbouncer < spec.proxy.pgBouncer',
        'Service hippo-pgbouncer < spec.proxy.pgBouncer',
      ],
    );
    const [full] = crunchy.derive(cluster('proxy:\n  pgBouncer: {}'));
    assert.deepEqual(full?.keys?.slice(-4), [
      'pgbouncer-host',
      'pgbouncer-port',
      'pgbouncer-uri',
      'pgbouncer-jdbc-uri',
    ]);
  });

  test('backups: certificates and one job per schedule', () => {
    const repos = `backups:
  pgbackrest:
    repos:
    - name: repo1
      volume: {}
      schedules: { full: "0 1 * * 0", incremental: "0 1 * * 1-6" }
    - name: repo2
      schedules: { differential: "@daily" }`;
    const derived = derivedTable(crunchy, cluster(repos)).filter((line) => /^CronJob|-pgbackrest/.test(line));
    assert.deepEqual(derived, [
      'Secret hippo-pgbackrest (pgbackrest.ca-roots, pgbackrest-client.key, pgbackrest-client.crt, pgbackrest-repo-host.key, pgbackrest-repo-host.crt) < spec.backups.pgbackrest',
      'CronJob hippo-repo1-full < spec.backups.pgbackrest.repos.0.schedules.full',
      'CronJob hippo-repo1-incr < spec.backups.pgbackrest.repos.0.schedules.incremental',
      'CronJob hippo-repo2-diff < spec.backups.pgbackrest.repos.1.schedules.differential',
    ]);
  });

  test('certificates of the user take the place of the operator’s; monitoring has a Secret', () => {
    const spec = `customTLSSecret: { name: tls }
customReplicationTLSSecret: { name: replication }
monitoring: { pgmonitor: { exporter: {} } }`;
    const derived = derivedTable(crunchy, cluster(spec));
    assert.equal(
      derived.some((line) => line.includes('-cert')),
      false,
    );
    assert.ok(derived.includes('Secret hippo-monitoring (password, verifier) < spec.monitoring.pgmonitor.exporter'));
    assert.ok(derived.includes('Role ccp_monitoring < spec.monitoring.pgmonitor.exporter'));
  });

  test('a standby says so; a patch does not stand for what it leaves out', () => {
    const note = (spec: string) =>
      render([...crunchy.derive(cluster(spec))].find(({ name }) => name === 'hippo-primary')?.note ?? say``);
    assert.equal(note('standby: { repoName: repo1 }'), 'standby leader, read-only');
    assert.equal(note('standby: { enabled: false }'), 'primary, read and write');
    const patch = { ...cluster('port: 5433'), partial: true };
    assert.equal(
      [...crunchy.derive(patch)].some(({ name }) => name.includes('pguser')),
      false,
    );
  });
});

test('a PGAdmin makes the Service that it names, nothing otherwise', () => {
  const admin = (spec: string) =>
    derivedTable(crunchy, manifestOf('postgres-operator.crunchydata.com/v1beta1', 'PGAdmin', 'rhino', spec));
  assert.deepEqual(admin('serviceName: rhino-web'), ['Service rhino-web < spec.serviceName']);
  assert.deepEqual(admin('users: []'), []);
});

function cluster(spec: string, name = 'hippo') {
  return manifestOf('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', name, spec);
}

function userSecrets(spec: string): string[] {
  return [...crunchy.derive(cluster(spec))].map(({ name }) => name).filter((name) => name.includes('pguser'));
}
