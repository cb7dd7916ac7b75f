import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mariadb } from '../../../schemas/systems/mariadb/system.ts';
import { detectVersion } from '../../../schemas/systems/mariadb/versions.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { derivedTable, resourceOf } from '../../support/names.ts';
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

const version = 'k8s.mariadb.com/v1alpha1';
const pods = { 'app.kubernetes.io/name': 'mariadb', 'app.kubernetes.io/instance': 'shop' };
const role = { label: 'k8s.mariadb.com/role', primary: ['primary'], replica: ['replica'] };
const replication = 'replicas: 3\nreplication: { enabled: true }';

describe('recipe of a MariaDB', () => {
  test('one server: the first user, then root, with what the operator keeps of them', () => {
    const recipe = recipeOf(mariadb, server('database: orders\nusername: shop'));
    assert.deepEqual(recipe.members, [{ labels: pods }]);
    assert.deepEqual(loginTable(recipe), [
      'shop (all rights in orders) < shop-password [password] @ orders',
      'root (superuser) < shop-root [password]',
    ]);
    assert.deepEqual(recipe.access?.databases, ['orders']);
    const { engine, port, container, tls, readOnlySessions } = recipe.access;
    assert.deepEqual(
      { engine, port, container, tls, readOnlySessions },
      {
        engine: 'mysql',
        port: 3306,
        container: 'mariadb',
        tls: {
          mode: 'require',
          authority: { kind: 'Secret', name: 'shop-ca-bundle', key: 'ca.crt', mode: 'verify-ca' },
        },
        readOnlySessions: 'kept',
      },
    );
    assert.deepEqual(needTable(recipe), [
      'Secret shop-root (password): a password',
      'Secret shop-password (password): a password',
    ]);
  });

  test('Secrets of a name of its own, a password that nobody keeps, and none at all', () => {
    const named = recipeOf(
      mariadb,
      server(
        'rootPasswordSecretKeyRef: { name: login, key: root }\nusername: shop\ndatabase: orders\npasswordPlugin: {}',
      ),
    );
    assert.deepEqual(loginTable(named), ['shop (all rights in orders) @ orders', 'root (superuser) < login [root]']);
    assert.match(JSON.stringify(named.needs), /generate: true/);
    const open = recipeOf(mariadb, server('rootEmptyPassword: true\ntls: { enabled: false }\nport: 3307'));
    assert.equal(open.access?.logins[0]?.noPassword, true);
    assert.deepEqual(open.access.tls, { mode: 'disable' });
    assert.equal(open.access.port, 3307);
  });

  test('several servers: the primary by its label; a restart and a switchover', () => {
    const recipe = recipeOf(mariadb, server(replication));
    assert.deepEqual(recipe.members, [{ labels: pods, role }]);
    assert.deepEqual(stepsOf(recipe, 'restart'), [
      {
        kind: 'patch',
        patch: {
          spec: { podMetadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-11-20T12:34:56Z' } } },
        },
      },
    ]);
    assert.match(render(actionOf(recipe, 'restart').consequence), /switches over before/);
    assert.deepEqual(stepsOf(recipe, 'switchover'), [
      { kind: 'patch', patch: { spec: { replication: { primary: { podIndex: 1 } } } } },
    ]);
    assert.deepEqual(actionOf(recipe, 'switchover').until?.(given), { kind: 'primary-is-chosen' });
    assert.deepEqual(stepsOf(recipe, 'switchover', { ...given, chosen: '' }), []);
  });

  test('Galera switches in its own section', () => {
    const recipe = recipeOf(mariadb, server('replicas: 3\ngalera: { enabled: true }'));
    assert.deepEqual(stepsOf(recipe, 'switchover'), [
      { kind: 'patch', patch: { spec: { galera: { primary: { podIndex: 1 } } } } },
    ]);
  });

  test('no action that the operator would not take up', () => {
    const ids = (spec: string) => recipeOf(mariadb, server(spec)).actions.map(({ id }) => id);
    assert.deepEqual(ids('port: 3306'), ['restart']);
    assert.deepEqual(ids(`${replication}\nmaxScaleRef: { name: proxy }`), ['restart']);
    assert.deepEqual(ids(`${replication}\nsuspend: true`), []);
    for (const type of ['Never', 'OnDelete'])
      assert.deepEqual(ids(`${replication}\nupdateStrategy: { type: ${type} }`), ['switchover']);
  });

  test('its state', () => {
    const recipe = recipeOf(
      mariadb,
      live(
        'MariaDB',
        `${replication}\nmaintenance: { enabled: true, cordon: true }\nsuspend: true`,
        `
conditions:
  - { type: Ready, status: "False", reason: StatefulSetNotReady, message: Not ready }
  - { type: Updated, status: "False", reason: Updating, message: Updating }
  - { type: StorageResized, status: "True", message: Storage resized }
replicas: 2
currentPrimary: shop-0
`,
      ),
    );
    assert.deepEqual(healthTable(recipe), [
      'bad Status: Not ready',
      'bad Servers: 2 of 3 ready',
      'note Primary: shop-0',
      'note Update: Updating',
      'note Suspended: spec.suspend is true: the operator changes nothing, and no other server becomes the primary.',
      'note Maintenance: spec.maintenance.cordon is true: the Services lead nowhere.',
    ]);
    const unseen = recipeOf(mariadb, live('MariaDB', 'port: 3306', '{}'));
    assert.equal(healthTable(unseen)[0], 'bad Status: The operator has not taken note of it.');
    assert.deepEqual(healthTable(recipeOf(mariadb, server('port: 3306'))), []);
  });

  test('volumes are left, told from those of other charts by a label of the operator', () => {
    const recipe = recipeOf(mariadb, server('port: 3306'));
    assert.deepEqual(leftoverTable(recipe), ['PersistentVolumeClaim data', 'PersistentVolumeClaim nothing']);
    assert.deepEqual(recipe.cleanUp?.leftovers[0]?.labels, { ...pods, 'pvc.k8s.mariadb.com/role': 'storage' });
    assert.ok(
      (recipe.guarded ?? []).some(({ field, change }) => field === 'spec.storage.size' && change === 'grows-only'),
    );
  });
});

describe('recipes of what stands beside a MariaDB', () => {
  test('MaxScale: its first listener, and the user for applications', () => {
    const recipe = recipeOf(
      mariadb,
      manifestText(
        version,
        'MaxScale',
        'mariaDbRef: { name: other }\nservices: [{ name: rw, router: readwritesplit, listener: { port: 3310 } }]',
      ),
    );
    assert.deepEqual(recipe.members, [{ labels: { ...pods, 'app.kubernetes.io/name': 'maxscale' } }]);
    assert.deepEqual(loginTable(recipe), ['shop-client (for applications) < shop-client [password]']);
    assert.equal(recipe.access?.port, 3310);
    assert.deepEqual(
      recipe.actions.map(({ id }) => id),
      ['restart'],
    );
  });

  test('MaxScale: its state, server by server', () => {
    const status =
      'conditions: [{ type: Ready, status: "True", message: Running }]\nprimaryServer: other-0\nservers: [{ name: other-0, state: "Master, Running" }]';
    assert.deepEqual(healthTable(recipeOf(mariadb, live('MaxScale', 'replicas: 2', status))), [
      'good Status: Running',
      'note Primary: other-0',
      'note Server: other-0: Master, Running',
    ]);
  });

  test('a server that runs elsewhere', () => {
    const spec = 'host: db.example.com\nusername: root\npasswordSecretKeyRef: { name: legacy, key: password }';
    const recipe = recipeOf(mariadb, manifestText(version, 'ExternalMariaDB', spec));
    assert.deepEqual(recipe.members, []);
    assert.equal(recipe.access?.host, 'db.example.com');
    assert.deepEqual(loginTable(recipe), ['root (as the operator logs in) < legacy [password]']);
    assert.equal(hasRecipe(mariadb, manifestText(version, 'ExternalMariaDB', 'port: 3306')), false);
  });

  test('backups on a schedule can be made now', () => {
    const dump = recipeOf(mariadb, manifestText(version, 'Backup', 'schedule: { cron: 0 1 * * * }'));
    assert.deepEqual(stepsOf(dump, 'backup'), [{ kind: 'run-cron-job', name: 'shop', jobName: 'shop-20261120123456' }]);
    const physical = recipeOf(mariadb, manifestText(version, 'PhysicalBackup', 'schedule: { cron: 0 1 * * * }'));
    assert.deepEqual(stepsOf(physical, 'backup'), [
      { kind: 'patch', patch: { spec: { schedule: { onDemand: '2026-11-20T12:34:56Z' } } } },
    ]);
    const until = actionOf(physical, 'backup').until?.(given);
    assert.ok(until?.kind === 'field-reads');
    assert.deepEqual(
      [until.object.plural, until.field, until.values],
      ['physicalbackups', 'status.lastScheduleOnDemand', ['2026-11-20T12:34:56Z']],
    );
    for (const kind of ['Backup', 'PhysicalBackup'])
      assert.deepEqual(recipeOf(mariadb, manifestText(version, kind, 'mariaDbRef: { name: shop }')).actions, []);
    assert.equal(hasRecipe(mariadb, manifestText(version, 'Grant', 'username: shop')), false);
  });
});

describe('what the MariaDB operator makes', () => {
  test('Services and Secrets of a cluster, with what it is told to make', () => {
    const spec = `${replication}
username: shop
database: orders
metrics: { enabled: true }
tls: { enabled: true, serverCASecretRef: { name: ca }, serverCertSecretRef: { name: cert }, clientCertIssuerRef: { name: ca } }
primaryConnection: { secretName: url, secretTemplate: { key: url, hostKey: host, databaseKey: database } }
myCnf: "[mariadb]"`;
    assert.deepEqual(madeOf(server(spec)), [
      'Service shop-primary',
      'Service shop-secondary',
      'Service shop',
      'Service shop-internal',
      'Service shop-metrics',
      'Secret shop-root (password)',
      'Secret shop-password (password)',
      'Secret shop-repl-password (password)',
      'Secret shop-metrics-password (password)',
      'Secret shop-ca-bundle (ca.crt)',
      'Secret shop-client-cert (ca.crt, tls.crt, tls.key)',
      'Secret url (url, host, database)',
      'ConfigMap shop-config (my.cnf)',
      'Database orders',
      'Role shop',
    ]);
  });

  test('nothing of a name that is filled in later', () => {
    assert.deepEqual(madeOf(manifestText(version, 'MariaDB', 'port: 3306', { name: '${NAME}' })), []);
  });
});

test('the version of the operator by the image of its Deployment', () => {
  const versionOf = (image: string) =>
    detectVersion(
      resourceOf(
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: operator }\nspec: { template: { spec: { containers: [{ name: controller, image: "${image}" }] } } }`,
      ),
    );
  assert.equal(versionOf('ghcr.io/mariadb-operator/mariadb-operator:26.6.0'), '26.6.0');
  assert.equal(versionOf('registry.local/mariadb-operator:v0.38.1@sha256:00'), '0.38.1');
  for (const image of ['mariadb-operator:latest', 'mariadb:11.8.8', 'x/mariadb-operator-enterprise:26.6.0'])
    assert.equal(versionOf(image), undefined, image);
});

/** Without what causes it. */
function madeOf(text: string): string[] {
  return derivedTable(mariadb, resourceOf(text)).map((line) => line.replace(/ < .*/, ''));
}

function server(spec: string): string {
  return manifestText(version, 'MariaDB', spec);
}

function live(kind: string, spec: string, status: string): string {
  return manifestText(version, kind, spec, { status });
}
