import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { ClusterError } from '../../../client/cluster/errors.ts';
import type { ClusterErrorCode } from '../../../client/cluster/errors.ts';
import { actionsOf, performAction } from '../../../client/session/actions.ts';
import type { Action, Outcome, Recipe, Step } from '../../../schemas/contract/recipe.ts';
import { cronJobs, jobs, pods, secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { standIn, toyPod, toyTarget, toyType } from './support.ts';
import type { StandIn } from './support.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'actions-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const allPods = { cluster: 'shop' };

function action(steps: readonly Step[] | Action['steps'], until?: Outcome, more: Partial<Action> = {}): Action {
  return {
    ...{ id: 'restart', command: 'restart', title: 'Restart', consequence: 'It restarts.' },
    steps: typeof steps === 'function' ? steps : () => steps,
    ...(until ? { until: () => until } : {}),
    ...more,
  };
}

/** A cluster with its resource, a primary and two replicas. */
function shop(): StandIn {
  const cluster = standIn({ namespace: 'shop' });
  cluster.put(toyType, toy());
  for (const [name, role] of [
    ['shop-0', 'master'],
    ['shop-1', 'replica'],
    ['shop-2', 'replica'],
  ] as const)
    cluster.put(pods, toyPod(name, role));
  return cluster;
}

function toy(metadata: Partial<KubernetesObject['metadata']> = {}): KubernetesObject {
  return {
    metadata: { name: 'shop', namespace: 'shop', ...metadata },
    spec: { size: 3 },
    status: { phase: 'Running' },
  };
}

/** What a controller does: a pod of the same name a moment later, ready or not. */
function renewing(cluster: StandIn, ready = true): void {
  cluster.onDelete = (type, old) => {
    if (type.plural !== 'pods') return;
    setImmediate(() => cluster.put(pods, toyPod(old.metadata.name, old.metadata.labels?.['role'], { ready })));
  };
}

interface Told {
  readonly said: string[];
  readonly controller: AbortController;
}

function perform(
  cluster: StandIn,
  given: Action,
  {
    recipe = {},
    chosen,
    told = { said: [], controller: new AbortController() },
    stall = 10_000,
  }: { recipe?: Partial<Recipe>; chosen?: string; told?: Told; stall?: number } = {},
): Promise<void> {
  return performAction(toyTarget(cluster.connection, recipe), given, {
    ...(chosen === undefined ? {} : { chosen }),
    ...{ signal: told.controller.signal, backupFolder: path.join(folder, 'backups') },
    say: (message) => told.said.push(message),
    limits: { stall, backup: stall, attempts: [1, 1] },
  });
}

function fails(code: ClusterErrorCode, ...texts: readonly RegExp[]): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof ClusterError, String(error));
    assert.equal(error.code, code, error.message);
    for (const text of texts) assert.match(`${error.message} ${error.remedy}`, text);
    return true;
  };
}

const writes = (cluster: StandIn): string[] =>
  cluster.calls.filter((call) => /^(?:create|patch|delete|exec) /.test(call));

