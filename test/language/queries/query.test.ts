import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Cell } from '../../../server/language/queries/cell.ts';
import { Clock } from '../../../server/language/queries/clock.ts';
import { Gate } from '../../../server/language/queries/gate.ts';
import { Query } from '../../../server/language/queries/query.ts';
import { Recent } from '../../../server/language/queries/recent.ts';
import { Source } from '../../../server/language/queries/source.ts';
import { fc } from '../../support/fastCheck.ts';

/** A query that counts how often it is worked out. */
function counting<T>(clock: Clock, compute: () => T, isSame?: (a: T, b: T) => boolean) {
  const counted = { runs: 0, query: new Query(clock, run, isSame) };
  function run(): T {
    counted.runs++;
    return compute();
  }
  return counted;
}

describe('an answer', () => {
  test('is worked out again when something that it has read is another one, and only then', () => {
    const clock = new Clock();
    const [read, other] = [new Cell(clock, 1), new Cell(clock, 1)];
    const twice = counting(clock, () => 2 * read.read());
    assert.deepEqual([twice.query.read(), twice.query.read(), twice.runs], [2, 2, 1]);
    other.set(2);
    read.set(1);
    assert.deepEqual([twice.query.read(), twice.runs], [2, 1]);
    read.set(3);
    assert.deepEqual([twice.query.read(), twice.runs], [6, 2]);
  });

  test('that turns out the same is no news to those who have read it', () => {
    const clock = new Clock();
    const cell = new Cell(clock, 1);
    const isEven = counting(
      clock,
      () => [cell.read() % 2 === 0],
      ([a], [b]) => a === b,
    );
    const words = counting(clock, () => (isEven.query.read()[0] ? 'even' : 'odd'));
    assert.equal(words.query.read(), 'odd');
    const before = isEven.query.read();
    cell.set(3);
    assert.deepEqual([words.query.read(), isEven.runs, words.runs], ['odd', 2, 1]);
    assert.equal(isEven.query.read(), before);
    cell.set(4);
    assert.deepEqual([words.query.read(), isEven.runs, words.runs], ['even', 3, 2]);
  });

  test('depends on what was read for it this time', () => {
    const clock = new Clock();
    const [which, first, second] = [new Cell(clock, 'first'), new Cell(clock, 1), new Cell(clock, 2)];
    const chosen = counting(clock, () => (which.read() === 'first' ? first : second).read());
    assert.equal(chosen.query.read(), 1);
    which.set('second');
    assert.equal(chosen.query.read(), 2);
    first.set(7);
    assert.deepEqual([chosen.query.read(), chosen.runs], [2, 2]);
  });

  test('does not look at what a change has made meaningless', () => {
    const clock = new Clock();
    const list = new Cell<readonly number[]>(clock, [1, 0]);
    const inverse = (index: number) =>
      new Query(clock, () => {
        const number = list.read()[index];
        if (number === undefined) throw new Error('there is no such item');
        return 1 / number;
      });
    const parts = [inverse(0), inverse(1)];
    const sum = new Query(clock, () => list.read().reduce((all, _, index) => all + (parts[index]?.read() ?? 0), 0));
    assert.equal(sum.read(), Infinity);
    list.set([2]);
    assert.equal(sum.read(), 0.5);
  });

  test('that has read something which changed in the meantime is looked at again', () => {
    const clock = new Clock();
    const cell = new Cell(clock, 1);
    const early = new Query(clock, () => {
      const value = cell.read();
      cell.set(2);
      return value;
    });
    assert.equal(early.read(), 1);
    assert.equal(early.read(), 2);
  });

  test('is not looked into again until something below it has changed, however often it is asked', () => {
    const clock = new Clock();
    const [below, other] = [new Cell(clock, 1), new Cell(clock, 1)];
    let looks = 0;
    const counted = new (class extends Source {
      get changedAt() {
        looks++;
        return 0;
      }
    })();
    const middle = new Query(clock, () => {
      clock.note(counted);
      return below.read() % 2;
    });
    const top = new Query(clock, () => middle.read());
    top.read();
    for (let round = 2; round < 5; round++) {
      other.set(round);
      top.read();
    }
    assert.equal(looks, 0);
    below.set(3);
    top.read();
    assert.equal(looks, 1);
  });

  test('knows each of those who read it once, however often they have asked anew', () => {
    const clock = new Clock();
    const [chosen, shared] = [new Cell(clock, 0), new Cell(clock, 1)];
    let told = 0;
    const query = new (class extends Query<number> {
      override doubt() {
        told++;
        return super.doubt();
      }
    })(clock, () => (chosen.read() % 2 === 0 ? shared.read() : chosen.read() + shared.read()));
    for (let round = 0; round < 1000; round++) {
      chosen.set(round);
      query.read();
    }
    told = 0;
    shared.set(2);
    assert.ok(told < 20, `told ${String(told)} times`);
    assert.equal(query.read(), 1001);
  });

  test('that cannot be given leaves the reader of the next one alone', () => {
    const clock = new Clock();
    const cell = new Cell(clock, 1);
    const failing = new Query(clock, () => {
      if (cell.read() === 1) throw new Error('not now');
      return 'now';
    });
    assert.throws(() => failing.read(), /not now/);
    cell.set(2);
    assert.equal(failing.read(), 'now');
  });
});

