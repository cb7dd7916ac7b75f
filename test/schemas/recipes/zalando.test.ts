import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { zalando } from '../../../schemas/systems/zalando/system.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import {
  actionOf,
  hasRecipe,
  healthTable,
  leftoverTable,
  loginTable,
  manifestText,
  needTable,
  recipeOf,
  stepsOf,
} from './readRecipe.ts';

const suffix = 'shop.credentials.postgresql.acid.zalan.do';
const pods = { application: 'spilo', 'cluster-name': 'shop' };

describe('recipe of a postgresql', () => {
  test('pods by the labels of the default configuration', () => {
    const { members, namespace } = recipeOf(zalando, cluster('numberOfInstances: 2'));
    assert.equal(namespace, undefined);
    assert.deepEqual(members, [
      { labels: pods, role: { label: 'spilo-role', primary: ['master'], replica: ['replica'] } },
    ]);
  });

  test('who can log in, with the databases that each is for: users, prepared users, the superuser last', () => {
    const recipe = recipeOf(
      zalando,
      cluster(`
users:
  app_user: []
  admin_of_all: [superuser, createdb]
  group_role: [nologin]
  reporting: []
databases:
  shop: app_user
  archive: app_user
  other: admin_of_all
preparedDatabases:
  crm:
    defaultUsers: true
    schemas:
      sales: { defaultUsers: true }
`),
    );
    assert.deepEqual(loginTable(recipe).slice(0, 3), [
      `app_user (owner of shop, archive) < app-user.${suffix} [username, password] @ shop, archive`,
      `admin_of_all (superuser, owner of other) < admin-of-all.${suffix} [username, password]`,
      `reporting < reporting.${suffix} [username, password]`,
    ]);
    assert.deepEqual(loginTable(recipe).slice(3), [
      `crm_owner_user (owns crm) < crm-owner-user.${suffix} [username, password] @ crm`,
      `crm_reader_user (reads crm) < crm-reader-user.${suffix} [username, password] @ crm`,
      `crm_writer_user (writes crm) < crm-writer-user.${suffix} [username, password] @ crm`,
      `crm_sales_owner_user (owns schema sales of crm) < crm-sales-owner-user.${suffix} [username, password] @ crm`,
      `crm_sales_reader_user (reads schema sales of crm) < crm-sales-reader-user.${suffix} [username, password] @ crm`,
      `crm_sales_writer_user (writes schema sales of crm) < crm-sales-writer-user.${suffix} [username, password] @ crm`,
      `postgres (superuser) < postgres.${suffix} [username, password]`,
    ]);
    assert.deepEqual(recipe.access?.databases, ['shop', 'archive', 'other', 'crm', 'postgres']);
    assert.ok(recipe.access.logins.every(({ secret }) => JSON.stringify(secret?.labels) === JSON.stringify(pods)));
    assert.ok(needTable(recipe).includes(`Secret app-user.${suffix} (username, password): credentials of app_user`));
  });

  test('where the database listens and how one gets in', () => {
    const { access } = recipeOf(zalando, cluster('numberOfInstances: 1'));
    assert.ok(access);
    const { engine, container, port, tls, localClient, readOnly, readOnlySessions } = access;
    assert.deepEqual(
      { engine, container, port, tls, localClient, readOnly, readOnlySessions },
      {
        engine: 'postgresql',
        container: 'postgres',
        port: 5432,
        tls: { mode: 'require' },
        localClient: ['psql', '-U', 'postgres'],
        readOnly: undefined,
        readOnlySessions: 'kept',
      },
    );
  });

  test('a database that an empty map of prepared databases stands for', () => {
    const recipe = recipeOf(zalando, cluster('preparedDatabases: {}'));
    assert.deepEqual(recipe.access?.databases, ['shop', 'postgres']);
  });

  test('a standby cluster is read-only and has the superuser alone', () => {
    const recipe = recipeOf(
      zalando,
      cluster(
        'standby: { standby_host: far }\nusers: { app: [] }\ndatabases: { shop: app }\nnumberOfInstances: 2\nenableLogicalBackup: false',
      ),
    );
    assert.equal(recipe.access?.readOnly, true);
    assert.deepEqual(loginTable(recipe), [`postgres (superuser) < postgres.${suffix} [username, password]`]);
    assert.deepEqual(recipe.access.databases, ['postgres']);
    assert.ok(healthTable(recipe).some((line) => line.startsWith('note Standby: ')));
    assert.match(render(actionOf(recipe, 'switchover').title), /standby leader/);
    assert.deepEqual(
      recipe.actions.map(({ id }) => id),
      ['restart-postgres', 'restart', 'switchover'],
    );
  });

  const tls: readonly (readonly [string, { readonly name: string; readonly key: string } | undefined])[] = [
    ['tls: {}', undefined],
    ['tls: { secretName: "${TLS}" }', undefined],
    ['tls: { secretName: pg-tls }', { name: 'pg-tls', key: 'ca.crt' }],
    ['tls: { secretName: pg-tls, caFile: root.pem }', { name: 'pg-tls', key: 'root.pem' }],
    ['tls: { secretName: pg-tls, caFile: /tls/root.pem }', { name: 'pg-tls', key: 'root.pem' }],
    ['tls: { secretName: pg-tls, caSecretName: pg-ca, caFile: ca.crt }', { name: 'pg-ca', key: 'ca.crt' }],
    // Without a file the operator does not look at the other Secret.
    ['tls: { secretName: pg-tls, caSecretName: pg-ca }', { name: 'pg-tls', key: 'ca.crt' }],
  ];
  for (const [spec, expected] of tls) {
    test(`certificate of the authority: ${spec}`, () => {
      const { access } = recipeOf(zalando, cluster(spec));
      assert.deepEqual(access?.tls, {
        mode: 'require',
        ...(expected ? { authority: { kind: 'Secret', ...expected, mode: 'verify-ca' } } : {}),
      });
    });
  }

  test('Secrets with certificates are needed, with the keys that the files are taken from', () => {
    const table = (spec: string) => needTable(recipeOf(zalando, cluster(spec))).slice(1);
    assert.deepEqual(table('tls: { secretName: pg-tls }'), [
      'Secret pg-tls (tls.crt, tls.key): certificate of the servers',
    ]);
    assert.deepEqual(
      table('tls: { secretName: pg-tls, certificateFile: /run/a.crt, privateKeyFile: b.key, caFile: ca.crt }'),
      ['Secret pg-tls (b.key, ca.crt): certificate of the servers'],
    );
    assert.deepEqual(table('tls: { secretName: pg-tls, caSecretName: pg-ca, caFile: ca.crt }'), [
      'Secret pg-tls (tls.crt, tls.key): certificate of the servers',
      'Secret pg-ca (ca.crt): certificate of the authority',
    ]);
  });
});

