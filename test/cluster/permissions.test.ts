import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterConnection, ListQuery, WatchEvent } from '../../client/cluster/connection.ts';
import { ClusterError } from '../../client/cluster/errors.ts';
import { permissionsOf } from '../../client/session/permissionsOf.ts';
import { performAction } from '../../client/session/actions.ts';
import { planApply } from '../../client/session/applyManifest.ts';
import { readAuthority } from '../../client/session/authority.ts';
import { deleteLeftovers, findLeftovers, verbsToDelete } from '../../client/session/leftovers.ts';
import { readCredentials } from '../../client/session/credentials.ts';
import { describe as describeTarget } from '../../client/session/describe.ts';
import { findReleasedVolumes, freeVolume, freeingVolumes } from '../../client/session/freeObjects.ts';
import { knownObject } from '../../client/session/knownObject.ts';
import { findMembers, findPrimary } from '../../client/session/members.ts';
import { requirePermissions } from '../../client/session/permissions.ts';
import { makeTarget, withLive } from '../../client/session/resolveTarget.ts';
import type { Target } from '../../client/session/target.ts';
import {
  credentialsSecretOf,
  findDatabaseServices,
  planSecret,
  verbsToWrite,
  writeSecret,
  type DatabaseService,
} from '../../client/session/databaseServices.ts';
import { upstreamOf } from '../../client/session/upstreamOf.ts';
import { verify } from '../../client/session/verify.ts';
import type { Login, ObjectType } from '../../schemas/contract/recipe.ts';
import { externalDatabase } from '../../schemas/systems/tekton-results/externalDatabase.ts';
import { persistentVolumes } from '../../schemas/vocabulary/objectTypes.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { isSaid, say } from '../../schemas/vocabulary/say.ts';
import { Endings } from '../support/endings.ts';
import { type Bed, needBed } from './bed/bed.ts';
import { type Everything, layAll, operateAll } from './bed/layouts/layAll.ts';
import { openLayoutBed } from './bed/layouts/layout.ts';
import { actionOf, connectAs, type Grant } from './support/commands.ts';
import { readPermissions } from './support/readPermissions.ts';
import { connectTo as connectAdmin, writtenTarget } from './support/targets.ts';
import { until } from '../support/until.ts';

/**
 * The README's table of permissions, row by row: a Role with the verbs of the row is enough for the command, and with any
 * one of them missing the person reads which.
 */

const endings = new Endings();
let bed: Bed;
let everything: Everything;
let admin: ClusterConnection;

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  everything = endings.add(await layAll(await openLayoutBed(bed.cluster)), (each) => each.stop());
  endings.add(await operateAll(everything), (stop) => stop());
  admin = endings.add(await connectAdmin(bed.cluster.kubeconfig), (each) => each.close());
});

after(endings.run);

type SystemName = 'zalando' | 'crunchy' | 'cloudNativePg' | 'tekton';

const kinds = {
  zalando: { group: 'acid.zalan.do', plural: 'postgresqls' },
  crunchy: { group: 'postgres-operator.crunchydata.com', plural: 'postgresclusters' },
  cloudNativePg: { group: 'postgresql.cnpg.io', plural: 'clusters' },
  tekton: { group: 'operator.tekton.dev', plural: 'tektonresults' },
} as const;

const never = new AbortController().signal;
const written = (connection: ClusterConnection, system: SystemName): Promise<Target> =>
  writtenTarget(connection, everything[system].manifest);
const live = async (connection: ClusterConnection, system: SystemName): Promise<Target> =>
  withLive(await written(connection, system));

function loginOf({ recipe }: Target): Login {
  const login = recipe.access?.logins.find(({ secret }) => secret !== undefined);
  assert.ok(login);
  return login;
}

