import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDocument } from '../../../server/language/yaml/index.ts';
import { renderKey, renderScalar } from '../../../server/language/yaml/renderScalar.ts';
import { fc } from '../../support/fastCheck.ts';
import { has } from '../../support/has.ts';

const PLAIN =
  `on On ON oN off Off OFF yes Yes YES no No NO y Y n N true True TRUE tRue false False FALSE ~ null Null NULL nULL
  0600 0o17 0O17 0x1F 0X1f 0b11 0B11 0b2 0o8 08 09 08.5 0x 0b 0o 00 0 -0 +0 -0.0 +1 -1 +-1 - + . .. ... .5 5. -.5 +.5 ._5 5_ 1._5 .5_0 .5__0 .5_ 1_000 1__0 _1 1_ -_1 +_1 0_7 0x_F
  1e3 1E3 1e+3 1e-3 1e 1e+ e3 .e3 1.e3 1e400 -1e400 .1e400 1e-400 1.5 1.50 1.0 10.0 100000.5 1234567 1234567.5 1_0.5_0 0.1 1e21 1e20 123456789012345678
  9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809 18446744073709551615 18446744073709551616 0xFFFFFFFFFFFFFFFF 0x10000000000000000
  +18446744073709551615 +0xFFFFFFFFFFFFFFFF 0777777777777777777777 01777777777777777777777 0777777777777777777777777 0b1 -0b1 -0x1F +0x1F -017 +017 -0o17 0b-1 0b+1 0b-11 -0b-1 0b12
  .inF .Infinity inf nan NaN Inf Infinity 0x1p3 0x.8p1 1p3 22:30 1:20:30 190:20:30 190:20:30.15 2017-12-19T12:40:33+01:00 2024-01-01 2024-1-1 2001-12-14t21:59:43.10-05:00 20240101
  << = <<< == 1,000 1.2.3 1.2.3.4 10.0.0.0/8 1Gi 100m 1k 0x1G 12ab a1 v1 1-2 1/2 +a -a 0x-1 1e3e4 0e0 0e 00.5 007 0.0.0 1_2_3_ 0__1 0_ 0x_ 0b_1 0o_7 1e1_0 1_e1 .1_e1 .1e1_0`
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '-' && word !== '...');

const TAGGED = [
  '!!str 5',
  '!!str on',
  '!!str',
  '!!int "5"',
  '!!int 0x1F',
  '!!float 5',
  '!!float "1e3"',
  '!!bool "on"',
  '!!bool n',
  '!!null ~',
  '!!null "null"',
  '!!binary aGVsbG8=',
  '!!binary "w7w="',
  '! 12',
  '!local 12',
  '!<tag:yaml.org,2002:str> 7',
  '!!timestamp 2024-01-01',
  '!!str "x"',
  '"12"',
  "'on'",
  '"\\u263a\\t"',
  "'it''s'",
  '!!int 1_0',
];
const REFUSED = [
  '.nan',
  '.NaN',
  '.inf',
  '-.Inf',
  '+.INF',
  '!!int x',
  '!!int 1.5',
  '!!bool 1',
  '!!bool x',
  '!!null x',
  '!!float x',
  '!!binary "%"',
  '!!float .inf',
  '{null: 1}',
  '{~: 1}',
  '{18446744073709551615: 1}',
  '{? [a] : 1}',
  '*nowhere',
  '{<<: 1}',
  '{<<: [1]}',
  '&a [*a]',
];

/** Characters of which numbers, dates and words of YAML 1.1 are made. */
const generated = fc.sample(
  fc.oneof(
    fc.stringMatching(/^[-+]?[0-9._xobeE:-]{1,8}$/),
    fc.stringMatching(/^[-+]?0?[xob]?[0-9a-fA-F_]{1,6}$/),
    fc.stringMatching(/^[-+]?[0-9]{0,4}\.?[0-9_]{0,4}([eE][-+]?[0-9]{1,3})?$/),
    fc
      .constantFrom('y', 'n', 'on', 'off', 'yes', 'no', 'true', 'false', 'null', '~')
      .chain((word) => fc.constantFrom(word, word.toUpperCase(), `${word}_`, ` ${word}`, `${word}1`)),
  ),
  { numRuns: 500, seed: 20 },
);

const plain = [...new Set([...PLAIN, ...generated.map((word) => word.trim())])].filter(
  (word) => word !== '' && !/^[-?:](\s|$)|:$|^---|^\.\.\./.test(word) && !/^[-+]?\.(inf|nan)$/i.test(word),
);

