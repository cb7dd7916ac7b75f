import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import type { ClusterConnection, KubernetesObject } from '../../client/cluster/connection.ts';
import {
  type ApplyPlan,
  applyPlanned,
  comparable,
  isUnchanged,
  planApply,
} from '../../client/session/applyManifest.ts';
import { makeTarget } from '../../client/session/resolveTarget.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { Endings } from '../support/endings.ts';
import { type Bed, needBed } from './bed/bed.ts';
import { applyDefinitions, applyManifest, applyNamespace, openLayoutBed, until } from './bed/layouts/layout.ts';
import { connectAs, failureOf } from './support/commands.ts';
import { connectTo, knownNow } from './support/targets.ts';

/** What the API server itself says to a manifest, by field; and what is in the cluster then. */

const endings = new Endings();
let bed: Bed;
let connection: ClusterConnection;

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  const site = await openLayoutBed(bed.cluster);
  await applyDefinitions(site, 'zalando.yaml');
  await applyDefinitions(site, 'crunchy.yaml');
  await applyNamespace(site, 'web');
  await applyManifest(site, 'crunchy.yaml', 'finance');
  connection = endings.add(await connectTo(bed.cluster.kubeconfig), (each) => each.close());
});

after(endings.run);

type Spec = Readonly<Record<string, unknown>>;

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Spec;
}

let counter = 0;
let name = '';

beforeEach(() => {
  counter += 1;
  name = `shop-${String(counter)}`;
});

function manifest(more: Spec = {}): Manifest {
  const postgresql = { version: '15', parameters: { log_statement: 'ddl' } };
  const spec = { teamId: 'web', numberOfInstances: 2, postgresql, volume: { size: '2Gi' }, ...more };
  return { apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', metadata: { name, namespace: 'web' }, spec };
}

function plan(value: unknown, options: { readonly force?: true } = {}): Promise<ApplyPlan> {
  return planApply(connection, value, { ...options, guarded: makeTarget(connection, value)?.recipe.guarded ?? [] });
}

const readLive = async (): Promise<KubernetesObject | undefined> => (await plan(manifest())).live;
const specOf = (object: KubernetesObject | undefined): Spec => (object?.['spec'] ?? {}) as Spec;

async function kubectl(...args: readonly string[]): Promise<void> {
  await promisify(execFile)(bed.cluster.kubectl, ['--kubeconfig', bed.cluster.kubeconfig, ...args]);
}

async function applyByKubectl(value: Manifest, ...args: readonly string[]): Promise<void> {
  const file = path.join(bed.folder, `${name}.json`);
  await writeFile(file, JSON.stringify(value));
  await kubectl('apply', '--server-side', ...args, '-f', file);
}

describe('a manifest that the API server refuses', () => {
  const cases: readonly (readonly [string, Spec, string, RegExp])[] = [
    ['a name that is no field', { numberOfInstance: 3 }, 'spec.numberOfInstance', /does not know this field/],
    ['a name that is none, deeper down', { volume: { size: '1Gi', sise: 1 } }, 'spec.volume.sise', /does not know/],
    ['a value of another type', { numberOfInstances: 'two' }, 'spec.numberOfInstances', /two|integer|numeric/],
    ['a number too small', { numberOfInstances: -1 }, 'spec.numberOfInstances', /greater than or equal to 0/],
    ['a value that is none of those', { postgresql: { version: '8' } }, 'spec.postgresql.version', /supported values/],
    ['text of another form', { volume: { size: 'big' } }, 'spec.volume.size', /should match/],
    ['a field that is required', { volume: {} }, 'spec.volume.size', /required/i],
  ];
  for (const [what, more, field, message] of cases)
    test(`${what}: at ${field}, and nothing is made`, async () => {
      const { result, problems, conflicts } = await plan(manifest(more));
      assert.deepEqual([result, conflicts], [undefined, []]);
      const found = problems.find((problem) => problem.field === field);
      assert.ok(found, JSON.stringify(problems));
      assert.match(found.message, message);
      assert.equal(await readLive(), undefined);
    });

  test('several faults are several problems', async () => {
    const { problems } = await plan(manifest({ volume: { size: 'big' }, numberOfInstances: -1 }));
    assert.deepEqual(problems.map(({ field }) => field).sort(), ['spec.numberOfInstances', 'spec.volume.size']);
  });

  test('what may never change: the claim of a volume', async () => {
    const claim = (storage: string, storageClassName: string): unknown => ({
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: 'web' } },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } },
    });
    const first = claim('1Gi', 'slow');
    await applyPlanned(connection, await plan(first), { value: first });
    const { result, problems, live } = await plan(claim('1Gi', 'fast'));
    assert.equal(result, undefined);
    assert.match(problems.map(({ field, message }) => `${field}: ${message}`).join(), /^spec: .*immutable/);
    assert.equal(specOf(live)['storageClassName'], 'slow');
  });

  test('a type that the cluster does not have, a namespace that is not there', async () => {
    assert.match(await failureOf(plan({ ...manifest(), kind: 'postgresq' }), 'missing'), /does not know postgresq of/);
    const elsewhere = { ...manifest(), metadata: { name, namespace: 'nowhere' } };
    assert.match(await failureOf(plan(elsewhere), 'missing'), /namespaces? .*nowhere.* not found/);
  });
});