/** Secret, certificate authority, a connection to the port; and what tells a tunnel that it has to move. */
async function connectTo(target: Target): Promise<void> {
  await readCredentials(target, loginOf(target));
  await readAuthority(target);
  const upstream = await upstreamOf(target);
  const { ends, reason } = await upstream.look(never);
  const [end] = ends;
  if (!end) throw reason ?? new Error('There is nothing to connect to');
  (await end.connect(never)).destroy();
  for (const { type, query } of upstream.watches) await firstEvent(target.connection, type, query);
}

/** Nobody says that a watch is granted, so something is changed until an event tells of it. */
async function firstEvent(connection: ClusterConnection, type: ObjectType, query: ListQuery): Promise<void> {
  const controller = new AbortController();
  let heard: WatchEvent | undefined;
  const hear = (event: WatchEvent): void => {
    if (event.kind !== 'all') heard ??= event;
  };
  connection.watch(type, query, hear, controller.signal);
  const [found] = await admin.list(type, query);
  assert.ok(found, type.plural);
  for (let change = 0; !heard; change += 1) {
    const patch = { metadata: { annotations: { change: String(change) } } };
    await admin.patch(knownObject(type, found), patch);
    await sleep(50);
  }
  controller.abort();
  if (heard.kind === 'interrupted') throw heard.error;
}

/** Output of a program in the primary's pod. */
async function runInPod(connection: ClusterConnection): Promise<string> {
  const { pod, namespace } = await findPrimary(await live(connection, 'zalando'));
  const stdout = new PassThrough();
  await connection.exec({ pod, namespace, container: 'postgres', command: ['sh', '-c', 'echo here'], stdout });
  stdout.end();
  return readText(stdout);
}

async function readLogs(connection: ClusterConnection): Promise<void> {
  const [member] = await findMembers(await live(connection, 'zalando'));
  assert.ok(member);
  const controller = new AbortController();
  const { pod, namespace } = member;
  const logs = await connection.logs({
    pod,
    namespace,
    container: 'postgres',
    lastLines: 1,
    signal: controller.signal,
  });
  logs.destroy();
  controller.abort();
}

async function verifyAll(connection: ClusterConnection): Promise<string> {
  let lines = '';
  for (const system of ['zalando', 'tekton'] as const) {
    const target = await live(connection, system);
    const probe = async (): Promise<{ version: string }> => {
      await connectTo(target);
      return { version: '15' };
    };
    lines += inWords(await verify(target, { probe, tell: () => undefined, signal: never }));
  }
  return lines;
}

async function prepareSecret(connection: ClusterConnection): Promise<readonly [DatabaseService, Target]> {
  const [service] = await findDatabaseServices(connection, externalDatabase.offers);
  assert.ok(service);
  return [service, await written(connection, 'tekton')];
}

/** As the command asks before it writes. */
async function planDatabaseSecret(connection: ClusterConnection): Promise<void> {
  const [service, target] = await prepareSecret(connection);
  const plan = await planSecret(connection, service, credentialsSecretOf(target));
  const { existing: _, ...fresh } = plan;
  await requirePermissions(connection, [...verbsToWrite(plan), ...verbsToWrite(fresh)], say`Secret`);
}

/** Into one that does not exist, then into the one that does. */
async function writeDatabaseSecret(connection: ClusterConnection): Promise<void> {
  const [service, target] = await prepareSecret(connection);
  const wanted = { ...credentialsSecretOf(target), name: 'made-by-a-person' };
  for (let times = 0; times < 2; times += 1)
    await writeSecret(connection, { service, plan: await planSecret(connection, service, wanted) });
}

const given = { now: new Date(0), primary: 'a', chosen: 'b' };
const acting = ['zalando', 'crunchy', 'cloudNativePg', 'tekton'] as const;

/** What is asked before the first step of every action; nothing is done. */
async function askForActions(connection: ClusterConnection): Promise<void> {
  for (const system of acting) {
    const target = await live(connection, system);
    const actions = target.recipe.actions.filter(({ id }) => id !== 'recreate');
    const permissions = actions.flatMap((action) => permissionsOf(target, action, given));
    await requirePermissions(connection, permissions, say`${system}`);
  }
}

