import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CRON_PRESETS, cronInWords, cronProblem, nextRuns, parseCron } from '../../../schemas/vocabulary/cron.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { fc } from '../../support/fastCheck.ts';

const NEW_YEAR_2024 = new Date('2024-01-01T00:00:00Z');

function runs(text: string, after: Date, count: number): string[] {
  const cron = parseCron(text);
  assert.ok(cron, text);
  return nextRuns(cron, after, count).map((date) => date.toISOString().slice(0, 16));
}

describe('next runs', () => {
  const cases: [text: string, first: string[]][] = [
    ['30 00 * * *', ['2024-01-01T00:30', '2024-01-02T00:30', '2024-01-03T00:30']],
    ['0 0 13 * 5', ['2024-01-05T00:00', '2024-01-12T00:00', '2024-01-13T00:00']],
    ['0 0 29 2 *', ['2024-02-29T00:00', '2028-02-29T00:00']],
    ['0 0 31 2 *', []],
    ['@weekly', ['2024-01-07T00:00', '2024-01-14T00:00']],
    ['0 9 * jan mon-fri/2', ['2024-01-01T09:00', '2024-01-03T09:00', '2024-01-05T09:00', '2024-01-08T09:00']],
    ['0 0 */2 * 1', ['2024-01-03T00:00', '2024-01-05T00:00', '2024-01-07T00:00', '2024-01-08T00:00']],
  ];
  for (const [text, first] of cases) {
    test(text, () => {
      assert.deepEqual(runs(text, NEW_YEAR_2024, Math.max(first.length, 1)), first);
    });
  }

  test('a run at this very minute is over', () => {
    assert.deepEqual(runs('0 * * * *', new Date('2024-01-01T05:00:00Z'), 1), ['2024-01-01T06:00']);
    assert.deepEqual(runs('0 * * * *', new Date('2024-01-01T04:59:59.999Z'), 1), ['2024-01-01T05:00']);
  });

  test('a broken clock is answered', () => {
    assert.deepEqual(runs('0 * * * *', new Date(Number.NaN), 1), []);
  });

  test('are the first minutes that the schedule names', () => {
    fc.assert(
      fc.property(
        anySchedule(),
        fc.date({ min: NEW_YEAR_2024, max: new Date('2030-01-01'), noInvalidDate: true }),
        (text, now) => {
          const found = runs(text, now, 3);
          assert.deepEqual(found, firstMinutes(text, now, found.at(-1) ?? '2030').slice(0, 3), text);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('reasons', () => {
  const cases: [text: string, reason: RegExp][] = [
    ['', /has 0 fields/],
    ['0 2 * *', /has 4 fields/],
    ['0 0 2 * * *', /has 6 fields/],
    ['valueOf', /has 1 field,/],
    ['@dayly', /unknown word "@dayly"/],
    ['60 * * * *', /minute 60, allowed are 0 to 59/],
    ['0 24 * * *', /hour 24/],
    ['0 0 0 * *', /day of the month 0/],
    ['0 0 * 13 *', /month 13/],
    ['0 0 * * 7', /day of the week 7, Sunday is 0/],
    ['0 0 * * 5-1', /range 5-1 .* ends before it begins/],
    ['*/0 * * * *', /step 0/],
    ['a * * * *', /minute a/],
    ['1- * * * *', /"1-"/],
    ['1,, * * * *', /""/],
  ];
  for (const [text, reason] of cases) {
    test(JSON.stringify(text), () => {
      assert.match(render(cronProblem(text) ?? say``), reason);
      assert.equal(parseCron(text), undefined);
      assert.equal(cronInWords(text), undefined);
    });
  }

  test('@every is valid, but has no fixed times', () => {
    assert.equal(cronProblem('@every 1h'), undefined);
    assert.equal(parseCron('@every 1h'), undefined);
  });

  test('any text is answered', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9*/, -]{0,20}$/)), (text) => {
        if (!text.includes('@')) assert.equal(cronProblem(text) === undefined, parseCron(text) !== undefined);
      }),
    );
  });
});

describe('in words', () => {
  const cases: [text: string, words: string][] = [
    ['30 00 * * *', 'Every day at 00:30'],
    ['* * * * *', 'Every minute'],
    ['*/15 * * * *', 'Every 15 minutes'],
    ['0 * * * *', 'Every hour'],
    ['0 6,18 * * *', 'Every day at 06:00 and 18:00'],
    ['0 3 * * 0', 'At 03:00, only on Sunday'],
    ['0 22 * * 1-5', 'At 22:00, Monday through Friday'],
    ['0 4 1 * *', 'At 04:00, on day 1 of the month'],
    ['0 0 13 * 5', 'At 00:00, on day 13 of the month, and on Friday'],
    ['*/15 9-17 * * MON-FRI', 'Every 15 minutes, between 09:00 and 17:59, Monday through Friday'],
    ['@daily', 'Every day at 00:00'],
    ['5 * * * *', 'Every hour, at minute 5'],
    ['0 */6 * * *', 'Every 6 hours'],
    ['30 */6 * * *', 'Every 6 hours, at minute 30'],
    ['*/10 1,5 * * *', 'Every 10 minutes, in hours 1 and 5'],
    [
      '0-20 9-12 1,15 1,7 *',
      'At minute 0 to 20, in hours 9 to 12, on days 1 and 15 of the month, only in January and July',
    ],
    ['0 3 * jun-aug tue,sat', 'At 03:00, only on Tuesday and Saturday, only from June to August'],
    ['0 0 */10 * *', 'At 00:00, on days 1, 11, 21 and 31 of the month'],
    ['? 1,* */1 * *', 'Every minute'],
  ];
  for (const [text, words] of cases) test(text, () => assert.equal(render(cronInWords(text) ?? say``), words));

  test('every schedule has words', () => {
    fc.assert(
      fc.property(anySchedule(), (text) => assert.match(render(cronInWords(text) ?? say``), /^[A-Z]\w+ .*\w$/)),
    );
  });

  test('whatever Kubernetes takes, the libraries can read', () => {
    for (const text of ['*/99 * * * *', '40/30 * * * *', '0 0 ? * SUN-sat/7', '0,5-5/3 ?/24 031 feb-Mar/2 *']) {
      const cron = parseCron(text);
      assert.ok(cron, text);
      assert.ok(cronInWords(text));
      assert.ok(nextRuns(cron, NEW_YEAR_2024, 1));
    }
  });
});

test('presets are plain, valid, and say what they do', () => {
  for (const { value, detail } of CRON_PRESETS) {
    assert.match(String(value), /^(\d+|\*)(\/\d+)?(\s+(\d+|\*)(\/\d+)?){4}$/);
    assert.equal(cronProblem(String(value)), undefined);
    assert.ok(detail);
  }
});

/** The slow and plain way: each day up to `last` (ISO, minutes) is asked, with both limited day fields taken as either-or. */
function firstMinutes(text: string, after: Date, last: string): string[] {
  const [minutes, hours, days, months, weekdays] = text.split(' ').map(numbersOf);
  assert.ok(minutes && hours && days && months && weekdays);
  const [, , day, , weekday] = text.split(' ');
  const found: string[] = [];
  const date = new Date(after.toISOString().slice(0, 10));
  for (; found.length < 3 && date.toISOString() <= `${last}Z`; date.setUTCDate(date.getUTCDate() + 1)) {
    const fits = [days(date.getUTCDate()), weekdays(date.getUTCDay())] as const;
    const either = day !== '*' && weekday !== '*';
    if (!months(date.getUTCMonth() + 1) || !(either ? fits[0] || fits[1] : fits[0] && fits[1])) continue;
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      if (!hours(Math.floor(minute / 60)) || !minutes(minute % 60)) continue;
      const time = new Date(date.getTime() + minute * 60_000);
      if (time > after) found.push(time.toISOString().slice(0, 16));
    }
  }
  return found;
}