suite('before the first step', () => {
  const restart = action([{ kind: 'delete-pods', labels: allPods }]);

  test('every verb of every step is asked for, and nothing is done where one is missing', async () => {
    const cluster = shop();
    cluster.forbid({ verb: 'delete', plural: 'pods' });
    cluster.forbid({ verb: 'patch', plural: 'toys' });
    cluster.forbid({ verb: 'create', plural: 'pods', subresource: 'exec' });
    const all = action([
      { kind: 'patch', patch: { spec: { x: 1 } } },
      { kind: 'exec', pod: 'shop-0', container: 'postgres', command: ['true'] },
      { kind: 'delete-pods', labels: allPods },
    ]);
    await assert.rejects(
      perform(cluster, all),
      fails('forbidden', /patch toys\.toy\.example/, /create pods\/exec/, /delete pods/),
    );
    assert.deepEqual(writes(cluster), []);
  });

  test('the verbs of waiting are asked for as well', async () => {
    const cluster = shop();
    cluster.forbid({ verb: 'watch', plural: 'jobs' });
    const backup = action(
      [{ kind: 'run-cron-job', name: 'backup', jobName: 'now' }],
      { kind: 'job-complete', labels: {} },
      { command: 'backup' },
    );
    await assert.rejects(perform(cluster, backup), fails('forbidden', /watch jobs\.batch/));
  });

  test('two primaries: nothing is restarted', async () => {
    const cluster = shop();
    cluster.put(pods, toyPod('shop-1', 'master'));
    await assert.rejects(perform(cluster, restart), fails('two-primaries', /shop-0 and shop-1/));
    assert.deepEqual(writes(cluster), []);
  });

  test('a step that names the primary needs one; a change of the resource is the cure where there is none', async () => {
    const cluster = shop();
    cluster.put(pods, toyPod('shop-0', 'replica'));
    const named = action(({ primary }) => [
      { kind: 'exec', pod: primary, container: 'postgres', command: ['patronictl'] },
    ]);
    await assert.rejects(perform(cluster, named), fails('no-primary'));
    await perform(cluster, action([{ kind: 'patch', patch: { spec: { restarted: 'now' } } }]));
    assert.deepEqual(writes(cluster), ['patch toys shop/shop']);
  });

  test('a pod that no controller owns is left alone, and so are the others', async () => {
    const cluster = shop();
    cluster.put(pods, toyPod('lonely', 'replica', { owned: false }));
    await assert.rejects(perform(cluster, restart), fails('unsafe', /lonely/, /Nothing was done/));
    assert.deepEqual(writes(cluster), []);
  });

  test('no pod at all: there is nothing to restart', async () => {
    const cluster = standIn();
    await assert.rejects(perform(cluster, restart, { recipe: { members: [] } }), fails('no-pod', /cluster=shop/));
  });

  for (const [chosen, why] of [
    ['shop-0', /primary already/],
    ['shop-2', /not ready/],
    ['shop-9', /no member/],
    [undefined, /no pod/],
  ] as const)
    test(`a switchover to ${String(chosen)} is refused`, async () => {
      const cluster = shop();
      cluster.put(pods, toyPod('shop-2', 'replica', { ready: false }));
      const given = action([], { kind: 'primary-is-chosen' }, { command: 'switchover', chooses: 'replica' });
      await assert.rejects(perform(cluster, given, chosen === undefined ? {} : { chosen }), fails('unsafe', why));
    });
});

suite('pods one after the other', () => {
  const restart = action([{ kind: 'delete-pods', labels: allPods }], { kind: 'pods-renewed' });

  test('each waits for the successor of the one before', async () => {
    const cluster = shop();
    renewing(cluster);
    const running: number[] = [];
    cluster.onRequest = (call) => {
      if (call.startsWith('delete pods')) running.push(cluster.all(pods).length);
    };
    const told = { said: [] as string[], controller: new AbortController() };
    await perform(cluster, restart, { told });
    assert.deepEqual(running, [3, 3, 3]);
    assert.match(told.said.join('\n'), /Pod shop-1 \(2 of 3\): deleting/);
    assert.equal(cluster.watching, 0);
  });

  test('a successor that does not become ready ends it: what was reached and what not is said', async () => {
    const cluster = shop();
    cluster.onDelete = (_, old) => {
      const ready = old.metadata.name !== 'shop-1';
      cluster.put(pods, toyPod(old.metadata.name, 'replica', { ready }));
    };
    await assert.rejects(
      perform(cluster, restart, { stall: 40 }),
      fails('timeout', /shop-1 \(not ready\)/, /Done: pod shop-0 replaced/, /Not done: replace the pods/),
    );
    assert.deepEqual(writes(cluster), ['delete pods shop/shop-0', 'delete pods shop/shop-1']);
    assert.equal(cluster.watching, 0);
  });

  test('cancelled: the cluster is left as it is, and that is said', async () => {
    const cluster = shop();
    const told = { said: [] as string[], controller: new AbortController() };
    cluster.onDelete = () => setImmediate(() => told.controller.abort());
    await assert.rejects(
      perform(cluster, restart, { told }),
      fails('cancelled', /left as it is/, /Not done: replace the pods/),
    );
    assert.deepEqual(writes(cluster), ['delete pods shop/shop-0']);
    assert.equal(cluster.watching, 0);
  });

  test('a refusal in the middle names what was done', async () => {
    const cluster = shop();
    renewing(cluster);
    cluster.onRequest = (call) => {
      if (call === 'delete pods shop/shop-1') throw new ClusterError('unreachable', 'No answer.', 'Wait.');
    };
    await assert.rejects(perform(cluster, restart), fails('unreachable', /No answer\. Done: pod shop-0 replaced/));
  });

  test('pods of Jobs that have ended are none of it', async () => {
    const cluster = shop();
    cluster.put(pods, { ...toyPod('shop-init', undefined, { owned: false }), status: { phase: 'Succeeded' } });
    renewing(cluster);
    await perform(cluster, restart);
    assert.ok(!cluster.calls.includes('delete pods shop/shop-init'));
  });
});

