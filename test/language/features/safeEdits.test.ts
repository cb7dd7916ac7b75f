import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { FileEdit, Problem } from '../../../server/language/answers.ts';
import { safeEdits } from '../../../server/language/features/safeEdits.ts';

function edit(start: number, end: number, text: string): FileEdit {
  return { range: { start: { line: 0, character: start }, end: { line: 0, character: end } }, text };
}

function problem(safe: boolean, ...edits: readonly FileEdit[]): Problem {
  const [first] = edits;
  assert.ok(first);
  return {
    ...{ range: first.range, code: 'a', severity: 'error' as const, message: 'A.' },
    fixes: [{ title: 'Fix', safe, edits: () => [...edits] }],
  };
}

suite('what is fixed in one run', () => {
  const texts = (...problems: readonly Problem[]) => safeEdits(problems).map(({ text }) => text);

  test('is safe', () =>
    assert.deepEqual(texts(problem(false, edit(0, 1, 'a')), problem(true, edit(2, 3, 'b'))), ['b']));

  test('does not overlap: the earlier problem is heard', () => {
    assert.deepEqual(texts(problem(true, edit(0, 4, 'a')), problem(true, edit(3, 6, 'b'))), ['a']);
    assert.deepEqual(texts(problem(true, edit(3, 6, 'a')), problem(true, edit(0, 4, 'b'))), ['a']);
    assert.deepEqual(texts(problem(true, edit(3, 6, 'b')), problem(true, edit(0, 3, 'a'))), ['a', 'b']);
  });

  test('is not put in at one place twice: the order would be chance', () =>
    assert.deepEqual(texts(problem(true, edit(2, 2, 'a')), problem(true, edit(2, 2, 'b'))), ['a']));

  test('goes as a whole or not at all', () =>
    assert.deepEqual(texts(problem(true, edit(0, 2, 'a')), problem(true, edit(1, 3, 'b'), edit(8, 9, 'c'))), ['a']));

  test('is in written order', () =>
    assert.deepEqual(texts(problem(true, edit(8, 9, 'c'), edit(0, 1, 'a')), problem(true, edit(4, 5, 'b'))), [
      'a',
      'b',
      'c',
    ]));
});