/** One action for each way in which actions work. */
async function act(connection: ClusterConnection): Promise<void> {
  const chosen = [
    ['zalando', 'restart-postgres'],
    ['zalando', 'restart'],
    ['zalando', 'backup-logical'],
    ['crunchy', 'backup'],
    ['cloudNativePg', 'switchover'],
    ['cloudNativePg', 'backup'],
    ['tekton', 'restart-api'],
  ] as const;
  for (const [system, id] of chosen) {
    const target = await live(connection, system);
    const action = actionOf(target, id);
    const replica = action.chooses && (await findMembers(target)).find(({ role }) => role === 'replica')?.pod;
    const options = { backupFolder: bed.folder, signal: never, tell: () => undefined };
    await performAction(target, action, replica === undefined ? options : { ...options, chosen: replica });
  }
}

/** Of a cluster that is gone; to delete what is not there any more takes the same verb. */
async function cleanUp(connection: ClusterConnection): Promise<string> {
  const { resource } = await written(connection, 'zalando');
  const { metadata, ...rest } = resource.root.value as { readonly metadata: object };
  const target = makeTarget(connection, { ...rest, metadata: { ...metadata, name: 'gone' } });
  assert.ok(target?.recipe.cleanUp);
  const { gaps } = await findLeftovers(target);
  const objects = target.recipe.cleanUp.leftovers.map(({ type }) => ({
    ...{ object: { ...type, name: 'gone', namespace: 'web', uid: 'gone' }, created: '' },
    holds: 'data' as const,
  }));
  await requirePermissions(connection, verbsToDelete(objects), say`Clean-up`);
  return inWords([gaps, await deleteLeftovers(target, objects)]);
}

/** All of a report as one line, sentences as they are read. */
function inWords(report: unknown): string {
  return JSON.stringify(report, (_, value: unknown) => (isSaid(value) ? render(value) : value));
}

