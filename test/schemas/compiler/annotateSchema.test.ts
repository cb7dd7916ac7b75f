import assert from 'node:assert/strict';
import { test } from 'node:test';
import { annotateSchema } from '../../../schemas/compiler/annotateSchema.ts';
import type { CompiledSchema, SchemaNode } from '../../../schemas/contract/index.ts';

const schemaOf = (...nodes: SchemaNode[]): CompiledSchema => ({ id: 'v1 Toy', root: nodes.length - 1, nodes });

/** The node behind keys, from the root on. */
function nodeAt({ root, nodes }: CompiledSchema, ...path: string[]): SchemaNode | undefined {
  return path.reduce<SchemaNode | undefined>(
    (node, key) => nodes.at(node?.properties?.[key] ?? Infinity),
    nodes.at(root),
  );
}

test('a field has the structure of the definition and the words of the pack', () => {
  const own = schemaOf({ type: ['integer'], help: 0, minimum: 1 }, { properties: { a: 0, b: 0 } });
  const pack = schemaOf(
    { type: ['string'], help: 2, suggest: 'sizes', since: '2.0', pattern: { source: 'a', js: 'a' } },
    { properties: { a: 0 } },
  );
  const merged = annotateSchema(own, 10, pack);
  assert.deepEqual(nodeAt(merged, 'a'), { type: ['integer'], minimum: 1, help: 12, suggest: 'sizes' });
  assert.deepEqual(nodeAt(merged, 'b'), { type: ['integer'], minimum: 1, help: 0 });
});

test('what a webhook fills in is not required', () => {
  const own = schemaOf({ type: ['string'] }, { properties: { a: 0, b: 0 }, required: ['a', 'b'] });
  const pack = schemaOf({ type: ['string'] }, { properties: { a: 0, c: 0 }, expected: ['a', 'c'] });
  const { required, expected } = nodeAt(annotateSchema(own, 0, pack)) ?? {};
  assert.deepEqual([required, expected], [['b'], ['a']]);
});

test('a successor holds while the field is there', () => {
  const own = schemaOf({}, { properties: { a: 0, b: 0 } });
  const pack = schemaOf({ successor: 'c' }, { successor: 'c', until: '2.0' }, { properties: { a: 0, b: 1 } });
  const merged = annotateSchema(own, 0, pack);
  assert.deepEqual([nodeAt(merged, 'a'), nodeAt(merged, 'b')], [{ successor: 'c' }, {}]);
});

test('what the definition leaves open is that of the pack, and takes more', () => {
  const own = schemaOf({ type: ['object'], unknown: 'silent' }, { properties: { spec: 0 } });
  const pack = schemaOf(
    { type: ['string'] },
    { type: ['object'], properties: { b: 0 } },
    { type: ['object'], properties: { a: 1 } },
    { properties: { spec: 2 } },
  );
  const merged = annotateSchema(own, 0, pack);
  assert.equal(nodeAt(merged, 'spec')?.unknown, 'warn');
  assert.equal(nodeAt(merged, 'spec', 'a')?.unknown, 'warn');
  assert.deepEqual(nodeAt(merged, 'spec', 'a', 'b'), { type: ['string'] });
});
