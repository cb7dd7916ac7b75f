import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fc } from '../../support/fastCheck.ts';
import { root } from '../../support/fixtures.ts';
import { history, Lived } from './history.ts';
import type { Case } from './history.ts';

describe('after any history a service answers as one that has just been started', () => {
  test('of a thousand', () => {
    fc.assert(
      fc.property(history(10), (each) => {
        checkFreshness(each);
      }),
      { numRuns: 1000 },
    );
  });

  // What `npm run fuzz` has found.
  const folder = path.join(root, 'test/language/freshness/found');
  for (const name of readdirSync(folder)) {
    test(name, () => {
      checkFreshness(JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Case);
    });
  }
});

function checkFreshness(each: Case): void {
  const { lived, fresh } = new Lived(each.steps).answers(each.at);
  assert.deepEqual(lived, fresh);
}
