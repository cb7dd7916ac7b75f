import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outlineOf, placeInText } from '../../../server/language/definitions/outlineOf.ts';
import { readHeads } from '../../../server/language/definitions/readHeads.ts';
import { toyDefinition } from '../../support/toyDefinition.ts';

test('the outline of a definition has all but its schemas', () => {
  const text = toyDefinition({ versions: ['v1', 'v2'] });
  const { text: outline, cuts } = outlineOf(text);
  assert.equal(cuts.length, 2);
  assert.ok(!outline.includes('properties'));
  assert.ok(outline.includes('name: v2'));
  assert.ok(
    cuts.every(
      ({ start, end }) => text.slice(start, end).startsWith('      openAPIV3Schema') && text[end - 1] === '\n',
    ),
  );
});

test('places in the outline are found in the text', () => {
  const text = toyDefinition({ versions: ['v1', 'v2'] });
  const outline = outlineOf(text);
  for (const word of ['Thing', 'name: v1', 'name: v2'])
    assert.equal(placeInText(outline, outline.text.indexOf(word)), text.indexOf(word), word);
});

const shapes: readonly (readonly [what: string, text: string, cuts: number])[] = [
  ['a comment and an empty line in the schema', 'schema:\n# a\n\n  b: 1\nc: 1\n', 1],
  ['the first key of an item', '- schema:\n    x: 1\n  b: 1\n', 1],
  ['JSON', '{\n  "schema": {\n    "x": 1\n  },\n  "b": 1\n}\n', 1],
  ['a value on the line', 'schema: {x: 1}\n', 0],
  ['another key', 'schemas:\n  x: 1\n', 0],
  ['other line ends', 'schema:\r\n  x: 1\r\nb: 1\r\n', 1],
  ['no end', 'schema:\n  x: 1', 1],
  ['nothing below', 'schema:\nb: 1\nx: 1\n', 0],
];

for (const [what, text, count] of shapes) {
  test(`outline: ${what}`, () => {
    const { text: outline, cuts } = outlineOf(text);
    assert.equal(cuts.length, count);
    assert.equal(outline.includes('x'), count === 0);
  });
}

test('what a document defines is the same, however its schema is written', () => {
  const [head] = readHeads(toyDefinition());
  const flow = toyDefinition({ schema: '{type: object, x-kubernetes-preserve-unknown-fields: true}\n' });
  assert.deepEqual(readHeads(flow), [head]);
  assert.deepEqual(head?.versions, ['v1']);
  assert.deepEqual(readHeads(toyDefinition().replace('scope:', `# ${'x'.repeat(1_000_000)}\n  scope:`)), []);
  assert.deepEqual(readHeads('kind: Secret\n'), []);
  assert.deepEqual(readHeads('# CustomResourceDefinition\n'), []);
});
