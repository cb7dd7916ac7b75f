import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '../../support/fastCheck.ts';
import { history, Lived } from './history.ts';

test('after any history a service answers as one that has just been started', () => {
  fc.assert(
    fc.property(history(10), fc.nat(80), (steps, at) => {
      const { lived, fresh } = new Lived(steps).answers(at);
      assert.deepEqual(lived, fresh);
    }),
    { numRuns: 1000 },
  );
});