describe('a plan', () => {
  test('changes nothing, says what would be; applying makes it so', async () => {
    const value = manifest();
    const fresh = await plan(value);
    assert.equal(fresh.live, undefined);
    assert.deepEqual(specOf(fresh.result), value.spec);
    assert.equal(await readLive(), undefined);
    await applyPlanned(connection, fresh, { value });
    assert.ok(isUnchanged(await plan(value)));

    const more = manifest({ numberOfInstances: 3 });
    const change = await plan(more);
    assert.equal(isUnchanged(change), false);
    const { before, after } = comparable(change) as Record<'before' | 'after', KubernetesObject>;
    assert.deepEqual([specOf(before)['numberOfInstances'], specOf(after)['numberOfInstances']], [2, 3]);
    assert.doesNotMatch(JSON.stringify([before, after]), /managedFields|resourceVersion|last-applied/);
    const live = await readLive();
    assert.equal(live?.metadata.resourceVersion, change.live?.metadata.resourceVersion);
    assert.equal(specOf(live)['numberOfInstances'], 2);
    await applyPlanned(connection, change, { value: more });
    assert.equal(specOf(await readLive())['numberOfInstances'], 3);
  });

  test('does not hold for an object that has changed since', async () => {
    const value = manifest();
    await applyPlanned(connection, await plan(value), { value });
    const change = await plan(manifest({ numberOfInstances: 3 }));
    await kubectl('patch', 'postgresql', '-n', 'web', name, '--type=merge', '-p', '{"spec":{"numberOfInstances":1}}');
    const late = applyPlanned(connection, change, { value: manifest({ numberOfInstances: 3 }) });
    assert.match(await failureOf(late, 'unsafe'), /Nothing was applied: .* has changed since the difference was shown/);
    assert.equal(specOf(await readLive())['numberOfInstances'], 1);
  });

  test('warns of a volume that shrinks, which the API server takes', async () => {
    const value = manifest();
    await applyPlanned(connection, await plan(value), { value });
    const { result, guarded } = await plan(manifest({ volume: { size: '1Gi' } }));
    assert.ok(result);
    assert.deepEqual(
      guarded.map(({ field }) => field),
      ['spec.volume.size'],
    );
    assert.match(render(guarded[0]?.consequence ?? say``), /\.$/);
    assert.deepEqual((await plan(manifest({ volume: { size: '3Gi' } }))).guarded, []);
  });

  test('of a Secret shows no value', async () => {
    const secret = (password: string): unknown => ({
      ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'web' } },
      stringData: { username: 'seller', password },
    });
    const [old, next] = ['one-that-was-there', 'another-one-to-come'];
    await applyPlanned(connection, await plan(secret(old)), { value: secret(old) });
    const shown = JSON.stringify(comparable(await plan(secret(next))));
    for (const value of [old, next])
      for (const text of [value, Buffer.from(value).toString('base64')]) assert.ok(!shown.includes(text), shown);
    assert.match(shown, /"username":"\(the same value\)"/);
    assert.match(shown, /"password":"\(value (before|after)\)"/);
  });

  test('is refused who may not apply, before the API server is asked', async () => {
    const grants = ['get', 'patch'].map((verb) => ({ verb, group: 'acid.zalan.do', resource: 'postgresqls' }));
    const weak = await connectAs(bed.cluster, grants, { namespaces: ['web'] });
    const text = await failureOf(planApply(weak, manifest()), 'forbidden');
    assert.match(
      text,
      new RegExp(`Apply of ${name}: .* you may not create postgresqls\\.acid\\.zalan\\.do in namespace web`),
    );
    weak.close();
  });
});