test('whatever is set and read in any order, answers are those of now', () => {
  const step = fc.record({ cell: fc.nat(3), value: fc.nat(2), asked: fc.option(fc.nat(4), { nil: undefined }) });
  const gates = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), gates, (steps, isGate) => {
      const clock = new Clock();
      const values = [0, 0, 0, 0];
      const cells = values.map((value) => new Cell(clock, value));
      const at = (index: number): number => cells[index % 4]?.read() ?? 0;
      // Each reads the one before it, or not, and one of the cells.
      const queries: Query<number>[] = [];
      for (let index = 0; index < 5; index++) {
        const find = () => (at(index) > 0 ? (queries[index - 1]?.read() ?? 1) : 0) + at(index + 1);
        queries.push(isGate[index] ? new Gate(clock, find) : new Query(clock, find));
      }
      const now = (index: number): number =>
        index < 0 ? 1 : ((values[index % 4] ?? 0) > 0 ? now(index - 1) : 0) + (values[(index + 1) % 4] ?? 0);
      for (const { cell, value, asked } of steps) {
        cells[cell]?.set(value);
        values[cell] = value;
        if (asked !== undefined) assert.equal(queries[asked]?.read(), now(asked));
      }
    }),
  );
});

describe('what very many read', () => {
  /** Whether a number is even, and a hundred who read that. */
  function readBy(readers: number) {
    const clock = new Clock();
    const cell = new Cell(clock, 1);
    const isEven = new Gate(clock, () => cell.read() % 2 === 0);
    const words = Array.from({ length: readers }, () => counting(clock, () => (isEven.read() ? 'even' : 'odd')));
    return { cell, isEven, words, all: () => new Set(words.map(({ query }) => query.read())) };
  }

  test('tells them of what becomes another one, and of nothing else', (context) => {
    const { cell, words, all } = readBy(100);
    all();
    const { mock } = context.mock.method(Query.prototype, 'doubt');
    cell.set(3);
    assert.deepEqual([mock.callCount(), all()], [1, new Set(['odd'])]);
    cell.set(4);
    assert.deepEqual([mock.callCount(), all()], [2, new Set(['even'])]);
    assert.deepEqual([mock.callCount(), new Set(words.map(({ runs }) => runs))], [102, new Set([2])]);
  });

  test('is looked at only where somebody has read it', () => {
    const clock = new Clock();
    const cell = new Cell(clock, 1);
    let runs = 0;
    const unread = new Gate(clock, () => (runs++, cell.read()));
    unread.read();
    cell.set(2);
    assert.equal(new Query(clock, () => 1).read(), 1);
    assert.deepEqual([runs, unread.read(), runs], [1, 2, 2]);
  });

  test('tells them also when it cannot be looked at', () => {
    const clock = new Clock();
    const cell = new Cell(clock, 1);
    const gate = new Gate(clock, () => {
      if (cell.read() === 2) throw new Error('not now');
      return cell.read();
    });
    const reader = new Query(clock, () => gate.read());
    assert.equal(reader.read(), 1);
    cell.set(2);
    assert.throws(() => reader.read(), /not now/);
    assert.throws(() => reader.read(), /not now/);
    cell.set(3);
    assert.equal(reader.read(), 3);
  });
});

describe('the last answers', () => {
  test('are kept as long as they hold, the one asked for longest ago goes first', () => {
    const clock = new Clock();
    const cell = new Cell(clock, 1);
    const recent = new Recent(clock, 2);
    const asked: string[] = [];
    const ask = (key: string) =>
      recent.read(key, () => {
        asked.push(key);
        return key === 'read' ? cell.read() : 0;
      });
    ask('read');
    ask('other');
    assert.equal(ask('read'), 1);
    assert.deepEqual(asked, ['read', 'other']);
    cell.set(2);
    assert.deepEqual([ask('read'), ask('other')], [2, 0]);
    assert.deepEqual(asked, ['read', 'other', 'read']);
    ask('third');
    ask('other');
    ask('read');
    assert.deepEqual(asked, ['read', 'other', 'read', 'third', 'read']);
  });
});