suite('outcomes', () => {
  const patch: Step = { kind: 'patch', patch: { spec: { restarted: 'now' } } };

  test('pods are new by their uid, whatever a clock says', async () => {
    const cluster = shop();
    const restart = action([patch], { kind: 'pods-renewed' });
    const old = cluster.all(pods).map(({ metadata }) => metadata.name);
    const renewed = perform(cluster, restart, { stall: 2000 });
    let over = false;
    void renewed.then(() => (over = true));
    for (const name of old) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(over, false, `before ${name} was replaced`);
      cluster.remove(pods, name, 'shop');
      cluster.put(pods, toyPod(name, 'replica'));
    }
    await renewed;
  });

  test('an operator that does nothing: the pods that stay are named', async () => {
    const restart = action([patch], { kind: 'pods-renewed' });
    await assert.rejects(
      perform(shop(), restart, { stall: 40 }),
      fails('timeout', /shop-0 \(old\), shop-1 \(old\)/, /0 of 3/, /Done: change Toy shop/),
    );
  });

  test('a switchover is over once the chosen one is primary', async () => {
    const cluster = shop();
    const given = action(
      ({ primary, chosen }) => [
        { kind: 'exec', pod: primary, container: 'postgres', command: ['patronictl', primary, chosen] },
      ],
      { kind: 'primary-is-chosen' },
      { command: 'switchover', chooses: 'replica' },
    );
    cluster.onExec = () => {
      setImmediate(() => {
        cluster.put(pods, toyPod('shop-0', 'replica'));
        cluster.put(pods, toyPod('shop-2', 'master'));
      });
      return 0;
    };
    await perform(cluster, given, { chosen: 'shop-2' });
    assert.ok(cluster.calls.includes('exec shop/shop-0 patronictl shop-0 shop-2'));
  });

  test('a program that fails: its status and last line', async () => {
    const cluster = shop();
    cluster.onExec = ({ stdout, stderr }) => {
      stdout.write('first\n');
      stderr?.write('Error: no candidate\r\nlast words');
      return 3;
    };
    const given = action([{ kind: 'exec', pod: 'shop-0', container: 'postgres', command: ['patronictl', 'restart'] }]);
    await assert.rejects(perform(cluster, given), fails('stream', /patronictl in pod shop-0 .* status 3: last words/));
  });

  test('what looks like a password in the output of a program is not repeated', async () => {
    const cluster = shop();
    cluster.onExec = ({ stdout, stderr }) => {
      stdout.write("connecting to postgresql://app:hush-1@db/shop\nhost=db password='hush 2' user=app\n");
      stderr?.write('FATAL: PGPASSWORD=hush-3 does not fit');
      return 1;
    };
    const told = { said: [] as string[], controller: new AbortController() };
    const given = action([{ kind: 'exec', pod: 'shop-0', container: 'postgres', command: ['backup.sh'] }]);
    await assert.rejects(perform(cluster, given, { told }), (error) => {
      assert.ok(error instanceof ClusterError);
      assert.match(error.message, /status 1: FATAL: PGPASSWORD=\*\*\* does not fit/);
      assert.doesNotMatch([error.message, ...told.said].join('\n'), /hush/);
      return true;
    });
  });

  test('an interrupted watch goes on', async () => {
    const cluster = shop();
    const restart = action([patch], { kind: 'pods-renewed' });
    cluster.onRequest = (call) => {
      if (!call.startsWith('patch')) return;
      setTimeout(() => {
        cluster.interrupt();
        for (const name of ['shop-0', 'shop-1', 'shop-2']) {
          cluster.remove(pods, name, 'shop');
          cluster.put(pods, toyPod(name, 'replica'));
        }
      }, 10);
    };
    await perform(cluster, restart);
    assert.equal(cluster.watching, 0);
  });

  test('a watch that is forbidden meanwhile ends it at once', async () => {
    const cluster = shop();
    const watch = cluster.connection.watch.bind(cluster.connection);
    cluster.connection.watch = (type, query, onEvent, signal) => {
      watch(type, query, onEvent, signal);
      const error = new ClusterError('forbidden', 'You may not watch pods.', 'Ask.');
      queueMicrotask(() => onEvent({ kind: 'interrupted', error }));
    };
    const restart = action([patch], { kind: 'pods-renewed' });
    await assert.rejects(perform(cluster, restart), fails('forbidden', /may not watch pods. Done: change Toy shop/));
    assert.equal(cluster.watching, 0);
  });

  const backup = (until: Outcome, steps: readonly Step[]): Action =>
    action(steps, until, { command: 'backup', title: 'Back up' });
  const nightly = { kind: 'run-cron-job', name: 'nightly', jobName: 'nightly-now' } as const;
  const job = { labels: { app: 'backup' } };
  const template = { metadata: job, spec: { template: { spec: { containers: [] } } } };

  for (const [type, expected] of [
    ['Complete', undefined],
    ['Failed', fails('stream', /nightly-now has failed: BackoffLimitExceeded/)],
  ] as const)
    test(`a Job of a CronJob: ${type}`, async () => {
      const cluster = shop();
      cluster.put(cronJobs, { metadata: { name: 'nightly', namespace: 'shop' }, spec: { jobTemplate: template } });
      const done = [{ type: 'Complete', status: 'True' }];
      cluster.put(jobs, { metadata: { name: 'yesterday', namespace: 'shop', ...job }, status: { conditions: done } });
      cluster.onCreate = (made, object) =>
        setImmediate(() =>
          cluster.put(made, {
            ...object,
            status: { conditions: [{ type, status: 'True', reason: 'BackoffLimitExceeded' }] },
          }),
        );
      const performed = perform(cluster, backup({ kind: 'job-complete', ...job }, [nightly]));
      if (expected) await assert.rejects(performed, expected);
      else await performed;
      const made = cluster.get(jobs, 'nightly-now', 'shop');
      assert.deepEqual(made?.['spec'], template.spec);
      assert.equal(made.metadata.ownerReferences?.[0]?.name, 'nightly');
    });

  test('a CronJob that is not there', async () => {
    const given = backup({ kind: 'job-complete', ...job }, [nightly]);
    await assert.rejects(perform(shop(), given), fails('missing', /CronJob nightly/, /Nothing was changed before/));
  });

  for (const [phase, expected] of [
    ['completed', undefined],
    ['failed', fails('stream', /status\.phase of Toy now is failed/)],
    ['running', fails('timeout', /Toy now \(running\)/)],
  ] as const)
    test(`a field that reads ${phase}`, async () => {
      const cluster = shop();
      cluster.onCreate = (type, object) => queueMicrotask(() => cluster.put(type, { ...object, status: { phase } }));
      const until: Outcome = {
        ...{ kind: 'field-reads', object: { ...toyType, name: 'now' }, field: 'status.phase' },
        ...{ values: ['completed'], failures: ['failed'] },
      };
      const steps: Step[] = [{ kind: 'create', type: toyType, object: { metadata: { name: 'now' } } }];
      const performed = perform(cluster, backup(until, steps), { stall: 60 });
      if (expected) await assert.rejects(performed, expected);
      else await performed;
    });

  test('what a step makes is waited for by the name that the step gave it', async () => {
    const cluster = shop();
    const nameAt = (now: Date): string => `backup-${now.getTime()}`;
    cluster.onCreate = (type, object) =>
      queueMicrotask(() => cluster.put(type, { ...object, status: { phase: 'completed' } }));
    const given: Action = {
      ...action(({ now }) => [{ kind: 'create', type: toyType, object: { metadata: { name: nameAt(now) } } }]),
      until: ({ now }) => ({
        ...{ kind: 'field-reads', object: { ...toyType, name: nameAt(now) }, field: 'status.phase' },
        ...{ values: ['completed'], failures: [] },
      }),
    };
    await perform(cluster, given, { stall: 60 });
    assert.ok(cluster.all(toyType).some(({ metadata }) => metadata.name.startsWith('backup-')));
    assert.equal(cluster.watching, 0);
  });

  test('every pod is marked', async () => {
    const cluster = shop();
    const given = action([
      { kind: 'patch-pods', labels: { role: 'replica' }, patch: { metadata: { annotations: { roll: 'true' } } } },
    ]);
    await perform(cluster, given);
    const marked = cluster.all(pods).filter(({ metadata }) => metadata.annotations?.['roll'] === 'true');
    assert.deepEqual(marked.map(({ metadata }) => metadata.name).sort(), ['shop-1', 'shop-2']);
  });
});

