import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parseDocument, splitDocuments } from '../../../server/language/yaml/index.ts';
import { fc } from '../../support/fastCheck.ts';
import { someOf, someRuns } from '../../support/someOf.ts';
import { projectRoot, sharedFolder } from '../schema/support.ts';
import { layout, rootMap, write } from './randomManifests.ts';
import { sameDocument } from './sameDocument.ts';

/** What both kubectl's reader and `yaml` read, and read alike. */
const ALIKE = [
  'a: 1\nb: c d # e\n',
  '# a\n\n  # b\na: 1\n\n# c\n',
  '---\na: 1\n',
  '# x\n--- # y\n# z\na: 1\n\n# behind\n',
  '- a\n- b: 1\n  c: 2\n- - d\n  -\n-\n# x\n- e',
  'a:\n- b: 1\n  c: 2\n# x\n-\n- - d\nz: 1',
  'a:\nb: # c\nd:  \n  # e\nf:\n  -\n  - # g\n  - h:\n',
  '"a b": \'c\'\n\'d\' : e\n"\\u0041": f',
  'a: {b: [1, {x: z}], "c":1}\nd: []\ne: {}\nf: [ ]\ng: [1, ]\n',
  '{\n  "a": {"b": [1, "x"]}, # c\n  "d": null\n}\n',
  'a: [\n    b, # c\n    "d",\n    # e\n  ]\n',
  'a: |\n  x\n\nb: >-  # c\n  y\n  z\nc: |+\n  p\n\n\nd: |-\n  q\n   r\n  s # no comment\ne: >\n\n  t\n    u\n\n  v\n',
  '- |\n  x\n- >-\n  # no comment\n  y\n- - |\n    z',
  'a:\n  |\n  x\nb: |\nd: "|"\n"e|": |\n  f\n',
  'a: |\n  x  \n\n   y\n# c\n   # d\nb: 1\n',
  'a: x\n  y\n\n  z\nb: "p\n  q\\\n  r"\nc: \'s\n\n  t\'\n',
  "a: \"\\x41\\u263a\\U0001F600\\t\\\"#\"\nb: 'it''s #'\nc: x#y\nd: http://x/#y # z\n",
  'a: "{{ x }}" # {{ y }}\nb: |\n  {% z %}\nc: \'<% %>\'\n',
  '😀: "😀" # 😀\nb: 2 😀\nc: |\n  😀\n',
  'on: y\n1: 0600\n1_0: .5\n"null": ~\n1e3: -0\n',
  '__proto__: {a: 1}\nconstructor: 2\n',
  'a: 1   \nb:   \n  c: 2\t# d\n  e:\t3\n',
  'a: |\n  x\n  \n  ',
  'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: {name: a, namespace: b}\n',
  '',
  '# a\n',
  '---\n',
  'x\n',
  '\uFEFFa: 1\n',
  'a: 1\rb: 2\r',
  ' a: 1\n',
  'a: 1\n...\n',
  'a: &x 1\nb: *x\n',
  'a: !!str 1\n',
  'a: !l\n  b: 1\n',
  'a: &x\n  b: 1\n',
  '&x a: 1\n',
  'a:\n  <<: {b: 1}\n',
  '? a\n: b\n',
  '? a\n',
  'a: {? b : c}\nd: {e}\nf: [g: h]\n',
  'a: {b: }\n',
  'a: |2\n    x\n',
  'a: >-\n  \n',
  '-\n# b\n  c\n',
  'a:\n# b\n  c\n',
  'a: [\nb\n]\n',
  'a: "b"# c\n',
];

/** What only one of them reads, or where they differ. */
const UNLIKE = [
  '--- {a: 1}\n',
  ' ---\n  a: 1',
  "a:\n- ''b: 1\n",
  '... a: 1\n',
  'a:\n\tb: 1\n',
  '~: 1\n',
  '{}: 1\n',
  ': 1\n',
  '%YAML 1.2\n---\na: 1\n',
  'a: {{ b }}\n',
  'a: x-{{ b }}\n',
  '{{ a }}: 1\n',
  'a: "x\n',
  'a: b: c\n',
  'a: [1\n',
  `${'x'.repeat(1030)}: 1\n`,
  '['.repeat(500) + ']'.repeat(500),
  'a: \u0000\n',
  'a: [::]\n',
  'a: {?b: c}\n',
  'a: "\\/"\n',
];

describe('what both read is read alike', () => {
  for (const text of ALIKE) test(JSON.stringify(text), () => assert.ok(sameDocument(text)));
});

