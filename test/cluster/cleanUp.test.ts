import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { cleanUpPage } from '../../client/session/cleanUpPage.ts';
import type { CleanUpOutcome } from '../../client/session/cleanUpPage.ts';
import { english, render } from '../../schemas/vocabulary/render.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection } from '../../client/cluster/connection.ts';
import { deleteLeftovers, findLeftovers, type LeftoverObject, type Leftovers } from '../../client/session/leftovers.ts';
import { findReleasedVolumes, freeVolume, removeFinalizer } from '../../client/session/freeObjects.ts';
import { findTerminating } from '../../client/session/goneResource.ts';
import { knownObject } from '../../client/session/knownObject.ts';
import { objectOf, type Target } from '../../client/session/target.ts';
import { persistentVolumeClaims, persistentVolumes, pods, secrets } from '../../schemas/vocabulary/objectTypes.ts';
import { parse } from 'yaml';
import { Endings } from '../support/endings.ts';
import type { BedObject } from './bed/apiClient.ts';
import { type Bed, needBed } from './bed/bed.ts';
import { openLayoutBed, until } from './bed/layouts/layout.ts';
import type { PostgresLayout } from './bed/layouts/postgresLayout.ts';
import { layZalando } from './bed/layouts/layZalando.ts';
import { connectAs, failureOf, type Grant } from './support/commands.ts';
import { connectTo, writtenTarget } from './support/targets.ts';
import { plainText } from '../support/plainText.ts';

/** The page as a person reads it. */
const read = (of: Target, outcome: CleanUpOutcome): string => plainText(cleanUpPage(of, outcome, english));

/** A cluster that was deleted, and beside it one of the same name in another namespace that lives. The tests go on from each other. */

const endings = new Endings();
let bed: Bed;
let shop: PostgresLayout;
let living: PostgresLayout;
let connection: ClusterConnection;
let target: Target;

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  const site = await openLayoutBed(bed.cluster);
  shop = endings.add(await layZalando(site), (each) => each.stop());
  living = endings.add(await layZalando(site, { namespace: 'living' }), (each) => each.stop());
  connection = endings.add(await connectTo(bed.cluster.kubeconfig), (each) => each.close());
  target = await writtenTarget(connection, shop.manifest);
});

after(endings.run);

/** What it takes to know whether the resource lives. */
const looking: readonly Grant[] = [
  { verb: 'get', group: 'acid.zalan.do', resource: 'postgresqls' },
  { verb: 'list', group: '', resource: 'pods' },
];

/** Number of objects by type. */
function countsOf({ groups }: Leftovers): Readonly<Record<string, number>> {
  return Object.fromEntries(groups.map(({ type, objects }) => [type.kind, objects.length]));
}

const objectsOf = ({ groups }: Leftovers): readonly LeftoverObject[] => groups.flatMap(({ objects }) => objects);

/** Name and uid of everything that carries a label of the living cluster, its volumes among them. */
async function livingObjects(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { type } of [...(target.recipe.cleanUp?.leftovers ?? []), { type: pods }]) {
    const objects = await connection.list(type, { namespace: 'living' });
    found.push(...objects.map(({ metadata }) => `${type.plural}/${metadata.name} ${metadata.uid ?? ''}`));
  }
  const volumes = await connection.list(persistentVolumes);
  const own = volumes.filter(({ metadata }) => metadata.name.startsWith('living-'));
  found.push(...own.map((volume) => `${volume.metadata.name} ${JSON.stringify(volume['status'])}`));
  return [...new Set(found)].sort();
}

/** Controllers have their part to do before: claims are bound, and the namespace gets a certificate. */
function isSettled(found: readonly string[]): boolean {
  const volumes = found.filter((each) => each.startsWith('living-'));
  const hasCertificate = found.some((each) => each.startsWith('configmaps/kube-root-ca.crt '));
  return hasCertificate && volumes.length > 0 && volumes.every((each) => each.includes('"Bound"'));
}

const phaseOf = async (volume: string): Promise<unknown> =>
  ((await connection.read({ ...persistentVolumes, name: volume }))?.['status'] as { phase?: string }).phase;

