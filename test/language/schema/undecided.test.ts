import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CompiledSchema, SchemaNode } from '../../../schemas/contract/index.ts';
import { validateResource } from '../../../server/language/schema/validate.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';

/** Codes of what is found in `value`, the only field of a kind; `below` are the nodes from 3 on. */
function codesOf(value: string, node: SchemaNode, below: readonly SchemaNode[] = []): string[] {
  const root: SchemaNode = { type: ['object'], properties: { apiVersion: 1, kind: 1, value: 2 } };
  const schema: CompiledSchema = { id: 'a', root: 0, nodes: [root, { type: ['string'] }, node, ...below] };
  const [resource] = parseDocument(`apiVersion: toy.example/v1\nkind: Thing\nvalue: ${value}\n`).resources;
  assert.ok(resource);
  return validateResource(resource, schema, { version: undefined }).map(({ code }) => code);
}

suite('the length of a text is that in characters, whatever they take in UTF-16', () => {
  for (const [value, node, found] of [
    ['"🐘🐘"', { maxLength: 2 }, []],
    ['"🐘🐘🐘"', { maxLength: 2 }, ['schema/length']],
    ['"🐘"', { minLength: 2 }, ['schema/length']],
    ['"é🐘"', { minLength: 2 }, []],
  ] as const)
    test(`${value} ${JSON.stringify(node)}`, () =>
      assert.deepEqual(codesOf(value, { type: ['string'], ...node }), found));
});

suite('what a placeholder decides is not known', () => {
  const required: SchemaNode = { type: ['object'], required: ['a'], values: 1 };
  test('a key that is one may be what is required', () => {
    assert.deepEqual(codesOf('{"${KEY}": x}', required), []);
    assert.deepEqual(codesOf('{b: x}', required), ['schema/missing-key']);
  });

  // Which of the branches a map is of, one of its values says.
  const side = (at: number): SchemaNode => ({ type: ['object'], properties: { side: at } });
  const branches: readonly SchemaNode[] = [
    side(5),
    side(6),
    { type: ['string'], enum: ['left'] },
    { type: ['string'], enum: ['left', 'right'] },
  ];
  const countOf = (value: string, node: SchemaNode) =>
    codesOf(`{side: ${value}}`, { type: ['object'], properties: { side: 1 }, ...node }, branches).length;

  test('one of several may fit', () => {
    assert.equal(countOf('"${SIDE}"', { anyOf: [3] }), 0);
    assert.equal(countOf('left', { anyOf: [3] }), 0);
    assert.equal(countOf('up', { anyOf: [3] }), 1);
  });

  test('one of several may fit alone, or none, or two', () => {
    assert.equal(countOf('"${SIDE}"', { oneOf: [3, 4] }), 0);
    assert.equal(countOf('right', { oneOf: [3, 4] }), 0);
    assert.equal(countOf('left', { oneOf: [3, 4] }), 1);
    assert.equal(countOf('up', { oneOf: [3, 4] }), 1);
  });
});
