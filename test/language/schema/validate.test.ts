import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Resource } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { findingSpan } from '../../../server/language/findingSpan.ts';
import { validateResource } from '../../../server/language/schema/validate.ts';
import type { SchemaFinding } from '../../../server/language/schema/validate.ts';
import { parseDocument, writeEdits } from '../../../server/language/yaml/index.ts';
import type { ManifestDocument } from '../../../server/language/yaml/index.ts';
import { buildToySchemas } from './support.ts';

const schema = buildToySchemas().schema('toy.example/v1', 'Thing');
assert.ok(schema);

interface Case {
  readonly name: string;
  /** Lines below `spec:`, without the fields that every thing needs. */
  readonly spec: string;
  /** `severity code at: message`, `at` being the marked text. */
  readonly found: readonly string[];
  /** The lines below `spec:` after the first fix of each finding; the same as before if absent. */
  readonly fixed?: string;
  readonly version?: string;
  readonly partial?: true;
}

const head = 'apiVersion: toy.example/v1\nkind: Thing\nmetadata:\n  name: a\nspec:\n  team: a\n  instances: 1\n';

const cases: readonly Case[] = [
  { name: 'nothing wrong', spec: 'enabled: true\nport: 80\nany: [1, {a: b}]\nfree: {x: 1}\nnote:', found: [] },

  // Unknown keys
  {
    name: 'a misspelt key',
    spec: 'resouces: {}',
    found: [
      'error schema/unknown-key resouces: `resouces` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence: did you mean `resources`?',
    ],
    fixed: 'resources: {}',
  },
  {
    name: 'other case and underscores',
    spec: 'Storage:\n  size: 1Gi\n  class_name: fast',
    found: [
      'error schema/unknown-key Storage: `Storage` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence: did you mean `storage`?',
    ],
    fixed: 'storage:\n  size: 1Gi\n  class_name: fast',
  },
  {
    name: 'a key that is written already is not meant',
    spec: 'mode: fast\nmod: slow',
    found: [
      'error schema/unknown-key mod: `mod` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence: `mode`, which it resembles, is set already.',
    ],
    fixed: 'mode: fast',
  },
  {
    name: 'a key of the map above',
    spec: 'storage:\n  size: 1Gi\n  mode: fast',
    found: [
      'error schema/unknown-key mode: `mode` is no field in `storage`, so kubectl refuses it and most GitOps tools drop it in silence: it belongs one level up, directly in `spec`.',
    ],
    fixed: 'storage:\n  size: 1Gi\nmode: fast',
  },
  {
    name: 'a key of a map below',
    spec: 'storage:\n  size: 1Gi\nclassName: fast',
    found: [
      'error schema/unknown-key className: `className` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence: it belongs one level down, in `storage`.',
    ],
    fixed: 'storage:\n  size: 1Gi\n  className: fast',
  },
  {
    name: 'a key of a map below that is not there',
    spec: 'className: fast',
    found: [
      'error schema/unknown-key className: `className` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence: it belongs one level down, in `storage`.',
    ],
    fixed: 'storage:\n  className: fast',
  },
  {
    name: 'a key of another place',
    spec: 'onlyHere: x',
    found: [
      'error schema/unknown-key onlyHere: `onlyHere` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence: the field of that name belongs to `spec.sidecars[]`.',
    ],
  },
  {
    name: 'a key like nothing',
    spec: 'zzz: x',
    found: [
      'error schema/unknown-key zzz: `zzz` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence.',
    ],
  },
  {
    name: 'kept by the API server, read by nobody',
    spec: 'loose:\n  knwon: x',
    found: [
      'warning schema/unknown-key knwon: `knwon` is no field in `loose`, so nothing reads it: did you mean `known`?',
    ],
    fixed: 'loose:\n  known: x',
  },
  { name: 'a placeholder as key', spec: '${FEATURE}: on', found: [] },
  { name: 'keys of JavaScript', spec: 'free: {constructor: 1, __proto__: 2}\nlabels: {toString: x}', found: [] },

  // Missing keys
  {
    name: 'a missing key',
    spec: 'storage:\n  className: x',
    found: ['error schema/missing-key storage: `storage` needs `size`, and is refused without it: add the field.'],
    fixed: 'storage:\n  className: x\n  size: 5Gi',
  },
  {
    name: 'an empty value is none',
    spec: 'storage:\n  size:',
    found: ['error schema/missing-key size: `storage` needs `size`, and an empty value counts as none: fill it in.'],
    fixed: 'storage:\n  size: 5Gi',
  },
  {
    name: 'nothing is missing in a part',
    spec: 'storage:\n  className: x\nsource: {}\ntarget: {}',
    found: [],
    partial: true,
  },
  { name: 'directives of a part', spec: '$patch: replace\nloose: {$retainKeys: [known]}', found: [], partial: true },
  {
    name: 'what a webhook fills in is not missing',
    spec: 'webhook: {}',
    found: ['error schema/missing-key webhook: `webhook` needs `a`, and is refused without it: add the field.'],
    fixed: 'webhook:\n  a: ""',
  },
  {
    name: 'one of several keys',
    spec: 'source: {}',
    found: ['error schema/missing-key source: `source` needs `s3` or `gs`, and is refused without: add one.'],
    fixed: 'source:\n  s3: s3://bucket',
  },
  { name: 'empty fields are dropped', spec: 'mode:\nstorage:\nsidecars:\nusers:\n  a:\nlabels:\n  b:', found: [] },

  {
    name: 'a misspelt key is not missing as well',
    spec: 'storage:\n  Size: 1Gi',
    found: [
      'error schema/unknown-key Size: `Size` is no field in `storage`, so kubectl refuses it and most GitOps tools drop it in silence: did you mean `size`?',
    ],
    fixed: 'storage:\n  size: 1Gi',
  },

  // Types
  {
    name: 'a boolean for text',
    spec: 'mode: on',
    found: ['error schema/type on: `on` is a boolean here, and `mode` takes text: use `fast`, `slow` or `slowest`.'],
  },
  {
    name: 'a boolean for any text',
    spec: 'labels:\n  a: on',
    found: ['error schema/type on: `on` is a boolean here, and `a` takes text: quote it.'],
    fixed: 'labels:\n  a: "on"',
  },
  {
    name: 'a number for text',
    spec: 'team: 0600\nlabels:\n  a: 5432',
    found: ['error schema/type 5432: `5432` is a number here, and `a` takes text: write `"5432"`.'],
    fixed: 'team: 0600\nlabels:\n  a: "5432"',
  },
  {
    name: 'text for a whole number',
    spec: 'storage: {size: 0.5}\nratio: "1.5"',
    found: [
      'error schema/type 0.5: `0.5` is a fraction here, and `size` takes a whole number or text: write `"0.5"`.',
      'error schema/type "1.5": `ratio` takes a number, and `"1.5"` is text: drop the quotes.',
    ],
    fixed: 'storage: {size: "0.5"}\nratio: 1.5',
  },
  {
    name: 'text for a boolean',
    spec: 'enabled: "true"',
    found: ['error schema/type "true": `enabled` takes `true` or `false`, and `"true"` is text: drop the quotes.'],
    fixed: 'enabled: true',
  },
  {
    name: 'a word for a boolean',
    spec: "enabled: 'Yes'",
    found: ["error schema/type 'Yes': `enabled` takes `true` or `false`, and `'Yes'` is text: write `true`."],
    fixed: 'enabled: true',
  },
  {
    name: 'no number at all',
    spec: 'ratio: much',
    found: ['error schema/type much: `ratio` takes a number, and `much` is text.'],
  },
  {
    name: 'one value for a list',
    spec: 'hosts: a',
    found: ['error schema/type a: `hosts` takes a list, and `a` is text: write `- ` before it, on a line of its own.'],
    fixed: 'hosts:\n  - a',
  },
  {
    name: 'a map for a list, a list for a map',
    spec: 'hosts: {a: b}\nstorage: [a]',
    found: [
      'error schema/type hosts: `hosts` takes a list, and this is a map.',
      'error schema/type storage: `storage` takes a map, and this is a list.',
    ],
  },
  {
    name: 'an empty item',
    spec: 'hosts:\n  - a\n  -',
    found: ['error schema/type : Item 2 of `hosts` is empty, and is refused like that: fill it in or remove it.'],
    fixed: 'hosts:\n  - a',
  },
  {
    name: 'a placeholder is of every type',
    spec: 'ratio: ${A}\nmode: ${B}\nstorage: ${C}\neither: ${D}\nhosts: [a, "${E}"]',
    found: [],
  },

  // Values
  {
    name: 'a misspelt value',
    spec: 'mode: fastt',
    found: [
      'error schema/enum fastt: `fastt` is no value of `mode`: use `fast`, `slow` or `slowest`. Did you mean `fast`?',
    ],
    fixed: 'mode: fast',
  },
  {
    name: 'the spelling in the case of the word',
    spec: 'users:\n  a: [BYPASSURL]',
    found: [
      'error schema/enum BYPASSURL: `BYPASSURL` is not allowed in `a`: use `login` or `BYPASSRLS`. Did you mean `BYPASSRLS`?',
    ],
    fixed: 'users:\n  a: [BYPASSRLS]',
  },
  {
    name: 'a value that other versions of Kubernetes may know',
    spec: 'policy: Keep',
    found: ['warning schema/enum Keep: `Keep` is no value of `policy`: use `Retain` or `Delete`.'],
  },
  { name: 'every version is accepted while none is known', spec: "version: '9.6'", found: [] },
  {
    name: 'a value of older versions',
    spec: "version: '9.6'",
    version: '2.0.1',
    found: [
      "error schema/enum '9.6': `'9.6'` is no value of `version` in operator 2.0.1 (no longer known from 2.0 on): use `16` or `17`.",
    ],
    fixed: "version: '16'",
  },
  {
    name: 'a value of newer versions',
    spec: "version: '17'",
    version: '1.4',
    found: [
      "error schema/enum '17': `'17'` is no value of `version` in operator 1.4 (known from 1.5 on): use `9.6` or `16`.",
    ],
    fixed: "version: '16'",
  },
  {
    name: 'patterns',
    spec: 'name: Ab\nodd: z\nstorage: {size: 10GB}',
    found: [
      'error schema/pattern Ab: `Ab` is no valid `name`: use lower-case letters, digits and `-`, with a letter or digit at both ends.',
      'error schema/pattern z: `z` is no valid `odd`: it has to match `^x[0-9]+$`.',
      'error schema/pattern 10GB: `10GB` is no valid `size`: write a quantity such as `500m` or `10Gi`.',
    ],
  },
  {
    name: 'bounds and lengths',
    spec: 'ratio: 0.1\nname: a\nhosts: []\nlabels: {a: x, b: x, c: x}',
    found: [
      'error schema/bounds 0.1: `ratio` is `0.1`, and has to be at least 0.5.',
      'error schema/length a: `name` has 1 character, and has to have from 2 to 8 characters.',
      'error schema/length hosts: `hosts` has 0 items, and has to have from 1 to 3 items.',
      'error schema/length labels: `labels` has 3 keys, and has to have at most 2 keys.',
    ],
  },
  {
    name: 'items that stand twice',
    spec: 'hosts: [a, b, a]\nsidecars:\n  - name: x\n  - name: x\n    protocol: TCP\n  - name: x\n    protocol: UDP',
    found: [
      'error schema/duplicate-item a: `a` stands twice in `hosts`, where each may stand once: remove one.',
      'error schema/duplicate-item x: `name` `x`, `protocol` `TCP` stands twice in `sidecars`, where each may stand once: remove one.',
    ],
    fixed: 'hosts: [a, b]\nsidecars:\n  - name: x\n  - name: x\n    protocol: UDP',
  },

  // Alternatives
  {
    name: 'keys that exclude each other',
    spec: 'source: {s3: a, gs: b}\ntarget: {disk: a, tape: b}',
    found: [
      'error schema/branches gs: `s3` and `gs` exclude each other, and `source` is refused with more than one: keep one.',
      'error schema/branches tape: `disk` and `tape` exclude each other, and `target` is refused with more than one: keep one.',
    ],
    fixed: 'source: {gs: b}\ntarget: {tape: b}',
  },
  {
    name: 'the nearest alternative',
    spec: 'either: {second: 1}',
    found: ['error schema/missing-key either: `either` needs `seconds`, and is refused without it: add the field.'],
    fixed: 'either: {second: 1, seconds: 1}',
  },
  {
    name: 'the nearest alternative by type',
    spec: 'either: 0',
    found: ['error schema/bounds 0: `either` is `0`, and has to be at least 1.'],
  },
  {
    name: 'no alternative by type',
    spec: 'either: soon',
    found: ['error schema/type soon: `either` takes a whole number or a map, and `soon` is text.'],
  },

  // Versions
  {
    name: 'a successor, version unknown',
    spec: 'oldName: x',
    found: ['warning schema/deprecated-field oldName: `oldName` is gone from operator 2.0 on. Use `newName` instead.'],
    fixed: 'newName: x',
  },
  {
    name: 'a successor, removed',
    spec: 'oldName: x',
    version: '2.0.1',
    found: [
      'error schema/removed-field oldName: `oldName` is gone from operator 2.0 on: it is refused or dropped. Use `newName` instead.',
    ],
    fixed: 'newName: x',
  },
  { name: 'a successor that is not there yet', spec: 'oldName: x', version: '1.1', found: [] },
  {
    name: 'a successor below',
    spec: 'oldSize: 1Gi',
    found: ['warning schema/deprecated-field oldSize: `oldSize` is deprecated. Use `storage.size` instead.'],
    fixed: 'storage:\n  size: 1Gi',
  },
  {
    name: 'no successor',
    spec: 'useless: x',
    version: '2.1',
    found: [
      'error schema/removed-field useless: `useless` is gone from operator 2.0 on: it is refused or dropped. Remove it.',
    ],
    fixed: '',
  },
  {
    name: 'too new and too old',
    spec: 'recent: x',
    version: '1.7.9',
    found: [
      'error schema/too-new recent: `recent` is known from operator 1.8 on, and operator 1.7.9 is in force: it is refused or dropped. Upgrade the operator or remove the field.',
    ],
    fixed: '',
  },
  { name: 'new enough', spec: 'recent: x', version: '1.10.0', found: [] },
  {
    name: 'gone',
    spec: 'retired: x',
    version: '2.0.0',
    found: [
      'error schema/too-old retired: `retired` is gone since operator 2.0, and operator 2.0.0 is in force: it is refused or dropped. Remove it.',
    ],
    fixed: '',
  },
];

