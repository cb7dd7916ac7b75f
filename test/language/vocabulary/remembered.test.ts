import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembered } from '../../../schemas/vocabulary/remembered.ts';

function counting(limits: { readonly most: number; readonly longest?: number }) {
  const asked: string[] = [];
  const lengthOf = remembered((text) => {
    asked.push(text);
    return text === '' ? undefined : text.length;
  }, limits);
  return { asked, lengthOf };
}

test('an answer is worked out once, also where it is undefined', () => {
  const { asked, lengthOf } = counting({ most: 2 });
  assert.deepEqual(
    ['a', '', 'a', ''].map((text) => lengthOf(text)),
    [1, undefined, 1, undefined],
  );
  assert.deepEqual(asked, ['a', '']);
});

test('no more are kept than it says', () => {
  const { asked, lengthOf } = counting({ most: 2 });
  for (const text of ['a', 'b', 'c', 'c', 'a']) lengthOf(text);
  assert.deepEqual(asked, ['a', 'b', 'c', 'a']);
});

test('what is too long is not kept', () => {
  const { asked, lengthOf } = counting({ most: 2, longest: 1 });
  for (const text of ['a', 'bb', 'bb', 'a']) lengthOf(text);
  assert.deepEqual(asked, ['a', 'bb', 'bb']);
});
