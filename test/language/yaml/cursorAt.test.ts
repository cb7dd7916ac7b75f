import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cursorAt } from '../../../server/language/yaml/index.ts';

/** `$0` is the cursor. The answer: place, path, `prefix`, and where they matter siblings, marks and what is replaced. */
const CASES: readonly (readonly [text: string, answer: string])[] = [
  // Whole documents.
  ['$0', 'top'],
  ['# comment\n$0\n', 'top'],
  ['---\n$0', 'top'],
  ['post$0', 'top `post`'],
  ['\uFEFF$0', 'top'],
  // Keys.
  ['a: 1\nb$0', 'key `b` siblings a'],
  ['a: 1\nb$0: 2', 'key `b` siblings a colon'],
  ['a: 1\n$0\nc: 3\n', 'key siblings a,c'],
  ['a: 1\n$0', 'key siblings a'],
  ['spec:\n  $0', 'key spec'],
  ['spec:\n  $0\n  b: 1\nc: 1', 'key spec siblings b'],
  ['spec:\n  a: 1\n  na$0\n  b: 1\nc: 1', 'key spec `na` siblings a,b'],
  ['spec:\n  a: 1\n  $0\n', 'key spec siblings a'],
  ['spec:\n  a:\n    x: 1\n  $0\n  b: 1\n', 'key spec siblings a,b'],
  ['spec:\n  a:\n    x: 1\n\n$0\n', 'key siblings spec'],
  ['spec:\n  a:\n    x: 1\n $0\n', 'key siblings spec'],
  ['spec:\n  a:\n    x: 1\n   $0\n', 'key spec siblings a before "  "'],
  ['spec:\r\n  a: 1\r\n  b$0\r\n', 'key spec `b` siblings a'],
  ['\uFEFFspec:\n  a$0: 1\n', 'key spec `a` colon'],
  ['"a": 1\n"b$0": 2', 'key `b` siblings a quote double colon replace "b"'],
  ['a: 1\n$0b: 2', 'key siblings a colon replace b'],
  ['a: 1\n  $0', 'key siblings a'],
  ['spec: # why\n  # more\n  $0', 'key spec'],
  ['spec:\n  x:\n    y:\n      z$0', 'key spec.x.y `z`'],
  ['apiVersion: v1\nkind: X\nsp$0', 'key `sp` siblings apiVersion,kind'],
  // Wrong indentation above.
  ['spec:\n      a: 1\n   b:\n     $0', 'key spec.b'],
  ['spec:\n    a: 1\n  b: 1\n  c$0', 'key spec `c` siblings b'],
  // Values.
  ['a: $0', 'value a'],
  ['a:$0', 'value a space'],
  ['a: fo$0o', 'value a `fo` replace foo'],
  ['a: foo$0 # hm', 'value a `foo` replace foo'],
  ['a: "fo$0o"', 'value a `fo` quote double replace "foo"'],
  ["a: 'fo$0", "value a `fo` quote single replace 'fo"],
  ['spec:\n  a: $0\n  b: 1\n', 'value spec.a'],
  ['spec:\n  a: &x fo$0\n', 'value spec.a `fo`'],
  ['spec:\n  a: two wor$0ds\n', 'value spec.a `two wor` replace two words'],
  ['- a: $0', 'value 0.a'],
  ['x:\n  - a: 1\n    b: v$0\n', 'value x.0.b `v`'],
  ['a:   $0  # c', 'value a'],
  ['"a b": $0', 'value a b'],
  // Lists.
  ['x:\n  - $0', 'item x.0'],
  ['x:\n  -$0', 'item x.0 space'],
  ['x:\n  - a\n  - b$0\n', 'item x.1 `b`'],
  ['x:\n- a\n- $0\ny: 1\n', 'item x.1'],
  ['x:\n- a: 1\n  b: 2\n- $0\n', 'item x.1'],
  ['x:\n- a: 1\n- c$0\n  d: 2\n', 'item x.1 `c` siblings d'],
  ['x:\n- a: 1\n  c$0\n  d: 2\n- e: 1', 'key x.0 `c` siblings a,d'],
  ['x:\n- a$0: 1\n  d: 2\n', 'key x.0 `a` siblings d colon'],
  ['x:\n- a: 1\n$0\n', 'key siblings x'],
  ['x:\n- a: 1\n  $0\n', 'key x.0 siblings a'],
  ['x:\n  -\n    $0\n', 'item x.0'],
  ['- - x$0', 'item 0.0 `x`'],
  ['- - a\n  - b: 1\n    c: $0', 'value 0.1.c'],
  ['x:\n  - a: 1\n    y:\n    - 1\n    - 2\n    z$0', 'key x.0 `z` siblings a,y'],
  ['x:\n  - a\n  # c\n\n  - "b$0"', 'item x.1 `b` quote double replace "b"'],
  // Flow collections.
  ['a: {$0}', 'flow key a'],
  ['a: {b: 1, c$0}', 'flow key a `c` siblings b'],
  ['a: {b: $0}', 'flow value a.b'],
  ['a: {b: 1, c$0: 2, d: 3}', 'flow key a `c` siblings b,d colon'],
  ['a: [x, $0]', 'flow item a.1'],
  ['a: [x, "y$0"]', 'flow item a.1 `y` quote double replace "y"'],
  ['a: [x, {b: v$0', 'flow value a.1.b `v`'],
  ['a:\n  b: {\n    c: 1,\n    $0\n  }\n', 'flow key a.b siblings c'],
  ['a: [\n  x,\n  y$0\n]\n', 'flow item a.1 `y`'],
  ['{\n  "a": 1,\n  "b$0\n}', 'flow key `b` siblings a quote double'],
  ['{"a": {"b": [1, $0]}}', 'flow item a.b.1'],
  ["a: {b: '[log]\n  level', c$0 }", 'flow key a `c` siblings b'],
  ['a: {b: "x, c$0\nd: "y"', 'flow key a `c` siblings b'],
  ['a: {b: 1}\nc: $0', 'value c'],
  ['a: {b:$0}', 'flow value a.b space'],
  // Unclosed quotes and brackets elsewhere.
  ['spec:\n  a: "x\n  b: $0\n', 'value spec.b'],
  ['spec:\n  b: $0\n  a: "x\n  c: 1', 'value spec.b'],
  ['spec:\n  a: [1, 2\n  b$0\n', 'key spec `b` siblings a'],
  ["spec:\n  a: 'x\n  $0\n  c: 1", 'key spec siblings a,c'],
  // Text and comments.
  ['a: |\n  fo$0o\nb: 1', 'text'],
  ['a: |\n  x:\n    y: $0\nb: 1', 'text'],
  ['a: |\n  foo\n\n  $0', 'text'],
  ['a: |\n  foo\n$0', 'key siblings a'],
  ['x:\n  - |\n    fo$0', 'text'],
  ['x:\n  - a: >-\n      fo$0', 'text'],
  ['x:\n  - a: >-\n      foo\n    b$0', 'key x.0 `b` siblings a'],
  ['a: "one\n  two $0', 'text'],
  ['# fo$0o', 'comment'],
  ['a: 1 # fo$0o', 'comment'],
  ['a: "x # y$0"', 'value a `x # y` quote double replace "x # y"'],
  ['--$0-\na: 1', 'text'],
  // Tabs.
  ['a:\t$0', 'value a'],
];

