import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PartClaim, WorkspaceIndex } from '../../../schemas/contract/index.ts';
import { isNamed, isSameParts, namedParts } from '../../../server/language/subjects/namedParts.ts';

const parts = (...named: readonly (readonly [name: string, namespace: string])[]) =>
  namedParts(
    { namedBy: () => named.map(([name, namespace]) => ({ name, namespace })) } as Partial<PartClaim> as PartClaim,
    {} as WorkspaceIndex,
  );

test('a part is named with its namespace, unless one side says none', () => {
  const known = parts(['a', 'one'], ['a', 'two'], ['b', '']);
  assert.ok(isNamed({ name: 'a', namespace: 'two' }, known));
  assert.ok(!isNamed({ name: 'a', namespace: 'three' }, known));
  assert.ok(isNamed({ name: 'a', namespace: '' }, known));
  assert.ok(isNamed({ name: 'b', namespace: 'three' }, known));
  assert.ok(!isNamed({ name: 'c', namespace: '' }, known));
});

test('the same parts are the same in any order', () => {
  assert.ok(isSameParts(parts(['a', 'x'], ['b', '']), parts(['b', ''], ['a', 'x'])));
  assert.ok(!isSameParts(parts(['a', 'x']), parts(['a', 'y'])));
  assert.ok(!isSameParts(parts(['a', 'x']), parts(['a', 'x'], ['a', 'y'])));
  assert.ok(!isSameParts(parts(['a', 'x'], ['b', 'x']), parts(['a', 'x'])));
});