describe('recipe of a postgresql whose operator is configured', () => {
  const settings = {
    resource: `
apiVersion: acid.zalan.do/v1
kind: OperatorConfiguration
metadata:
  name: postgres-operator
configuration:
  users:
    super_username: root
  kubernetes:
    cluster_labels:
      app: pg
      tier: db
    cluster_name_label: cluster
    pod_role_label: role
    secret_name_template: "{cluster}-{username}"
    enable_cross_namespace_secret: true
  logical_backup:
    logical_backup_job_prefix: dump-
`,
    'flat ConfigMap': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: postgres-operator
data:
  super_username: root
  cluster_labels: app:pg, tier:db
  cluster_name_label: cluster
  pod_role_label: role
  secret_name_template: "{cluster}-{username}"
  enable_cross_namespace_secret: "true"
  logical_backup_job_prefix: dump-
`,
  };
  const own = { app: 'pg', tier: 'db', cluster: 'shop' };
  for (const [title, configuration] of Object.entries(settings)) {
    test(`by a ${title}: labels, Secrets and names of it, labels without it tried last`, () => {
      const recipe = recipeOf(
        zalando,
        cluster(
          'users: { app: [], far.app: [] }\nenableLogicalBackup: true\npreparedDatabases: { crm: { defaultUsers: true, secretNamespace: crm } }',
        ),
        configuration,
      );
      assert.deepEqual(
        recipe.members.map(({ labels, role }) => [labels, role?.label]),
        [
          [own, 'role'],
          [pods, 'spilo-role'],
        ],
      );
      assert.deepEqual(loginTable(recipe), [
        'app < shop-app [username, password]',
        'far.app < far/shop-far.app [username, password]',
        'crm_owner_user (owns crm) < crm/shop-crm-owner-user [username, password] @ crm',
        'crm_reader_user (reads crm) < crm/shop-crm-reader-user [username, password] @ crm',
        'crm_writer_user (writes crm) < crm/shop-crm-writer-user [username, password] @ crm',
        'root (superuser) < shop-root [username, password]',
      ]);
      assert.deepEqual(recipe.access?.localClient, ['psql', '-U', 'root']);
      assert.deepEqual(recipe.access.logins[0]?.secret?.labels, own);
      assert.deepEqual(stepsOf(recipe, 'backup-logical'), [
        { kind: 'run-cron-job', name: 'dump-shop', jobName: 'dump-shop-1795178096' },
      ]);
      assert.ok(leftoverTable(recipe).includes('Secret credentials everywhere'));
    });
  }

  test('an empty configuration changes nothing', () => {
    const manifest = cluster('users: { app: [] }');
    const plain = recipeOf(zalando, manifest);
    for (const empty of [
      'apiVersion: v1\nkind: ConfigMap\ndata: {}',
      'apiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration',
    ]) {
      const configured = recipeOf(zalando, manifest, `${empty}\nmetadata:\n  name: postgres-operator\n`);
      assert.deepEqual(configured.members, plain.members);
      assert.deepEqual(configured.access, plain.access);
    }
  });

  test('where it may be found', () => {
    assert.deepEqual(
      zalando.configuredBy?.map(({ group, plural, name }) => [group, plural, name]),
      [
        ['acid.zalan.do', 'operatorconfigurations', undefined],
        ['', 'configmaps', 'postgres-operator'],
      ],
    );
  });
});

describe('what has no recipe, and what is half written', () => {
  test('other kinds, and a cluster without a name', () => {
    assert.equal(hasRecipe(zalando, 'apiVersion: acid.zalan.do/v1\nkind: PostgresTeam\nmetadata:\n  name: a\n'), false);
    assert.equal(hasRecipe(zalando, 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec: {}\n'), false);
    assert.equal(
      hasRecipe(zalando, 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: ${N}\n'),
      false,
    );
  });

  test('nothing but a name', () => {
    const recipe = recipeOf(zalando, 'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: shop\n');
    assert.deepEqual(loginTable(recipe), [`postgres (superuser) < postgres.${suffix} [username, password]`]);
    assert.deepEqual(healthTable(recipe), []);
  });
});

function cluster(spec: string, name = 'shop'): string {
  return manifestText('acid.zalan.do/v1', 'postgresql', spec, { name });
}
