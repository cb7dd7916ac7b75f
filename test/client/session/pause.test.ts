import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { ClusterError } from '../../../client/cluster/errors.ts';
import { pause, within } from '../../../client/session/pause.ts';
import { say } from '../../../schemas/vocabulary/say.ts';

const forever = 2 ** 30;

function timers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}

test('a pause ends with the first of its signals, and leaves neither timer nor listener', async () => {
  const before = timers();
  const [first, second] = [new AbortController(), new AbortController()];
  const waiting = pause(forever, first.signal, second.signal);
  assert.equal(timers(), before + 1);
  second.abort();
  await waiting;
  assert.equal(timers(), before);
  assert.deepEqual(getEventListeners(first.signal, 'abort'), []);
  await pause(forever, AbortSignal.abort());
  await pause(1);
});

/** Work that goes on until it is told to end. */
function endless(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(new ClusterError('cancelled', say`Cancelled.`, say``));
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

test('work that takes too long ends with a sentence that says what it was', async () => {
  await assert.rejects(within(20, say`Connecting to shop-0`, endless), {
    code: 'timeout',
    message: 'Connecting to shop-0 took longer than 0.02 seconds.',
  });
});

test('who turns away is not told that it took too long', async () => {
  const controller = new AbortController();
  const work = within(forever, say`x`, endless, controller.signal);
  controller.abort();
  await assert.rejects(work, { code: 'cancelled' });
  await assert.rejects(within(forever, say`x`, endless, AbortSignal.abort()), { code: 'cancelled' });
});

test('work in time gives its result, or its own error, and leaves nothing behind', async () => {
  const before = timers();
  const { signal } = new AbortController();
  assert.equal(await within(forever, say`x`, () => Promise.resolve(7), signal), 7);
  await assert.rejects(
    within(forever, say`x`, () => Promise.reject(new TypeError('own')), signal),
    TypeError,
  );
  assert.equal(timers(), before);
  assert.deepEqual(getEventListeners(signal, 'abort'), []);
});
