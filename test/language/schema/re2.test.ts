import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { convertRe2 } from '../../../schemas/compiler/re2/convertRe2.ts';
import { LinearPattern } from '../../../schemas/compiler/re2/linearPattern.ts';
import { Re2Error } from '../../../schemas/compiler/re2/re2Node.ts';
import { linearMatcher } from '../../../server/language/cel/matcher.ts';
import { Failure } from '../../../server/language/cel/values.ts';
import { fc } from '../../support/fastCheck.ts';
import { sharedFolder } from './support.ts';

const cases: readonly (readonly [source: string, matching: readonly string[], other: readonly string[]])[] = [
  ['^[[:print:]]+$', ['abc ~'], ['', 'a\tb', 'ä']],
  ['^[[:alnum:]_-]+$', ['a_B-9'], ['a.b']],
  ['^[^[:space:]]+$', ['ab'], ['a b']],
  ['^[[:^digit:]]+$', ['ab'], ['a1']],
  ['^(?i:ms|Sec)$', ['MS', 'mS', 'sEC'], ['m']],
  ['(?i)^on[a-f]$', ['ONF', 'onA'], ['ong']],
  ['^a(?i)b(?-i)c$', ['aBc', 'abc'], ['Abc', 'abC']],
  ['^((?i)x)y$', ['Xy'], ['XY']],
  ['^[^\\pZ\\pC\\pS]+$', ['abc-1.2'], ['a b', 'a\u00a0b', 'a$b']],
  ['^\\p{Greek}\\PL$', ['α1'], ['a1', 'αa']],
  ['^\\ *a\\-b\\_?$', ['  a-b', 'a-b_'], ['a--b']],
  ['^\\s+$', [' \t'], ['\u00a0', '\v']],
  ['^[\\s,]+$', [' ,'], ['\u00a0']],
  ['^[^\\S]+$', [' \t'], ['a']],
  ['^.$', ['\r', '😀'], ['\n']],
  ['(?s)^.$', ['\n'], ['ab']],
  ['(?m)^b$', ['a\nb\nc'], ['ab']],
  ['\\Aab\\z', ['ab'], ['ab\n']],
  ['^\\Qa.b\\E+$', ['a.bb'], ['axb']],
  ['^x{2,3}$', ['xx'], ['x']],
  ['^x{,3}$', ['x{,3}'], ['xx']],
  ['^}]$', ['}]'], ['x']],
  ['^(?P<day>Mon|Tue)$', ['Mon'], ['Wed']],
  ['^\\x41\\x{1F600}\\101$', ['A😀A'], ['A']],
  ['^[\\w-]+[+--]$', ['a-+', 'a-,'], ['a.']],
  ['^[]a]+$', [']a'], ['b']],
  ['^[\\t-\\r]+$', ['\n'], [' ']],
  ['^a*?b??$', ['aab'], ['c']],
];

/** What Go finds, from left to right. */
const found: readonly (readonly [source: string, text: string, all: readonly string[]])[] = [
  ['a+?', 'aab', ['a', 'a']],
  ['a*?b', 'aab', ['aab']],
  ['(a|ab)(c|bcd)', 'abcd', ['abcd']],
  ['ab|a', 'ab a', ['ab', 'a']],
  ['a|ab', 'ab a', ['a', 'a']],
  ['(?U)a+', 'aaa', ['a', 'a', 'a']],
  ['(?U)a+?', 'aaa', ['aaa']],
  ['X?', 'aXbX', ['', 'X', 'X']],
  ['', 'é😀', ['', '', '']],
  ['\\b', 'ab cd', ['', '', '', '']],
  ['\\B', 'ab', ['']],
  ['(?i)s+', 'sSſx', ['sSſ']],
  ['(?i)\\W', 'aſ-K', ['-']],
  ['(?i)[^k]', 'kKKé', ['é']],
  ['(?i)É', 'éÉ', ['é', 'É']],
  ['(?m)^.$', 'a\nb\n', ['a', 'b']],
  ['(?s).', 'a\n', ['a', '\n']],
  ['(|a)*', 'aa', ['', '', '']],
  ['(|a)+', 'aa', ['', '', '']],
  ['(a|b)*?c', 'abc', ['abc']],
  ['a{2}', 'aaaaa', ['aa', 'aa']],
  ['a{2,3}', 'aaaaa', ['aaa', 'aa']],
  ['a{0}', 'aa', ['', '', '']],
  ['a(?i)*', 'aab', ['aa', '']],
  ['[^\\d\\s]+', 'a1 b\tc', ['a', 'b', 'c']],
  ['\\pL+', 'aé1β', ['aé', 'β']],
  ['[[:^alpha:]]+', 'a1b2', ['1', '2']],
  ['\\Qa.b\\E+', 'a.bb', ['a.bb']],
  ['😀|é', 'é😀', ['é', '😀']],
  ['.', '😀a', ['😀', 'a']],
  ['x{,3}', 'x{,3}', ['x{,3}']],
  ['(?:a|b|ab)+', 'abab', ['abab']],
  ['^*', 'ab', ['', '', '']],
  ['$', 'a\n', ['']],
  ['a(b)?c(d)?', 'acabcd', ['ac', 'abcd']],
  ['(a+|b+)+c', 'aabbc ab', ['aabbc']],
  ['\\x{1F600}', '😀', ['😀']],
  ['[\\x{1F600}-\\x{1F64F}]', '😀', ['😀']],
  ['\\101', 'A', ['A']],
  ['[a-c-e]+', 'a-e d', ['a-e']],
];

