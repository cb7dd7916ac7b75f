import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Derived } from '../../../schemas/contract/index.ts';
import { backupJobName, defaultNames, secretName } from '../../../schemas/systems/zalando/naming.ts';
import { zalando } from '../../../schemas/systems/zalando/system.ts';
import { clusterOf, resourceOf } from './support.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';

describe('secretName', () => {
  test('has hyphens for the underscores of the user, not for its dots', () => {
    assert.equal(secretName('foo_user', 'acid-shop'), 'foo-user.acid-shop.credentials.postgresql.acid.zalan.do');
    assert.equal(secretName('ns.foo_user', 'acid-shop'), 'ns.foo-user.acid-shop.credentials.postgresql.acid.zalan.do');
  });

  test('follows the template and leaves unknown placeholders as they are', () => {
    const names = { ...defaultNames, secretNameTemplate: '{cluster}-{username}-{namespace}' };
    assert.equal(secretName('foo_user', 'acid-shop', names), 'acid-shop-foo-user-{namespace}');
  });
});

test('the name of the backup job is cut to 52 characters and does not end with a hyphen', () => {
  assert.equal(backupJobName('acid-shop'), 'logical-backup-acid-shop');
  assert.equal(backupJobName(`${'a'.repeat(36)}-rest`), `logical-backup-${'a'.repeat(36)}`);
});

