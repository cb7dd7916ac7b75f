import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Cell } from '../../../server/language/queries/cell.ts';
import { Keyed } from '../../../server/language/queries/keyed.ts';
import { Query } from '../../../server/language/queries/query.ts';
import { RestingClock } from '../../../server/language/queries/restingClock.ts';
import { Signal } from '../../../server/language/queries/signal.ts';

function counted(clock: RestingClock, cell: Cell<number>) {
  const each = { runs: 0, query: new Query(clock, run) };
  function run(): number {
    each.runs++;
    return 2 * cell.read();
  }
  return each;
}

describe('at rest', () => {
  test('an answer is worked out once', () => {
    const clock = new RestingClock();
    const [before, later] = [counted(clock, new Cell(clock, 1)), counted(clock, new Cell(clock, 2))];
    before.query.read();
    clock.rest();
    assert.deepEqual([before.query.read(), later.query.read(), later.query.read()], [2, 4, 4]);
    assert.deepEqual([before.runs, later.runs], [1, 1]);
  });

  test('any change makes one of then be worked out again, and after that only its own', () => {
    const clock = new RestingClock();
    const [read, other] = [new Cell(clock, 1), new Cell(clock, 1)];
    const twice = counted(clock, read);
    clock.rest();
    twice.query.read();
    other.set(2);
    assert.deepEqual([twice.query.read(), twice.runs], [2, 2]);
    other.set(3);
    assert.deepEqual([twice.query.read(), twice.runs], [2, 2]);
    read.set(5);
    assert.deepEqual([twice.query.read(), twice.runs], [10, 3]);
  });

  test('one of before that read one of then learns of the change', () => {
    const clock = new RestingClock();
    const cell = new Cell(clock, 1);
    const inner = counted(clock, cell);
    const outer = new Query(clock, () => inner.query.read() + 1);
    assert.equal(outer.read(), 3);
    cell.set(2);
    clock.rest();
    assert.equal(outer.read(), 5);
    cell.set(3);
    assert.equal(outer.read(), 7);
  });

  test('what is held by its readers only is still there when it changes', async () => {
    const clock = new RestingClock();
    const signals = new Keyed<Signal>();
    let value = 1;
    const query = new Query(clock, () => {
      signals.get('a', () => new Signal(clock)).note();
      return value;
    });
    clock.rest();
    assert.equal(query.read(), 1);
    await new Promise(setImmediate);
    globalThis.gc?.();
    value = 2;
    signals.held('a')?.touch();
    assert.equal(query.read(), 2);
  });
});
