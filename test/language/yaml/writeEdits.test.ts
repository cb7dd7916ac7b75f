import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Edit, ManifestNode } from '../../../schemas/contract/index.ts';
import { parseDocument, writeEdits } from '../../../server/language/yaml/index.ts';
import { applyTextEdits } from './applyTextEdits.ts';

type Change = (root: ManifestNode) => Edit | readonly Edit[];

/** Name, text, change, text behind it. */
const CASES: readonly (readonly [name: string, before: string, change: Change, after: string])[] = [
  ['set keeps the comment', 'a: 1 # c\n', (r) => ({ do: 'set', node: r.at('a'), value: 2 }), 'a: 2 # c\n'],
  [
    'set keeps quotes of text',
    'a: \'x\'\nb: "x"\n',
    (r) => [
      { do: 'set', node: r.at('a'), value: "it's" },
      { do: 'set', node: r.at('b'), value: 'y z' },
    ],
    "a: 'it''s'\nb: \"y z\"\n",
  ],
  ['set drops quotes where no text is meant', 'a: "5"\n', (r) => ({ do: 'set', node: r.at('a'), value: 5 }), 'a: 5\n'],
  [
    'set quotes what kubectl would read as something else',
    'a: on\nb: x\nc: x\n',
    (r) => [
      { do: 'set', node: r.at('a'), value: 'on' },
      { do: 'set', node: r.at('b'), value: '0600' },
      { do: 'set', node: r.at('c'), value: '22:30' },
    ],
    'a: "on"\nb: "0600"\nc: 22:30\n',
  ],
  [
    'set into an empty value',
    'a: # c\nb:',
    (r) => [
      { do: 'set', node: r.at('a'), value: 1 },
      { do: 'set', node: r.at('b'), value: 2 },
    ],
    'a: 1 # c\nb: 2',
  ],
  [
    'set drops a tag and keeps an anchor',
    'a: !!str 5\nb: &x 6\n',
    (r) => [
      { do: 'set', node: r.at('a'), value: 6 },
      { do: 'set', node: r.at('b'), value: 7 },
    ],
    'a: 6\nb: &x 7\n',
  ],
  [
    'set the same writes nothing',
    'a: {b: [1, "x"]}\n',
    (r) => ({ do: 'set', node: r.at('a'), value: { b: [1, 'x'] } }),
    'a: {b: [1, "x"]}\n',
  ],
  [
    'a new key at the end of its map',
    'a:\n  b: 1 # c\n\n# about d\nd: 2\n',
    (r) => ({ do: 'set', node: r.at('a', 'n1'), value: true }),
    'a:\n  b: 1 # c\n  n1: true\n\n# about d\nd: 2\n',
  ],
  [
    'missing parents',
    'a:\n    b: 1\n',
    (r) => ({ do: 'set', node: r.at('a', 'c', 'd'), value: ['x', { e: 1 }] }),
    'a:\n    b: 1\n    c:\n        d:\n          - x\n          - e: 1\n',
  ],
  [
    'two keys below one missing parent',
    'a: 1',
    (r) => [
      { do: 'set', node: r.at('b', 'c'), value: 1 },
      { do: 'set', node: r.at('b', 'd'), value: 2 },
    ],
    'a: 1\nb:\n  c: 1\n  d: 2',
  ],
  [
    'insertions that meet at one place',
    'a:\n  b:\n    c: 1\n',
    (r) => [
      { do: 'set', node: r.at('z'), value: 1 },
      { do: 'set', node: r.at('a', 'x'), value: 2 },
      { do: 'set', node: r.at('a', 'b', 'w'), value: 3 },
    ],
    'a:\n  b:\n    c: 1\n    w: 3\n  x: 2\nz: 1\n',
  ],
  [
    'below an empty value',
    'spec: # c\nz: 1\n',
    (r) => ({ do: 'set', node: r.at('spec', 'a'), value: 1 }),
    'spec: # c\n  a: 1\nz: 1\n',
  ],
  ['below null', 'spec: ~ # c\n', (r) => ({ do: 'set', node: r.at('spec', 'a'), value: 1 }), 'spec: # c\n  a: 1\n'],
  [
    'into empty brackets',
    'a: {} # c\nb: []\n',
    (r) => [
      { do: 'set', node: r.at('a', 'x'), value: 1 },
      { do: 'append', node: r.at('b'), value: 'i' },
    ],
    'a: # c\n  x: 1\nb:\n  - i\n',
  ],
  [
    'into an empty document',
    '# c\n---\n',
    (r) => ({ do: 'set', node: r.at('a', 'b'), value: 1 }),
    '# c\n---\na:\n  b: 1\n',
  ],
  [
    'into brackets',
    'a: {b: 1}\nc: [x]\n',
    (r) => [
      { do: 'set', node: r.at('a', 'd'), value: ['p', 'q, r'] },
      { do: 'append', node: r.at('c'), value: { e: 1 } },
    ],
    'a: {b: 1, d: [p, "q, r"]}\nc: [x, {e: 1}]\n',
  ],
  [
    'into JSON',
    '{\n  "a": {\n    "b": 1\n  }\n}\n',
    (r) => ({ do: 'set', node: r.at('a', 'c'), value: 'x' }),
    '{\n  "a": {\n    "b": 1,\n    "c": "x"\n  }\n}\n',
  ],
  [
    'after a block scalar',
    'a:\n  b: |+\n    x\n\nc: 1\n',
    (r) => ({ do: 'set', node: r.at('a', 'd'), value: 1 }),
    'a:\n  b: |+\n    x\n\n  d: 1\nc: 1\n',
  ],
  [
    'a list in the style of its neighbours',
    'a:\n- x\n',
    (r) => ({ do: 'set', node: r.at('b'), value: ['q'] }),
    'a:\n- x\nb:\n- q\n',
  ],
  [
    'append to lists, indented or not',
    'a:\n- x # c\nb:\n    - y\n\n# d\nc: 1\n',
    (r) => [
      { do: 'append', node: r.at('a'), value: 'n1' },
      { do: 'append', node: r.at('b'), value: { k: 1, l: 2 } },
    ],
    'a:\n- x # c\n- n1\nb:\n    - y\n    - k: 1\n      l: 2\n\n# d\nc: 1\n',
  ],
  [
    'append makes the list',
    'a: 1\n',
    (r) => ({ do: 'append', node: r.at('b', 'c'), value: 'x' }),
    'a: 1\nb:\n  c:\n    - x\n',
  ],
  [
    'CRLF',
    'a:\r\n  b: 1\r\n',
    (r) => ({ do: 'set', node: r.at('a', 'c'), value: { d: 1 } }),
    'a:\r\n  b: 1\r\n  c:\r\n    d: 1\r\n',
  ],
  [
    'a map changed as a whole keeps the rest',
    'a:\n  # one\n  b: 1\n  c: 2 # two\n  d: 3\n',
    (r) => ({ do: 'set', node: r.at('a'), value: { b: 1, c: 5, e: 6 } }),
    'a:\n  # one\n  b: 1\n  c: 5 # two\n  e: 6\n',
  ],
  [
    'a block gives way to a scalar',
    'a: # c\n  b: 1\nd:\n- x\n',
    (r) => [
      { do: 'set', node: r.at('a'), value: 'z' },
      { do: 'set', node: r.at('d'), value: 1 },
    ],
    'a: z # c\nd: 1\n',
  ],
  [
    'a scalar gives way to a block',
    'a: 1 # c\nb:\n  - x\n',
    (r) => [
      { do: 'set', node: r.at('a'), value: { z: 1 } },
      { do: 'set', node: r.at('b', 0), value: { p: 1, q: 2 } },
    ],
    'a: # c\n  z: 1\nb:\n  - p: 1\n    q: 2\n',
  ],
  [
    'text of several lines',
    'a: x\nb: |\n  y\n',
    (r) => [
      { do: 'set', node: r.at('a'), value: 'p\nq' },
      { do: 'set', node: r.at('b'), value: 'r\n' },
    ],
    'a: |-\n  p\n  q\nb: |\n  r\n',
  ],
  [
    'remove takes its comments along',
    'a: 1\n# about b\nb: # c\n  - x\n\nd: 1\n',
    (r) => ({ do: 'remove', node: r.at('b') }),
    'a: 1\n\nd: 1\n',
  ],
  ['remove the last entry', 'a: # c\n  b: 1\n', (r) => ({ do: 'remove', node: r.at('a', 'b') }), 'a: {} # c\n'],
  [
    'remove the first entry behind a dash',
    '- a: 1\n  b: 2\n- a: 3\n',
    (r) => ({ do: 'remove', node: r.at(0, 'a') }),
    '- b: 2\n- a: 3\n',
  ],
  [
    'remove items',
    'a:\n- x\n# y\n- y\n-\n- z\n',
    (r) => [
      { do: 'remove', node: r.at('a', 1) },
      { do: 'remove', node: r.at('a', 2) },
    ],
    'a:\n- x\n- z\n',
  ],
  [
    'remove from brackets',
    'a: {b: 1, c: 2, d: 3}\ne: [1]\n',
    (r) => [
      { do: 'remove', node: r.at('a', 'b') },
      { do: 'remove', node: r.at('a', 'd') },
      { do: 'remove', node: r.at('e', 0) },
    ],
    'a: {c: 2}\ne: []\n',
  ],
  [
    'rename keeps the rest',
    '"a": 1 # c\nb:\n  x: 1\n',
    (r) => [
      { do: 'rename', node: r.at('a'), key: 'z' },
      { do: 'rename', node: r.at('b'), key: 'on' },
    ],
    '"z": 1 # c\n"on":\n  x: 1\n',
  ],
  [
    'remove leaves comments of another column, which are about something else',
    'a:\n  # about a\n    # deeper\n  b: 1\n  c: 2\n',
    (r) => ({ do: 'remove', node: r.at('a', 'b') }),
    'a:\n  # about a\n    # deeper\n  c: 2\n',
  ],
  [
    'the last entry in braces goes while another one comes',
    'a: {b: 1}\n',
    (r) => [
      { do: 'remove', node: r.at('a', 'b') },
      { do: 'set', node: r.at('a', 'c'), value: 2 },
    ],
    'a: {c: 2}\n',
  ],
  [
    'the last two of a list in brackets go at once',
    'a: [1, 2, 3]\n',
    (r) => [
      { do: 'remove', node: r.at('a', 1) },
      { do: 'remove', node: r.at('a', 2) },
    ],
    'a: [1]\n',
  ],
  [
    'move takes comments along',
    'a:\n  # about b\n  b: # c\n    - x\n  d: 1\ne:\n    f: 2\n',
    (r) => ({ do: 'move', node: r.at('a', 'b'), to: r.at('e'), key: 'g' }),
    'a:\n  d: 1\ne:\n    f: 2\n    # about b\n    g: # c\n      - x\n',
  ],
  [
    'move leaves comments of another column',
    'a:\n  c: 1\n    # deeper\n  b: 2\ne:\n  f: 3\n',
    (r) => ({ do: 'move', node: r.at('a', 'b'), to: r.at('e'), key: 'g' }),
    'a:\n  c: 1\n    # deeper\ne:\n  f: 3\n  g: 2\n',
  ],
  [
    'move below a missing map',
    'a: 1\nb: 2 # c\n',
    (r) => ({ do: 'move', node: r.at('b'), to: r.at('spec', 'inner'), key: 'b' }),
    'a: 1\nspec:\n  inner:\n    b: 2 # c\n',
  ],
  [
    'an alias is replaced, its anchor left alone',
    'a: &x {b: 1}\nc: *x\n',
    (r) => ({ do: 'set', node: r.at('c', 'b'), value: 2 }),
    'a: &x {b: 1}\nc: {b: 2}\n',
  ],
  [
    'a merged entry is written out',
    'a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n',
    (r) => ({ do: 'set', node: r.at('c', 'b'), value: 2 }),
    'a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n  b: 2\n',
  ],
  [
    'nothing is removed below an alias',
    'a: &x {b: 1}\nc: *x\n',
    (r) => ({ do: 'remove', node: r.at('c', 'b') }),
    'a: &x {b: 1}\nc: *x\n',
  ],
  [
    'an anchor that is used stays',
    'a: &x {b: &y 1}\nc: *y\n',
    (r) => ({ do: 'set', node: r.at('a'), value: 1 }),
    'a: &x {b: &y 1}\nc: *y\n',
  ],
  [
    'a byte order mark stays first',
    '\uFEFFa: 1\n',
    (r) => [
      { do: 'remove', node: r.at('a') },
      { do: 'set', node: r.at('b'), value: 1 },
    ],
    '\uFEFFb: 1\n',
  ],
];

describe('writeEdits', () => {
  for (const [name, before, change, after] of CASES) {
    test(name, () => {
      const document = parseDocument(before);
      const edits = [change(document.root)].flat();
      const result = applyTextEdits(before, writeEdits(document, edits));
      assert.equal(result, after);
    });
  }

  test('nothing is written into a template', () => {
    const document = parseDocument('a: {{ b }}\n');
    assert.deepEqual(writeEdits(document, [{ do: 'set', node: document.root.at('c'), value: 1 }]), []);
  });
});