describe('derive', () => {
  test('databases serve nobody without TLS, unless somebody may have said otherwise', () => {
    const refuses = (spec: string) =>
      [...zalando.derive(clusterOf(spec))].some(({ serves }) => serves?.refusesPlain !== undefined);
    assert.ok(refuses('numberOfInstances: 1'));
    assert.ok(refuses('env: [{name: TZ, value: UTC}]'));
    for (const spec of [
      'envFrom: [{configMapRef: {name: c}}]',
      'env: [{name: ALLOW_NOSSL, value: "true"}]',
      'patroni: {pg_hba: [host all all all md5]}',
    ])
      assert.ok(!refuses(spec), spec);
  });

  test('a small cluster: users, database, Services', () => {
    const cluster = clusterOf(`users:
  seller: []
  auditor: [NOLOGIN]
databases:
  shop: seller`);
    assert.deepEqual(list(zalando.derive(cluster)), [
      'Secret seller.acid-shop.credentials.postgresql.acid.zalan.do < spec.users.seller',
      'Secret auditor.acid-shop.credentials.postgresql.acid.zalan.do < spec.users.auditor',
      'Secret postgres.acid-shop.credentials.postgresql.acid.zalan.do < metadata.name',
      'Secret standby.acid-shop.credentials.postgresql.acid.zalan.do < metadata.name',
      'Database shop < spec.databases.shop',
      'Role seller < spec.users.seller',
      'Role auditor < spec.users.auditor',
      'Role postgres < metadata.name',
      'Role standby < metadata.name',
      'Service acid-shop < metadata.name',
      'Service acid-shop-repl < metadata.name',
    ]);
  });

  test('an empty preparedDatabases stands for a database named like the cluster, with schema data', () => {
    const derived = [...zalando.derive(clusterOf('preparedDatabases: {}'))];
    const because = ['spec', 'preparedDatabases'];
    assert.deepEqual(
      derived.filter((item) => item.because[1] === 'preparedDatabases').map(({ type, name }) => `${type} ${name}`),
      [
        'Database acid_shop',
        ...['', '_data'].flatMap((schema) =>
          ['owner', 'reader', 'writer'].map((level) => `Role acid_shop${schema}_${level}`),
        ),
      ],
    );
    assert.deepEqual(derived.find(({ type }) => type === 'Database')?.because, because);
    assert.equal(
      list(zalando.derive(clusterOf('preparedDatabases:'))).some((item) => item.startsWith('Database')),
      false,
    );
  });

  test('prepared users log in and have Secrets; a schema without roles has neither', () => {
    const derived = [
      ...zalando.derive(
        clusterOf(`preparedDatabases:
  stock:
    defaultUsers: true
    schemas:
      orders: {defaultUsers: true}
      hidden: {defaultRoles: false, defaultUsers: true}`),
      ),
    ];
    assert.deepEqual(
      derived
        .filter(({ type, because }) => type === 'Secret' && because[0] === 'spec')
        .map(({ name }) => name.split('.')[0]),
      ['owner', 'reader', 'writer']
        .flatMap((level) => `stock-${level}-user`)
        .concat(['owner', 'reader', 'writer'].flatMap((level) => `stock-orders-${level}-user`)),
    );
    assert.equal(
      derived.some(({ name }) => name.includes('hidden')),
      false,
    );
    const reader = derived.find(({ name }) => name === 'stock_orders_reader_user');
    assert.deepEqual(reader?.because, ['spec', 'preparedDatabases', 'stock', 'schemas', 'orders']);
    assert.equal(reader.note && render(reader.note), 'can log in');
  });

  test('the pooler brings a role, a Secret and Services, each because of the field that asks for it', () => {
    const own = list(zalando.derive(clusterOf('connectionPooler:\n  user: bouncer')));
    assert.ok(
      own.includes('Secret bouncer.acid-shop.credentials.postgresql.acid.zalan.do < spec.connectionPooler.user'),
    );
    assert.ok(own.includes('Service acid-shop-pooler < spec.connectionPooler'));
    const replica = list(zalando.derive(clusterOf('enableReplicaConnectionPooler: true')));
    assert.ok(replica.includes('Role pooler < spec.enableReplicaConnectionPooler'));
    assert.ok(replica.includes('Service acid-shop-pooler-repl < spec.enableReplicaConnectionPooler'));
    assert.equal(
      replica.some((item) => item.startsWith('Service acid-shop-pooler <')),
      false,
    );
    const off = list(zalando.derive(clusterOf('enableConnectionPooler: false\nconnectionPooler: {mode: session}')));
    assert.equal(
      off.some((item) => item.includes('pooler')),
      false,
    );
  });

  test('the pooler does not take the super user for its own', () => {
    assert.ok(
      list(zalando.derive(clusterOf('connectionPooler: {user: postgres}'))).includes(
        'Role pooler < spec.connectionPooler',
      ),
    );
  });

  test('event streams share one user, a logical backup is a CronJob', () => {
    const derived = list(
      zalando.derive(
        clusterOf('enableLogicalBackup: true\nstreams:\n  - applicationId: a\n    database: shop\n    tables: {}'),
      ),
    );
    assert.ok(derived.includes('Secret fes-user.acid-shop.credentials.postgresql.acid.zalan.do < spec.streams'));
    assert.ok(derived.includes('CronJob logical-backup-acid-shop < spec.enableLogicalBackup'));
  });

  test('a standby takes users and databases from its source', () => {
    const derived = list(
      zalando.derive(clusterOf('users: {seller: []}\ndatabases: {shop: seller}\nstandby: {standby_host: a.b}')),
    );
    assert.equal(
      derived.some((item) => item.startsWith('Database') || item.startsWith('Role seller')),
      false,
    );
  });

  test('a variable with the path of an archive makes a standby too, if it says something', () => {
    const follows = (value: string) =>
      !list(
        zalando.derive(clusterOf(`users: {seller: []}\nenv:\n- name: STANDBY_WALE_S3_PREFIX\n  value: ${value}\n`)),
      ).some((item) => item.startsWith('Role seller'));
    assert.ok(follows('s3://archive/source'));
    assert.ok(!follows('""'));
  });

  test('users with a name of the operator get nothing of their own', () => {
    const derived = list(zalando.derive(clusterOf('users: {postgres: [superuser], admin: []}')));
    assert.equal(
      derived.some((item) => item.includes('spec.users')),
      false,
    );
  });

  test('another namespace is only a remark, because the operator ignores it unless configured', () => {
    const derived = [...zalando.derive(clusterOf('users: {apps.seller: []}'))];
    const secret = derived.find(({ name }) => name.startsWith('apps.seller.'));
    assert.equal(secret?.namespace, undefined);
    assert.match(render(secret?.note ?? say``), /in namespace apps if/);
  });

  test('nothing from a resource without a name, of another kind, or with a broken spec', () => {
    assert.deepEqual(
      [...zalando.derive(resourceOf('apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec: {users: {a: []}}\n'))],
      [],
    );
    assert.deepEqual(
      [...zalando.derive(resourceOf('apiVersion: acid.zalan.do/v1\nkind: PostgresTeam\nmetadata: {name: a}\n'))],
      [],
    );
    const odd = clusterOf(
      'users: [a]\ndatabases: 7\npreparedDatabases: {a: [], b: {schemas: 3}}\nstreams: yes\nconnectionPooler: off',
    );
    assert.doesNotThrow(() => list(zalando.derive(odd)));
  });

  test('every place it names is written in the manifest', () => {
    const cluster = clusterOf(`users: {seller: []}
databases: {shop: seller}
preparedDatabases: {stock: {defaultUsers: true, schemas: {orders: {}}}}
enableConnectionPooler: true
enableLogicalBackup: true`);
    for (const { because, name } of zalando.derive(cluster)) {
      assert.notEqual(cluster.root.at(...because).kind, 'missing', name);
    }
  });
});

function list(derived: Iterable<Derived>): string[] {
  return [...derived].map(({ type, name, because }) => `${type} ${name} < ${because.join('.')}`);
}
