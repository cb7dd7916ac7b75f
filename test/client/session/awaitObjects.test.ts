import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClusterError, isClusterError } from '../../../client/cluster/errors.ts';
import { awaitObjects } from '../../../client/session/awaitObjects.ts';
import type { AwaitOptions } from '../../../client/session/awaitObjects.ts';
import { withAttempts } from '../../../client/session/withAttempts.ts';
import { pods } from '../../../schemas/vocabulary/objectTypes.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { standIn, toyPod } from './support.ts';
import type { StandIn } from './support.ts';

function wait(cluster: StandIn, count: number, more: Partial<AwaitOptions<number>> = {}): Promise<number> {
  return awaitObjects<number>(cluster.connection, pods, {
    ...{ query: { namespace: 'shop' }, limit: 10_000, what: say`Pods`, remedy: say`Look.` },
    look: ({ length }) =>
      length >= count ? { done: length } : { missing: say`${count - length} more`, reached: length },
    ...more,
  });
}

test('what is there already is enough', async () => {
  const cluster = standIn({ objects: [[pods, toyPod('a')]] });
  assert.equal(await wait(cluster, 1), 1);
  assert.equal(cluster.watching, 0);
});

test('each change is looked at, each new text said once', async () => {
  const cluster = standIn();
  const said: string[] = [];
  const waited = wait(cluster, 2, { tell: (message) => said.push(render(message)) });
  await new Promise(setImmediate);
  cluster.put(pods, toyPod('a'));
  cluster.put(pods, { ...toyPod('a'), status: { phase: 'Pending' } });
  cluster.remove(pods, 'a', 'shop');
  cluster.put(pods, toyPod('b'));
  cluster.put(pods, toyPod('c'));
  assert.equal(await waited, 2);
  assert.deepEqual(said, ['2 more', '1 more', '2 more', '1 more']);
});

test('cancelled by whoever hears what is missing, no clock goes on', async () => {
  const cluster = standIn();
  const controller = new AbortController();
  const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const waited = wait(cluster, 1, { tell: () => controller.abort(), signal: controller.signal });
  await assert.rejects(waited, (error) => isClusterError(error, 'cancelled'));
  assert.equal(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length, before);
  assert.equal(cluster.watching, 0);
});

test('a successor of the same name is not lost with the one before', async () => {
  const cluster = standIn();
  const { watch } = { watch: cluster.connection.watch.bind(cluster.connection) };
  cluster.connection.watch = (type, query, onEvent, signal) => {
    watch(type, query, () => undefined, signal);
    const pod = (uid: string) => ({ ...toyPod('a'), metadata: { ...toyPod('a').metadata, uid } });
    onEvent({ kind: 'all', objects: [pod('1')] });
    onEvent({ kind: 'added', object: pod('2') });
    onEvent({ kind: 'deleted', object: pod('1') });
    onEvent({ kind: 'added', object: toyPod('b') });
  };
  assert.equal(await wait(cluster, 2), 2);
});

test('nothing moves on: what is missing, and why nothing was heard', async () => {
  const cluster = standIn();
  const waited = wait(cluster, 1, { limit: 30 });
  queueMicrotask(() => queueMicrotask(() => cluster.interrupt()));
  await assert.rejects(waited, (error) => {
    assert.ok(isClusterError(error, 'timeout'));
    assert.match(error.message, /^Pods: nothing has changed for 1 min, still missing: 1 more\./);
    assert.equal(error.remedy, 'Look.');
    return true;
  });
  assert.equal(cluster.watching, 0);
});

test('what goes back and forth is no progress', async () => {
  const cluster = standIn();
  const waited = wait(cluster, 3, { limit: 60 });
  const turning = setInterval(() => {
    if (cluster.get(pods, 'a', 'shop')) cluster.remove(pods, 'a', 'shop');
    else cluster.put(pods, toyPod('a'));
  }, 5);
  await assert.rejects(waited, (error) => isClusterError(error, 'timeout'));
  clearInterval(turning);
});

test('what the look throws ends it', async () => {
  const cluster = standIn();
  const failed = new ClusterError('stream', say`The Job has failed.`, say`Look.`);
  const look = (): never => {
    throw failed;
  };
  await assert.rejects(wait(cluster, 1, { look }), (error) => error === failed);
  assert.equal(cluster.watching, 0);
});

test('cancelled before, and meanwhile', async () => {
  const cluster = standIn();
  await assert.rejects(wait(cluster, 1, { signal: AbortSignal.abort() }), (error) =>
    isClusterError(error, 'cancelled'),
  );
  assert.ok(!cluster.calls.some((call) => call.startsWith('watch')));
  const controller = new AbortController();
  const waited = wait(cluster, 1, { signal: controller.signal });
  setImmediate(() => controller.abort());
  await assert.rejects(waited, (error) => isClusterError(error, 'cancelled'));
  assert.equal(cluster.watching, 0);
});

test('attempts: as many as there are pauses, and one', async () => {
  for (const [failures, expected] of [
    [0, 'done'],
    [2, 'done'],
    [3, 'failure 3'],
  ] as const) {
    let calls = 0;
    const work = (): Promise<string> => {
      calls += 1;
      return calls <= failures ? Promise.reject(new Error(`failure ${calls}`)) : Promise.resolve('done');
    };
    const outcome = await withAttempts([1, 1], work).catch((error: unknown) => (error as Error).message);
    assert.equal(outcome, expected);
    assert.equal(calls, Math.min(failures + 1, 3));
  }
});
