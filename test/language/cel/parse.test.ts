import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compile } from '../../../server/language/cel/compile.ts';
import { parse } from '../../../server/language/cel/parse.ts';
import { fc } from '../../support/fastCheck.ts';
import { processorTime } from '../../support/processorTime.ts';
import { libraryCases } from './libraryCases.ts';

/** Where reading ends, and why; '' for an expression. */
function problemOf(source: string): string {
  const read = parse(source);
  return 'problem' in read ? `${String(read.at)}: ${read.problem}` : '';
}

describe('what is no expression', () => {
  const problems: Readonly<Record<string, string>> = {
    '': '0: the expression ends too early',
    'a +': '3: the expression ends too early',
    'a b': '2: this is left over',
    '(a': '2: ")" is missing',
    'a.': '2: the name of a field is missing',
    'a.in': '2: the name of a field is missing',
    'a ? b': '5: ":" is missing',
    '[1, 2': '5: "]" is missing',
    "'abc": '0: a string has no end',
    "'a\nb'": '0: a string has no end',
    "'\\y'": '1: this escape is unknown',
    "'\\uD800'": '1: no such character',
    "b'\\u0041'": '2: bytes have no such escape',
    'a # b': '2: this character has no meaning here',
    '9223372036854775808': '0: this number is too large',
    '18446744073709551616u': '0: this number is too large',
    '-1u': '0: this number is too large',
    for: '0: this word is reserved',
    'has(a)': '0: has() takes a field',
    'A{b: 1}': '1: messages are not known here',
    '{1}': '2: ":" is missing',
    '[)': '1: a value is missing',
    '{': '1: the expression ends too early',
  };
  for (const [source, problem] of Object.entries(problems)) {
    test(JSON.stringify(source), () => assert.equal(problemOf(source), problem));
  }

  test('a name that nothing has, and a function that is not there', () => {
    assert.deepEqual(compile('self.a == nothing', ['self']), { problem: 'nothing is named "nothing"', at: 10 });
    assert.deepEqual(compile('self.nothing()', ['self']), { problem: 'there is no function "nothing"', at: 5 });
  });
});

describe('what is one', () => {
  const sources = [
    'a.package',
    'a.?b[?c]',
    '[?a, b,]',
    '{?a: b,}',
    '.a.b',
    '// only\na // a comment',
    '-1.0',
    '!!a',
    'a?b:c?d:e',
  ];
  for (const source of sources) test(source, () => assert.equal(problemOf(source), ''));
});

describe('limits', () => {
  const tooMuch: Readonly<Record<string, string>> = {
    parentheses: `${'('.repeat(100_000)}1`,
    'few parentheses': `${'('.repeat(250)}1${')'.repeat(250)}`,
    lists: `${'['.repeat(5000)}${']'.repeat(5000)}`,
    fields: `self${'.a'.repeat(20_000)}`,
    sums: Array(10_000).fill('1').join('+'),
    conditions: 'a?b:'.repeat(5000),
    items: `[${Array(30_000).fill('1').join()}]`,
    text: `'${'a'.repeat(70_000)}'`,
  };
  for (const [name, source] of Object.entries(tooMuch)) {
    test(`${name} end early`, () => {
      let problem = '';
      const took = processorTime(() => (problem = problemOf(source)));
      assert.match(problem, /too (?:long|deeply)/);
      assert.ok(took < 1000, `${took} ms`);
    });
  }

  test('signs and terms side by side are no depth', () => {
    assert.equal(problemOf(`${'!'.repeat(30_000)}a`), '');
    for (const operator of [' && ', ' || ']) {
      const program = compile(Array(3000).fill('true').join(operator), []);
      assert.ok(!('problem' in program));
      assert.equal(program.run({ slots: [], fuel: 10_000, matcher: () => assert.fail() }), true);
    }
  });

  test('a number of many digits costs what it is long', () => {
    let problem = '';
    const took = processorTime(() => (problem = problemOf('9'.repeat(60_000))));
    assert.equal(problem, '0: this number is too large');
    assert.ok(took < 500, `${took} ms`);
  });
});

test('any text is an expression, or fails at a place in it', () => {
  const parts = Object.values(libraryCases).flatMap(({ holds }) => holds.flatMap((each) => each.split(/\b/)));
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...new Set(parts))).map((each) => each.join('')),
  );
  fc.assert(
    fc.property(text, (source) => {
      const read = compile(source, ['self']);
      if ('problem' in read) assert.ok(read.problem !== '' && read.at >= 0 && read.at <= source.length);
    }),
    { numRuns: 3000, seed: 20_261_129 },
  );
});