describe('fields of others', () => {
  test('are conflicts, and are taken over only if that is asked for', async () => {
    await applyByKubectl(manifest());
    const value = manifest({ numberOfInstances: 3 });
    const refused = await plan(value);
    assert.deepEqual(refused.conflicts, [{ manager: 'kubectl', field: 'spec.numberOfInstances' }]);
    assert.deepEqual([refused.result, refused.problems.length], [undefined, 1]);
    assert.match(refused.problems[0]?.message ?? '', /^kubectl has given this field another value/);
    assert.equal(specOf(await readLive())['numberOfInstances'], 2);

    const forced = await plan(value, { force: true });
    assert.equal(specOf(await readLive())['numberOfInstances'], 2);
    await applyPlanned(connection, forced, { value });
    assert.equal(specOf(await readLive())['numberOfInstances'], 3);
    // From now on it is ours: no conflict for us, one for kubectl.
    assert.deepEqual((await plan(manifest({ numberOfInstances: 1 }))).conflicts, []);
    await assert.rejects(applyByKubectl(manifest()), /conflict with "db-manifests"/);
  });

  test('stay where the manifest does not name them', async () => {
    await applyByKubectl(manifest({ users: { seller: [] } }));
    const value = manifest();
    await applyPlanned(connection, await plan(value), { value });
    assert.deepEqual(specOf(await readLive())['users'], { seller: [] });
  });

  test('of a command of ours are none: what it has set goes by the manifest again, and only what is in it', async () => {
    const ledger = (await bed.cluster.api.read({
      ...{ apiVersion: 'postgres-operator.crunchydata.com/v1beta1', kind: 'PostgresCluster' },
      ...{ namespace: 'finance', name: 'ledger' },
    })) as unknown as Manifest;
    const { apiVersion, kind, spec } = ledger;
    const metadata = { name, namespace: 'finance' };
    const backups = spec['backups'] as { readonly pgbackrest: object };
    const value = { apiVersion, kind, metadata, spec };
    const fresh = await plan(value);
    await applyPlanned(connection, fresh, { value });
    // As "Back up now" and "Restart" do.
    const manual = { repoName: 'repo1' };
    const restarted = { annotations: { restarted: 'now' } };
    const patch = { spec: { metadata: restarted, backups: { pgbackrest: { manual } } } };
    await connection.patch(await knownNow(connection, fresh.object), patch);
    assert.ok(isUnchanged(await plan(value)), 'the manifest does not name these fields');

    const other = { ...spec, backups: { pgbackrest: { ...backups.pgbackrest, manual: { repoName: 'repo2' } } } };
    const next = { ...value, spec: other };
    const change = await plan(next);
    assert.deepEqual([change.conflicts, change.problems], [[], []]);
    await applyPlanned(connection, change, { value: next });
    const after = specOf((await plan(next)).live) as {
      readonly metadata?: unknown;
      readonly backups: typeof other.backups;
    };
    assert.deepEqual(after.backups.pgbackrest.manual, { repoName: 'repo2' });
    assert.deepEqual(after.metadata, restarted);
    await until(async () => isUnchanged(await plan(next)));
  });
});
