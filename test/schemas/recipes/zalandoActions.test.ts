import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { zalando } from '../../../schemas/systems/zalando/system.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { actionOf, given, healthTable, leftoverTable, manifestText, recipeOf, stepsOf } from './readRecipe.ts';
import { plainText } from '../../support/plainText.ts';

const pods = { application: 'spilo', 'cluster-name': 'shop' };

describe('actions of a postgresql', () => {
  const recipe = recipeOf(zalando, cluster('numberOfInstances: 3\nenableLogicalBackup: true'));

  test('all there are, in the order to offer', () => {
    assert.deepEqual(
      recipe.actions.map(({ id, command, chooses }) => [id, command, chooses]),
      [
        ['restart-postgres', 'restart', undefined],
        ['restart', 'restart', undefined],
        ['switchover', 'switchover', 'replica'],
        ['backup-logical', 'backup', undefined],
        ['backup-physical', 'backup', undefined],
      ],
    );
  });

  test('PostgreSQL restarts by Patroni', () => {
    assert.deepEqual(stepsOf(recipe, 'restart-postgres'), [
      exec('shop-0', ['patronictl', 'restart', 'shop', '--force']),
    ]);
    assert.deepEqual(stepsOf(recipe, 'restart-postgres', { ...given, primary: '' }), [
      exec('shop-1', ['patronictl', 'restart', 'shop', '--force']),
    ]);
    assert.equal(actionOf(recipe, 'restart-postgres').until?.(given), undefined);
  });

  test('pods are marked for the operator first, then it is made to look', () => {
    assert.deepEqual(stepsOf(recipe, 'restart'), [
      {
        kind: 'patch-pods',
        labels: pods,
        patch: { metadata: { annotations: { 'zalando-postgres-operator-rolling-update-required': 'true' } } },
      },
      {
        kind: 'patch',
        patch: { spec: { podAnnotations: { 'kubectl.kubernetes.io/restartedAt': '2026-11-20T12:34:56Z' } } },
      },
    ]);
    assert.deepEqual(actionOf(recipe, 'restart').until?.(given), { kind: 'pods-renewed' });
    assert.match(render(actionOf(recipe, 'restart').consequence), /manifest does not have/);
  });

  test('a switchover names both members', () => {
    const command = ['patronictl', 'switchover', 'shop', '--leader', 'shop-0', '--candidate', 'shop-1', '--force'];
    assert.deepEqual(stepsOf(recipe, 'switchover'), [exec('shop-0', command)]);
    assert.deepEqual(stepsOf(recipe, 'switchover', { ...given, primary: '' }), [
      exec('shop-1', ['patronictl', 'switchover', 'shop', '--candidate', 'shop-1', '--force']),
    ]);
    assert.deepEqual(actionOf(recipe, 'switchover').until?.(given), { kind: 'primary-is-chosen' });
  });

  test('backups: a Job from the CronJob, or the script of the image', () => {
    assert.deepEqual(stepsOf(recipe, 'backup-logical'), [
      { kind: 'run-cron-job', name: 'logical-backup-shop', jobName: 'logical-backup-shop-1795178096' },
    ]);
    assert.deepEqual(actionOf(recipe, 'backup-logical').until?.(given), {
      kind: 'job-complete',
      labels: { application: 'spilo-logical-backup', 'cluster-name': 'shop' },
    });
    assert.deepEqual(stepsOf(recipe, 'backup-physical'), [
      exec('shop-0', [
        'env',
        'PGUSER=postgres',
        'envdir',
        '/run/etc/wal-e.d/env',
        '/scripts/postgres_backup.sh',
        '/home/postgres/pgdata/pgroot/data',
      ]),
    ]);
  });

  test('the name of the Job of a long name is cut', () => {
    const long = recipeOf(zalando, cluster('enableLogicalBackup: true', 'a'.repeat(57)));
    const [step] = stepsOf(long, 'backup-logical');
    assert.ok(step?.kind === 'run-cron-job');
    assert.equal(step.name.length, 52);
    assert.equal(step.jobName, `${step.name}-1795178096`);
  });

  test('one instance has nobody to switch over to, none has nothing to restart', () => {
    const alone = recipeOf(zalando, cluster('numberOfInstances: 1'));
    assert.deepEqual(
      alone.actions.map(({ id }) => id),
      ['restart-postgres', 'restart', 'backup-physical'],
    );
    assert.match(render(actionOf(alone, 'restart').consequence), /nobody can connect until/);
    assert.deepEqual(recipeOf(zalando, cluster('numberOfInstances: 0')).actions, []);
  });
});