describe('what they do not both read', () => {
  for (const text of UNLIKE) test(JSON.stringify(text.slice(0, 40)), () => assert.ok(!sameDocument(text)));
});

test('a pair in brackets begins with its question mark', () => {
  const [pair] = parseDocument('[? a: b]\n').root.items();
  assert.deepEqual(pair?.value, { a: 'b' });
  assert.equal(pair.span.start, 1);
});

describe('both place alike what they read alike', () => {
  const healthy = [...ALIKE, ...piecesBelow('examples'), ...piecesBelow('snippets'), ...piecesBelow('schemas')];

  test('with other line breaks, without the last one, with blanks at the ends of lines', () => {
    const layouts: readonly ((text: string) => string)[] = [
      (text) => text.replace(/\r?\n/g, '\r\n'),
      (text) => text.replace(/\n+$/, ''),
      (text) => text.replace(/\n/g, ' \n'),
      (text) => `${text}\n  \n# end`,
    ];
    for (const laidOut of layouts) {
      for (const text of ALIKE) sameDocument(laidOut(text));
      for (const text of someOf(120, healthy)) sameDocument(laidOut(text));
    }
  });

  test('in examples, snippets and fixtures, nearly all of them', () => {
    const tried = someOf(1200, healthy);
    const alike = tried.filter(sameDocument).length;
    assert.ok(alike > 0.9 * tried.length, `${String(alike)} of ${String(tried.length)}`);
  });

  test('in manifests of others', (context) => {
    for (const name of ['corpus', 'corpus-invalid']) {
      const folder = sharedFolder(name, context);
      if (folder === undefined) return;
      const pieces = someOf(150, piecesIn(folder));
      const alike = pieces.filter(sameDocument).length;
      context.diagnostic(`${name}: ${String(alike)} of ${String(pieces.length)} documents read by both`);
      if (name === 'corpus') assert.ok(alike > 0.9 * pieces.length);
    }
  });

  test('in random manifests', () => {
    const runs = someRuns(700, 1500);
    let alike = 0;
    fc.assert(
      fc.property(rootMap, layout, (source, style) => {
        if (sameDocument(write(source, style))) alike++;
      }),
      { numRuns: runs, seed: 31 },
    );
    assert.ok(alike > runs / 3, String(alike));
  });

  test('in any text', () => {
    const soup = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 14 });
    fc.assert(
      fc.property(soup, (parts) => splitDocuments(`a: ${parts.join('')}`).forEach(sameDocument)),
      { numRuns: someRuns(2000, 6000), seed: 32 },
    );
  });

  test('in manifests with mistakes', () => {
    const change = fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', '', ...FRAGMENTS));
    const lines = fc.tuple(fc.constantFrom(...healthy), fc.nat(), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(lines, fc.array(change, { minLength: 1, maxLength: 3 }), ([source, from, count], changes) => {
        const all = source.split('\n');
        let text = outdented(all.slice(from % all.length).slice(0, count));
        for (const [place, removed, inserted] of changes) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + inserted + text.slice(at + removed);
        }
        splitDocuments(text).forEach(sameDocument);
      }),
      { numRuns: someRuns(1000, 3000), seed: 33 },
    );
  });
});

const FRAGMENTS =
  `a: |b: |a:|c: x|"d": |'e': |- |-|"x"|'y'|"x\n|  y"|z w|1|[|]|{|}|, |,| # c|#|# d\n|\t| |  |~|x\n    y|---\n|--- |...\n`
    .split('|')
    .concat(
      'é|😀|\u00a0|?|? |:|: |.5|.inf|<<|on|%|@|!|&|*|""|\'\'|[]|{}|  \n|\\n|\\|{{|\n|\n|\n  |\n  |\n    '.split('|'),
    )
    .concat(['|', '>', '|-', '>+', '|2', '>1-', '| ', '\n\n', '\r\n', '\r', '\n ', '\uFEFF']);

function outdented(lines: readonly string[]): string {
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map((line) => line.slice(Math.min(indent, /^ */.exec(line)?.[0].length ?? 0))).join('\n');
}

function piecesBelow(folder: string): string[] {
  return piecesIn(join(projectRoot, folder));
}

/** The documents of all files that are not so large that comparing them takes long. */
function piecesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name) && !name.includes('node_modules'))
    .sort()
    .flatMap((name) => splitDocuments(readFileSync(join(folder, name), 'utf8')))
    .filter((piece) => piece.length < 60_000);
}
