import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { spanInText } from '../../../server/language/definitions/outlineOf.ts';
import { valueWithRepeats, withoutRepeats } from '../../../server/language/definitions/withoutRepeats.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';
import { fc } from '../../support/fastCheck.ts';

const block = (indent: number, description = 'description: How large it is, in characters or less.') =>
  `${description}\nminimum: 1\nmaximum: 10\ntype: integer\n`.replaceAll(/^(?=.)/gm, ' '.repeat(indent));

/** What the text says, read in both ways. */
function bothValues(text: string): { readonly cuts: number; readonly read: unknown; readonly whole: unknown } {
  const left = withoutRepeats(text);
  const document = parseDocument(left.text);
  assert.deepEqual(document.problems, [], left.text);
  return {
    cuts: left.cuts.length,
    read: valueWithRepeats(document.root, left),
    whole: parseDocument(text).root.value,
  };
}

const texts: readonly (readonly [what: string, text: string, cuts: number])[] = [
  ['the same twice', `a:\n${block(2)}b:\n${block(2)}c: 1\n`, 1],
  ['the same, deeper', `a:\n${block(2)}b:\n  c:\n${block(4)}`, 1],
  ['with other line ends', `a:\n${block(2)}b:\n${block(2)}`.replaceAll('\n', '\r\n'), 1],
  ['in items', `- a:\n${block(4)}  b: 1\n- b: 1\n  a:\n${block(4)}`, 1],
  ['a block with a block in it that was there', `x:\n${block(2)}a:\n  c:\n${block(4)}b:\n  c:\n${block(4)}`, 2],
  ['the whole of a block, not only what is in it', `a:\n  c:\n${block(4)}b:\n  c:\n${block(4)}`, 1],
  ['a comment and an empty line in it', `a:\n${block(2)}\n# b\nb:\n${block(2)}\n# b\nc: 1\n`, 1],
  ['another number', `a:\n${block(2)}b:\n${block(2).replace('10', '11')}`, 0],
  ['another margin in a text', `a:\n${block(2, 'd: |\n  x\n  y')}b:\n${block(2, 'd: |\n  x\n   y')}`, 0],
  ['other blanks at the end of a line of a text', `a:\n${block(2, 'd: |\n  x')}b:\n${block(2, 'd: |\n  x ')}`, 0],
  ['what looks like it in a text', `a:\n${block(2)}t: |\n  b:\n${block(4)}`, 0],
  ['what looks like it behind a quotation mark', `a:\n${block(2)}t: "\n  b:\n${block(4)}  "\n`, 0],
  ['a quoted text that goes on in the first column', `a:\n${block(2)}t: "b\n\nc"\nb:\n${block(2)}`, 0],
  ['a quoted text over lines', `a:\n${block(2)}t: 'it''s\n  ''so'''\nb:\n${block(2)}`, 1],
  ['anchors', `a: &x\n${block(2)}b:\n${block(2)}c: *x\n`, 0],
  ['a merge', `x: &x {y: 1}\na:\n  <<: *x\n${block(2)}b:\n  <<: *x\n${block(2)}`, 0],
  ['JSON', JSON.stringify({ a: { b: { c: 'x'.repeat(80) } }, d: { b: { c: 'x'.repeat(80) } } }, undefined, 2), 0],
];

for (const [what, text, count] of texts) {
  test(`repeats: ${what}`, () => {
    const { cuts, read, whole } = bothValues(text);
    assert.deepEqual(read, whole);
    assert.equal(cuts, count);
  });
}

test('any value that YAML writes is the same without what repeats', () => {
  const word = fc.constantFrom(
    'a',
    'b c',
    'it\'s "so": #1',
    'two\nlines\n',
    ' x ',
    'long words '.repeat(12),
    '&a',
    '- b',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, word, fc.integer(), tie('list'), tie('map'), tie('map')),
    list: fc.array(tie('value'), { maxLength: 3 }),
    map: fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'c d', 'type'), tie('value'), { maxKeys: 3 }),
  }));
  const wide = fc.record({
    lineWidth: fc.constantFrom(0, 40, 80),
    indentSeq: fc.boolean(),
    indent: fc.constantFrom(2, 4),
  });
  let cuts = 0;
  fc.assert(
    fc.property(value, wide, fc.boolean(), (each, options, isTwice) => {
      const text = stringify(
        { one: each, two: { three: each, four: isTwice ? [each] : 1 } },
        { version: '1.1', aliasDuplicateObjects: false, ...options },
      );
      const both = bothValues(text);
      cuts += both.cuts;
      assert.deepEqual(both.read, both.whole, text);
    }),
  );
  assert.ok(cuts > 0);
});

test('a place behind what is left out is found in the text', () => {
  const text = `a:\n${block(2)}b:\n${block(2)}c:\n${block(2)}last: 1\n`;
  const left = withoutRepeats(text);
  const span = parseDocument(left.text).root.at('last').span;
  assert.equal(text.slice(spanInText(left, span).start - 'last: '.length), 'last: 1\n');
});
