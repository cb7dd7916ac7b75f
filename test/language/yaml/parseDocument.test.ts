import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseDocument, splitDocuments } from '../../../server/language/yaml/index.ts';
import type { ManifestNode } from '../../../schemas/contract/index.ts';
import { fc } from '../../support/fastCheck.ts';

/** All nodes with what their key and value cover, one line each: `path: [key] {value} reading`. */
function outline(text: string): string[] {
  const lines: string[] = [];
  const visit = (node: ManifestNode): void => {
    const key = node.keySpan ? `[${text.slice(node.keySpan.start, node.keySpan.end)}] ` : '';
    const value = text.slice(node.span.start, node.span.end);
    lines.push(
      `${node.path.join('.')}: ${key}{${value}}${node.kind === 'scalar' ? ` ${JSON.stringify(node.value)}` : ''}`,
    );
    for (const [, child] of node.entries()) visit(child);
    for (const item of node.items()) visit(item);
  };
  for (const [, child] of parseDocument(text).root.entries()) visit(child);
  return lines;
}

describe('positions', () => {
  const cases: readonly (readonly [name: string, text: string, lines: readonly string[]])[] = [
    ['plain', 'a: 1\nb: c d # e\n', ['a: [a] {1} 1', 'b: [b] {c d} "c d"']],
    ['CRLF', 'a: 1\r\nb:\r\n  - x\r\n', ['a: [a] {1} 1', 'b: [b] {- x}', 'b.0: {x} "x"']],
    ['byte order mark', '\uFEFFa: 1\n', ['a: [a] {1} 1']],
    ['byte order mark behind a separator', '---\r\n\uFEFFa: 1\nb: 2', ['a: [a] {1} 1', 'b: [b] {2} 2']],
    ['tabs', 'a:\t1\t# x\n', ['a: [a] {1} 1']],
    ['astral characters', '😀: "😀" # 😀\nb: 2', ['😀: [😀] {"😀"} "😀"', 'b: [b] {2} 2']],
    ['empty values', 'a:\nb: # c\nd:  \n', ['a: [a] {} null', 'b: [b] {} null', 'd: [d] {} null']],
    [
      'anchors and tags',
      'a: &x !!str 1\nb: !l\n  c: &y\nd: &z\n',
      ['a: [a] {1} "1"', 'b: [b] {c: &y}', 'b.c: [c] {} null', 'd: [d] {} null'],
    ],
    ['quoted keys', "\"a b\": 'c'\n'd' : e", ['a b: [\"a b\"] {\'c\'} "c"', 'd: [\'d\'] {e} "e"']],
    ['complex keys', '? a\n: b\n? c\n', ['a: [a] {b} "b"', 'c: [c] {} null']],
    [
      'flow',
      'a: {b: [1, x: z], c}\n',
      [
        'a: [a] {{b: [1, x: z], c}}',
        'a.b: [b] {[1, x: z]}',
        'a.b.0: {1} 1',
        'a.b.1: {x: z}',
        'a.b.1.x: [x] {z} "z"',
        'a.c: [c] {} null',
      ],
    ],
    [
      'block scalars',
      'a: |\n  x\n\nb: >-  # c\n  y\n  z\n',
      ['a: [a] {|\n  x} "x\\n"', 'b: [b] {>-  # c\n  y\n  z} "y z"'],
    ],
    ['scalars of several lines', 'a: x\n  y\nb: "p\n  q"\n', ['a: [a] {x\n  y} "x y"', 'b: [b] {"p\n  q"} "p q"']],
    [
      'lists',
      'a:\n- b: 1\n  c: 2\n# x\n-\n- - d\nz: 1',
      [
        'a: [a] {- b: 1\n  c: 2\n# x\n-\n- - d}',
        'a.0: {b: 1\n  c: 2}',
        'a.0.b: [b] {1} 1',
        'a.0.c: [c] {2} 2',
        'a.1: {} null',
        'a.2: {- d}',
        'a.2.0: {d} "d"',
        'z: [z] {1} 1',
      ],
    ],
    [
      'a map ends before comments',
      'a:\n  b: 1\n\n  # x\n# y\nc: 2\n',
      ['a: [a] {b: 1}', 'a.b: [b] {1} 1', 'c: [c] {2} 2'],
    ],
    ['lone carriage returns', 'a: 1\rb:\r  c: 2\r', ['a: [a] {1} 1', 'b: [b] {c: 2}', 'b.c: [c] {2} 2']],
    [
      'aliases',
      'a: &x\n  b: 1\nc: *x\n',
      ['a: [a] {b: 1}', 'a.b: [b] {1} 1', 'c: [c] {*x}', 'c.b: {*x} 1'].map((line) =>
        line.replace('c.b: {', 'c.b: [c] {'),
      ),
    ],
    [
      'merge keys',
      'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n',
      [
        'a: [a] {{b: 1, c: 2}}',
        'a.b: [b] {1} 1',
        'a.c: [c] {2} 2',
        'd: [d] {<<: *x\n  c: 3}',
        'd.c: [c] {3} 3',
        'd.b: [<<] {*x} 1',
      ],
    ],
  ];
  for (const [name, text, lines] of cases) test(name, () => assert.deepEqual(outline(text), lines));

  test('source leaves quotes and block indicators out', () => {
    const { root } = parseDocument("a: \"x\\ty\"\nb: 'it''s'\nc: |2-\n    p\n   q\nd: 0600\ne: 1\n");
    assert.equal(root.at('a').source, 'x\\ty');
    assert.equal(root.at('b').source, "it''s");
    assert.equal(root.at('c').source, '    p\n   q');
    assert.deepEqual([root.at('d').source, root.at('d').value, root.at('d').style], ['0600', 384, 'plain']);
    assert.equal(root.source, undefined);
  });

  test('comments, with their places', () => {
    const text = '# a\r\nb: 1 ## c\n  #d\ne: "#f" #\ng: |\n  # no\n';
    const { comments } = parseDocument(text);
    assert.deepEqual(
      comments.map(({ span, text: said, ownLine }) => [text.slice(span.start, span.end), said, ownLine]),
      [
        ['# a', 'a', true],
        ['## c', 'c', false],
        ['#d', 'd', true],
        ['#', '', false],
      ],
    );
  });
});

