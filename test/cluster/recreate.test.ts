import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { ClusterConnection, KubernetesObject } from '../../client/cluster/connection.ts';
import { performAction } from '../../client/session/actions.ts';
import { objectOf, type Target } from '../../client/session/target.ts';
import { pods, secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { Endings } from '../support/endings.ts';
import { type Bed, needBed } from './bed/bed.ts';
import { type LayoutBed, openLayoutBed, until } from './bed/layouts/layout.ts';
import { layTektonResults, type TektonLayout } from './bed/layouts/layTektonResults.ts';
import { layZalando } from './bed/layouts/layZalando.ts';
import type { PostgresLayout } from './bed/layouts/postgresLayout.ts';
import { operateTekton, type Operator } from './bed/operators.ts';
import { actionOf, connectAs, failureOf, type Grant } from './support/commands.ts';
import { readPermissions } from './support/readPermissions.ts';
import { connectTo, knownNow, targetOf } from './support/targets.ts';

/** A TektonResult is deleted and made again, and something goes wrong in the middle: nothing may be lost. */

const endings = new Endings();
let bed: Bed;
let site: LayoutBed;
let shop: PostgresLayout;
let tekton: TektonLayout;
let operator: Operator;
let connection: ClusterConnection;
let backupFolder: string;
let runs = 0;

const secret = { ...secrets, name: 'tekton-results-postgres', namespace: 'tekton-pipelines' };

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  site = await openLayoutBed(bed.cluster);
  shop = endings.add(await layZalando(site), (each) => each.stop());
  tekton = await layTektonResults(site, shop);
  operator = endings.add(await operateTekton(tekton), (each) => each.stop());
  connection = endings.add(await connectTo(bed.cluster.kubeconfig), (each) => each.close());
});

after(endings.run);

beforeEach(async () => {
  runs += 1;
  backupFolder = path.join(bed.folder, `backups-${String(runs)}`);
  await mkdir(backupFolder);
});

interface Performing {
  readonly as?: ClusterConnection;
  readonly signal?: AbortSignal;
  readonly attempts?: readonly number[];
  readonly onSaid?: (message: string) => void;
}

async function recreate({ as = connection, signal, attempts = [200, 400], onSaid }: Performing = {}): Promise<
  readonly string[]
> {
  const target = await targetOf(as, tekton.manifest);
  const said: string[] = [];
  await performAction(target, actionOf(target, 'recreate'), {
    ...{ backupFolder, signal: signal ?? new AbortController().signal, limits: { attempts } },
    tell(message) {
      said.push(render(message));
      onSaid?.(render(message));
    },
  });
  return said;
}

const readLive = async (): Promise<KubernetesObject | undefined> => connection.read(objectOf(await look()));
const look = (): Promise<Target> => targetOf(connection, tekton.manifest);

async function savedObject(): Promise<{ readonly file: string; readonly object: KubernetesObject }> {
  const [name = '', ...others] = await readdir(backupFolder);
  assert.deepEqual(others, []);
  const file = path.join(backupFolder, name);
  return { file, object: JSON.parse(await readFile(file, 'utf8')) as KubernetesObject };
}

/** The operator's own Secret goes with the resource: so it is for an internal database. */
async function own(): Promise<string> {
  const live = await readLive();
  const owner = { apiVersion: 'operator.tekton.dev/v1alpha1', kind: 'TektonResult', name: 'result' };
  const ownerReferences = [{ ...owner, uid: live?.metadata.uid, controller: true, blockOwnerDeletion: true }];
  const { data } = await connection.patch(await knownNow(connection, secret), { metadata: { ownerReferences } });
  return JSON.stringify(data);
}

async function uidsOfPods(): Promise<readonly string[]> {
  const found = await connection.list(pods, { namespace: 'tekton-pipelines' });
  return found.flatMap(({ metadata }) => (metadata.deletionTimestamp === undefined ? [metadata.uid ?? ''] : []));
}

const dataOfSecret = async (): Promise<string> => JSON.stringify((await connection.read(secret))?.['data']);