const refused = [
  ...['(?=a)', 'a(', 'a)', '[a', 'a\\', '\\y', '(?<=a)b', '\\1', 'a**', '*a', 'a|*', 'a{1001}', 'a{3,2}'],
  ...['((a{100}){100}){10}', '[z-a]', '[[:no:]]', '\\p{No1}', '\\C', '[a-\\d]', '\\x{110000}', '\\Z'],
  ...['[\\b]', '(?P=a)', '\\xg', '('.repeat(300)],
];

function findsLinearly(source: string, text: string): boolean {
  return new LinearPattern(source).find(text, 0, () => undefined) !== undefined;
}

describe('RE2 to JavaScript, and in linear time', () => {
  for (const [source, matching, other] of cases) {
    test(source, () => {
      const { js, flags } = convertRe2(source);
      for (const text of matching) {
        assert.match(text, new RegExp(js, flags));
        assert.ok(findsLinearly(source, text), text);
      }
      for (const text of other) {
        assert.doesNotMatch(text, new RegExp(js, flags));
        assert.ok(!findsLinearly(source, text), text);
      }
    });
  }

  for (const source of refused) {
    test(`${source.slice(0, 30)} is refused`, () => {
      assert.throws(() => convertRe2(source), Re2Error);
      assert.throws(() => new LinearPattern(source), Re2Error);
    });
  }

  test('what JavaScript cannot express is refused for it alone', () => {
    for (const [source, text] of [
      ['(?i)^é$', 'É'],
      ['(?i)^\\p{Lu}$', 'a'],
    ] as const) {
      assert.throws(() => convertRe2(source), Re2Error);
      assert.ok(findsLinearly(source, text));
    }
  });

  test('every pattern of the CRDs is read as plain JavaScript reads it, where that can', (context) => {
    const folder = sharedFolder('crds', context);
    if (folder === undefined) return;
    const patterns = new Set<string>();
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.yaml') || !existsSync(join(folder, name))) continue;
      for (const [, written] of readFileSync(join(folder, name), 'utf8').matchAll(
        /^ *(pattern: .+(?:\n(?! *[-\w]+:).+)*)/gm,
      )) {
        patterns.add((parse(written ?? '') as { pattern: string }).pattern);
      }
    }
    assert.ok(patterns.size > 20);
    for (const source of patterns) compareWithPlain(source);
  });
});

const texts = [
  '',
  'a',
  'abc',
  'ABC',
  'a-b',
  'a.b/c',
  '10Gi',
  '0.5',
  '100m',
  '1e3',
  '10s',
  '5 min',
  '2 weeks',
  '* * * * *',
  '0 0 1 1 1',
  'Mon:01:00-02:00',
  '22:30-23:00',
  '10.0.0.0/8',
  'fe80::/64',
  'repo1',
  'x_y',
  'a b',
  '\t',
  'ä',
  '2024-01-01T00:00:00+01:00',
];

function compareWithPlain(source: string): void {
  const { js, flags } = convertRe2(source);
  const converted = new RegExp(js, flags);
  if (/\[\[:|\(\?i|\\p/i.test(source)) return;
  const plain = new RegExp(source);
  for (const text of texts) assert.equal(converted.test(text), plain.test(text), `${source} on ${text}`);
}

describe('the linear machine', () => {
  for (const [source, text, all] of found) {
    test(`finds what Go finds: ${source}`, () => {
      const pattern = linearMatcher()(source);
      assert.ok(!(pattern instanceof Failure));
      assert.deepEqual(pattern.find(text, Infinity, { slots: [], fuel: 100_000, matcher: linearMatcher() }), all);
    });
  }

  test('finds what JavaScript finds, in any text', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '^', '$', '\\b', 'é', '😀', '(?:ab)');
    const repeat = fc.constantFrom('', '', '*', '+', '?', '*?', '{2}', '{1,2}');
    const piece = fc.tuple(atom, repeat).map((parts) => parts.join(''));
    const sequence = fc.array(piece, { maxLength: 4 }).map((parts) => parts.join(''));
    const source = fc
      .array(
        fc.oneof(
          sequence,
          sequence.map((inner) => `(${inner})`),
        ),
        { minLength: 1, maxLength: 3 },
      )
      .chain((parts) => fc.constantFrom(parts.join('|'), parts.join('')));
    const text = fc
      .array(fc.constantFrom('a', 'b', '1', ' ', 'é', '😀'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(source, text, (pattern, subject) => {
        const { js, flags } = convertRe2(pattern);
        assert.equal(findsLinearly(pattern, subject), new RegExp(js, flags).test(subject));
      }),
      { numRuns: 3000, seed: 20_261_129 },
    );
  });

  test('takes time that grows with the text, and with the pattern', () => {
    const stepsOf = (source: string, text: string) => {
      let steps = 0;
      new LinearPattern(source).find(text, 0, (more) => (steps += more));
      return steps;
    };
    for (const source of ['^(a+)+$', '(a|aa)+$', '(.*)*b', '(a?){50}a{50}$']) {
      const [few, many] = [1000, 4000].map((length) => stepsOf(source, `${'a'.repeat(length)}c`));
      assert.ok((many ?? 0) < 4.1 * (few ?? 0), `${source}: ${String(few)}, ${String(many)}`);
    }
    assert.throws(() => new LinearPattern('((a{10}){10}){10}'.repeat(11)), /too large/);
  });
});
