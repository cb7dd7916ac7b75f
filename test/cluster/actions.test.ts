import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ClusterConnection } from '../../client/cluster/connection.ts';
import type { ActionLimits } from '../../client/session/actionRun.ts';
import { performAction } from '../../client/session/actions.ts';
import { knownObject } from '../../client/session/knownObject.ts';
import { findMembers, findPrimary } from '../../client/session/members.ts';
import { withLive } from '../../client/session/resolveTarget.ts';
import type { Target } from '../../client/session/target.ts';
import type { Labels } from '../../schemas/contract/recipe.ts';
import { deployments, pods } from '../../schemas/vocabulary/objectTypes.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { Endings } from '../support/endings.ts';
import { type Bed, needBed } from './bed/bed.ts';
import { notReadyAnnotation } from './bed/kubeletObjects.ts';
import { type Everything, layAll } from './bed/layouts/layAll.ts';
import { openLayoutBed, until } from './bed/layouts/layout.ts';
import {
  operateCloudNativePg,
  operateCrunchy,
  operateTekton,
  operateTidb,
  operateZalando,
  type Operator,
} from './bed/operators.ts';
import { actionOf, failureOf } from './support/commands.ts';
import { connectTo, knownNow, targetOf } from './support/targets.ts';

/** Every action of every system as a person would have it done: what is said meanwhile, what is so afterwards. */

const endings = new Endings();
let bed: Bed;
let everything: Everything;
let connection: ClusterConnection;
const operators = {} as Record<SystemName, Operator>;

type SystemName = 'zalando' | 'crunchy' | 'cloudNativePg' | 'tekton' | 'tidb';

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  everything = endings.add(await layAll(await openLayoutBed(bed.cluster), { synchronous: true }), (each) =>
    each.stop(),
  );
  const { zalando, crunchy, cloudNativePg, tekton, tidb } = everything;
  operators.zalando = endings.add(await operateZalando(zalando), (each) => each.stop());
  operators.crunchy = endings.add(await operateCrunchy(crunchy), (each) => each.stop());
  operators.cloudNativePg = endings.add(await operateCloudNativePg(cloudNativePg), (each) => each.stop());
  operators.tekton = endings.add(await operateTekton(tekton), (each) => each.stop());
  operators.tidb = endings.add(await operateTidb(tidb), (each) => each.stop());
  connection = endings.add(await connectTo(bed.cluster.kubeconfig), (each) => each.close());
});

after(endings.run);

interface Performing {
  readonly chosen?: string;
  readonly limits?: Partial<ActionLimits>;
  readonly signal?: AbortSignal;
  readonly onSaid?: (message: string) => void;
}

/** What was said. */
async function perform(target: Target, id: string, given: Performing = {}): Promise<readonly string[]> {
  const said: string[] = [];
  const { onSaid, signal = new AbortController().signal, ...options } = given;
  await performAction(target, actionOf(target, id), {
    ...{ backupFolder: path.join(bed.folder, 'backups'), signal, ...options },
    tell(message) {
      said.push(render(message));
      onSaid?.(render(message));
    },
  });
  return said;
}

const look = (system: SystemName): Promise<Target> => targetOf(connection, everything[system].manifest);

async function uidsOf(namespace: string, labels: Labels): Promise<Readonly<Record<string, string>>> {
  const found = await connection.list(pods, { namespace, labels });
  const active = found.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  return Object.fromEntries(active.map(({ metadata }) => [metadata.name, metadata.uid ?? '']));
}

interface Data {
  write(row: number): Promise<unknown>;
  rows(): Promise<readonly unknown[]>;
}

function dataOf(system: SystemName): Data {
  if (system === 'tidb') {
    const { server } = everything.tidb;
    return {
      async write(row) {
        await server.query('CREATE TABLE IF NOT EXISTS stats.kept (number int)');
        await server.query(`INSERT INTO stats.kept VALUES (${row})`);
      },
      rows: async () => ((await server.query('SELECT number FROM stats.kept')).match(/\b\d+\b/g) ?? []).map(Number),
    };
  }
  const layout = everything[system === 'tekton' ? 'zalando' : system];
  const database = { zalando: 'shop', crunchy: 'ledger', cloudNativePg: 'orders', tekton: 'tekton_results' }[system];
  return {
    async write(row) {
      await layout.primary.server.query('CREATE TABLE IF NOT EXISTS kept (number int)', database);
      await layout.primary.server.query(`INSERT INTO kept VALUES (${row})`, database);
    },
    async rows() {
      const rows = await layout.primary.server.query('SELECT number FROM kept', database);
      return rows.map((row) => row['number']);
    },
  };
}

