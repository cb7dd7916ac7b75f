import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crunchy } from '../../../schemas/systems/crunchy/system.ts';
import {
  actionOf,
  given,
  hasRecipe,
  healthTable,
  leftoverTable,
  loginTable,
  manifestText,
  needTable,
  recipeOf,
  stepsOf,
} from './readRecipe.ts';

const prefix = 'postgres-operator.crunchydata.com';
const keys = '[user, password, dbname]';

describe('recipe of a PostgresCluster', () => {
  test('pods of the database alone, whatever the leader is called', () => {
    const role = { label: `${prefix}/role`, primary: ['master', 'primary'], replica: ['replica'] };
    assert.deepEqual(recipeOf(crunchy, cluster('postgresVersion: 17')).members, [
      { labels: { [`${prefix}/cluster`]: 'shop', [`${prefix}/data`]: 'postgres' }, role },
      { labels: { [`${prefix}/cluster`]: 'shop', [`${prefix}/patroni`]: 'shop-ha' }, role },
    ]);
  });

  test('without users one that is called like the cluster', () => {
    const recipe = recipeOf(crunchy, cluster('postgresVersion: 17'));
    assert.deepEqual(loginTable(recipe), [`shop < shop-pguser-shop ${keys} @ shop`]);
    assert.deepEqual(recipe.access?.databases, ['shop', 'postgres']);
    assert.deepEqual(recipe.access.logins[0]?.secret?.labels, {
      [`${prefix}/cluster`]: 'shop',
      [`${prefix}/pguser`]: 'shop',
    });
  });

  test('users as listed, those with all rights last', () => {
    const recipe = recipeOf(
      crunchy,
      cluster(`
users:
  - name: postgres
  - name: root
    options: "SUPERUSER CREATEDB"
  - name: app
    options: NOSUPERUSER
    databases: [orders, stock]
  - name: guest
  - name: "\${LATER}"
`),
    );
    assert.deepEqual(loginTable(recipe), [
      `app < shop-pguser-app ${keys} @ orders, stock`,
      'guest < shop-pguser-guest [user, password]',
      'postgres (superuser) < shop-pguser-postgres [user, password]',
      'root (superuser) < shop-pguser-root [user, password]',
    ]);
    assert.deepEqual(recipe.access?.databases, ['orders', 'stock', 'postgres']);
    assert.equal(needTable(recipe).length, 4);
  });

  test('an empty list of users: only inside the container', () => {
    const { access } = recipeOf(crunchy, cluster('users: []\nport: 5433'));
    assert.deepEqual(access?.logins, []);
    assert.deepEqual(access.localClient, ['psql']);
    assert.equal(access.readOnlySessions, 'kept');
    assert.equal(access.port, 5433);
    assert.equal(access.container, 'database');
  });

  test('a standby is read-only; with `enabled: false` it is none', () => {
    assert.equal(recipeOf(crunchy, cluster('standby: { repoName: repo1 }')).access?.readOnly, true);
    assert.equal(recipeOf(crunchy, cluster('standby: { enabled: false }')).access?.readOnly, undefined);
  });

  test('certificate of the servers: the name of the Service is in it, unless it is one of the user', () => {
    const authority = (spec: string) => recipeOf(crunchy, cluster(spec)).access?.tls.authority;
    const usual = { kind: 'Secret', key: 'ca.crt' };
    assert.deepEqual(authority('port: 5432'), {
      ...{ ...usual, name: 'shop-cluster-cert', mode: 'verify-full', serverName: 'shop-primary' },
    });
    assert.deepEqual(authority('customTLSSecret: { name: mine }'), { ...usual, name: 'mine', mode: 'verify-ca' });
    assert.deepEqual(authority('customTLSSecret: { name: mine, items: [{ key: root.pem, path: ca.crt }] }'), {
      ...{ ...usual, name: 'mine', key: 'root.pem', mode: 'verify-ca' },
    });
    assert.equal(authority('customTLSSecret: { name: "${TLS}" }'), undefined);
  });

  test('what has to be there', () => {
    const recipe = recipeOf(
      crunchy,
      cluster(`
users: []
customTLSSecret: { name: tls }
customReplicationTLSSecret: { name: replication, items: [] }
databaseInitSQL: { name: init, key: start.sql }
backups:
  pgbackrest:
    configuration:
      - secret: { name: s3 }
      - configMap: { name: settings }
      - secret: { name: maybe, optional: true }
`),
    );
    assert.deepEqual(needTable(recipe), [
      'Secret tls (tls.crt, tls.key, ca.crt): certificate of the servers',
      'Secret replication: certificate of the replicas',
      'Secret s3: settings of pgBackRest',
      'ConfigMap settings: settings of pgBackRest',
      'ConfigMap init (start.sql): SQL that is run once',
    ]);
  });
});