suite('recreate', () => {
  const recreate = action([{ kind: 'recreate' }]);
  const password = 'c2VjcmV0LXZhbHVl';
  const owned = { metadata: { name: 'shop-db', namespace: 'shop', ownerReferences: [] }, data: { password } };
  const recipe: Partial<Recipe> = {
    access: {
      ...{ engine: 'postgresql', container: 'postgres', port: 5432, databases: [], localClient: [] },
      tls: { mode: 'prefer' },
      logins: [{ role: 'result', secret: { name: 'shop-db', passwordKey: 'password' } }],
    },
  };
  const files = async (): Promise<string[]> => readdir(path.join(folder, 'backups')).catch(() => []);

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
    const saved = JSON.parse(await readFile(path.join(folder, 'backups', file), 'utf8')) as KubernetesObject;
    assert.deepEqual(Object.keys(saved.metadata).sort(), ['annotations', 'name', 'namespace']);
    if (process.platform !== 'win32')
      assert.equal((await stat(path.join(folder, 'backups', file))).mode & 0o777, 0o600);
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
    const text = await Promise.all((await files()).map((file) => readFile(path.join(folder, 'backups', file), 'utf8')));
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
      if (call.startsWith('delete toys')) throw new ClusterError('refused', 'A webhook says no.', 'Ask it.');
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
      if (call.startsWith('create toys') && refusals-- > 0) throw new ClusterError('unreachable', 'Away.', 'Wait.');
    };
    await perform(cluster, recreate);
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.['spec'], { size: 3 });
  });

  test('the creation fails for good: the error names the file and how to use it, the Secret is there', async () => {
    const cluster = withSecret();
    cluster.onRequest = (call) => {
      if (call.startsWith('create toys')) throw new ClusterError('refused', 'A webhook says no.', 'Ask it.');
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
      throw new ClusterError('timeout', 'No answer.', 'Wait.');
    };
    await perform(cluster, recreate);
    assert.equal(cluster.calls.filter((call) => call.startsWith('create toys')).length, 1);
  });

  test('the answer to the deletion is lost: what it did counts', async () => {
    const cluster = shop();
    cluster.onDelete = () => {
      throw new ClusterError('timeout', 'No answer.', 'Wait.');
    };
    await perform(cluster, recreate);
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.['spec'], { size: 3 });
  });

  test('the API server goes away with the deletion: whether it is deleted is not known, and the file is named', async () => {
    const cluster = shop();
    cluster.onDelete = () => {
      cluster.onRequest = () => {
        throw new ClusterError('unreachable', 'Away.', 'Wait.');
      };
      throw new ClusterError('timeout', 'No answer.', 'Wait.');
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
        if (away-- > 0) throw new ClusterError('unreachable', 'Away.', 'Wait.');
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
      if (call.startsWith('create secrets')) throw new ClusterError('refused', 'No.', 'Ask.');
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
    const target = toyTarget(cluster.connection);
    const signal = new AbortController().signal;
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    await assert.rejects(
      performAction(target, recreate, { signal, backupFolder: path.join(file, 'below'), say: () => undefined }),
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

test('the actions of a command, in the order of the recipe', () => {
  const actions = [action([], undefined, { id: 'a' }), action([], undefined, { id: 'b', command: 'backup' })];
  const { recipe } = toyTarget(standIn().connection, { actions });
  assert.deepEqual(
    actionsOf(recipe, 'backup').map(({ id }) => id),
    ['b'],
  );
  assert.deepEqual(actionsOf(recipe, 'switchover'), []);
});
