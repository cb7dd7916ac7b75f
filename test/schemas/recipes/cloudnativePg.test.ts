import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cloudnativePg } from '../../../schemas/systems/cloudnative-pg/system.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
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
import { plainText } from '../../support/plainText.ts';

const api = 'postgresql.cnpg.io/v1';
const keys = '[username, password, dbname]';

describe('recipe of a Cluster', () => {
  test('instances by the labels of today, then by those of old operators', () => {
    const roles = { primary: ['primary'], replica: ['replica'] };
    assert.deepEqual(recipeOf(cloudnativePg, cluster('instances: 3')).members, [
      {
        labels: { 'cnpg.io/cluster': 'shop', 'cnpg.io/podRole': 'instance' },
        role: { label: 'cnpg.io/instanceRole', ...roles },
      },
      { labels: { 'cnpg.io/cluster': 'shop' }, role: { label: 'role', ...roles } },
    ]);
  });

  test('nothing but instances: the owner of app alone', () => {
    const recipe = recipeOf(cloudnativePg, cluster('instances: 3'));
    assert.deepEqual(loginTable(recipe), [`app (owner of app) < shop-app ${keys} @ app`]);
    assert.deepEqual(recipe.access?.logins[0]?.secret?.labels, {
      'cnpg.io/cluster': 'shop',
      'cnpg.io/userType': 'app',
    });
    assert.deepEqual(recipe.access.databases, ['app', 'postgres']);
    assert.equal(recipe.access.container, 'postgres');
    assert.equal(recipe.access.port, 5432);
    assert.deepEqual(recipe.access.localClient, ['psql']);
    assert.equal(recipe.access.readOnlySessions, 'kept');
  });

  test('owner, managed roles, superuser; Secrets of the user have two keys and no labels', () => {
    const recipe = recipeOf(
      cloudnativePg,
      cluster(`
bootstrap: { initdb: { database: orders, owner: seller, secret: { name: mine } } }
enableSuperuserAccess: true
managed:
  roles:
    - { name: auditor, login: true, passwordSecret: { name: auditor-password } }
    - { name: admin, login: true, superuser: true }
    - { name: group }
    - { name: gone, login: true, ensure: absent }
`),
    );
    assert.deepEqual(loginTable(recipe), [
      'seller (owner of orders) < mine [username, password] @ orders',
      'auditor < auditor-password [username, password]',
      'admin (superuser)',
      'postgres (superuser) < shop-superuser [username, password]',
    ]);
    assert.equal(recipe.access?.logins[0]?.secret?.labels, undefined);
    assert.deepEqual(needTable(recipe), [
      'Secret mine (username, password): credentials of seller',
      'Secret auditor-password (username, password): credentials of auditor',
      'Secret shop-superuser (username, password): credentials of postgres',
    ]);
    assert.match(plainText(recipe.needs[1]?.remedy ?? ''), /username: auditor/);
  });

  test('a Secret of the superuser that somebody made; none before access is allowed', () => {
    const table = (spec: string) => loginTable(recipeOf(cloudnativePg, cluster(spec))).slice(1);
    assert.deepEqual(table('superuserSecret: { name: root }'), []);
    assert.deepEqual(table('enableSuperuserAccess: true\nsuperuserSecret: { name: root }'), [
      'postgres (superuser) < root [username, password]',
    ]);
    assert.deepEqual(table('enableSuperuserAccess: true\nsuperuserSecret: { name: "$(ROOT)" }'), [
      'postgres (superuser)',
    ]);
  });

  test('a replica cluster is read-only and has no application of its own', () => {
    const recipe = recipeOf(
      cloudnativePg,
      cluster('bootstrap: { pg_basebackup: { source: far } }\nreplica: { enabled: true, source: far }\ninstances: 2'),
    );
    assert.equal(recipe.access?.readOnly, true);
    assert.deepEqual(recipe.access.logins, []);
    assert.deepEqual(recipe.access.databases, ['postgres']);
    assert.match(render(actionOf(recipe, 'switchover').title), /designated primary/);
  });

  test('the authority: the operator’s own, or the user’s, whose certificate has names that nobody knows', () => {
    const tls = (spec: string) => recipeOf(cloudnativePg, cluster(spec)).access?.tls;
    const secret = { kind: 'Secret', key: 'ca.crt' };
    assert.deepEqual(tls('instances: 1'), {
      mode: 'require',
      authority: { ...secret, name: 'shop-ca', mode: 'verify-full', serverName: 'shop-rw' },
    });
    assert.deepEqual(tls('certificates: { serverCASecret: ca, serverTLSSecret: tls }'), {
      mode: 'require',
      authority: { ...secret, name: 'ca', mode: 'verify-ca' },
    });
    assert.deepEqual(tls('certificates: { serverCASecret: "${CA}" }')?.authority?.name, 'shop-ca');
  });

  test('every Secret and ConfigMap that the manifest names is needed, with its keys', () => {
    const recipe = recipeOf(
      cloudnativePg,
      cluster(`
backup:
  barmanObjectStore:
    destinationPath: s3://backups
    s3Credentials:
      accessKeyId: { name: s3, key: ID }
      secretAccessKey: { name: s3, key: SECRET }
monitoring:
  customQueriesConfigMap: [{ name: queries, key: custom }]
`),
    );
    assert.deepEqual(needTable(recipe).slice(1), [
      'Secret s3 (ID, SECRET): named by backup.barmanObjectStore.s3Credentials.secretAccessKey.name',
      'ConfigMap queries (custom): named by monitoring.customQueriesConfigMap.0.name',
    ]);
  });
});