describe('actions of a PostgresCluster', () => {
  const recipe = recipeOf(
    crunchy,
    cluster(`
instances:
  - name: one
    replicas: 2
proxy: { pgBouncer: { image: x } }
backups: { pgbackrest: { repos: [{ name: repo1 }, { name: repo2 }] } }
`),
  );

  test('all there are', () => {
    assert.deepEqual(
      recipe.actions.map(({ id }) => id),
      ['restart', 'restart-pgbouncer', 'switchover', 'backup-repo1', 'backup-repo2'],
    );
  });

  test('restarts are annotations of the spec', () => {
    const annotations = { restarted: '2026-11-20T12:34:56Z' };
    assert.deepEqual(stepsOf(recipe, 'restart'), [{ kind: 'patch', patch: { spec: { metadata: { annotations } } } }]);
    assert.deepEqual(actionOf(recipe, 'restart').until?.(given), { kind: 'pods-renewed' });
    assert.deepEqual(stepsOf(recipe, 'restart-pgbouncer'), [
      { kind: 'patch', patch: { spec: { proxy: { pgBouncer: { metadata: { annotations } } } } } },
    ]);
    assert.deepEqual(actionOf(recipe, 'restart-pgbouncer').until?.(given), {
      kind: 'pods-renewed',
      labels: { [`${prefix}/cluster`]: 'shop', [`${prefix}/role`]: 'pgbouncer' },
    });
  });

  test('a switchover names the instance, not its pod, and triggers', () => {
    assert.deepEqual(stepsOf(recipe, 'switchover', { ...given, chosen: 'shop-one-x7k2-0' }), [
      {
        kind: 'patch',
        patch: {
          metadata: { annotations: { [`${prefix}/trigger-switchover`]: '2026-11-20T12:34:56Z' } },
          spec: { patroni: { switchover: { enabled: true, type: 'Switchover', targetInstance: 'shop-one-x7k2' } } },
        },
      },
    ]);
    assert.equal(actionOf(recipe, 'switchover').chooses, 'replica');
  });

  test('a backup for each repository, by its Job', () => {
    assert.deepEqual(stepsOf(recipe, 'backup-repo2'), [
      {
        kind: 'patch',
        patch: {
          metadata: { annotations: { [`${prefix}/pgbackrest-backup`]: '2026-11-20T12:34:56Z' } },
          spec: { backups: { pgbackrest: { manual: { repoName: 'repo2' } } } },
        },
      },
    ]);
    assert.deepEqual(actionOf(recipe, 'backup-repo2').until?.(given), {
      kind: 'job-complete',
      labels: {
        [`${prefix}/cluster`]: 'shop',
        [`${prefix}/pgbackrest-backup`]: 'manual',
        [`${prefix}/pgbackrest-repo`]: 'repo2',
      },
    });
  });

  const ids = (spec: string) => recipeOf(crunchy, cluster(spec)).actions.map(({ id }) => id);
  test('one instance, one repository; none while it is shut down; no backup of a standby', () => {
    assert.deepEqual(ids('instances: [{ name: one }]\nbackups: { pgbackrest: { repos: [{ name: repo1 }] } }'), [
      'restart',
      'backup',
    ]);
    assert.deepEqual(ids('instances: [{ name: one }, { name: two }]'), ['restart', 'switchover']);
    assert.deepEqual(ids('shutdown: true\ninstances: [{ name: one, replicas: 3 }]'), []);
    assert.deepEqual(
      ids(
        'instances: [{ replicas: 2 }]\nstandby: { enabled: true }\nbackups: { pgbackrest: { repos: [{ name: r }] } }',
      ),
      ['restart', 'switchover'],
    );
  });
});

