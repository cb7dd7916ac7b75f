import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { ClusterError } from '../../../client/cluster/errors.ts';
import type { ClusterErrorCode } from '../../../client/cluster/errors.ts';
import { deleteLeftovers, findLeftovers, verbsToDelete } from '../../../client/session/leftovers.ts';
import type { LeftoverObject, Leftovers } from '../../../client/session/leftovers.ts';
import { findReleasedVolumes, freeVolume, removeFinalizer } from '../../../client/session/freeObjects.ts';
import { findTerminating } from '../../../client/session/goneResource.ts';
import { knownObject } from '../../../client/session/knownObject.ts';
import type { Recipe } from '../../../schemas/contract/recipe.ts';
import {
  configMaps,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  secrets,
  services,
} from '../../../schemas/vocabulary/objectTypes.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { standIn, toyPod, toyTarget, toyType } from './support.ts';
import type { StandIn } from './support.ts';

const labels = { cluster: 'shop' };
const recipe: Partial<Recipe> = {
  operator: { pods: [{ name: 'toy-operator' }] },
  cleanUp: {
    leftovers: [
      { type: persistentVolumeClaims, labels, holds: 'data' },
      { type: secrets, labels, holds: 'credentials', everyNamespace: true },
      { type: services, labels, holds: 'nothing' },
      { type: configMaps, labels, holds: 'nothing' },
    ],
    notes: [say`Backups in the bucket stay.`],
  },
};

const left = (
  name: string,
  namespace = 'shop',
  more: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject => ({
  metadata: { name, namespace, labels, ...more },
});

/** A cluster of which the resource is gone. */
function remains(): StandIn {
  const cluster = standIn({ namespace: 'shop' });
  cluster.put(persistentVolumeClaims, left('pgdata-shop-10'));
  cluster.put(persistentVolumeClaims, left('pgdata-shop-2'));
  cluster.put(secrets, left('postgres.shop'));
  cluster.put(secrets, left('app.shop', 'apps'));
  cluster.put(services, left('shop'));
  cluster.put(services, { metadata: { name: 'other', namespace: 'shop', labels: { cluster: 'other' } } });
  return cluster;
}

const find = (cluster: StandIn): Promise<Leftovers> => findLeftovers(toyTarget(cluster.connection, recipe));

const objectsOf = ({ groups }: Leftovers): LeftoverObject[] => groups.flatMap(({ objects }) => [...objects]);
const namesOf = (found: Leftovers): string[] =>
  objectsOf(found).map(({ object }) => `${object.kind} ${object.namespace ?? ''}/${object.name}`);

function fails(code: ClusterErrorCode, ...texts: readonly RegExp[]): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof ClusterError, String(error));
    assert.equal(error.code, code, error.message);
    for (const text of texts) assert.match(`${error.message} ${error.remedy}`, text);
    return true;
  };
}