interface Case {
  readonly id: string;
  /** Pods that are new afterwards; those of the system that are not named are the same. */
  readonly renewed: RegExp | undefined;
  /** What was said, somewhere in it. */
  readonly says: readonly RegExp[];
  /** Tried elsewhere. */
  readonly apart?: true;
  readonly check?: (before: Before, target: Target) => Promise<void>;
}

interface Before {
  readonly startedAt: string;
  readonly primary: string;
  readonly chosen: string;
}

const renewal = [/^Waiting for .*; [01] of [12] are new and ready$/];
const systems: readonly (readonly [SystemName, string, Labels, readonly Case[]])[] = [
  [
    'zalando',
    'web',
    { application: 'spilo' },
    [
      {
        ...{ id: 'restart-postgres', renewed: undefined, says: [/Success: restart on member shop-\d/] },
        check: async ({ startedAt, primary }) => {
          assert.equal(everything.zalando.primary.pod, primary);
          assert.notEqual(await startOf('zalando'), startedAt);
        },
      },
      {
        ...{ id: 'restart', renewed: /./ },
        says: [
          /^Step 1 of 2: mark the pods labelled .*cluster-name=shop/,
          /^Step 2 of 2: change postgresql shop/,
          ...renewal,
        ],
      },
      { id: 'switchover', renewed: undefined, says: [/Successfully switched over/], check: isChosen('zalando') },
      {
        ...{ id: 'backup-logical', renewed: undefined, says: [/^Waiting for (the Job|Job logical-backup-shop-\d+)/] },
        check: () => hasJob('web', { application: 'spilo-logical-backup' }, /^logical-backup-shop-\d+$/),
      },
      { id: 'backup-physical', renewed: undefined, says: [] },
    ],
  ],
  [
    'crunchy',
    'finance',
    { 'postgres-operator.crunchydata.com/data': 'postgres' },
    [
      { id: 'restart', renewed: /./, says: renewal },
      {
        ...{ id: 'switchover', renewed: undefined, says: [/^Waiting for ledger-\S+ to become primary/] },
        check: isChosen('crunchy'),
      },
      {
        ...{ id: 'backup', renewed: undefined, says: [/^Waiting for (the Job|Job ledger-backup)/] },
        check: () => hasJob('finance', { 'postgres-operator.crunchydata.com/pgbackrest-backup': 'manual' }, /^ledger-/),
      },
    ],
  ],
  [
    'cloudNativePg',
    'sales',
    { 'cnpg.io/podRole': 'instance' },
    [
      {
        ...{ id: 'restart', renewed: /^orders-2$/, says: renewal },
        check: async ({ startedAt, primary }) => {
          await operators.cloudNativePg.whenIdle();
          assert.equal(everything.cloudNativePg.primary.pod, primary);
          assert.notEqual(await startOf('cloudNativePg'), startedAt);
        },
      },
      {
        ...{ id: 'switchover', renewed: undefined, says: [/^Waiting for orders-2 to become primary/] },
        check: isChosen('cloudNativePg'),
      },
      { id: 'backup', renewed: undefined, says: [/^Waiting for Backup orders-\d+ \(/], check: hasBackup },
    ],
  ],
  [
    'tidb',
    'statistics',
    { 'app.kubernetes.io/instance': 'stats' },
    [
      { id: 'restart-tidb', renewed: /-tidb-/, says: renewal },
      { id: 'restart-tikv', renewed: /-tikv-/, says: renewal },
      { id: 'restart-pd', renewed: /-pd-/, says: renewal },
    ],
  ],
  [
    'tekton',
    'tekton-pipelines',
    { 'app.kubernetes.io/part-of': 'tekton-results' },
    [
      {
        id: 'restart-api',
        renewed: /-api-/,
        says: [/^Pod tekton-results-api-\S+ \(1 of 1\): deleting$/, /waiting for/],
      },
      { id: 'restart-agent', renewed: /-agent-/, says: [/^Pod tekton-results-retention-policy-agent-\S+ \(1 of 1\)/] },
      // It takes a minute of its own: recreate.test.ts.
      { id: 'recreate', renewed: /./, says: [], apart: true },
    ],
  ],
];

for (const [system, namespace, labels, cases] of systems)
  describe(`${system}:`, () => {
    test('these actions and no others are offered', async () => {
      const { recipe } = await look(system);
      assert.deepEqual(
        recipe.actions.map(({ id }) => id),
        cases.map(({ id }) => id),
      );
    });

    for (const [row, { id, renewed, says, check }] of cases.filter(({ apart }) => !apart).entries())
      test(`${id} does what it says, and the data is there afterwards`, async () => {
        const data = dataOf(system);
        await data.write(row);
        const target = await look(system);
        const uids = await uidsOf(namespace, labels);
        const before = await stateOf(system, target);

        const said = await perform(target, id, actionOf(target, id).chooses ? { chosen: before.chosen } : {});
        for (const pattern of says)
          assert.ok(
            said.some((message) => pattern.test(message)),
            `${String(pattern)} was not said:\n${said.join('\n')}`,
          );
        await check?.(before, target);
        assertRenewed(uids, await uidsOf(namespace, labels), renewed);
        assert.deepEqual([...(await data.rows())].sort(), [...Array(row + 1).keys()]);
        if (target.recipe.members.length > 0) {
          const after = await findPrimaryOf(await withLive(target));
          assert.ok(after in uids, after);
        }
      });
  });

/** Names stay, but for those of Deployments. */
function assertRenewed(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  renewed: RegExp | undefined,
): void {
  assert.equal(Object.keys(after).length, Object.keys(before).length);
  const known = new Set(Object.values(before));
  for (const [pod, uid] of Object.entries(after)) assert.equal(known.has(uid), !renewed?.test(pod), pod);
}

async function stateOf(system: SystemName, target: Target): Promise<Before> {
  if (system === 'tekton' || system === 'tidb') return { startedAt: '', primary: '', chosen: '' };
  const members = await findMembers(target);
  const chosen = members.find(({ role }) => role === 'replica')?.pod ?? '';
  return { startedAt: await startOf(system), primary: await findPrimaryOf(target), chosen };
}

async function findPrimaryOf(target: Target): Promise<string> {
  const { pod, ready } = await findPrimary(target);
  assert.equal(ready, true);
  return pod;
}

async function startOf(system: 'zalando' | 'crunchy' | 'cloudNativePg'): Promise<string> {
  const [row] = await everything[system].primary.server.query('SELECT pg_postmaster_start_time()::text AS at');
  return String(row?.['at']);
}

function isChosen(system: 'zalando' | 'crunchy' | 'cloudNativePg') {
  return async ({ chosen, primary }: Before, target: Target): Promise<void> => {
    assert.notEqual(chosen, primary);
    assert.equal((await findPrimary(target)).pod, chosen);
    assert.equal(everything[system].primary.pod, chosen);
    assert.equal(await everything[system].primary.server.isReplica(), false);
  };
}

async function hasJob(namespace: string, labels: Labels, name: RegExp): Promise<void> {
  const found = await bed.cluster.api.list({ apiVersion: 'batch/v1', kind: 'Job', namespace }, labels);
  assert.equal(found.length, 1);
  const [job] = found;
  assert.match(job?.metadata.name ?? '', name);
  assert.equal((job?.['status'] as { succeeded?: number }).succeeded, 1);
}

async function hasBackup(): Promise<void> {
  const type = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Backup', namespace: 'sales' };
  const found = await bed.cluster.api.list(type);
  assert.deepEqual(
    found.map((backup) => (backup['status'] as { phase?: string }).phase),
    ['completed'],
  );
}

describe('an action that does not come to its end', () => {
  const namespace = 'tekton-pipelines';
  const labels = { 'app.kubernetes.io/name': 'tekton-results-api' };
  const api = { ...deployments, name: 'tekton-results-api', namespace };
  const isReady = async (count: number): Promise<boolean> => {
    const { readyReplicas = 0, replicas = 0 } = (await connection.read(api))?.['status'] as Partial<
      Record<'readyReplicas' | 'replicas', number>
    >;
    return readyReplicas === count && replicas === count;
  };

  /** Two pods, and whatever takes their place is not ready. */
  async function spoil(): Promise<() => Promise<void>> {
    const { apiVersion, kind } = { apiVersion: 'apps/v1', kind: 'ReplicaSet' };
    await connection.patch(await knownNow(connection, api), { spec: { replicas: 2, paused: true } });
    await until(() => isReady(2));
    const sets = await bed.cluster.api.list({ apiVersion, kind, namespace }, labels);
    const current = sets.find((set) => (set['spec'] as { replicas: number }).replicas > 0);
    const set = { apiVersion, kind, namespace, name: current?.metadata.name ?? '' };
    const mark = (value: string | null): Promise<unknown> =>
      bed.cluster.api.patch(set, {
        spec: { template: { metadata: { annotations: { [notReadyAnnotation]: value } } } },
      });
    await mark('true');
    return async () => {
      await mark(null);
      const spoilt = await connection.list(pods, { namespace, labels });
      for (const pod of spoilt)
        if (pod.metadata.annotations?.[notReadyAnnotation] !== undefined)
          await connection.delete(knownObject(pods, pod));
      await until(() => isReady(2));
      await connection.patch(await knownNow(connection, api), { spec: { replicas: 1, paused: null } });
      await until(() => isReady(1));
    };
  }

  test('says which pod is not ready, what was done and what was not; the other pods are as they were', async () => {
    const heal = await spoil();
    const before = await uidsOf(namespace, labels);
    const target = await look('tekton');
    const text = await failureOf(perform(target, 'restart-api', { limits: { stall: 1500 } }), 'timeout');
    assert.match(text, /Successor of pod (tekton-results-api-\S+) .*tekton-results-api-\S+ \(.*not ready/i);
    assert.match(text, /nothing has changed for .* Not done: replace the pods labelled/);
    assert.match(text, /the pods that were not reached are as they were/);
    const left = Object.values(await uidsOf(namespace, labels)).filter((uid) => Object.values(before).includes(uid));
    assert.equal(left.length, 1);
    await heal();
  });

  test('ends where it is when it is cancelled', async () => {
    const heal = await spoil();
    const before = await uidsOf(namespace, labels);
    const controller = new AbortController();
    const cancelled = perform(await look('tekton'), 'restart-api', {
      signal: controller.signal,
      onSaid: (message) => {
        if (/\(1 of 2\): waiting/.test(message)) controller.abort();
      },
    });
    const text = await failureOf(cancelled, 'cancelled');
    assert.match(text, /Not done: replace the pods labelled .* The cluster is left as it is now\./);
    await until(async () => Object.keys(await uidsOf(namespace, labels)).length === 2);
    const left = Object.values(await uidsOf(namespace, labels)).filter((uid) => Object.values(before).includes(uid));
    assert.equal(left.length, 1);
    await heal();
  });

  test('waits in vain for an operator that does not run, and says where to look', async () => {
    operators.zalando.stop();
    const before = await uidsOf('web', { application: 'spilo' });
    const target = await look('zalando');
    const text = await failureOf(perform(target, 'restart', { limits: { stall: 1000 } }), 'timeout');
    assert.match(text, /shop-0 \(old\), shop-1 \(old\)/);
    assert.match(text, /Done: pod shop-0 marked; pod shop-1 marked; mark the pods .*; change postgresql shop\./);
    assert.match(text, /Not done: wait until it has worked\..* look at the log of the operator/);
    assert.deepEqual(await uidsOf('web', { application: 'spilo' }), before);
    assert.equal((await findPrimary(target)).ready, true);
  });

  test('is not begun for a replica that is none', async () => {
    const target = await look('crunchy');
    const { pod } = await findPrimary(target);
    assert.match(await failureOf(perform(target, 'switchover', { chosen: pod }), 'unsafe'), /is the primary already/);
    assert.match(await failureOf(perform(target, 'switchover', { chosen: 'x' }), 'unsafe'), /x is no member/);
    assert.equal((await findPrimary(target)).pod, pod);
  });
});