describe('state of a PostgresCluster', () => {
  test('of a manifest: what can be seen in it', () => {
    const recipe = recipeOf(crunchy, cluster('postgresVersion: 17\npaused: true\nshutdown: true\nstandby: {}'));
    assert.deepEqual(
      healthTable(recipe).map((line) => line.split(':')[0]),
      ['note Version', 'note Shutdown', 'note Paused', 'note Standby', 'note Backups'],
    );
  });

  test('of a live one: its instances, and conditions that mean something', () => {
    const recipe = recipeOf(
      crunchy,
      live(
        'postgresVersion: 17\nbackups: {}',
        `
instances:
  - { name: one, replicas: 2, readyReplicas: 2 }
  - { name: two, replicas: 2, readyReplicas: 1 }
conditions:
  - { type: PostgresDataInitialized, status: "True", message: done }
  - { type: PGBackRestManualBackupSuccessful, status: "False", message: Job failed }
  - { type: PersistentVolumeResizeError, status: "True", message: no way }
  - { type: PGBackRestRepoHostReady, status: Unknown }
  - { type: Progressing, status: "False", reason: Paused, message: No spec changes will be applied }
  - { type: SomethingElse, status: "False" }
`,
      ),
    );
    assert.deepEqual(healthTable(recipe), [
      'good Instances one: 2 of 2 ready',
      'bad Instances two: 1 of 2 ready',
      'good Data directory: done',
      'bad Manual backup: Job failed',
      'bad Growth of a volume: no way',
      'unknown Repository host: Not known yet.',
      'note Operator: No spec changes will be applied',
      'note Version: PostgreSQL 17',
    ]);
  });

  test('of one that the operator has not seen', () => {
    const recipe = recipeOf(crunchy, live('backups: {}', 'conditions: []'));
    assert.deepEqual(healthTable(recipe), ['bad Instances: The operator has not taken note of the cluster.']);
  });

  test('fields that do not change, in every set and repository', () => {
    const fields = (recipeOf(crunchy, cluster('port: 5432')).guarded ?? []).map(({ field }) => field);
    assert.ok(fields.includes('spec.postgresVersion'));
    assert.ok(fields.includes('spec.instances.*.dataVolumeClaimSpec.resources.requests.storage'));
    assert.ok(fields.includes('spec.backups.pgbackrest.repos.*.volume.volumeClaimSpec.storageClassName'));
  });
});

describe('what a PostgresCluster leaves, and what has no recipe', () => {
  test('everything by the label of the cluster', () => {
    const recipe = recipeOf(crunchy, cluster('port: 5432'));
    assert.deepEqual(leftoverTable(recipe).slice(0, 2), ['PersistentVolumeClaim data', 'Secret credentials']);
    for (const { labels } of recipe.cleanUp?.leftovers ?? [])
      assert.deepEqual(labels, { [`${prefix}/cluster`]: 'shop' });
  });

  test('other kinds, no name', () => {
    assert.equal(hasRecipe(crunchy, `apiVersion: ${prefix}/v1beta1\nkind: PGAdmin\nmetadata:\n  name: a\n`), false);
    assert.equal(hasRecipe(crunchy, `apiVersion: ${prefix}/v1beta1\nkind: PostgresCluster\nspec: {}\n`), false);
  });

  test('nothing but a name', () => {
    const recipe = recipeOf(crunchy, `apiVersion: ${prefix}/v1\nkind: PostgresCluster\nmetadata:\n  name: shop\n`);
    assert.deepEqual(loginTable(recipe), [`shop < shop-pguser-shop ${keys} @ shop`]);
  });
});

function cluster(spec: string): string {
  return manifestText(`${prefix}/v1beta1`, 'PostgresCluster', spec);
}

function live(spec: string, status: string): string {
  return manifestText(`${prefix}/v1beta1`, 'PostgresCluster', spec, { status });
}
