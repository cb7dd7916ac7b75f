import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { postgresBoolean, postgresSize } from '../../../schemas/systems/cloudnative-pg/postgresValues.ts';
import { parseTargetTime, repairTargetTime } from '../../../schemas/systems/cloudnative-pg/recoveryTargets.ts';
import {
  explainSecondsSchedule,
  isInterval,
  parseSecondsSchedule,
} from '../../../schemas/systems/cloudnative-pg/secondsSchedule.ts';
import { bytesOf } from '../../../schemas/vocabulary/quantity.ts';
import { resourceOf } from './support.ts';
import { render } from '../../../schemas/vocabulary/render.ts';

describe('a schedule', () => {
  for (const [text, seconds, minutes] of [
    ['0 30 1 * * *', '0', '30 1 * * *'],
    ['*/15 0 0 * * 0', '*/15', '0 0 * * 0'],
    ['0 0 2 * *', '0', '0 2 * * *'],
    ['TZ=Europe/Prague 0 0 2 * * *', '0', '0 2 * * *'],
    ['@daily', '0', '0 0 * * *'],
  ] as const) {
    test(`"${text}" is ${minutes}, at second ${seconds}`, () => {
      const { seconds: second, minutes: others } = parseSecondsSchedule(text) ?? {};
      assert.deepEqual([second, others], [seconds, minutes]);
    });
  }

  for (const text of [
    '',
    '0 2 * *',
    '0 0 0 2 * * *',
    '60 0 2 * * *',
    '0 0 25 * * *',
    '@often',
    '@every 12h',
    'daily',
  ]) {
    test(`"${text}" has no fixed times`, () => assert.equal(parseSecondsSchedule(text), undefined));
  }

  test('in intervals is one too', () => {
    assert.deepEqual(['@every 12h', '@every', '@daily'].map(isInterval), [true, false, false]);
  });

  test('is explained by its next runs', () => {
    const explained = (schedule: string) => {
      const node = resourceOf(`a: "${schedule}"\napiVersion: v1\nkind: X\n`).root.at('a');
      const said = explainSecondsSchedule(node, new Date('2026-01-15T12:00:00Z'));
      return said && render(said);
    };
    assert.match(
      explained('0 30 1 * * *') ?? '',
      /at 01:30.*Fri 2026-01-16 01:30, Sat 2026-01-17 01:30, Sun 2026-01-18 01:30/,
    );
    assert.match(explained('15 30 1 * * *') ?? '', /at second `15` of the minute/);
    assert.match(explained('0 0 0 31 2 *') ?? '', /never runs/);
    assert.equal(explained('@every 12h'), undefined);
  });
});

describe('the time that recovery ends at', () => {
  for (const [text, hasZone] of [
    ['2026-05-01T10:00:00Z', true],
    ['2026-05-01 10:00:00+02', true],
    ['2026-05-01 10:00:00.123456+02:00', true],
    ['2026-05-01 10:00:00', false],
    ['2026-05-01', undefined],
    ['2026-02-30 10:00:00', undefined],
    ['2026-05-01 24:00:00', undefined],
    ['yesterday', undefined],
  ] as const) {
    test(`${text}: ${hasZone === undefined ? 'refused' : `${hasZone ? 'with' : 'without'} a zone`}`, () => {
      assert.equal(parseTargetTime(text)?.hasZone, hasZone);
    });
  }

  for (const [text, meant] of [
    ['2026/5/1 9:30', '2026-05-01T09:30:00Z'],
    ['2026-05-01 10:00 +0200', '2026-05-01T10:00:00+02:00'],
    ['2026-05-01 10:00:00 UTC', '2026-05-01T10:00:00Z'],
    ['2026-13-01 10:00', undefined],
    ['01.05.2026', undefined],
  ] as const) {
    test(`${text} is meant as ${meant ?? 'anything'}`, () => assert.equal(repairTargetTime(text), meant));
  }
});

describe('values of PostgreSQL', () => {
  test('sizes are read as the webhook reads them', () => {
    const bytes = (text: string) => {
      const size = postgresSize(text);
      return size && bytesOf(size);
    };
    assert.equal(bytes('1GB'), 1024n ** 3n);
    assert.equal(bytes('64kB'), 64n * 1024n);
    assert.equal(bytes('80'), 80n * 1024n ** 2n);
    assert.deepEqual(['1Gi', '1gb', 'much', ''].map(bytes), [undefined, undefined, undefined, undefined]);
  });

  test('truth has many spellings, also by their beginning', () => {
    assert.deepEqual(['on', 'TRUE', 'y', '1', 'tr'].map(postgresBoolean), [true, true, true, true, true]);
    assert.deepEqual(['off', 'No', 'f', '0', 'of'].map(postgresBoolean), [false, false, false, false, false]);
    assert.deepEqual(['o', 'maybe', ''].map(postgresBoolean), [undefined, undefined, undefined]);
  });
});