test('scalars and keys mean what kubectl makes of them', (context) => {
  if (!has('kubectl', context)) return;
  const values = [...plain, ...TAGGED].map((word, index) => `  v${String(index)}: ${word}\n`);
  const keys = plain
    .filter((word) => !/^(~|null|Null|NULL|<<)$/.test(word) && !isBeyondInt64(word))
    .map((word) => `  - ${word}: 1\n`);
  const text = manifest(`  x: 0\n${values.join('')}keys:\n${keys.join('')}`);
  const said = kubectl(text);
  assert.ok('json' in said, 'json' in said ? '' : said.error);
  const read = parseDocument(text);
  assert.deepEqual(read.problems, []);
  assert.ok(values.length > 500 && keys.length > 400);
  compare(said.json, read.root.value, values.concat(keys));
});

test('structure means what kubectl makes of it', (context) => {
  if (!has('kubectl', context)) return;
  const text = manifest(`  base: &b {a: 2, c: 3}
  later: {a: 1, <<: *b}
  before: {<<: *b, a: 1}
  quoted: {"<<": *b}
  list: {<<: [*b, {a: 9, d: 4}]}
  twice: {a: 1, a: 2}
  same: {on: 1, true: 2}
  again: &b [x]
  use: *b
  &k key: v
  *k : w
  nested: {<<: {<<: {p: 1}, q: 2}}
  flow: [a: 1, b]
  keys: {? x : y, z}
  folded: >-
    one
    two

    three
  literal: |+
    one

  plain: a
    b

    c
  "quoted
  ": 1
`);
  const said = kubectl(text.replace('  "quoted\n  ": 1\n', ''));
  assert.ok('json' in said, 'json' in said ? '' : said.error);
  compare(said.json, parseDocument(text.replace('  "quoted\n  ": 1\n', '')).root.value, []);
});

test('what kubectl refuses is a problem', (context) => {
  if (!has('kubectl', context)) return;
  for (const word of REFUSED) {
    const text = manifest(`  v: ${word}\n`);
    assert.ok('error' in kubectl(text), word);
    assert.equal(parseDocument(text).problems[0]?.severity, 'error', word);
  }
});

test('text that is written comes back from kubectl as it was', (context) => {
  if (!has('kubectl', context)) return;
  const words = [
    ...plain,
    ...fc.sample(fc.string({ unit: 'grapheme', maxLength: 12 }), { numRuns: 500, seed: 3 }),
  ].filter((word) => !/\p{Surrogate}/u.test(word));
  const lines = words.map((word) => `  - ${renderScalar(word)}\n  - {${renderKey(word, undefined, true)}: 1}\n`);
  const text = manifest(`  x: 1\nlist:\n${lines.join('')}`);
  const said = kubectl(text);
  assert.ok(
    'json' in said,
    'json' in said
      ? ''
      : said.error +
          text
            .split('\n')
            .slice(Number(/line (\d+)/.exec(said.error)?.[1]) - 3)
            .slice(0, 5)
            .join('\n'),
  );
  const list = (said.json as { list: unknown[] }).list;
  words.forEach((word, index) => assert.deepEqual([list[2 * index], list[2 * index + 1]], [word, { [word]: 1 }]));
});

function isBeyondInt64(word: string): boolean {
  const key = parseDocument(`{${word}: 1}`);
  return key.problems.some((problem) => problem.code === 'yaml/invalid-key');
}

function manifest(spec: string): string {
  return `apiVersion: x/v1\nkind: X\nmetadata: {name: a}\nspec:\n${spec}`;
}

function compare(said: unknown, read: unknown, lines: readonly string[]): void {
  const shape = said as Record<string, unknown>;
  delete (shape['metadata'] as Record<string, unknown>)['annotations'];
  try {
    assert.deepEqual(read, said);
  } catch (error) {
    const different = lines.filter((_, index) => !same(pick(said, index), pick(read, index)));
    throw different.length === 0 ? error : new Error(`read differently: ${different.join('')}`);
  }
}

function pick(value: unknown, index: number): unknown {
  const { spec, keys } = value as { spec: Record<string, unknown>; keys?: unknown[] };
  const count = Object.keys(spec).length - 1;
  return index < count ? spec[`v${String(index)}`] : keys?.[index - count];
}

function same(first: unknown, second: unknown): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

function kubectl(text: string): { json: unknown } | { error: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
  try {
    const file = join(folder, 'x.yaml');
    writeFileSync(file, text);
    const args = ['annotate', '--local', '--dry-run=client', '-o', 'json', '-f', file, 'k=v'];
    const { status, stdout, stderr } = spawnSync('kubectl', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
    return status === 0 ? { json: JSON.parse(stdout) as unknown } : { error: stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
