import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tomlOf } from '../../../schemas/systems/tidb/tomlOf.ts';

test('a map as TOML: values before the tables, keys and texts in quotes where they need them', () => {
  const value = {
    log: { level: 'in"fo', file: { 'max days': 30 } },
    'split-table': true,
    labels: [{ zone: 'a' }, 1.5, 'b'],
    empty: {},
  };
  assert.equal(
    tomlOf(value),
    [
      'split-table = true',
      'labels = [{ zone = "a" }, 1.5, "b"]',
      '',
      '[log]',
      'level = "in\\"fo"',
      '',
      '[log.file]',
      '"max days" = 30',
      '',
      '[empty]',
      '',
    ].join('\n'),
  );
  assert.equal(tomlOf({ a: { b: { c: 1 } } }), '[a.b]\nc = 1\n');
});

test('what TOML cannot say is no text', () => {
  for (const value of [{}, { a: null }, { a: { b: [null] } }, [], 'a = 1', undefined])
    assert.equal(tomlOf(value), undefined);
});
