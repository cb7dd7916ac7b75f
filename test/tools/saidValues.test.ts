import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Linter } from 'eslint';
import type { Rule } from 'eslint';
import tseslint from 'typescript-eslint';
import { root } from '../support/fixtures.ts';

const file = pathToFileURL(path.join(root, 'tools/lint/saidValues.mjs')).href;
const { saidValues } = (await import(file)) as { readonly saidValues: Rule.RuleModule };

/** Lines of a text that the rule refuses. */
function refusals(text: string): number[] {
  const messages = new Linter().verify(
    text,
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { said: { rules: { values: saidValues } } },
      rules: { 'said/values': 'error' },
    },
    'file.ts',
  );
  assert.deepEqual(
    messages.filter(({ fatal }) => fatal),
    [],
  );
  return messages.map(({ line }) => line);
}

/** Each line puts words of ours into a value. */
const words = [
  "say`It ${isLost ? 'is lost' : 'stays'}.`;",
  "say`${count} pod${count === 1 ? '' : 's'}`;",
  "say`${name ?? 'nothing'} is lost.`;",
  'say`It is lost${isKept ? ` unless ${name} keeps it` : ""}.`;',
  "say`${names.join(' and ')} are lost.`;",
  'say`${names.map((each) => `"${each}"`).join(\' or \')} is lost.`;',
  "say`It is ${'of ' + name}.`;",
  "say`It is ${('lost' as string)}.`;",
  "say`It has ${listed(['a name', name], 'and')}.`;",
  "{ const why = isLost ? 'it is lost' : 'it stays'; say`No: ${why}.`; }",
  '{ const why = `of ${name}`; const because = why; say`No: ${because}.`; }',
  "{ function why(): string { if (isLost) { return 'it is lost'; } return ''; } say`No: ${why()}.`; }",
  "{ const why = (): string => 'it is lost'; say`No: ${why()}.`; }",
];

test('words of ours are no values of what is said', () => {
  const refused = new Set(refusals(words.join('\n')));
  assert.deepEqual(
    words.filter((_, index) => !refused.has(index + 1)),
    [],
  );
});

test('data, and what is said itself, are values', () => {
  const text = [
    'say`Database "${name}" has ${count + 1} of ${limits.at(-1) ?? 0}.`;',
    "say`Use ${list === 'deployments' ? say`a Deployment` : say`a StatefulSet`}.`;",
    "{ const right = list === 'deployments' ? 'statefulSets' : 'deployments'; say`Use \\`${right}\\`.`; }",
    'say`It has ${listed(names.map((each) => `"${each}"`), \'and\')}.`;',
    "{ const more = [name, say`${count} more`]; say`It has ${joined(more, ', ')}.`; }",
    '{ const a = (): string => b(); const b = (): string => a(); say`${a()}`; }',
    "tell`It ${isLost ? 'is lost' : 'stays'}.`;",
  ].join('\n');
  assert.deepEqual(refusals(text), []);
});