describe('state of a postgresql', () => {
  test('of a manifest: what can be seen in it', () => {
    const recipe = recipeOf(zalando, cluster('numberOfInstances: 1\npostgresql: { version: "17" }'));
    assert.deepEqual(healthTable(recipe), [
      'note Version: PostgreSQL 17',
      'note Instances: One: while its pod restarts or moves, nobody can connect.',
    ]);
  });

  const states = {
    Running: 'good Status: Running',
    Creating: 'note Status: Creating',
    Updating: 'note Status: Updating',
    SyncFailed: 'bad Status: SyncFailed',
    UpdateFailed: 'bad Status: UpdateFailed',
    CreateFailed: 'bad Status: CreateFailed',
    Invalid: 'bad Status: Invalid',
    '': 'bad Status: The operator has not taken note of the cluster.',
  };
  for (const [status, line] of Object.entries(states)) {
    test(`of a cluster that is ${status || 'not looked at'}`, () => {
      const text = live('numberOfInstances: 2', `PostgresClusterStatus: "${status}"`);
      assert.deepEqual(healthTable(recipeOf(zalando, text)), [line, 'note Instances: 2']);
    });
  }

  test('a major upgrade that failed', () => {
    const text = live(
      'numberOfInstances: 2',
      'PostgresClusterStatus: Running',
      'annotations: { last-major-upgrade-failure: "2026-01-01T00:00:00Z" }',
    );
    assert.ok(healthTable(recipeOf(zalando, text)).includes('bad Major upgrade: It failed at 2026-01-01T00:00:00Z.'));
  });

  test('fields that do not change', () => {
    const guarded = recipeOf(zalando, cluster('numberOfInstances: 1')).guarded ?? [];
    assert.deepEqual(
      guarded.map(({ field, change }) => `${field} ${change}`),
      [
        'spec.volume.size grows-only',
        'spec.volume.storageClass never',
        'spec.postgresql.version grows-only',
        'spec.teamId never',
        'spec.patroni.initdb.* never',
      ],
    );
  });

  test('the operator and its page', () => {
    const { operator } = recipeOf(zalando, cluster('numberOfInstances: 1'));
    assert.deepEqual(operator?.pods, [
      { 'app.kubernetes.io/name': 'postgres-operator' },
      { name: 'postgres-operator' },
    ]);
    assert.equal(operator.ui?.port, 8081);
  });
});

describe('what a postgresql leaves', () => {
  test('data and credentials are told from what can go', () => {
    const recipe = recipeOf(zalando, cluster('users: { app: [] }'));
    assert.deepEqual(leftoverTable(recipe), [
      'PersistentVolumeClaim data',
      'Secret credentials',
      'StatefulSet nothing',
      'Service nothing',
      'Endpoints nothing',
      'ConfigMap nothing',
      'PodDisruptionBudget nothing',
      'Deployment nothing',
      'Service nothing',
      'CronJob nothing',
      'Job nothing',
    ]);
    const labels = recipe.cleanUp?.leftovers.map(({ labels: { application } }) => application);
    assert.deepEqual([...new Set(labels)], ['spilo', 'db-connection-pooler', 'spilo-logical-backup']);
    assert.ok(recipe.cleanUp?.leftovers.every((leftover) => leftover.labels['cluster-name'] === 'shop'));
  });

  test('other namespaces are searched only if the operator puts Secrets there', () => {
    const everywhere = (spec: string, switchedOn: boolean) =>
      leftoverTable(
        recipeOf(
          zalando,
          cluster(spec),
          `apiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration\nmetadata:\n  name: o\nconfiguration:\n  kubernetes:\n    enable_cross_namespace_secret: ${switchedOn}\n`,
        ),
      ).includes('Secret credentials everywhere');
    assert.equal(everywhere('users: { app: [] }', true), false);
    assert.equal(everywhere('users: { far.app: [] }', true), true);
    assert.equal(everywhere('users: { far.app: [] }', false), false);
    assert.equal(everywhere('preparedDatabases: { crm: { secretNamespace: far } }', true), true);
    const unknown = recipeOf(zalando, cluster('users: { far.app: [] }'));
    assert.ok(unknown.cleanUp?.notes.some((note) => plainText(note).includes('enable_cross_namespace_secret')));
  });
});

function cluster(spec: string, name = 'shop'): string {
  return manifestText('acid.zalan.do/v1', 'postgresql', spec, { name });
}

function live(spec: string, status: string, metadata = ''): string {
  return manifestText('acid.zalan.do/v1', 'postgresql', spec, { metadata, status });
}

function exec(pod: string, command: readonly string[]) {
  return { kind: 'exec', pod, container: 'postgres', command };
}
