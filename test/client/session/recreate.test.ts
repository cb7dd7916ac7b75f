import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { suite, test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { ClusterError } from '../../../client/cluster/errors.ts';
import { performAction } from '../../../client/session/actions.ts';
import type { Recipe } from '../../../schemas/contract/recipe.ts';
import { secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { action, backupFolder, fails, perform, shop, toy, writes } from './actionSupport.ts';
import { toyTarget, toyType } from './support.ts';
import type { StandIn } from './support.ts';

suite('recreate', () => {
  const recreate = action([{ kind: 'recreate' }]);
  const password = 'c2VjcmV0LXZhbHVl';
  const owned = { metadata: { name: 'shop-db', namespace: 'shop', ownerReferences: [] }, data: { password } };
  const recipe: Partial<Recipe> = {
    access: {
      ...{
        engine: 'postgresql',
        container: 'postgres',
        port: 5432,
        databases: [],
        localClient: [],
        readOnlySessions: 'kept' as const,
      },
      tls: { mode: 'prefer' },
      logins: [{ role: 'result', secret: { name: 'shop-db', passwordKey: 'password' } }],
    },
  };
  const files = async (): Promise<string[]> => readdir(backupFolder()).catch(() => []);

  /** With the Secret that the garbage collector takes along. */
  function withSecret(): StandIn {
    const cluster = shop();
    const uid = cluster.get(toyType, 'shop', 'shop')?.metadata.uid ?? '';
    cluster.put(secrets, {
      ...owned,
      metadata: { ...owned.metadata, ownerReferences: [{ kind: 'Toy', name: 'shop', uid }] },
    });
    cluster.onDelete = (_, gone) => {
      for (const { metadata } of cluster.all(secrets))
        if (metadata.ownerReferences?.some((owner) => owner.uid === gone.metadata.uid))
          cluster.remove(secrets, metadata.name, metadata.namespace);
    };
    return cluster;
  }

  test('deleted and made again from what it was, without what belongs to one life', async () => {
    const cluster = shop();
    cluster.put(toyType, toy({ annotations: { a: 'b' } }));
    const before = cluster.get(toyType, 'shop', 'shop');
    await perform(cluster, recreate);
    const after = cluster.get(toyType, 'shop', 'shop');
    assert.notEqual(after?.metadata.uid, before?.metadata.uid);
    assert.deepEqual(after?.['spec'], { size: 3 });
    assert.deepEqual(after.metadata.annotations, { a: 'b' });
    assert.equal(after['status'], undefined);
    const [file = ''] = await files();
    const saved = JSON.parse(await readFile(path.join(backupFolder(), file), 'utf8')) as KubernetesObject;
    assert.deepEqual(Object.keys(saved.metadata).sort(), ['annotations', 'name', 'namespace']);
    if (process.platform !== 'win32') assert.equal((await stat(path.join(backupFolder(), file))).mode & 0o777, 0o600);
  });

  test('whoever wrote a field before is said to have written it again', async () => {
    const cluster = shop();
    const managedFields = [
      { manager: 'kubectl', operation: 'Apply', fieldsV1: { 'f:spec': {} } },
      { manager: 'operator', operation: 'Update', subresource: 'status', fieldsV1: { 'f:status': {} } },
    ];
    cluster.put(toyType, toy({ managedFields }));
    await perform(cluster, recreate);
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.metadata['managedFields'], managedFields.slice(0, 1));
    cluster.forbid({ verb: 'patch', plural: toyType.plural });
    await perform(cluster, recreate);
    assert.equal(cluster.get(toyType, 'shop', 'shop')?.metadata['managedFields'], undefined);
  });

  test('a Secret that would go with it stays, and its value is in no file and no message', async () => {
    const cluster = withSecret();
    const told = { said: [] as string[], controller: new AbortController() };
    await perform(cluster, recreate, { recipe, told });
    assert.deepEqual(cluster.get(secrets, 'shop-db', 'shop')?.['data'], { password });
    assert.ok(!cluster.calls.includes('create secrets shop/shop-db'), 'it was detached, so it never went');
    const text = await Promise.all((await files()).map((file) => readFile(path.join(backupFolder(), file), 'utf8')));
    for (const each of [...text, ...told.said]) assert.ok(!each.includes(password));
  });

  test('a Secret that goes all the same is put back before the resource', async () => {
    const cluster = withSecret();
    cluster.onDelete = () => cluster.remove(secrets, 'shop-db', 'shop');
    await perform(cluster, recreate, { recipe });
    assert.deepEqual(cluster.get(secrets, 'shop-db', 'shop')?.['data'], { password });
    assert.equal(cluster.get(secrets, 'shop-db', 'shop')?.metadata.ownerReferences, undefined);
    const order = writes(cluster).filter((call) => call.startsWith('create'));
    assert.deepEqual(order, ['create secrets shop/shop-db', 'create toys shop/shop']);
  });

  test('the deletion is refused: the Secret has its owner back and nothing is gone', async () => {
    const cluster = withSecret();
    cluster.onRequest = (call) => {
      if (call.startsWith('delete toys')) throw new ClusterError('refused', say`A webhook says no.`, say`Ask it.`);
    };
    await assert.rejects(perform(cluster, recreate, { recipe }), fails('refused', /webhook says no/));
    const secret = cluster.get(secrets, 'shop-db', 'shop');
    assert.equal(secret?.metadata.ownerReferences?.[0]?.name, 'shop');
    assert.ok(cluster.get(toyType, 'shop', 'shop'));
  });

  test('the creation fails twice: it is put back at the third attempt', async () => {
    const cluster = shop();
    let refusals = 2;
    cluster.onRequest = (call) => {
      if (call.startsWith('create toys') && refusals-- > 0)
        throw new ClusterError('unreachable', say`Away.`, say`Wait.`);
    };
    await perform(cluster, recreate);
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.['spec'], { size: 3 });
  });

  test('the creation fails for good: the error names the file and how to use it, the Secret is there', async () => {
    const cluster = withSecret();
    cluster.onRequest = (call) => {
      if (call.startsWith('create toys')) throw new ClusterError('refused', say`A webhook says no.`, say`Ask it.`);
    };
    const [error] = await Promise.all([perform(cluster, recreate, { recipe }).catch((caught: unknown) => caught)]);
    fails(
      'refused',
      /could not be made again: A webhook says no/,
      /kubectl create -f ".*Toy_shop_shop_.*\.json"/,
    )(error);
    const file = /-f "(.*)"/.exec((error as ClusterError).remedy)?.[1] ?? '';
    assert.deepEqual((JSON.parse(await readFile(file, 'utf8')) as KubernetesObject)['spec'], { size: 3 });
    assert.deepEqual(cluster.get(secrets, 'shop-db', 'shop')?.['data'], { password });
  });

  test('an answer that was lost counts by what it did', async () => {
    const cluster = shop();
    cluster.onCreate = () => {
      throw new ClusterError('timeout', say`No answer.`, say`Wait.`);
    };
    await perform(cluster, recreate);
    assert.equal(cluster.calls.filter((call) => call.startsWith('create toys')).length, 1);
  });

  test('the answer to the deletion is lost: what it did counts', async () => {
    const cluster = shop();
    cluster.onDelete = () => {
      throw new ClusterError('timeout', say`No answer.`, say`Wait.`);
    };
    await perform(cluster, recreate);
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.['spec'], { size: 3 });
  });

  test('the API server goes away with the deletion: whether it is deleted is not known, and the file is named', async () => {
    const cluster = shop();
    cluster.onDelete = () => {
      cluster.onRequest = () => {
        throw new ClusterError('unreachable', say`Away.`, say`Wait.`);
      };
      throw new ClusterError('timeout', say`No answer.`, say`Wait.`);
    };
    await assert.rejects(
      perform(cluster, recreate),
      fails('timeout', /is not known: No answer/, /create -f ".*\.json"/),
    );
  });

  test('the API server is away for a while after the deletion: nothing is lost', async () => {
    const cluster = withSecret();
    const lose = cluster.onDelete;
    let away = 2;
    cluster.onDelete = (type, gone) => {
      lose?.(type, gone);
      cluster.onRequest = () => {
        if (away-- > 0) throw new ClusterError('unreachable', say`Away.`, say`Wait.`);
      };
    };
    await perform(cluster, recreate, { recipe });
    assert.ok(away < 0);
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.['spec'], { size: 3 });
    assert.deepEqual(cluster.get(secrets, 'shop-db', 'shop')?.['data'], { password });
  });

  test('a Secret that cannot be put back: the resource is, and what is lost is said', async () => {
    const cluster = withSecret();
    cluster.onDelete = () => cluster.remove(secrets, 'shop-db', 'shop');
    cluster.onRequest = (call) => {
      if (call.startsWith('create secrets')) throw new ClusterError('refused', say`No.`, say`Ask.`);
    };
    await assert.rejects(perform(cluster, recreate, { recipe }), fails('missing-secret', /Secret shop-db/));
    assert.ok(cluster.get(toyType, 'shop', 'shop'));
  });

  test('a Secret that the resource does not own is not touched', async () => {
    const cluster = shop();
    cluster.put(secrets, owned);
    await perform(cluster, recreate, { recipe });
    assert.ok(writes(cluster).every((call) => !call.includes('secrets')));
  });

  test('somebody else makes another one meanwhile: it is left, the file is named', async () => {
    const cluster = shop();
    cluster.onDelete = () => void cluster.put(toyType, { ...toy(), spec: { size: 1 } });
    await assert.rejects(perform(cluster, recreate), fails('refused', /another spec/, /\.json/));
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.['spec'], { size: 1 });
  });

  test('what somebody has written since it was saved is not lost: it is not deleted', async () => {
    const cluster = withSecret();
    const live = cluster.get(toyType, 'shop', 'shop')!;
    cluster.onRequest = (call) => {
      if (call.startsWith('delete toys')) cluster.put(toyType, { ...live, spec: { size: 5 } });
    };
    await assert.rejects(perform(cluster, recreate, { recipe }), fails('unsafe', /changed since it was saved/));
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.['spec'], { size: 5 });
    assert.equal(cluster.get(secrets, 'shop-db', 'shop')?.metadata.ownerReferences?.[0]?.name, 'shop');
  });

  test('a finalizer that hangs is named and left, with what to do once it is done', async () => {
    const cluster = shop();
    cluster.put(toyType, toy({ finalizers: ['toy.example/backup'] }));
    await assert.rejects(
      perform(cluster, recreate, { stall: 40 }),
      fails('timeout', /finalizer toy\.example\/backup/, /kubectl create -f/),
    );
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.metadata.finalizers, ['toy.example/backup']);
    assert.equal(cluster.watching, 0);
  });

  test('cancelled after the deletion: it is made again first', async () => {
    const cluster = shop();
    const told = { said: [] as string[], controller: new AbortController() };
    cluster.onDelete = () => told.controller.abort();
    await perform(cluster, recreate, { told });
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.['spec'], { size: 3 });
  });

  test('what cannot be saved is not deleted', async () => {
    const cluster = shop();
    const target = toyTarget(cluster.connection, {}, { live: cluster.get(toyType, 'shop', 'shop')! });
    const signal = new AbortController().signal;
    const file = `${backupFolder()}-is-a-file`;
    await writeFile(file, '');
    await assert.rejects(
      performAction(target, recreate, { signal, backupFolder: path.join(file, 'below'), tell: () => undefined }),
      fails('unsafe', /could not be saved/),
    );
    assert.deepEqual(writes(cluster), []);
  });

  test('a resource that is not there, or going already', async () => {
    const cluster = shop();
    cluster.put(toyType, toy({ deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['x/y'] }));
    await assert.rejects(perform(cluster, recreate), fails('unsafe', /deleted already .* x\/y/));
    cluster.remove(toyType, 'shop', 'shop');
    await assert.rejects(perform(cluster, recreate), fails('missing'));
    assert.deepEqual(writes(cluster), []);
  });
});
