import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importersOf } from '../../tools/mutation/importersOf.ts';
import { mutantsOf } from '../../tools/mutation/mutantsOf.ts';

function faults(text: string): string[] {
  return mutantsOf(text).map(({ start, end, by }) => text.slice(0, start) + by + text.slice(end));
}

for (const [text, expected] of [
  ['a < b', ['a <= b', 'a >= b']],
  ['a === b;', ['a !== b;']],
  ['a && b', ['a || b']],
  ['a ?? b', ['(a)']],
  ['a + 1', ['a - 1', 'a + 2']],
  ["a + 'b'", ["a + ''"]],
  ['if (a) b = c;', ['if (true) b = c;', 'if (false) b = c;']],
  ['while (a) b = c;', ['while (false) b = c;']],
  ['x = a ? b : c', ['x = true ? b : c', 'x = false ? b : c']],
  ['x = !a', ['x = !!a']],
  ['i++;', ['i--;']],
  ['function f() { return g; }', ['function f() { return undefined; }']],
  ['f = () => g', ['f = () => undefined']],
  ['f(a);', [';']],
  ['x = a.some(b)', ['x = a.every(b)']],
  ['x = a.filter(b)', ['x = a.filter(() => true)']],
  ["x = [true, '', 'a']", ["x = [false, '', 'a']", "x = [true, 'mutant', 'a']", "x = [true, '', '']"]],
] as const)
  test(`faults of ${text}`, () => assert.deepEqual(faults(text), expected));

for (const text of [
  "import { a } from './a.js';",
  'x = say`Database ${name} < 1 does not exist.`',
  "throw new Error('no' + 1)",
  'function f() { return undefined; }',
  "x = { 'a-b': c }",
  "'use strict'",
])
  test(`nothing to change in ${text}`, () => assert.deepEqual(faults(text), []));

test('who imports a file, and over how many others, cycles included', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c', 'a']],
    ['test', ['b', 'c']],
    ['other', ['d']],
  ]);
  assert.deepEqual(Object.fromEntries(importersOf('c', imports)), { b: 1, test: 1, a: 2 });
});
