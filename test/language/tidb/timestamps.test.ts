import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseTimestamp } from '../../../schemas/systems/tidb/timestamps.ts';

describe('points in time, as the operators read them', () => {
  const kinds: Readonly<Record<string, string | undefined>> = {
    '400036290571534337': 'tso',
    '0': 'tso',
    '18446744073709551615': 'tso',
    '18446744073709551616': undefined,
    '-1': undefined,
    '2018-05-11 01:42:23': 'local',
    '2018-05-11 01:42:23.5': 'local',
    '2018-05-11 01:42:23Z': undefined,
    '2018-05-11T01:42:23Z': 'zoned',
    '2018-05-11T01:42:23.25+08:00': 'zoned',
    '2018-05-11T01:42:23': undefined,
    '2018-05-11T01:42:23+0800': undefined,
    '2018-05-11': undefined,
    '2018-02-30 00:00:00': undefined,
    '2018-02-28 24:00:00': undefined,
    '2018-02-28 23:60:00': undefined,
    now: undefined,
    '': undefined,
  };
  for (const [text, kind] of Object.entries(kinds))
    test(`"${text}": ${kind ?? 'refused'}`, () => assert.equal(parseTimestamp(text)?.kind, kind));

  test('a TSO holds milliseconds', () => {
    const timestamp = parseTimestamp('400036290571534337');
    assert.ok(timestamp?.kind === 'tso');
    assert.equal(timestamp.date.toISOString(), '2018-05-11T05:42:23.794Z');
  });
});