describe('actions of a Cluster', () => {
  const recipe = recipeOf(cloudnativePg, cluster('instances: 3\nbackup: { volumeSnapshot: {} }'));

  test('a restart is an annotation', () => {
    assert.deepEqual(
      recipe.actions.map(({ id }) => id),
      ['restart', 'switchover', 'backup'],
    );
    assert.deepEqual(stepsOf(recipe, 'restart'), [
      {
        kind: 'patch',
        patch: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-11-20T12:34:56Z' } } },
      },
    ]);
  });

  const replicas = {
    kind: 'pods-renewed',
    labels: { 'cnpg.io/cluster': 'shop', 'cnpg.io/podRole': 'instance', 'cnpg.io/instanceRole': 'replica' },
  };
  const restarts: readonly (readonly [string, unknown, RegExp])[] = [
    ['instances: 3', replicas, /inside the pod of the primary/],
    ['instances: 3\nprimaryUpdateMethod: switchover', { kind: 'pods-renewed' }, /after a switchover/],
    [
      'instances: 3\nprimaryUpdateMethod: switchover\nprimaryUpdateStrategy: supervised',
      replicas,
      /until somebody switches over/,
    ],
    ['instances: 1', undefined, /inside the pod/],
    ['instances: 1\nprimaryUpdateMethod: switchover', { kind: 'pods-renewed' }, /only pod is replaced/],
    ['instances: 1\nprimaryUpdateStrategy: supervised', undefined, /inside the pod/],
  ];
  for (const [spec, until, consequence] of restarts) {
    test(`the primary restarts as the manifest says: ${spec.replaceAll('\n', ', ')}`, () => {
      const action = actionOf(recipeOf(cloudnativePg, cluster(spec)), 'restart');
      assert.deepEqual(action.until?.(given), until);
      assert.match(render(action.consequence), consequence);
    });
  }

  test('a switchover is a change of the status', () => {
    assert.deepEqual(stepsOf(recipe, 'switchover', { ...given, chosen: 'shop-2' }), [
      {
        kind: 'patch',
        subresource: 'status',
        patch: {
          status: {
            targetPrimary: 'shop-2',
            targetPrimaryTimestamp: '2026-11-20T12:34:56.789000Z',
            phase: 'Switchover in progress',
            phaseReason: 'Switching over to shop-2',
          },
        },
      },
    ]);
  });

  const methods: readonly (readonly [string, object])[] = [
    ['backup: { volumeSnapshot: {} }', { method: 'volumeSnapshot' }],
    ['backup: { barmanObjectStore: { destinationPath: "s3://b" } }', { method: 'barmanObjectStore' }],
    [
      'plugins: [{ name: other }, { name: mine, isWALArchiver: true }]',
      { method: 'plugin', pluginConfiguration: { name: 'mine' } },
    ],
    [
      'plugins: [{ name: barman-cloud.cloudnative-pg.io }]',
      { method: 'plugin', pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' } },
    ],
  ];
  for (const [spec, expected] of methods) {
    test(`a Backup is made, and waited for by its name: ${spec}`, () => {
      const backedUp = recipeOf(cloudnativePg, cluster(spec));
      const [step] = stepsOf(backedUp, 'backup');
      assert.ok(step?.kind === 'create');
      assert.equal(step.type.plural, 'backups');
      assert.deepEqual(step.object, {
        apiVersion: api,
        kind: 'Backup',
        metadata: { name: 'shop-20261120123456', labels: { 'cnpg.io/cluster': 'shop' } },
        spec: { cluster: { name: 'shop' }, ...expected },
      });
      const outcome = actionOf(backedUp, 'backup').until?.(given);
      assert.ok(outcome?.kind === 'field-reads');
      assert.equal(outcome.object.name, 'shop-20261120123456');
      assert.deepEqual(outcome.values, ['completed']);
    });
  }

  test('no backup without a place for it, no switchover of one instance, nothing in hibernation', () => {
    const ids = (text: string) => recipeOf(cloudnativePg, text).actions.map(({ id }) => id);
    assert.deepEqual(ids(cluster('instances: 1')), ['restart']);
    assert.deepEqual(ids(cluster('plugins: [{ name: mine, isWALArchiver: true, enabled: false }]')), ['restart']);
    assert.deepEqual(ids(cluster('instances: 3', 'annotations: { cnpg.io/hibernation: "on" }')), []);
  });
});

describe('state of a Cluster', () => {
  const healthy = `
phase: Cluster in healthy state
readyInstances: 3
instances: 3
currentPrimary: shop-1
targetPrimary: shop-1
image: ghcr.io/cloudnative-pg/postgresql:17.5
`;

  test('of one that is well', () => {
    const recipe = recipeOf(cloudnativePg, live('instances: 3\nbackup: {}', healthy));
    assert.deepEqual(healthTable(recipe), [
      'good Status: Cluster in healthy state',
      'good Instances: 3 of 3 ready',
      'good Primary: shop-1',
      'note Version: ghcr.io/cloudnative-pg/postgresql:17.5',
    ]);
  });

  test('of one that hands over', () => {
    const line = (target: string) =>
      healthTable(
        recipeOf(
          cloudnativePg,
          live('instances: 3', healthy.replace('targetPrimary: shop-1', `targetPrimary: ${target}`)),
        ),
      ).find((text) => text.includes('Primary'));
    assert.equal(line('shop-2'), 'note Primary: shop-1, about to hand over to shop-2');
    assert.equal(line('pending'), 'note Primary: shop-1, about to hand over to another instance');
  });

  const phases: readonly (readonly [string, string])[] = [
    ['Failing over', 'note'],
    ['Waiting for user action', 'bad'],
    ['Cluster is unrecoverable and needs manual intervention', 'bad'],
    ['Unable to create required cluster objects', 'bad'],
    ['Something that a later version says', 'note'],
  ];
  for (const [phase, state] of phases) {
    test(`phase "${phase}"`, () => {
      const recipe = recipeOf(cloudnativePg, live('instances: 3', `phase: ${phase}\nphaseReason: why`));
      assert.equal(healthTable(recipe)[0], `${state} Status: ${phase}: why`);
    });
  }

  test('conditions', () => {
    const conditions = `
phase: Cluster in healthy state
conditions:
  - { type: Ready, status: "False", message: not yet }
  - { type: ContinuousArchiving, status: "False", message: exit status 4 }
  - { type: LastBackupSucceeded, status: "True", message: Backup was successful }
  - { type: Other, status: "False" }
`;
    const table = healthTable(recipeOf(cloudnativePg, live('instances: 2\nbackup: {}', conditions)));
    assert.deepEqual(table.slice(1), [
      'bad Instances: 0 of 2 ready',
      'bad Ready: not yet',
      'bad WAL archive: exit status 4',
      'good Last backup: Backup was successful',
    ]);
  });

  test('what the manifest shows: fencing, hibernation, a single instance, no backups', () => {
    const metadata = 'annotations: { cnpg.io/hibernation: "on", cnpg.io/fencedInstances: \'["*"]\' }';
    const table = healthTable(recipeOf(cloudnativePg, cluster('instances: 1', metadata)));
    assert.deepEqual(
      table.map((line) => line.split(':')[0]),
      ['note Hibernation', 'note Fencing', 'note Instances wanted', 'note Backups'],
    );
    assert.match(table[1] ?? '', /all instances/);
    assert.match(table[2] ?? '', /drained/);
  });

  test('of one that the operator has not seen', () => {
    const [line] = healthTable(recipeOf(cloudnativePg, live('instances: 3', '{}')));
    assert.equal(line, 'bad Status: The operator has not taken note of the cluster.');
  });
});

describe('what a Cluster leaves, and what has no recipe', () => {
  test('Backups are kept apart from what can go: snapshots may hang on them', () => {
    const recipe = recipeOf(cloudnativePg, cluster('instances: 1'));
    assert.ok(leftoverTable(recipe).includes('Backup data'));
    assert.ok(leftoverTable(recipe).includes('PersistentVolumeClaim data'));
    for (const { labels } of recipe.cleanUp?.leftovers ?? []) assert.deepEqual(labels, { 'cnpg.io/cluster': 'shop' });
  });

  test('other kinds, no name', () => {
    for (const kind of ['Pooler', 'Database', 'Backup', 'ScheduledBackup']) {
      const text = `apiVersion: ${api}\nkind: ${kind}\nmetadata:\n  name: a\nspec:\n  cluster:\n    name: shop\n`;
      assert.equal(hasRecipe(cloudnativePg, text), false);
    }
    assert.equal(hasRecipe(cloudnativePg, `apiVersion: ${api}\nkind: Cluster\nspec: {}\n`), false);
  });
});

function cluster(spec: string, metadata = ''): string {
  return manifestText(api, 'Cluster', spec, { metadata });
}

function live(spec: string, status: string): string {
  return manifestText(api, 'Cluster', spec, { status });
}
