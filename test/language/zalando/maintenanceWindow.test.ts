import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readMaintenanceWindow } from '../../../schemas/systems/zalando/readMaintenanceWindow.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { fc } from '../../support/fastCheck.ts';

describe('readMaintenanceWindow', () => {
  for (const text of ['01:00-06:00', '1:00-2:00', 'Sat:00:00-04:00', '23:59-23:59', '00:00-23:59']) {
    test(`${text} is read`, () => {
      assert.equal(readMaintenanceWindow(text), undefined);
    });
  }

  for (const [text, repaired] of [
    ['22:00-02:00', ['22:00-23:59', '00:00-02:00']],
    ['Sun:22:00-02:00', ['Sun:22:00-23:59', 'Mon:00:00-02:00']],
    ['Sat:22:00-Sun:02:00', ['Sat:22:00-23:59', 'Sun:00:00-02:00']],
    ['Sat:22:00-Sat:23:00', ['Sat:22:00-23:00']],
    ['Sat:22:00-Mon:02:00', []],
    ['Monday:01:00-02:00', ['Mon:01:00-02:00']],
    ['TUES:01:00-02:00', ['Tue:01:00-02:00']],
    ['Mo:01:00-02:00', []],
    ['20:00-24:00', ['20:00-23:59']],
    ['22:00-00:00', ['22:00-23:59']],
    ['1-5', ['01:00-05:00']],
    ['Sat 01:00 - 05:00', ['Sat:01:00-05:00']],
    [' 01:00-05:00 ', ['01:00-05:00']],
    ['01:00–05:00', ['01:00-05:00']],
    ['Mon-Fri:01:00-05:00', []],
    ['25:00-26:00', []],
    ['', []],
  ] as const) {
    test(`${text || 'nothing'}: ${repaired.join(', ') || 'beyond repair'}`, () => {
      const problem = readMaintenanceWindow(text);
      assert.deepEqual(problem?.repaired, repaired);
      assert.match(render(problem.reason), /[^.]$/);
    });
  }

  test('what it proposes, it reads', () => {
    const time = fc.tuple(fc.nat(29), fc.nat(65)).map(([hour, minute]) => `${hour}:${minute}`);
    const day = fc.constantFrom('', 'Mon:', 'monday:', 'Sunday ', 'x:');
    const text = fc.tuple(day, time, fc.constantFrom('-', ' - '), day, time).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (window) => {
        for (const repaired of readMaintenanceWindow(window)?.repaired ?? []) {
          assert.equal(readMaintenanceWindow(repaired), undefined, `${window} -> ${repaired}`);
        }
      }),
    );
  });
});
