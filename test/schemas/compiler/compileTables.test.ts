import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FieldHelp, SchemaNode } from '../../../schemas/contract/index.ts';
import { compileTables, compileTree } from '../../../schemas/compiler/compileTables.ts';
import type { SchemaTree } from '../../../schemas/compiler/schemaTree.ts';

const text: SchemaTree = { type: ['string'], help: { text: 'A text.' } };
const number: SchemaTree = { type: ['integer'], minimum: 1 };
/** What two packs use. */
const pair: SchemaTree = { type: ['object'], properties: { text, number } };

const kinds: readonly { readonly pack: string; readonly tree: SchemaTree }[] = [
  { pack: 'a', tree: { type: ['object'], properties: { pair, own: { type: ['array'], items: text } } } },
  { pack: 'b', tree: { type: ['object'], properties: { pairs: { type: ['object'], values: pair }, text } } },
  {
    pack: 'a',
    tree: {
      type: ['object'],
      anyOf: [{ required: ['x'] }],
      not: { required: ['y'] },
      readings: [{ since: '1', schema: number }],
      properties: { x: { type: ['boolean'], help: { text: 'An x.' } }, own: { type: ['array'], items: text } },
    },
  },
];

/** The tree behind a node. */
function treeAt(ref: number, nodes: readonly SchemaNode[], help: readonly FieldHelp[]): SchemaTree {
  const node = nodes[ref];
  assert.ok(node);
  const below = (each: number) => treeAt(each, nodes, help);
  const { properties, values, items, not, anyOf, readings, help: index, oneOf: _, allOf: __, ...own } = node;
  return {
    ...own,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, below(each)])),
    }),
    ...(values === undefined ? {} : { values: below(values) }),
    ...(items === undefined ? {} : { items: below(items) }),
    ...(not === undefined ? {} : { not: below(not) }),
    ...(anyOf && { anyOf: anyOf.map(below) }),
    ...(readings && { readings: readings.map((each) => ({ ...each, schema: below(each.schema) })) }),
    ...(index === undefined ? {} : { help: help[index] as FieldHelp }),
  };
}

describe('tables of several packs', () => {
  const { shared, packs, roots } = compileTables(kinds);
  const tableOf = (pack: string) => {
    const own = packs.get(pack);
    assert.ok(own);
    return { nodes: shared.nodes.concat(own.nodes), help: shared.help.concat(own.help) };
  };

  test('say what the trees say', () => {
    kinds.forEach(({ pack, tree }, number) => {
      const { nodes, help } = tableOf(pack);
      assert.deepEqual(treeAt(roots[number] ?? -1, nodes, help), tree);
    });
  });

  test('hold once what two packs have, and what two kinds of a pack have', () => {
    assert.deepEqual(shared.help, [{ text: 'A text.' }]);
    assert.deepEqual(
      shared.nodes.map(({ type }) => type),
      [['string'], ['integer'], ['object']],
    );
    for (const pack of ['a', 'b']) {
      const written = tableOf(pack).nodes.map((node) => JSON.stringify(node));
      assert.equal(new Set(written).size, written.length);
    }
    assert.deepEqual(packs.get('a')?.help, [{ text: 'An x.' }]);
    assert.deepEqual(packs.get('b')?.help, []);
  });

  test('of one kind need nothing that is shared', () => {
    const [first] = kinds;
    assert.ok(first);
    const { schema, help } = compileTree('x/v1 A', first.tree);
    assert.equal(schema.id, 'x/v1 A');
    assert.deepEqual(treeAt(schema.root, [...schema.nodes], help), first.tree);
  });
});