/** From now on nobody may create a TektonResult. Comes back when that is so; gives back how to let it be again. */
async function refuseCreation(): Promise<() => Promise<void>> {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const metadata = { name: 'no-results' };
  const rule = { apiGroups: ['operator.tekton.dev'], apiVersions: ['*'], operations: ['CREATE'], resources: ['*'] };
  const validations = [{ expression: 'false', message: 'No results on Fridays.' }];
  const policy = { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata };
  const binding = { apiVersion, kind: 'ValidatingAdmissionPolicyBinding', metadata };
  await site.api.apply({
    ...policy,
    spec: { failurePolicy: 'Fail', matchConstraints: { resourceRules: [rule] }, validations },
  });
  await site.api.apply({ ...binding, spec: { policyName: metadata.name, validationActions: ['Deny'] } });
  const target = await look();
  const { apiVersion: version, kind } = tekton.resource;
  const creation = (): Promise<boolean> =>
    connection
      .create(objectOf(target), { apiVersion: version, kind, metadata: { name: 'try' }, spec: {} }, { dryRun: true })
      .then(
        () => false,
        () => true,
      );
  await until(creation);
  return async () => {
    await site.api.remove({ ...binding, name: metadata.name });
    await site.api.remove({ ...policy, name: metadata.name });
    await until(async () => !(await creation()));
  };
}