describe('schema findings', () => {
  for (const each of cases) test(each.name, () => checkCase(each));

  test('an empty document of the kind', () => {
    const found = check('apiVersion: toy.example/v1\nkind: Thing\n', {});
    assert.deepEqual(found.lines, [
      'error schema/missing-key apiVersion: toy.example/v1: The document needs `metadata`, and is refused without it: add the field.',
      'error schema/missing-key apiVersion: toy.example/v1: The document needs `spec`, and is refused without it: add the field.',
    ]);
    assert.equal(
      found.fixed,
      'apiVersion: toy.example/v1\nkind: Thing\nmetadata:\n  name: thing\nspec:\n  team: acid\n  instances: 2\n',
    );
  });

  test('a resource without a name', () => {
    const text = 'apiVersion: toy.example/v1\nkind: Thing\nmetadata: {}\nspec: {team: a, instances: 1}\n';
    const { lines, fixed, fixes } = check(text, {});
    assert.deepEqual(lines, [
      'error schema/missing-key metadata: `metadata` needs `name` or `generateName`, and is refused without: add one.',
    ]);
    assert.equal(fixed, text.replace(' {}', '\n  name: thing'));
    const written = fixes.map(({ title, edits }) => [
      render(title),
      edits.map((edit) => edit.do === 'set' && edit.value),
    ]);
    assert.deepEqual(written, [
      ['Add `name`', ['thing']],
      ['Add `generateName`', ['thing-']],
    ]);
  });

  test('an item of a List', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n- ${head.trimEnd().replaceAll('\n', '\n  ')}\n    storage:\n      className: a\n    teem: b\n`;
    assert.deepEqual(check(text, {}).lines, [
      'error schema/missing-key storage: `storage` needs `size`, and is refused without it: add the field.',
      'error schema/unknown-key teem: `teem` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence: `team`, which it resembles, is set already.',
    ]);
  });

  test('aliases that make a short text into an endless tree', () => {
    const bomb = ['x0: &x0 [a, a, a, a, a, a, a, a, a]'];
    for (let level = 1; level < 12; level += 1) {
      const below = `*x${String(level - 1)}`;
      bomb.push(`x${String(level)}: &x${String(level)} [${Array(9).fill(below).join(', ')}]`);
    }
    const lines = bomb.map((line) => `    ${line}\n`).join('');
    assert.ok(check(`${head}  free:\n${lines}  hosts: *x11\n  sidecars: *x11\n`, {}).lines.length <= 200);
  });

  test('a thousand levels', () => {
    const deep = `${'['.repeat(1000)}${']'.repeat(1000)}`;
    assert.equal(check(`${head}  any: ${deep}\n  free: {a: ${deep}}\n`, {}).lines.length, 0);
  });

  test('at most 200 findings', () => {
    const keys = Array.from({ length: 1000 }, (_, index) => `  unknown${String(index)}: x\n`).join('');
    assert.equal(check(head + keys, {}).lines.length, 200);
  });
});

function checkCase({ spec, found, fixed, version, partial }: Case): void {
  const indented = (lines: string) =>
    lines
      .split('\n')
      .map((line) => (line === '' ? '' : `  ${line}`))
      .join('\n');
  const ends = spec.includes('team:') ? head.replace('  team: a\n', '') : head;
  const result = check(`${ends}${indented(spec)}\n`, { version, partial });
  const lines = spec.includes('team:') ? result.lines.filter((line) => !line.includes('`team`')) : result.lines;
  assert.deepEqual(lines, found);
  if (!spec.includes('team:')) assert.equal(result.fixed.trimEnd(), `${ends}${indented(fixed ?? spec)}`.trimEnd());
}

function check(text: string, options: { version?: string | undefined; partial?: true | undefined }) {
  const document = parseDocument(text);
  const [resource] = document.resources;
  assert.ok(resource && schema);
  const asked: Resource = { ...resource, partial: options.partial ?? false };
  const findings = validateResource(asked, schema, { version: options.version });
  const lines = findings.map((finding) => {
    const span = findingSpan(finding);
    const marked = text.slice(span.start, span.end).split('\n')[0];
    return `${finding.severity} ${finding.code} ${marked ?? ''}: ${render(finding.message)}`;
  });
  const fixes = findings.flatMap((finding) => finding.fixes ?? []);
  return { lines, fixes, fixed: applyFirstFixes(document, findings) };
}

function applyFirstFixes(document: ManifestDocument, findings: readonly SchemaFinding[]): string {
  const edits = findings.flatMap((finding) => finding.fixes?.[0]?.edits ?? []);
  const written = [...writeEdits(document, edits)].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  let text = '';
  let at = 0;
  for (const edit of written) {
    text += document.text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return text + document.text.slice(at);
}
