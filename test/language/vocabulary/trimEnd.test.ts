import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trimEnd } from '../../../schemas/vocabulary/trimEnd.ts';
import { fc } from '../../support/fastCheck.ts';

test('characters at the end go, others and those elsewhere stay', () => {
  assert.equal(trimEnd('-a.b-.-', '-.'), '-a.b');
  assert.equal(trimEnd('///', '/'), '');
  assert.equal(trimEnd('', '/'), '');
  assert.equal(trimEnd('a/b', ''), 'a/b');
});

test('as an expression would do it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '-', '.', '/')), (parts) => {
      const text = parts.join('');
      assert.equal(trimEnd(text, '-.'), text.replace(/[-.]+$/, ''));
    }),
  );
});