describe('cursorAt', () => {
  for (const [marked, answer] of CASES)
    test(JSON.stringify(marked), () => assert.equal(describeCursor(marked), answer));

  test('says how far keys are indented', () => {
    const found = at('spec:\n    a:\n        b: 1\n        $0');
    assert.deepEqual([found.indent, found.indentStep], [8, 4]);
    const item = at('x:\n- a: 1\n- $0');
    assert.deepEqual([item.indent, item.indentStep], [2, 2]);
  });

  test('a lone carriage return ends a line', () => {
    assert.equal(describeCursor('spec:\r  a: 1\r  b$0'), 'key spec `b` siblings a');
  });

  test('answers at every offset of any text', () => {
    const text = 'a: {b: [1, "x\n- - c: |\n d\n\t? e\n}: \'f\n# g\n\r\n--- h\n\uFEFF: : &i *j !k\n';
    for (let offset = -1; offset <= text.length + 1; offset++) assert.ok(cursorAt(text, offset).place);
  });
});

function at(marked: string): ReturnType<typeof cursorAt> {
  const offset = marked.indexOf('$0');
  return cursorAt(marked.replace('$0', ''), offset);
}

function describeCursor(marked: string): string {
  const cursor = at(marked);
  const replaced = marked.replace('$0', '').slice(cursor.replace.start, cursor.replace.end);
  const isReplaceTold = CASES.some(([text, answer]) => text === marked && answer.includes('replace'));
  const parts = [
    cursor.flow ? `flow ${cursor.place}` : cursor.place,
    cursor.path.join('.'),
    cursor.prefix ? `\`${cursor.prefix}\`` : '',
    cursor.siblings.size > 0 ? `siblings ${[...cursor.siblings].sort().join(',')}` : '',
    cursor.quote ? `quote ${cursor.quote}` : '',
    cursor.colonFollows ? 'colon' : '',
    cursor.before === '' ? '' : cursor.before === ' ' ? 'space' : `before ${JSON.stringify(cursor.before)}`,
    isReplaceTold ? `replace ${replaced}` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

test('brackets that are closed above hold nothing, however deep they stand; of several that are open the outermost counts', () => {
  const nested = 'a: {}\n b: {x: [\n  1], y: [2]}\n  ';
  assert.deepEqual(cursorAt(nested, nested.length).flow, false);
  const open = `a: {\n b: {c: [1],\n  d: `;
  const cursor = cursorAt(open, open.length);
  assert.deepEqual([cursor.flow, cursor.place, cursor.path], [true, 'value', ['a', 'b', 'd']]);
  const words = `a: {${'word: 1, '.repeat(2000)}la`;
  const last = cursorAt(words, words.length);
  assert.deepEqual([last.place, last.path, last.prefix, [...last.siblings]], ['key', ['a'], 'la', ['word']]);
});
