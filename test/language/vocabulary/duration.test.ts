import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  durationInWords,
  durationProblem,
  parseDuration,
  repairDuration,
  suggestDurations,
} from '../../../schemas/vocabulary/duration.ts';
import { fc } from '../../support/fastCheck.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';

const SECOND = 1_000_000_000n;

describe('Go durations', () => {
  const cases: [text: string, nanos: bigint, words: string][] = [
    ['0', 0n, '0 seconds'],
    ['30s', 30n * SECOND, '30 seconds'],
    ['1h30m', 5400n * SECOND, '1 hour 30 minutes'],
    ['1.5h', 5400n * SECOND, '1 hour 30 minutes'],
    ['.5s', SECOND / 2n, '500 milliseconds'],
    ['90m', 5400n * SECOND, '1 hour 30 minutes'],
    ['48h', 172800n * SECOND, '2 days'],
    ['1ms1us1ns', 1001001n, '1 millisecond 1 microsecond 1 nanosecond'],
    ['5µs', 5000n, '5 microseconds'],
    ['-1m', -60n * SECOND, 'minus 1 minute'],
  ];
  for (const [text, nanos, words] of cases) {
    test(text, () => {
      assert.equal(parseDuration(text), nanos);
      assert.equal(render(durationInWords(nanos)), words);
      assert.equal(durationProblem(text), undefined);
      assert.equal(repairDuration(text), undefined);
    });
  }

  test('longer than Go can count', () => assert.equal(parseDuration('9999999999h'), undefined));
});

describe('mistakes', () => {
  const cases: [text: string, reason: RegExp, repaired: string | undefined][] = [
    ['', /is empty/, undefined],
    ['30', /has no unit/, undefined],
    ['1d', /unit "d"/, '24h'],
    ['1w', /unit "w"/, '168h'],
    ['5 m', /blanks/, '5m'],
    ['5min', /unit "min"/, '5m'],
    ['1 hour 30 minutes', /unit "hour"/, '1h30m'],
    ['10 Seconds', /unit "Seconds"/, '10s'],
    ['5M', /unit "M"/, '5m'],
    ['soon', /is no duration/, undefined],
    ['1h 5', /blanks/, undefined],
  ];
  for (const [text, reason, repaired] of cases) {
    test(JSON.stringify(text), () => {
      assert.match(durationProblem(text) ?? '', reason);
      assert.equal(repairDuration(text), repaired);
    });
  }

  test('any text is answered, and repairs are valid', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^([0-9.]{1,3} ?[a-z]{0,3} ?){0,3}$/)),
        (text) => {
          assert.equal(durationProblem(text) === undefined, parseDuration(text) !== undefined);
          const repaired = repairDuration(text);
          if (repaired !== undefined) assert.equal(durationProblem(repaired), undefined, repaired);
        },
      ),
    );
  });
});

test('suggestions are valid and explained', () => {
  for (const { value, detail } of suggestDurations()) {
    assert.equal(durationProblem(String(value)), undefined);
    assert.notEqual(render(detail ?? say`0 seconds`), '0 seconds');
  }
});