describe('recreating a TektonResult', () => {
  test('needs every verb beforehand: the missing ones are named, and nothing is touched', async () => {
    const before = await readLive();
    const group = 'operator.tekton.dev';
    const needed: readonly Grant[] = [
      ...['get', 'list', 'watch', 'delete', 'create'].map((verb) => ({ verb, group, resource: 'tektonresults' })),
      ...['get', 'patch', 'create'].map((verb) => ({ verb, group: '', resource: 'secrets' })),
      ...['list', 'watch'].map((verb) => ({ verb, group: '', resource: 'pods' })),
    ];
    for (const [verb, resource] of [
      ['create', 'tektonresults'],
      ['delete', 'tektonresults'],
      ['patch', 'secrets'],
    ]) {
      const grants = needed.filter((grant) => grant.verb !== verb || grant.resource !== resource);
      const as = await connectAs(bed.cluster, grants);
      assert.match(await failureOf(recreate({ as }), 'forbidden'), new RegExp(`you may not ${verb} ${resource}\\b`));
      as.close();
    }
    assert.deepEqual(await readdir(backupFolder), []);
    assert.equal((await readLive())?.metadata.resourceVersion, before?.metadata.resourceVersion);
  });

  test('with the verbs of the README makes everything anew, and the data stays', async () => {
    const kinds = [{ group: 'operator.tekton.dev', plural: 'tektonresults' }];
    const { needed } = await readPermissions('Restart by recreating a `TektonResult`', kinds);
    const as = await connectAs(bed.cluster, needed);
    const { server } = shop.primary;
    await server.query('CREATE TABLE kept AS SELECT 42 AS answer', 'tekton_results');
    const values = await own();
    const before = await readLive();
    const uids = await uidsOfPods();

    const said = await recreate({ as });
    as.close();
    for (const pattern of [
      /^Saved in .*\.json$/,
      /^Secret tekton-results-postgres is kept/,
      /^Deleting result$/,
      /^Creating result$/,
    ])
      assert.ok(
        said.some((message) => pattern.test(message)),
        said.join('\n'),
      );
    await operator.whenIdle();
    const now = await readLive();
    assert.notEqual(now?.metadata.uid, before?.metadata.uid);
    assert.deepEqual(now?.['spec'], before?.['spec']);
    const renewed = await uidsOfPods();
    assert.equal(renewed.length, uids.length);
    assert.ok(renewed.every((uid) => !uids.includes(uid)));
    assert.equal(await dataOfSecret(), values);
    assert.deepEqual(await server.query('SELECT answer FROM kept', 'tekton_results'), [{ answer: 42 }]);
  });

  test('refused in its second half names the file; what is in it makes the resource again', async () => {
    const values = await own();
    const before = await readLive();
    const allow = await refuseCreation();

    const text = await failureOf(recreate(), 'refused');
    assert.match(text, /TektonResult result was deleted and could not be made again: .*No results on Fridays/);
    const { file, object } = await savedObject();
    assert.ok(text.includes(`create it with: kubectl create -f "${file}"`), text);
    assert.deepEqual(object['spec'], before?.['spec']);
    assert.equal(await readLive(), undefined);
    assert.equal(await dataOfSecret(), values, 'the Secret has gone, or has changed');
    assert.doesNotMatch(text, /Nothing was/);
    assert.doesNotMatch(text + JSON.stringify(object), secretValues(values));

    await allow();
    await connection.create(objectOf(await look()), object);
    await until(async () => (await readLive())?.['status'] !== undefined);
    assert.deepEqual((await readLive())?.['spec'], before?.['spec']);
    assert.equal(await dataOfSecret(), values);
  });

  test('a refusal that passes is waited for: the resource comes back by itself', async () => {
    const values = await own();
    const before = await readLive();
    const allow = await refuseCreation();
    let allowed = Promise.resolve();
    const said = await recreate({
      attempts: [500, 1000, 2000, 4000, 8000],
      onSaid(message) {
        if (/failed: attempt 2/.test(message)) allowed = allow();
      },
    });
    await allowed;
    assert.ok(said.some((message) => /Creating result failed: attempt 2/.test(message)));
    const now = await readLive();
    assert.notEqual(now?.metadata.uid, before?.metadata.uid);
    assert.deepEqual(now?.['spec'], before?.['spec']);
    assert.equal(await dataOfSecret(), values);
    await operator.whenIdle();
  });

  test('cancelled once it is deleted, it is made again all the same', async () => {
    const values = await own();
    const controller = new AbortController();
    const target = objectOf(await look());
    const setFinalizers = async (finalizers: readonly string[]): Promise<KubernetesObject> =>
      connection.patch(await knownNow(connection, target), { metadata: { finalizers } });
    const before = await setFinalizers(['example.com/keep']);
    let freed: Promise<unknown> = Promise.resolve();
    const work = recreate({
      signal: controller.signal,
      onSaid(message) {
        if (!message.startsWith('Deleting result: waiting for finalizer')) return;
        controller.abort();
        freed = setFinalizers([]);
      },
    });
    await failureOf(work, 'cancelled');
    await freed;
    await setFinalizers([]);
    const now = await readLive();
    assert.ok(now && now.metadata.uid !== before.metadata.uid);
    assert.deepEqual(now['spec'], before['spec']);
    assert.equal(await dataOfSecret(), values);
    await operator.whenIdle();
  });

  test('leaves the fields to those who wrote them: applying later is no conflict', async () => {
    const managers = ({ metadata }: KubernetesObject): readonly string[] =>
      ((metadata['managedFields'] ?? []) as readonly { manager: string; subresource?: string }[])
        .filter(({ subresource }) => subresource === undefined)
        .map(({ manager }) => manager);
    const value = (await look()).resource.root.value as object;
    const target = objectOf(await look());
    await connection.delete(await knownNow(connection, target));
    await until(async () => (await readLive()) === undefined);
    await connection.apply({ ...target, uid: null }, value);
    await until(async () => (await readLive())?.['status'] !== undefined);
    await operator.whenIdle();
    await recreate();
    await operator.whenIdle();
    const now = await readLive();
    assert.ok(now);
    assert.deepEqual(managers(now), ['db-manifests']);
    const changed = { ...value, spec: { ...(value as { spec: object }).spec, db_sslmode: 'verify-ca' } };
    const applied = await connection.apply(await knownNow(connection, target), changed);
    assert.equal((applied['spec'] as { db_sslmode?: string }).db_sslmode, 'verify-ca');
    await operator.whenIdle();
  });

  test('kept by a finalizer of somebody else, says so and what to do', async () => {
    const target = objectOf(await look());
    const kept = await knownNow(connection, target);
    await connection.patch(kept, { metadata: { finalizers: ['example.com/keep'] } });
    const found = await look();
    const work = performAction(found, actionOf(found, 'recreate'), {
      ...{ backupFolder, signal: new AbortController().signal, limits: { stall: 1500 }, tell: () => undefined },
    });
    const text = await failureOf(work, 'timeout');
    const { file } = await savedObject();
    assert.match(text, /is being deleted but does not go: it waits for finalizer example\.com\/keep/);
    assert.ok(text.includes(file), text);
    assert.match(await failureOf(recreate(), 'unsafe'), /Nothing was done: .* is being deleted already .*keep/);
  });
});

function secretValues(data: string): RegExp {
  const values = Object.values(JSON.parse(data) as Record<string, string>);
  const all = values.flatMap((value) => [value, Buffer.from(value, 'base64').toString()]);
  return new RegExp(all.filter((value) => value.length > 8).join('|'));
}
