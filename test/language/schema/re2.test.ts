import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { convertRe2 } from '../../../schemas/compiler/re2.ts';
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

describe('RE2 to JavaScript', () => {
  for (const [source, matching, other] of cases) {
    test(source, () => {
      const { js, flags } = convertRe2(source);
      for (const text of matching) assert.match(text, new RegExp(js, flags));
      for (const text of other) assert.doesNotMatch(text, new RegExp(js, flags));
    });
  }

  for (const source of ['(?=a)', 'a(', 'a)', '[a', 'a\\', '\\y', '(?<=a)b', '\\1']) {
    test(`${source} is refused`, () => assert.throws(() => convertRe2(source)));
  }

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
