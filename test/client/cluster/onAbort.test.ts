import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { onAbort } from '../../../client/cluster/onAbort.ts';

test('the first of the signals counts, once, also one that was used before', () => {
  const [first, second] = [new AbortController(), new AbortController()];
  let count = 0;
  onAbort([first.signal, undefined, second.signal], () => (count += 1));
  second.abort();
  first.abort();
  assert.equal(count, 1);
  onAbort([first.signal], () => (count += 1));
  assert.equal(count, 2);
});

test('nothing is left on a signal that nobody used, and many at a time are no leak', async () => {
  const { signal } = new AbortController();
  const warnings: Error[] = [];
  const hear = (warning: Error): void => void warnings.push(warning);
  process.on('warning', hear);
  const stops = Array.from({ length: 30 }, () => onAbort([signal], () => assert.fail('nobody has aborted')));
  // A warning comes with the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.removeListener('warning', hear);
  assert.deepEqual(warnings, []);
  for (const stop of stops) stop();
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});