describe('nodes', () => {
  const { root } = parseDocument('a: {b: [x, z]}\nc: 1\nc: 2\n');

  test('know their path and parent', () => {
    const node = root.at('a', 'b', 1);
    assert.deepEqual([node.path, node.value, node.parent?.path], [['a', 'b', 1], 'z', ['a', 'b']]);
  });

  test('a missing node keeps its path and the nearest span', () => {
    const node = root.at('a', 'q', 0, 'r');
    assert.deepEqual(
      [node.kind, node.path, node.span, node.value],
      ['missing', ['a', 'q', 0, 'r'], root.at('a').span, undefined],
    );
    assert.equal(node.at('s').kind, 'missing');
    assert.equal(node.parent?.parent?.parent, root.at('a'));
    assert.equal(root.at('c', 'x').kind, 'missing');
    assert.equal(root.at('a', 'b', 'x').kind, 'missing');
  });

  test('the last of two equal keys counts', () => {
    assert.equal(root.at('c').value, 2);
    assert.equal(root.entries().length, 2);
  });

  test('`__proto__` is a key like any other', () => {
    const read = parseDocument('__proto__: {a: 1}\nconstructor: 2\n').root;
    assert.deepEqual(Object.keys(read.value as object), ['__proto__', 'constructor']);
    assert.equal(read.at('__proto__', 'a').value, 1);
    assert.equal(read.at('toString').kind, 'missing');
  });

  test('an alias reads as what it stands for, with its own place', () => {
    const text = 'a: &x {b: [1]}\nc: *x\na2: &x z\nd: *x\n';
    const read = parseDocument(text).root;
    assert.deepEqual(read.at('c').value, { b: [1] });
    assert.deepEqual(read.at('c', 'b', 0).path, ['c', 'b', 0]);
    assert.deepEqual(read.at('c', 'b', 0).span, read.at('c').span);
    assert.equal(read.at('d').value, 'z');
  });

  test('a placeholder is unknown', () => {
    const read = parseDocument(
      'a: ${A}\nb: "x-${B:=y}"\nc: $(C)\nd: "{{ d }}"\ne: |\n  ${E}\nf: $F\n' +
        'g: ENC[AES256_GCM,data:Xg==,iv:IJ==,tag:4e==,type:int]\nh: ref+vault://secret/shop#password\ni: ENC[2]\nj: op://shop/db/password\n',
    ).root;
    assert.deepEqual(
      read.entries().map(([key, node]) => [key, node.value]),
      [
        ['a', undefined],
        ['b', undefined],
        ['c', '$(C)'],
        ['d', undefined],
        ['e', '${E}\n'],
        ['f', '$F'],
        ['g', undefined],
        ['h', undefined],
        ['i', 'ENC[2]'],
        ['j', undefined],
      ],
    );
  });
});

