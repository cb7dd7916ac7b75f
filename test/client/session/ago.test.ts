import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, agoWithTime } from '../../../client/session/ago.ts';
import { render } from '../../../schemas/vocabulary/render.ts';

const now = new Date('2026-03-10T12:00:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();

test('times as people say them', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, 'just now'],
    [9, 'just now'],
    // Clocks of machines differ.
    [-60, 'just now'],
    [-600, 'in 10 minutes'],
    [59, '59 seconds ago'],
    [60, '1 minute ago'],
    [4 * 60 + 40, '4 minutes ago'],
    [60 * 60, '1 hour ago'],
    [23 * 60 * 60, '23 hours ago'],
    [25 * 60 * 60, 'yesterday'],
    [3 * 24 * 60 * 60, '3 days ago'],
    [40 * 24 * 60 * 60, 'on 29 January 2026'],
  ];
  for (const [seconds, said] of cases) assert.equal(render(ago(before(seconds), now)), said);
  assert.match(render(agoWithTime(before(240), now)), /^\d\d:\d\d:\d\d, 4 minutes ago$/);
});

test('what is no time stays as it is', () => {
  for (const text of ['', 'noon'])
    assert.deepEqual(
      [ago(text, now), agoWithTime(text, now)].map((said) => render(said)),
      [text, text],
    );
});