suite('what is left', () => {
  test('by labels, what is worst to lose last, names counted', async () => {
    const found = await find(remains());
    assert.deepEqual(
      found.groups.map(({ type, holds }) => [type.kind, holds]),
      [
        ['Service', 'nothing'],
        ['Secret', 'credentials'],
        ['PersistentVolumeClaim', 'data'],
      ],
    );
    assert.deepEqual(namesOf(found), [
      'Service shop/shop',
      'Secret apps/app.shop',
      'Secret shop/postgres.shop',
      'PersistentVolumeClaim shop/pgdata-shop-2',
      'PersistentVolumeClaim shop/pgdata-shop-10',
    ]);
    assert.deepEqual([found.gaps, found.stuck, found.notes], [[], [], [say`Backups in the bucket stay.`]]);
  });

  test('only reads', async () => {
    const cluster = remains();
    await find(cluster);
    assert.deepEqual(
      cluster.calls.filter((call) => !/^(?:get|list) /.test(call)),
      [],
    );
  });

  test('nothing at all', async () => {
    assert.deepEqual((await find(standIn())).groups, []);
  });

  test('what may not be listed is named, and the rest is found', async () => {
    const cluster = remains();
    cluster.forbid({ verb: 'list', plural: 'persistentvolumeclaims' });
    const found = await find(cluster);
    assert.deepEqual(
      found.groups.map(({ type }) => type.kind),
      ['Service', 'Secret'],
    );
    assert.match(found.gaps.map((gap) => render(gap)).join(), /persistentvolumeclaims in namespace shop/);
  });

  test('a living cluster of the same name elsewhere keeps its Secrets', async () => {
    const cluster = remains();
    cluster.put(toyType, { metadata: { name: 'shop', namespace: 'apps' } });
    const found = await find(cluster);
    assert.ok(!namesOf(found).includes('Secret apps/app.shop'));
    assert.ok(namesOf(found).includes('Secret shop/postgres.shop'));
    assert.match(found.gaps.map((gap) => render(gap)).join(), /Another Toy shop lives in namespace apps/);
  });

  test('where that cannot be known, other namespaces are left out', async () => {
    const cluster = remains();
    cluster.forbid({ verb: 'list', plural: 'toys' });
    const found = await find(cluster);
    assert.ok(!namesOf(found).includes('Secret apps/app.shop'));
    assert.match(found.gaps.map((gap) => render(gap)).join(), /may not list Toy in every namespace/);
  });

  test('what is being deleted already is not offered again', async () => {
    const cluster = remains();
    const deletionTimestamp = '2026-01-01T00:00:00Z';
    cluster.put(persistentVolumeClaims, left('pgdata-shop-2', 'shop', { deletionTimestamp, finalizers: ['a/b'] }));
    const found = await find(cluster);
    assert.ok(!namesOf(found).includes('PersistentVolumeClaim shop/pgdata-shop-2'));
    assert.deepEqual(
      found.stuck.map(({ object, finalizers }) => [object.name, finalizers]),
      [['pgdata-shop-2', ['a/b']]],
    );
  });

  test('an object of two searches counts once, as what is worse to lose', async () => {
    const cluster = remains();
    const twice: Partial<Recipe> = {
      cleanUp: {
        leftovers: [
          { type: services, labels, holds: 'nothing' },
          { type: services, labels, holds: 'credentials' },
        ],
        notes: [],
      },
    };
    const { groups } = await findLeftovers(toyTarget(cluster.connection, twice));
    assert.deepEqual(
      groups.map(({ holds, objects }) => [holds, objects.length]),
      [['credentials', 1]],
    );
  });

  test('without a label nothing is looked for: it would find everything', async () => {
    const everything: Partial<Recipe> = {
      cleanUp: { leftovers: [{ type: services, labels: {}, holds: 'nothing' }], notes: [] },
    };
    await assert.rejects(findLeftovers(toyTarget(remains().connection, everything)), fails('unsafe'));
  });
});

suite('refused while it is there', () => {
  const going = { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['toy.example/volumes'] };

  test('the resource lives', async () => {
    const cluster = remains();
    cluster.put(toyType, { metadata: { name: 'shop', namespace: 'shop' } });
    await assert.rejects(find(cluster), fails('unsafe', /Toy shop exists/));
  });

  test('whether it lives cannot be known', async () => {
    const cluster = remains();
    cluster.forbid({ verb: 'get', plural: 'toys' });
    await assert.rejects(find(cluster), fails('forbidden'));
  });

  for (const [operator, expected] of [
    [toyPod('operator', undefined, { namespace: 'system', labels: { name: 'toy-operator' } }), 'runs'],
    [toyPod('operator', undefined, { namespace: 'system', labels: { name: 'toy-operator' }, ready: false }), 'absent'],
    [undefined, 'absent'],
  ] as const)
    test(`it hangs on its finalizer; the operator: ${expected}${operator ? ' (a pod is there)' : ''}`, async () => {
      const cluster = remains();
      cluster.put(toyType, { metadata: { name: 'shop', namespace: 'shop', ...going } });
      if (operator)
        cluster.put(pods, { ...operator, metadata: { ...operator.metadata, labels: { name: 'toy-operator' } } });
      const target = toyTarget(cluster.connection, recipe);
      assert.deepEqual((await findTerminating(target))?.operator, expected);
      const remedy = expected === 'runs' ? /Its operator runs/ : /does not run, so nobody will/;
      await assert.rejects(find(cluster), fails('unsafe', /toy\.example\/volumes/, remedy));
    });

  test('whether the operator runs may not be looked at', async () => {
    const cluster = remains();
    cluster.put(toyType, { metadata: { name: 'shop', namespace: 'shop', ...going } });
    cluster.forbid({ verb: 'list', plural: 'pods' });
    await assert.rejects(find(cluster), fails('unsafe', /Make sure that its operator runs/));
  });

  for (const deleting of [false, true])
    test(`pods of it are there${deleting ? ', on their way out' : ''}`, async () => {
      const cluster = remains();
      cluster.put(pods, toyPod('shop-0', 'master', { deleting }));
      await assert.rejects(find(cluster), fails('unsafe', /pods still run: shop-0/));
    });

  test('pods that have ended do not count', async () => {
    const cluster = remains();
    cluster.put(pods, { ...toyPod('shop-init'), status: { phase: 'Succeeded' } });
    assert.equal((await find(cluster)).groups.length, 3);
  });
});

