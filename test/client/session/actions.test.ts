import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ClusterError } from '../../../client/cluster/errors.ts';
import { actionsOf } from '../../../client/session/actions.ts';
import type { Action, Outcome, Step } from '../../../schemas/contract/recipe.ts';
import { cronJobs, jobs, pods } from '../../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { action, allPods, fails, perform, shop, toy, writes } from './actionSupport.ts';
import { standIn, toyPod, toyTarget, toyType } from './support.ts';
import type { StandIn } from './support.ts';

/** What a controller does: a pod of the same name a moment later, ready or not. */
function renewing(cluster: StandIn, ready = true): void {
  cluster.onDelete = (type, old) => {
    if (type.plural !== 'pods') return;
    setImmediate(() => cluster.put(pods, toyPod(old.metadata.name, old.metadata.labels?.['role'], { ready })));
  };
}

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

  for (const [title, meanwhile, why] of [
    ['has another spec', (cluster: StandIn) => cluster.put(toyType, { ...toy(), spec: { size: 1 } }), /has changed/],
    [
      'was made anew',
      (cluster: StandIn) => {
        cluster.remove(toyType, 'shop', 'shop');
        cluster.put(toyType, toy());
      },
      /another one/,
    ],
    ['is gone', (cluster: StandIn) => cluster.remove(toyType, 'shop', 'shop'), /does not exist any more/],
  ] as const)
    for (const step of [
      { kind: 'delete-pods', labels: allPods },
      { kind: 'patch', patch: { spec: { x: 1 } } },
    ] as const)
      test(`${step.kind}: the resource ${title} since it was shown`, async () => {
        const cluster = shop();
        const live = cluster.get(toyType, 'shop', 'shop')!;
        meanwhile(cluster);
        await assert.rejects(perform(cluster, action([step]), { live }), (error) => {
          assert.ok(error instanceof ClusterError);
          assert.match(error.message, why);
          return true;
        });
        assert.deepEqual(writes(cluster), []);
      });

  test('a spec that changes in the moment of the request is not patched; a new status does not matter', async () => {
    const cluster = shop();
    const live = cluster.get(toyType, 'shop', 'shop')!;
    const given = action([{ kind: 'patch', subresource: 'status', patch: { status: { target: 'shop-1' } } }]);
    cluster.onRequest = (call) => {
      if (!call.startsWith('patch')) return;
      cluster.onRequest = undefined;
      cluster.put(toyType, { ...live, status: { phase: 'Updating' } });
    };
    await perform(cluster, given, { live });
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.['status'], { phase: 'Updating', target: 'shop-1' });
    cluster.onRequest = (call) => {
      if (call.startsWith('patch')) cluster.put(toyType, { ...live, spec: { size: 9 } });
    };
    await assert.rejects(perform(cluster, given, { live }), fails('unsafe', /spec of Toy shop has changed/));
    assert.deepEqual(cluster.get(toyType, 'shop', 'shop')?.['status'], live['status']);
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
    const cluster = standIn({ objects: [[toyType, toy()]] });
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
      if (call === 'delete pods shop/shop-1') throw new ClusterError('unreachable', say`No answer.`, say`Wait.`);
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
      const error = new ClusterError('forbidden', say`You may not watch pods.`, say`Ask.`);
      queueMicrotask(() => onEvent({ kind: 'interrupted', error }));
    };
    const restart = action([patch], { kind: 'pods-renewed' });
    await assert.rejects(perform(cluster, restart), fails('forbidden', /may not watch pods. Done: change Toy shop/));
    assert.equal(cluster.watching, 0);
  });

  const backup = (until: Outcome, steps: readonly Step[]): Action =>
    action(steps, until, { command: 'backup', title: say`Back up` });
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

test('the actions of a command, in the order of the recipe', () => {
  const actions = [action([], undefined, { id: 'a' }), action([], undefined, { id: 'b', command: 'backup' })];
  const { recipe } = toyTarget(standIn().connection, { actions });
  assert.deepEqual(
    actionsOf(recipe, 'backup').map(({ id }) => id),
    ['b'],
  );
  assert.deepEqual(actionsOf(recipe, 'switchover'), []);
});