function numbersOf(field: string): (value: number) => boolean {
  const items = field.split(',').map((item) => {
    const [range = '', step = '1'] = item.split('/');
    const [from = '', to = from] = range.split('-');
    return (value: number) =>
      range === '*' ? value % Number(step) === 0 : value >= Number(from) && value <= Number(to);
  });
  return (value) => items.some((fits) => fits(value));
}

/** Schedules in plain numbers. */
function anySchedule(): fc.Arbitrary<string> {
  const field = (low: number, high: number) => {
    const value = fc.integer({ min: low, max: high });
    const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
    return fc.oneof(
      { weight: 4, arbitrary: fc.constant('*') },
      { weight: 2, arbitrary: value.map(String) },
      { weight: 1, arbitrary: range },
      {
        weight: 1,
        arbitrary: fc
          .array(fc.oneof(value.map(String), range), { minLength: 2, maxLength: 3 })
          .map((all) => all.join(',')),
      },
    );
  };
  const stepped = (low: number, high: number) =>
    fc.oneof(
      { weight: 3, arbitrary: field(low, high) },
      { weight: 1, arbitrary: fc.integer({ min: 2, max: 20 }).map((step) => `*/${step}`) },
    );
  return fc
    .tuple(stepped(0, 59), stepped(0, 23), field(1, 28), field(1, 12), field(0, 6))
    .map((fields) => fields.join(' '));
}