describe('clean-up', () => {
  let untouched: readonly string[] = [];
  let left: Leftovers;

  test('is refused while the resource exists, and while pods of it run', async () => {
    await until(async () => isSettled((untouched = await livingObjects())));
    assert.ok(untouched.length > 25, String(untouched.length));
    assert.match(
      await failureOf(findLeftovers(target), 'unsafe'),
      /^postgresql shop exists in context admin, so what belongs to it is left alone\. Delete it first/,
    );
    await bed.cluster.api.patch(shop.resource, { metadata: { finalizers: ['finalizer.postgresql.acid.zalan.do'] } });
    await bed.cluster.api.remove(shop.resource);
    assert.match(
      await failureOf(findLeftovers(target), 'unsafe'),
      /postgresql shop is being deleted \(that was asked for .*\), and waits for finalizer\.postgresql\.acid\.zalan\.do\. Its operator does not run/,
    );
    const going = await findTerminating(target);
    assert.equal(going?.operator, 'absent');
    assert.deepEqual(going.finalizers, ['finalizer.postgresql.acid.zalan.do']);
    await removeFinalizer(connection, going.object, going.finalizers[0] ?? '');
    assert.equal(await connection.read(objectOf(target)), undefined);
    assert.match(await failureOf(findLeftovers(target), 'unsafe'), /is gone, but its pods still run: shop-0, shop-1\./);
    await shop.members.remove();
  });

  test('finds by the labels of the system what is left, of every type', async () => {
    left = await findLeftovers(target);
    assert.deepEqual(countsOf(left), {
      StatefulSet: 1,
      Service: 3,
      Endpoints: 3,
      PodDisruptionBudget: 2,
      CronJob: 1,
      Secret: 11,
      PersistentVolumeClaim: 2,
    });
    assert.deepEqual([left.stuck, left.gaps], [[], []]);
    assert.ok(objectsOf(left).every(({ object }) => object.namespace === 'web'));
    // What is worse to lose comes last.
    assert.deepEqual(
      left.groups.slice(-2).map(({ holds }) => holds),
      ['credentials', 'data'],
    );
  });

  test('says what it may not look for', async () => {
    const grants: readonly Grant[] = [...looking, { verb: 'list', group: '', resource: 'persistentvolumeclaims' }];
    const weak = await connectAs(bed.cluster, grants, { namespaces: ['web'] });
    const seen = await findLeftovers(await writtenTarget(weak, shop.manifest));
    assert.deepEqual(countsOf(seen), { PersistentVolumeClaim: 2 });
    assert.ok(
      seen.gaps
        .map((gap) => render(gap))
        .includes('You may not list secrets in namespace web: those that are left are not shown.'),
    );
    await failureOf(findReleasedVolumes(weak, [{ namespace: 'web', name: 'pgdata-shop-0' }]), 'forbidden');
    weak.close();
  });

  test('is over where the cluster comes back between looking and the yes: nothing of it goes', async () => {
    const manifest = parse(await readFile(shop.manifest, 'utf8')) as BedObject;
    const uids = async (): Promise<readonly string[]> =>
      objectsOf(await findLeftovers(target)).map(({ object }) => object.uid);
    const before = await uids();
    await bed.cluster.api.apply(manifest);
    const results = await deleteLeftovers(target, objectsOf(left));
    assert.deepEqual([...new Set(results.map(({ outcome }) => outcome))], ['lives']);
    assert.match(
      read(target, { left, results, volumes: [] }),
      /web\/pgdata-shop-0: not deleted\. postgresql shop exists/,
    );
    await bed.cluster.api.remove(shop.resource);
    await until(async () => (await connection.read(objectOf(target))) === undefined);

    assert.deepEqual(await uids(), before);

    // And in the middle: GitOps applies it after the first deletion, which loses nothing.
    const hasWeight = ({ holds }: LeftoverObject): boolean => holds !== 'nothing';
    const weighty = objectsOf(left).filter(hasWeight);
    const meddled: ClusterConnection = {
      ...connection,
      async delete(object, options) {
        const gone = await connection.delete(object, options);
        await bed.cluster.api.apply(manifest);
        return gone;
      },
    };
    const later = await deleteLeftovers({ ...target, connection: meddled }, objectsOf(left));
    assert.deepEqual(later.filter(({ outcome }) => outcome === 'lives').length, weighty.length);
    await bed.cluster.api.remove(shop.resource);
    await until(async () => (await connection.read(objectOf(target))) === undefined);
    const kept = objectsOf(await findLeftovers(target)).filter(hasWeight);
    assert.deepEqual(
      kept.map(({ object }) => object.uid),
      weighty.map(({ object }) => object.uid),
    );
  });

  test('goes on after a deletion that is forbidden, and says which that was', async () => {
    const types = new Map(left.groups.map(({ type }) => [type.plural, type]));
    const grants = [...types.values()]
      .filter(({ plural }) => plural !== 'persistentvolumeclaims')
      .map(({ group, plural }) => ({ verb: 'delete', group, resource: plural }))
      .concat(looking);
    const weak = await connectAs(bed.cluster, grants, { namespaces: ['web'] });
    const told: string[] = [];
    // The forbidden ones are in the middle: what comes after them has to be reached.
    const order = [...objectsOf(left)].reverse();
    const results = await deleteLeftovers({ ...target, connection: weak }, order, {
      onResult: ({ object, outcome }) => told.push(`${object.kind} ${outcome}`),
    });
    weak.close();
    const forbidden = results.filter(({ outcome }) => outcome === 'forbidden');
    assert.deepEqual(forbidden.map(({ object }) => object.name).sort(), ['pgdata-shop-0', 'pgdata-shop-1']);
    for (const { message } of forbidden)
      assert.match(render(message ?? say``), /may not delete persistentvolumeclaims/);
    // A StatefulSet or CronJob takes nothing of the others along; Endpoints go with their Service.
    const rest = results.filter(({ outcome }) => outcome !== 'forbidden');
    assert.ok(rest.every(({ outcome }) => outcome === 'deleted' || outcome === 'gone'));
    assert.equal(told.length, objectsOf(left).length);
    assert.deepEqual(countsOf(await findLeftovers(target)), { PersistentVolumeClaim: 2 });
    const page = read(target, { left, results, volumes: [] });
    assert.match(page, /PersistentVolumeClaim web\/pgdata-shop-0: not deleted: you may not\. .*delete/);
    assert.match(page, /Secret web\/seller\.shop\.credentials\S+: deleted/);
  });

  test('explains released volumes, and frees one without the other', async () => {
    left = await findLeftovers(target);
    const claims = objectsOf(left).map(({ object: { name, uid } }) => ({ namespace: 'web', name, uid }));
    assert.deepEqual(await findReleasedVolumes(connection, claims), [], 'they are still bound');
    const results = await deleteLeftovers(target, objectsOf(left));
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['deleted', 'deleted'],
    );
    await until(async () => (await findReleasedVolumes(connection, claims)).length === 2);
    const volumes = await findReleasedVolumes(connection, claims);
    const [first, second] = volumes;
    assert.ok(first && second);
    assert.deepEqual(
      [first.name, first.claim, first.capacity, first.reclaimPolicy],
      ['web-pgdata-shop-0', 'web/pgdata-shop-0', '1Gi', 'Retain'],
    );
    const page = read(target, { left, results, volumes });
    assert.match(page, /web-pgdata-shop-0 \(1Gi\) was claim .*The data is still on it, and nobody wipes it\./);

    await freeVolume(connection, first);
    await until(async () => (await phaseOf(first.name)) === 'Available');
    assert.equal(await phaseOf(second.name), 'Released');
    assert.match(await failureOf(freeVolume(connection, first), 'unsafe'), /was left alone/);
  });

  test('shows apart what a finalizer keeps, and takes it off only there', async () => {
    const name = 'kept.shop.credentials.postgresql.acid.zalan.do';
    const labels = { application: 'spilo', 'cluster-name': 'shop' };
    const finalizers = ['example.com/vault', 'example.com/other'];
    const metadata = { name, labels, finalizers };
    const written = { apiVersion: 'v1', kind: 'Secret', metadata };
    const object = knownObject(secrets, await connection.create(secrets, written, { namespace: 'web' }));
    assert.match(
      await failureOf(removeFinalizer(connection, object, 'example.com/vault'), 'unsafe'),
      /is not being deleted: its finalizer example\.com\/vault was left alone/,
    );
    await deleteLeftovers(target, objectsOf(await findLeftovers(target)));
    const { groups, stuck } = await findLeftovers(target);
    assert.deepEqual(groups, []);
    assert.deepEqual(
      stuck.map((each) => [each.object.name, each.finalizers]),
      [[name, finalizers]],
    );
    await removeFinalizer(connection, object, 'example.com/vault');
    assert.deepEqual((await connection.read(object))?.metadata.finalizers, ['example.com/other']);
    await removeFinalizer(connection, object, 'example.com/other');
    assert.equal(await connection.read(object), undefined);
  });

  test('deletes nothing that was made anew under the name that was shown', async () => {
    const claim = { ...persistentVolumeClaims, name: 'pgdata-shop-0', namespace: 'living', uid: 'of-another' };
    const results = await deleteLeftovers(target, [{ object: claim, holds: 'data', created: '' }]);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['gone'],
    );
  });

  test('has left the cluster of the same name beside it as it was', async () => {
    assert.deepEqual(await livingObjects(), untouched);
    assert.deepEqual(await living.primary.server.query('SELECT 1 AS one', 'shop'), [{ one: 1 }]);
    assert.match(await failureOf(findLeftovers(await writtenTarget(connection, living.manifest)), 'unsafe'), /exists/);
  });
});