describe('nodeAt', () => {
  /** The path at `$0`, with a `!` for its key. */
  const at = (marked: string): string | undefined => {
    const hit = parseDocument(marked.replace('$0', '')).nodeAt(marked.indexOf('$0'));
    return hit && `${hit.node.path.join('.')}${hit.on === 'key' ? '!' : ''}`;
  };
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['a$0: 1', 'a!'],
    ['$0a: 1', 'a!'],
    ['a: 1$0', 'a'],
    ['a: $0x', 'a'],
    ['a:\n  b: [x, y$0]\n', 'a.b.1'],
    ['a:\n  - b: 1\n  - c$0: 1\n', 'a.1.c!'],
    ['a: {b:$0 }', 'a.b'],
    ['a: {b: $0}', 'a'],
    ['a: &x {b: 1}\nc: *$0x\n', 'c'],
    ['a: 1\n\n$0\n', undefined],
    ['a: &x$0 1', 'a'],
  ];
  for (const [marked, path] of cases) test(JSON.stringify(marked), () => assert.equal(at(marked), path));
});

describe('resources', () => {
  test('one', () => {
    const { resources } = parseDocument(
      'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: a, namespace: b}\n',
    );
    assert.deepEqual(
      resources.map((each) => each.identity),
      [{ apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', name: 'a', namespace: 'b' }],
    );
    assert.equal(resources[0]?.partial, false);
  });

  test('items of a list, and of lists in it', () => {
    const list = (items: string): string => `{apiVersion: v1, kind: List, items: [${items}]}`;
    const secret = '{apiVersion: v1, kind: Secret, metadata: {name: s}}';
    const { resources } = parseDocument(list(`${secret}, x, ${list(secret)}, {}`));
    assert.deepEqual(
      resources.map((each) => each.root.path),
      [
        ['items', 0],
        ['items', 2, 'items', 0],
      ],
    );
  });

  test('none without apiVersion and kind', () => {
    for (const text of ['', '# x\n', '---\n', '- a\n', 'kind: X\n', 'apiVersion: [v1]\nkind: X\n', 'x'])
      assert.deepEqual(parseDocument(text).resources, []);
  });
});

describe('templates', () => {
  const templates = [
    'a: {{ .Values.a }}\n',
    '{{- if .x }}\na: 1\n{{- end }}\n',
    'a: x-{{ b }}\n',
    '{% if a %}\nb: 1\n{% endif %}\n',
    'a: <%= b %>\n',
    'a:\n  {{- toYaml .b | nindent 2 }}\n',
    'a: 1\nb: [{{ c }}]\n',
    'a: "x"\n{{ template "y" . }}\n',
  ];
  for (const text of templates) {
    test(JSON.stringify(text), () => {
      const document = parseDocument(`apiVersion: v1\nkind: X\n${text}`);
      assert.deepEqual([document.template, document.problems, document.resources], [true, [], []]);
    });
  }
  const manifests = [
    'a: "{{ $labels.x }}"\n',
    "a: '{% x %}'\n",
    'a: |\n  {{ x }}\n',
    '# {{ x }}\na: 1\n',
    'a: {b: {c: 1}}\n',
    'a: {b: 1} # {{\n',
    'a: >\n  <% x %>\n',
  ];
  for (const text of manifests)
    test(`no template: ${JSON.stringify(text)}`, () => assert.equal(parseDocument(text).template, false));
});

describe('problems', () => {
  /** `code severity` and the text it marks. */
  const problems = (text: string): string[] => {
    return parseDocument(text).problems.map(
      ({ code, severity, span }) => `${severity} ${code} «${text.slice(span.start, span.end)}»`,
    );
  };
  const cases: readonly (readonly [text: string, problems: readonly string[]])[] = [
    ['a: 1\na: 2\n', ['warning yaml/duplicate-key «a»']],
    ['a: {b: 1, "b": 2}\n', ['warning yaml/duplicate-key «"b"»']],
    ['on: 1\ntrue: 2\n', ['warning yaml/duplicate-key «true»']],
    ['a:\n\tb: 1\n\tc: 2\nd: 1\n', ['error yaml/tab-indent «\t»']],
    ['a: "x\nb: 1\n', ['error yaml/unclosed-quote «"x»']],
    ['a: "x\nb: "y"\nc: 1\n', ['error yaml/unclosed-quote «"x»']],
    ['a: [1, 2\nb: 1\n', ['error yaml/unclosed-flow «[»']],
    ['a: {b: 1\nc: 1\n', ['error yaml/unclosed-flow «{»']],
    ['a: [1 2, {x: 1} {y: 2}]\n', ['error yaml/missing-comma «{y»']],
    ['a: b: c\n', ['error yaml/nested-colon «b»']],
    ['a:\n  b: 1\n    c: 2\n  d: 3\n', ['error yaml/indentation «c»']],
    ['a:\n  b: 1\n c: 2\n', ['error yaml/indentation «c»']],
    ['a: 1\nfoo\nb: 2\n', ['error yaml/missing-colon «foo»']],
    ['a: @x\n', ['error yaml/scalar-start «@x»']],
    ['a: "\\q"\n', ['error yaml/escape «\\q"»']],
    ['a: *x\n', ['error yaml/unknown-anchor «*x»']],
    ['a: &x [*x]\n', ['error yaml/alias-loop «*x»']],
    ['~: 1\n', ['error yaml/invalid-key «~»']],
    ['[a]: 1\n', ['error yaml/invalid-key «[a]»']],
    ['<<: 1\n', ['error yaml/merge-value «1»']],
    ['a: .inf\n', ['error yaml/infinite «.inf»']],
    ['a: !!int x\n', ['error yaml/wrong-tag «x»']],
    ['a: "x\n  y"\nb: \'z\n\n  w\'\n', []],
    ['a: ${A}\nb: $(B)\n', []],
    ['a: [\nb, # c\n"d"\n]\ne:\n  f: {\n  g: 1\n}\n', []],
    ['a: !Ref b\nc: !vault |\n  x\n', []],
    ['a: "b/c:d"# pinned\nb: >-# pinned\n  x\n', []],
    ['a: "b\n\tc"\nb: {c: [-]}\n', []],
    ['{"a"\n: "\\ud83d\\ude00 x\\/y",\t"b":[]}\n', []],
    ['a: [::/0, 10.0.0.0/8]\n', ['error yaml/colon-start «::/0»']],
    ['a: [http://b/?c=d]\n', ['error yaml/question-mark «?c=d»']],
    ['a: {"b"\n :[]}\n', ['error yaml/colon-alone «:»']],
    ['a:\n  b: 1\n \t\nc: 1\n', ['error yaml/tab-indent « \t»']],
    ['a: "b\\/c"\n', ['error yaml/escape «\\/»']],
    ['a: |b\n  c\n', ['error yaml/block-header «|b»']],
    ['a: - b\n', ['error yaml/list-here «-»']],
    ['a: !x!y b\n', ['error yaml/bad-tag «!x!y»']],
    ['a: b\u0001c\n', ['error yaml/control-character «\u0001»']],
    ['--- {apiVersion: v1} # c\n', ['error yaml/separator «{apiVersion: v1} # c»']],
    ['--- |\n  a\n', ['error yaml/separator «|»']],
    ['-----BEGIN CERTIFICATE-----\n', ['error yaml/separator «--BEGIN CERTIFICATE-----»']],
    ['---# c\na: 1\n', []],
    ['%YAML 1.1\n---\na: 1\n', ['error yaml/directive «%YAML 1.1»']],
    ['a: 1\n%YAML 1.1\n', []],
    ['a: 1\n%YAML 1.1\nb: 2\n', ['warning yaml/ignored-text «b: 2»']],
    ['a: 1\n...\n# b\n', []],
    ['a: 1\n...\nb: 2\nc: 3\n', ['warning yaml/ignored-text «b: 2»']],
    [' a: 1\nb: 2\n', ['warning yaml/ignored-text «b: 2»']],
    ['{a: 1}\nb: 2\n', ['warning yaml/ignored-text «b: 2»']],
    ['{"a": 1} {"b": 2}\n', []],
    ['a: &b [x]\nc: {<<: *b}\n', ['error yaml/merge-value «*b»']],
    ['a: "b" x: 1"# c\nd: "e"# f\n', ['error yaml/nested-colon «"b"»']],
  ];
  for (const [text, expected] of cases) test(JSON.stringify(text), () => assert.deepEqual(problems(text), expected));

  test('the healthy part of a broken document is read', () => {
    for (const broken of ['x: "y\n', 'x: [y\n', 'x: y: z\n', 'x: 1\n    y: 2\n', 'x\n', 'x: @\n']) {
      const { root } = parseDocument(`a: 1\n${broken}b: "2"\nc:\n  d: 3\n`);
      assert.deepEqual([root.at('a').value, root.at('b').value, root.at('c', 'd').value], [1, '2', 3], broken);
    }
  });

  test('columns between brackets mean nothing', () => {
    const { root, comments } = parseDocument('a: [\nb, # c\n"d"\n]\ne: 1\n');
    assert.deepEqual(root.value, { a: ['b', 'd'], e: 1 });
    assert.deepEqual(
      comments.map((each) => each.text),
      ['c'],
    );
  });

  test('tabs are turned into spaces by the fix', () => {
    const [found] = parseDocument('a:\n\tb: 1\n\t\tc: 2\nd:\n').problems;
    assert.deepEqual(
      found?.fixes?.[0]?.edits.map((edit) => edit.text),
      ['  ', '    '],
    );
  });
});

describe('bounds', () => {
  test('aliases of aliases of aliases', () => {
    const line = (index: number): string =>
      `b${String(index)}: &b${String(index)} [${Array(9)
        .fill(`*b${String(index - 1)}`)
        .join(', ')}]\n`;
    const text = `b0: &b0 [x]\n${Array.from({ length: 30 }, (_, index) => line(index + 1)).join('')}`;
    const { problems, root } = parseDocument(text);
    assert.deepEqual(
      problems.map((each) => each.code),
      ['yaml/too-many-aliases'],
    );
    assert.ok(JSON.stringify(root.value).length < 2_000_000);
  });

  test('merge keys of merge keys', () => {
    const line = (index: number): string =>
      `b${String(index)}: &b${String(index)} {<<: [*b${String(index - 1)}, *b${String(index - 1)}], k${String(index)}: 1}\n`;
    const { root } = parseDocument(
      `b0: &b0 {k: 1}\n${Array.from({ length: 40 }, (_, index) => line(index + 1)).join('')}`,
    );
    assert.ok(root.entries().length > 30);
    assert.ok(root.value);
  });

  for (const [name, text] of [
    ['brackets', '['.repeat(10_000)],
    ['closed brackets', '['.repeat(3000) + ']'.repeat(3000)],
    ['braces', '{a: '.repeat(10_000)],
    ['dashes', '- '.repeat(10_000)],
    ['keys', Array.from({ length: 1500 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
  ] as const) {
    test(`thousands of nested ${name}`, () => {
      const { problems, root } = parseDocument(text);
      assert.ok(problems.some((each) => each.code === 'yaml/too-deep'));
      assert.doesNotThrow(() => root.value);
    });
  }

  test('hundreds of levels of maps are read', () => {
    const { problems, root } = parseDocument(
      Array.from({ length: 399 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
    );
    assert.deepEqual(problems, []);
    assert.equal(root.at(...Array<string>(399).fill('a')).value, null);
  });

  test('a text too large to be parsed at every key is left alone', () => {
    const { problems, resources } = parseDocument(`apiVersion: v1\nkind: X\na: ${'x'.repeat(9_000_000)}`);
    assert.deepEqual([problems[0]?.code, resources], ['yaml/too-large', []]);
  });
});

describe('properties', () => {
  const fragments = [
    'a',
    'b: ',
    '- ',
    '\n',
    '\n  ',
    '\r\n',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ', ',
    '|',
    '>',
    '#',
    ' # x',
    '&x ',
    '*x',
    '!!int ',
    '? ',
    ': ',
    '---',
    '...',
    '\t',
    '<<: ',
    '%',
    '@',
    '\uFEFF',
    '😀',
    '\\',
    '${A}',
    '{{',
    '1',
    '~',
    '\u0002',
    '\u001f',
    '\u0018',
    '\u0000',
  ];

  test('any text is answered, and every span lies inside it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 25 }), (parts) => {
        for (const piece of splitDocuments(parts.join(''))) checkSpans(piece);
      }),
      { numRuns: 4000, seed: 9 },
    );
  });
});

function checkSpans(text: string): void {
  const document = parseDocument(text);
  const inside = ({ start, end }: { start: number; end: number }): boolean =>
    start >= 0 && start <= end && end <= text.length;
  const visit = (node: ManifestNode): void => {
    assert.ok(
      inside(node.span) && (!node.keySpan || inside(node.keySpan)),
      `${JSON.stringify(text)} ${node.path.join('.')}`,
    );
    for (const [, child] of node.entries()) visit(child);
    for (const item of node.items()) visit(item);
  };
  visit(document.root);
  assert.doesNotThrow(() => document.root.value);
  for (const problem of document.problems) {
    assert.ok(inside(problem.span), `${JSON.stringify(text)} ${problem.code}`);
    const marked = text.slice(problem.span.start, problem.span.end);
    assert.ok(
      problem.code === 'yaml/invalid-key' ||
        problem.code === 'yaml/merge-value' ||
        problem.code === 'yaml/wrong-tag' ||
        !marked.trim().includes('\n'),
      `${JSON.stringify(text)} ${problem.code} marks ${JSON.stringify(marked)}`,
    );
  }
  for (let offset = 0; offset <= text.length; offset++) document.nodeAt(offset);
}
