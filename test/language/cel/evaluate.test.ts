import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compile } from '../../../server/language/cel/compile.ts';
import { Exhausted } from '../../../server/language/cel/frame.ts';
import { MadeList } from '../../../server/language/cel/madeList.ts';
import { linearMatcher } from '../../../server/language/cel/matcher.ts';
import { Failure, UNKNOWN } from '../../../server/language/cel/values.ts';
import type { Value } from '../../../server/language/cel/values.ts';
import { fc } from '../../support/fastCheck.ts';
import { libraryCases } from './libraryCases.ts';
import { processorTime } from '../../support/processorTime.ts';
import { outcome } from './support.ts';

describe('an error', () => {
  const cases: Readonly<Record<string, string>> = {
    'false && 1/0 == 1': 'false',
    '1/0 == 1 && false': 'false',
    '1/0 == 1 && true': 'division by zero',
    '1/0 == 1 || true': 'true',
    '1/0 == 1 || self': 'division by zero',
    '[1, 0].exists(x, 1/x == 1)': 'true',
    '[1, 0].all(x, 1/x > 1)': 'false',
    '[1, 0].all(x, 1/x == 1)': 'division by zero',
    '1/0 == 1 ? true : true': 'division by zero',
    'size([1/0]) == 1': 'division by zero',
    '{1/0: 1}.size() == 1': 'division by zero',
    'true && "a"': 'no such overload',
  };
  for (const [source, expected] of Object.entries(cases)) {
    test(`${source} is ${expected}`, () => assert.equal(outcome(source, false), expected));
  }
});

describe('what is unknown', () => {
  const cases: Readonly<Record<string, string>> = {
    'self && false': 'false',
    'self || true': 'true',
    'self && true': 'unknown value',
    '!self': 'unknown value',
    'self == self': 'unknown value',
    'self ? true : true': 'true',
    'self ? false : true': 'unknown value',
    'self && 1/0 == 1': 'unknown value',
    '1/0 == 1 || self': 'unknown value',
    '[1, 2].all(x, x == self)': 'unknown value',
    '[1, 2].exists(x, x == self || x == 2)': 'true',
    'self in [1, 2]': 'unknown value',
    'self.size() > 0': 'unknown value',
    'has(self.a)': 'unknown value',
    'self.?a.orValue(true)': 'unknown value',
    '[self].size() == 1': 'unknown value',
    "'a'.matches(self)": 'unknown value',
  };
  for (const [source, expected] of Object.entries(cases)) {
    test(`${source} is ${expected}`, () => assert.equal(outcome(source, UNKNOWN), expected));
  }

  test('beside a difference it does not count', () => {
    const list = new MadeList([UNKNOWN, 2n]);
    assert.equal(outcome('self == [1, 3]', list), 'false');
    assert.equal(outcome('self == [1, 2]', list), 'unknown value');
    assert.equal(outcome('self == [1]', list), 'false');
    assert.equal(outcome('2 in self', list), 'true');
    assert.equal(outcome('3 in self', list), 'unknown value');
  });
});

describe('fuel', () => {
  const hostile: Readonly<Record<string, string>> = {
    'loops inside each other':
      'lists.range(500).all(a, lists.range(500).all(b, lists.range(500).all(c, a + b + c >= 0)))',
    'errors in loops': 'lists.range(500).exists(a, lists.range(500).exists(b, lists.range(500).exists(c, 1 / 0 == a)))',
    'doubled lists': `[[1, 1]]${'.map(a, a + a + a + a)'.repeat(12)}.size() > 0`,
    'doubled texts': `['aaaaaaaaaa']${'.map(a, a + a + a + a)'.repeat(12)}.size() > 0`,
    'replaced texts': `'${'a'.repeat(100)}'${".replace('a', 'aaaaaaaaaa')".repeat(8)}.size() > 0`,
    'a long range': 'lists.range(9223372036854775807).size() > 0',
    'equal lists': 'lists.range(900).all(x, lists.range(900) == lists.range(900))',
    'distinct items': 'lists.range(90000).distinct().size() > 0',
    'joined texts': `lists.range(900).map(x, '${'a'.repeat(20_000)}').join().size() > 0`,
    'sets of items': 'sets.equivalent(lists.range(90000), lists.range(90000).reverse())',
    'a pattern that backtracks': `'${'a'.repeat(5000)}b'.matches('^(a+)+$') || lists.range(90000).all(x, 'aaaaaaaaab'.matches('^(a|aa)+$'))`,
    'a pattern of many steps': `'${'a'.repeat(50_000)}'.matches('((a?){30}){30}b')`,
    'matches without end': `'${'a'.repeat(60_000)}'.findAll('a*?').size() > lists.range(90000).map(x, 'aaaa'.findAll('a')).size()`,
    'digits without end': "'%.999999999f'.format([1.0]) == ''",
    'formatted lists': `'%s'.format([lists.range(90000).map(x, lists.range(90000))]) == ''`,
  };
  for (const [name, source] of Object.entries(hostile)) {
    test(`${name} end`, () => {
      const program = compile(source, []);
      assert.ok(!('problem' in program), source);
      const time = processorTime(() => {
        assert.throws(() => program.run({ slots: [], fuel: 100_000, matcher: linearMatcher() }), Exhausted);
      });
      assert.ok(time < 200, `${time.toFixed(0)} ms`);
    });
  }

  test('any program ends within what it has, with a value', () => {
    const parts = Object.values(libraryCases).flatMap(({ holds, fails = [] }) => [...holds, ...fails]);
    const value: fc.Arbitrary<Value> = fc.oneof(
      fc.string(),
      fc.bigInt({ min: -10n, max: 10n }),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(null, UNKNOWN),
      fc.array(fc.string()).map((items) => new MadeList(items)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.constantFrom(...parts), value, fc.nat(300), (a, b, self, fuel) => {
        const program = compile(`(${a}) ? (${b}) : (self == ${b.replaceAll("'a'", 'self')})`, ['self']);
        if ('problem' in program) return;
        const frame = { slots: [self], fuel, matcher: linearMatcher() };
        try {
          const result = program.run(frame);
          assert.ok(typeof result === 'boolean' || result instanceof Failure);
          assert.ok(frame.fuel >= 0);
        } catch (error) {
          assert.ok(error instanceof Exhausted, String(error));
        }
      }),
      { numRuns: 2000, seed: 20_261_129 },
    );
  });
});