/** Released volumes, found and freed. */
async function freeReleased(connection: ClusterConnection): Promise<void> {
  const name = `released-${connection.context}`;
  const claimRef = { namespace: 'web', name, uid: 'gone' };
  const spec = { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/none' } };
  const volume = { metadata: { name }, spec: { ...spec, persistentVolumeReclaimPolicy: 'Retain', claimRef } };
  await admin.create(persistentVolumes, volume);
  const find = () => findReleasedVolumes(connection, [claimRef]);
  await until(
    async () => (await find()).length > 0,
    () => `${name} is not released`,
  );
  await requirePermissions(connection, freeingVolumes, say`Free volume`);
  for (const released of await find()) await freeVolume(connection, released);
}

interface Case {
  readonly row: string;
  readonly systems: readonly SystemName[];
  /** For each verb that is missing. The result is what a person reads beside an error. */
  readonly work: Work;
  /** In place of `work` where all are there: what changes something. */
  readonly whole?: Work;
  /** What takes the verbs that are for some only, and of which systems if not of the same. */
  readonly specially?: readonly SystemName[];
  readonly special?: Work;
}

type Work = (connection: ClusterConnection) => Promise<unknown>;

const cases: readonly Case[] = [
  {
    ...{ row: 'Connect, Open Tunnel, Open in SQL Client', systems: ['zalando'], specially: ['tekton'] },
    work: async (connection) => connectTo(await live(connection, 'zalando')),
    special: async (connection) => connectTo(await live(connection, 'tekton')),
  },
  { row: 'Connect without `psql` here', systems: ['zalando'], work: runInPod },
  {
    ...{ row: 'Copy Connection, Credentials', systems: ['zalando'] },
    work: async (connection) => {
      const target = await live(connection, 'zalando');
      await readCredentials(target, loginOf(target));
    },
  },
  { row: 'Verify', systems: ['zalando', 'tekton'], work: verifyAll },
  {
    ...{ row: 'Describe', systems: ['zalando'] },
    work: async (connection) => inWords(await describeTarget(await live(connection, 'zalando'), never)),
  },
  { row: 'Show Logs', systems: ['zalando'], work: readLogs },
  {
    ...{ row: 'Apply Manifest', systems: ['zalando'] },
    work: async (connection) => {
      const value = (await written(connection, 'zalando')).resource.root.value;
      await planApply(connection, value, { force: true });
    },
  },
  {
    ...{ row: 'Restart, Switch Over, Back Up Now', systems: acting },
    ...{ work: askForActions, whole: act },
  },
  {
    ...{ row: 'Restart by recreating a `TektonResult`', systems: ['tekton'] },
    async work(connection) {
      const target = await live(connection, 'tekton');
      const recreate = actionOf(target, 'recreate');
      await requirePermissions(connection, permissionsOf(target, recreate, given), recreate.title);
    },
  },
  { row: 'Clean Up Deleted Cluster', systems: ['zalando'], work: cleanUp, special: freeReleased },
  {
    ...{ row: 'Create Secret for External Database', systems: ['tekton'] },
    ...{ work: planDatabaseSecret, whole: writeDatabaseSecret },
  },
];

for (const { row, systems, work, whole = work, special, specially = systems } of cases)
  describe(`the README says for ${row}`, () => {
    const look = (of: readonly SystemName[]) =>
      readPermissions(
        row,
        of.map((system) => kinds[system]),
      );

    test('verbs that are enough', async () => {
      const { needed, sometimes } = await look(systems);
      assert.ok(needed.length > 1);
      // Verify lists what Connect needs for some; its own work looks at these as well.
      const connection = await connectAs(bed.cluster, row === 'Verify' ? [...needed, ...sometimes] : needed);
      assert.doesNotMatch(await said(whole, connection), /may not|Error/);
      connection.close();
      if (!special) return;
      const all = await look(specially);
      const more = await connectAs(bed.cluster, [...all.needed, ...all.sometimes]);
      assert.doesNotMatch(await said(special, more), /may not|Error/);
      more.close();
    });

    test('none that is not needed: each is named where it is missing', async () => {
      const { needed, sometimes } = await look(systems);
      for (const missing of families(needed)) {
        const lacks = new Set(missing.map(nameOf));
        // The bed's pods mount nothing, so nobody asks for their claims.
        if (lacks.has('list persistentvolumeclaims') && row !== 'Clean Up Deleted Cluster') continue;
        const rest = [...needed, ...(row === 'Verify' ? sometimes : [])].filter((each) => !lacks.has(nameOf(each)));
        const connection = await connectAs(bed.cluster, rest);
        const names = missing.map(({ verb, resource }) => `${verb} ${resource.replace('/', '\\S*/')}`);
        assert.match(await said(work, connection), new RegExp(`may not [^"]*\\b(?:${names.join('|')})`));
        connection.close();
      }
    });
  });

/** What a person reads: the report, or the error. */
async function said(work: Work, connection: ClusterConnection): Promise<string> {
  try {
    return String(await work(connection));
  } catch (error) {
    if (error instanceof ClusterError) return `Error: ${error.message} ${error.remedy}`;
    throw error;
  }
}

/** "The resource" of several systems is one thing to a reader: some of them need the verb. */
function families(grants: readonly Grant[]): readonly (readonly Grant[])[] {
  const found = new Map<string, Grant[]>();
  for (const grant of grants) {
    const [plural = '', subresource = ''] = grant.resource.split('/');
    const isKind = Object.values(kinds).some((kind) => kind.plural === plural && kind.group === grant.group);
    const key = isKind ? `${grant.verb} /${subresource}` : nameOf(grant);
    found.set(key, [...(found.get(key) ?? []), grant]);
  }
  return [...found.values()];
}

function nameOf({ verb, group, resource }: Grant): string {
  return `${verb} ${resource}${group === '' ? '' : ` of ${group}`}`;
}
