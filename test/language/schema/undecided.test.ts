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

  // Which of the branches a text is of, its value says.
  const branches: readonly SchemaNode[] = [
    { type: ['string'], enum: ['left'] },
    { type: ['string'], enum: ['left', 'right'] },
  ];
  test('one of several may fit', () => {
    const anyOf: SchemaNode = { anyOf: [3] };
    assert.deepEqual(codesOf('${SIDE}', anyOf, branches), []);
    assert.equal(codesOf('up', anyOf, branches).length, 1);
  });

  test('one of several may fit alone, or none, or two', () => {
    const oneOf: SchemaNode = { oneOf: [3, 4] };
    assert.deepEqual(codesOf('${SIDE}', oneOf, branches), []);
    assert.deepEqual(codesOf('right', oneOf, branches), []);
    assert.equal(codesOf('left', oneOf, branches).length, 1);
    assert.equal(codesOf('up', oneOf, branches).length, 1);
  });
});
