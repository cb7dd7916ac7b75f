import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedValue } from '../../../schemas/compiler/sharedValue.ts';
import { fc } from '../../support/fastCheck.ts';

test('a shared value is the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.deepEqual(sharedValue(value), value);
    }),
  );
});

test('what is alike in it is one object, and nothing else is', () => {
  const { a, b, c, d } = sharedValue({
    a: { x: [1] },
    b: { x: [1] },
    c: { x: ['1'] },
    d: { x: [1], y: null },
  }) as Record<string, { readonly x: unknown }>;
  assert.equal(a, b);
  assert.notEqual(a, c);
  assert.equal(a?.x, d?.x);
});