suite('deletion', () => {
  test('goes on after one that is forbidden, and says what became of each', async () => {
    const cluster = remains();
    const objects = objectsOf(await find(cluster));
    cluster.forbid({ verb: 'delete', plural: 'secrets', namespace: 'apps' });
    cluster.remove(persistentVolumeClaims, 'pgdata-shop-2', 'shop');
    cluster.onRequest = (call) => {
      if (call === 'delete services shop/shop') throw new ClusterError('unreachable', say`No answer.`, say`Wait.`);
    };
    const told: string[] = [];
    const results = await deleteLeftovers(toyTarget(cluster.connection, recipe), objects, {
      onResult: ({ object }) => told.push(object.name),
    });
    assert.deepEqual(
      results.map(({ object, outcome }) => [object.name, outcome]),
      [
        ['shop', 'failed'],
        ['app.shop', 'forbidden'],
        ['postgres.shop', 'deleted'],
        ['pgdata-shop-2', 'gone'],
        ['pgdata-shop-10', 'deleted'],
      ],
    );
    assert.deepEqual(results[0]?.message, say`No answer.`);
    assert.deepEqual(
      told,
      results.map(({ object }) => object.name),
    );
    assert.ok(cluster.get(secrets, 'app.shop', 'apps'));
    assert.ok(cluster.get(services, 'other', 'shop'));
  });

  test('another object of the same name is left alone', async () => {
    const cluster = remains();
    const objects = objectsOf(await find(cluster)).filter(({ object }) => object.name === 'postgres.shop');
    cluster.remove(secrets, 'postgres.shop', 'shop');
    cluster.put(secrets, left('postgres.shop'));
    const [result] = await deleteLeftovers(toyTarget(cluster.connection, recipe), objects);
    assert.notEqual(result?.outcome, 'deleted');
    assert.ok(cluster.get(secrets, 'postgres.shop', 'shop'));
  });

  const back = (cluster: StandIn): unknown => cluster.put(toyType, { metadata: { name: 'shop', namespace: 'shop' } });
  const writes = (cluster: StandIn): string[] => cluster.calls.filter((call) => !/^(?:get|list) /.test(call));

  test('the resource has come back before the yes: nothing goes', async () => {
    const cluster = remains();
    const target = toyTarget(cluster.connection, recipe);
    const objects = objectsOf(await findLeftovers(target));
    back(cluster);
    const results = await deleteLeftovers(target, objects);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      objects.map(() => 'lives'),
    );
    for (const { message } of results) assert.match(render(message ?? say``), /^Toy shop exists in context test/);
    assert.deepEqual(writes(cluster), []);
  });

  for (const [title, comes] of [
    ['the resource comes back', back],
    ['a pod of it starts', (cluster: StandIn) => cluster.put(pods, toyPod('shop-0', 'master'))],
  ] as const)
    test(`${title} in the middle: what holds credentials or data stays from then on, and that is said`, async () => {
      const cluster = remains();
      const target = toyTarget(cluster.connection, recipe);
      const results = await deleteLeftovers(target, objectsOf(await findLeftovers(target)), {
        onResult: ({ object }) => object.name === 'app.shop' && comes(cluster),
      });
      assert.deepEqual(
        results.map(({ object, outcome }) => `${object.kind} ${object.name} ${outcome}`),
        [
          'Service shop deleted',
          'Secret app.shop deleted',
          'Secret postgres.shop lives',
          'PersistentVolumeClaim pgdata-shop-2 lives',
          'PersistentVolumeClaim pgdata-shop-10 lives',
        ],
      );
      assert.deepEqual(writes(cluster), ['delete services shop/shop', 'delete secrets apps/app.shop']);
    });

  test('whether the resource lives cannot be asked: what holds data stays', async () => {
    const cluster = remains();
    const target = toyTarget(cluster.connection, recipe);
    const objects = objectsOf(await findLeftovers(target));
    cluster.onRequest = (call) => {
      if (call === 'get toys shop/shop') throw new ClusterError('unreachable', say`No answer.`, say`Wait.`);
    };
    const results = await deleteLeftovers(target, objects);
    assert.deepEqual(
      [...new Set(results.map(({ outcome, message }) => `${outcome} ${render(message ?? say``)}`))],
      ['failed No answer.'],
    );
    assert.deepEqual(writes(cluster), []);
  });

  test('the verbs of all that is ticked', async () => {
    const needed = verbsToDelete(objectsOf(await find(remains())));
    assert.deepEqual(
      [...new Set(needed.map(({ verb, plural, namespace }) => `${verb} ${plural} ${namespace ?? ''}`))],
      ['delete services shop', 'delete secrets apps', 'delete secrets shop', 'delete persistentvolumeclaims shop'],
    );
  });

  test('cancelled: what follows is not reached', async () => {
    const cluster = remains();
    const objects = objectsOf(await find(cluster));
    const controller = new AbortController();
    const results = await deleteLeftovers(toyTarget(cluster.connection, recipe), objects, {
      signal: controller.signal,
      onResult: () => controller.abort(),
    });
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['deleted', 'not-reached', 'not-reached', 'not-reached', 'not-reached'],
    );
  });
});

suite('freed one by one', () => {
  const volume = (phase: string, uid = 'claim-1'): KubernetesObject => ({
    metadata: { name: 'local-1' },
    spec: {
      claimRef: { namespace: 'shop', name: 'pgdata-shop-0', uid },
      ...{ capacity: { storage: '10Gi' }, storageClassName: 'local', persistentVolumeReclaimPolicy: 'Retain' },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', values: ['node-1'] }] }],
        },
      },
    },
    status: { phase },
  });
  const claim = { namespace: 'shop', name: 'pgdata-shop-0' };

  for (const [phase, uid, given, expected] of [
    ['Released', 'claim-1', claim, ['local-1']],
    ['Released', 'claim-1', { ...claim, uid: 'claim-1' }, ['local-1']],
    ['Released', 'claim-2', { ...claim, uid: 'claim-1' }, []],
    ['Bound', 'claim-1', claim, []],
    ['Released', 'claim-1', { ...claim, namespace: 'other' }, []],
  ] as const)
    test(`a volume in phase ${phase} of ${uid}, asked for as ${JSON.stringify(given)}`, async () => {
      const cluster = standIn({ objects: [[persistentVolumes, volume(phase, uid)]] });
      const found = await findReleasedVolumes(cluster.connection, [given]);
      assert.deepEqual(
        found.map(({ name }) => name),
        expected,
      );
    });

  test('what a person has to know of it', async () => {
    const cluster = standIn({ objects: [[persistentVolumes, volume('Released')]] });
    const [found] = await findReleasedVolumes(cluster.connection, [claim]);
    const { uid: _, ...shown } = found!;
    assert.deepEqual(shown, {
      ...{ name: 'local-1', claim: 'shop/pgdata-shop-0', capacity: '10Gi', storageClass: 'local' },
      ...{ reclaimPolicy: 'Retain', node: 'node-1' },
    });
  });

  test('without claims nobody is asked', async () => {
    const cluster = standIn();
    assert.deepEqual(await findReleasedVolumes(cluster.connection, []), []);
    assert.deepEqual(cluster.calls, []);
  });

  test('a volume loses its claim, unless it is in use again', async () => {
    const cluster = standIn({ objects: [[persistentVolumes, volume('Released')]] });
    const [found] = await findReleasedVolumes(cluster.connection, [claim]);
    cluster.put(persistentVolumes, volume('Bound'));
    await assert.rejects(freeVolume(cluster.connection, found!), fails('unsafe', /left alone/));
    cluster.put(persistentVolumes, volume('Released'));
    // A new status in between is looked at, and does not matter.
    let touched = 3;
    cluster.onRequest = (call) => {
      if (call.startsWith('patch') && touched-- > 0) cluster.put(persistentVolumes, volume('Released'));
    };
    await freeVolume(cluster.connection, found!);
    cluster.onRequest = undefined;
    assert.deepEqual(
      Object.keys(cluster.get(persistentVolumes, 'local-1')?.['spec'] as object).includes('claimRef'),
      false,
    );
  });

  test('a volume that is bound in the moment of the request stays as it is', async () => {
    const cluster = standIn({ objects: [[persistentVolumes, volume('Released')]] });
    const [found] = await findReleasedVolumes(cluster.connection, [claim]);
    cluster.onRequest = (call) => {
      if (call.startsWith('patch')) cluster.put(persistentVolumes, volume('Bound'));
    };
    await assert.rejects(freeVolume(cluster.connection, found!), fails('unsafe', /left alone/));
    assert.ok((cluster.get(persistentVolumes, 'local-1')?.['spec'] as { claimRef?: unknown }).claimRef);
  });

  test('a finalizer goes only from what is being deleted, and the others stay', async () => {
    const cluster = standIn({ namespace: 'shop' });
    const metadata = { name: 'shop', namespace: 'shop', finalizers: ['a/b', 'c/d'] };
    const object = knownObject(toyType, cluster.put(toyType, { metadata }));
    await assert.rejects(removeFinalizer(cluster.connection, object, 'a/b'), fails('unsafe', /not being deleted/));
    const deletionTimestamp = '2026-01-01T00:00:00Z';
    cluster.put(toyType, { metadata: { ...metadata, deletionTimestamp } });
    await removeFinalizer(cluster.connection, object, 'a/b');
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.metadata.finalizers, ['c/d']);
    await removeFinalizer(cluster.connection, { ...object, name: 'gone' }, 'a/b');
    cluster.remove(toyType, 'shop', 'shop');
    cluster.put(toyType, { metadata: { ...metadata, deletionTimestamp } });
    await assert.rejects(removeFinalizer(cluster.connection, object, 'a/b'), fails('changed', /another one/));
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.metadata.finalizers, ['a/b', 'c/d']);
  });
});
