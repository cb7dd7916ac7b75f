import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { expandSchema } from '../../../schemas/compiler/expandSchema.ts';
import { readSchema } from '../../../schemas/compiler/readSchema.ts';
import { newReport } from '../../../schemas/compiler/schemaFile.ts';
import type { SchemaTree } from '../../../schemas/compiler/schemaTree.ts';
import { checkConformance } from '../../../tools/schemas/checkConformance.ts';
import { compareTrees } from '../../../tools/schemas/compareTrees.ts';
import { reasonAt } from '../../../tools/schemas/reasonAt.ts';
import { treeAtVersion } from '../../../tools/schemas/treeAtVersion.ts';
import { projectRoot, sharedFolder, temporaryFolder, types } from './support.ts';

/** The schema of a CRD, as the comparison gets it. */
function treeOf(schema: unknown): SchemaTree {
  const file = { name: '', definitions: {}, line: () => 1 };
  return expandSchema(readSchema(schema, [], { dialect: 'crd', report: () => undefined }), {
    file,
    types,
    report: newReport(),
  });
}

const object = (properties: Record<string, SchemaTree>, more: SchemaTree = {}): SchemaTree => ({
  type: ['object'],
  properties,
  ...more,
});
const crd = (properties: Record<string, unknown>, more = {}) => ({ type: 'object', properties, ...more });

const cases: readonly (readonly [name: string, tree: SchemaTree, crd: object, found: readonly string[]])[] = [
  ['the same', object({ a: { type: ['string'] } }), crd({ a: { type: 'string' } }), []],
  ['a field of the CRD', object({}), crd({ a: { type: 'string' } }), ['missing a']],
  ['a field of ours', object({ a: { type: ['string'] } }), crd({}), ['extra a']],
  ['a type', object({ a: { type: ['string'] } }), crd({ a: { type: 'integer' } }), ['different a']],
  ['a bound', object({ a: { type: ['integer'], minimum: 1 } }), crd({ a: { type: 'integer' } }), ['different a']],
  ['what is required', object({ a: {} }, { required: ['a'] }), crd({ a: {} }), ['different ']],
  ['required but filled in', object({ a: {} }, { expected: ['a'] }), crd({ a: {} }, { required: ['a'] }), []],
  [
    'an item',
    object({ a: { type: ['array'], items: { enum: ['x'] } } }),
    crd({ a: { type: 'array', items: { enum: ['x', 'y'] } } }),
    ['different a[]'],
  ],
  [
    'a value',
    object({ a: { values: { type: ['string'] } } }),
    crd({ a: { additionalProperties: { type: 'string', pattern: 'x' } } }),
    ['different a.*'],
  ],
  [
    'int or string',
    object({ a: { type: ['integer', 'string'] } }),
    crd({ a: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] } }),
    [],
  ],
  [
    'more than a CRD that keeps everything',
    object({ a: object({ b: {} }, { unknown: 'warn' }) }),
    crd({ a: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }),
    [],
  ],
  [
    'what the CRD, which keeps everything, does not refuse',
    object({ a: object({ b: { values: { items: { type: ['string'] } } } }, { unknown: 'warn' }) }),
    crd({ a: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }),
    ['different a'],
  ],
  [
    'a type where the CRD takes any',
    object({ a: { type: ['object'], unknown: 'silent' } }),
    crd({ a: { 'x-kubernetes-preserve-unknown-fields': true } }),
    ['different a'],
  ],
  [
    'which keys a map takes',
    object({ a: { type: ['object'], values: { type: ['string'] }, keyFormat: 'k8s-label-key' } }),
    crd({ a: { type: 'object', additionalProperties: { type: 'string' } } }),
    ['different a'],
  ],
  [
    'closed where the CRD keeps everything',
    object({ a: object({ b: {} }) }),
    crd({ a: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }),
    ['different a'],
  ],
  [
    'a branch',
    object({ a: { anyOf: [{ required: ['x'] }] } }),
    crd({ a: { anyOf: [{ required: ['y'] }] } }),
    ['different a.anyOf/0'],
  ],
  ['a format', object({ a: { format: 'int32' } }), crd({ a: { format: 'int64' } }), ['different a']],
  [
    'an exclusive bound',
    object({ a: { type: ['integer'], minimum: 1 } }),
    crd({ a: { type: 'integer', minimum: 1, exclusiveMinimum: true } }),
    ['different a'],
  ],
  [
    'how a list is compared',
    object({ a: { type: ['array'] } }),
    crd({ a: { type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['b'] } }),
    ['different a', 'different a'],
  ],
  [
    'a map that is replaced as a whole',
    object({ a: object({}) }),
    crd({ a: { type: 'object', 'x-kubernetes-map-type': 'atomic' } }),
    ['different a'],
  ],
  [
    'a rule that is laid out otherwise',
    object({ a: { rules: [{ rule: 'self > 1\n  || self < 0', message: 'Ours.' }] } }),
    crd({ a: { 'x-kubernetes-validations': [{ rule: 'self > 1 || self < 0', message: 'theirs' }] } }),
    [],
  ],
  [
    'a rule',
    object({ a: { rules: [{ rule: 'self > 2' }] } }),
    crd({ a: { 'x-kubernetes-validations': [{ rule: 'self > 1' }] } }),
    ['different a'],
  ],
  [
    "a constraint of Kubernetes' own",
    object({ a: { type: ['integer'], minimum: 1, format: 'int32', rules: [{ rule: 'self > 1' }], kubernetes: true } }),
    crd({ a: { type: 'integer' } }),
    [],
  ],
  [
    "a constraint of Kubernetes' own that the CRD has otherwise",
    object({ a: { type: ['integer'], minimum: 1, kubernetes: true } }),
    crd({ a: { type: 'integer', minimum: 0, 'x-kubernetes-validations': [{ rule: 'self > 1' }] } }),
    ['different a', 'different a'],
  ],
  ["an enum of Kubernetes' own", object({ a: { enum: ['x'], enumLenient: true } }), crd({ a: {} }), []],
];

describe('comparison with a CRD', () => {
  for (const [name, tree, other, found] of cases) {
    test(name, () => {
      const { differences } = compareTrees(tree, treeOf(other));
      assert.deepEqual(
        differences.map(({ kind, path }) => `${kind} ${path}`),
        found,
      );
    });
  }

  test('a reason holds for everything below', () => {
    const { differences } = compareTrees(
      object({ a: object({ b: {} }, { deviates: 'because' }) }),
      treeOf(crd({ a: crd({}) })),
    );
    assert.deepEqual(
      differences.map(({ reason }) => reason),
      ['because'],
    );
  });
});

describe('the reason of a place', () => {
  const tree = object({
    list: {
      type: ['array'],
      items: object({
        name: { type: ['string'], format: 'uri', deviates: 'because of the name' },
        labels: { type: ['object'], values: { type: ['string'], minLength: 1, deviates: 'because of the labels' } },
        other: { type: ['string'], anyOf: [{ minLength: 1 }], deviates: 'because of the other' },
      }),
    },
    same: object({ b: {} }, { deviates: 'nothing differs' }),
    mistake: { minimum: 1 },
  });
  const text = { type: 'string' };
  const item = crd({
    name: text,
    labels: { type: 'object', additionalProperties: text },
    other: { ...text, anyOf: [{}] },
  });
  const { differences } = compareTrees(
    tree,
    treeOf(crd({ list: { type: 'array', items: item }, same: crd({ b: {} }), mistake: {} })),
  );
  const at = (...place: (string | number)[]) => reasonAt(differences, place);

  test('is that of what differs there or above', () => {
    assert.equal(at('list', 0, 'name'), 'because of the name');
    assert.equal(at('list', 12, 'name', 'below'), 'because of the name');
    assert.equal(at('list', 1, 'labels', 'a.b'), 'because of the labels');
    assert.equal(at('list', 1, 'other'), 'because of the other');
  });

  test('is none where nothing differs, or nobody says why', () => {
    for (const place of [
      [],
      ['list'],
      ['list', 0],
      ['list', 'name'],
      ['list', 0, 'labels'],
      ['same', 'b'],
      ['mistake'],
    ])
      assert.equal(at(...place), undefined, place.join('.'));
  });
});

describe('a reason that nothing needs', () => {
  const tree = object({ a: object({ b: { minimum: 1 } }, { deviates: 'because' }) });
  const unneeded = (other: object) => [...compareTrees(tree, treeOf(other)).unneeded];

  test('is found where all is alike, and needed by whatever differs below', () => {
    assert.deepEqual(unneeded(crd({ a: crd({ b: { minimum: 1 } }) })), [['a', 'because']]);
    assert.deepEqual(unneeded(crd({ a: crd({ b: { minimum: 2 } }) })), []);
    assert.deepEqual(unneeded(crd({})), []);
  });
});

describe('comparison with a CRD of a version of the operator', () => {
  const tree = object(
    {
      old: { until: '2' },
      new: { since: '2' },
      size: { maximum: 5, readings: [{ until: '2', schema: { maximum: 3 } }] },
    },
    {
      rules: [
        { rule: 'a', since: '2' },
        { rule: 'b', until: '2' },
      ],
    },
  );
  const before = crd({ old: {}, size: { maximum: 3 } }, { 'x-kubernetes-validations': [{ rule: 'b' }] });
  const after = crd({ new: {}, size: { maximum: 5 } }, { 'x-kubernetes-validations': [{ rule: 'a' }] });

  test('counts its own fields, bounds and rules', () => {
    assert.deepEqual(compareTrees(treeAtVersion(tree, '1.9'), treeOf(before)).differences, []);
    assert.deepEqual(compareTrees(treeAtVersion(tree, '2.0'), treeOf(after)).differences, []);
    assert.equal(compareTrees(treeAtVersion(tree, '2.0'), treeOf(before)).differences.length, 4);
  });
});

describe('npm run conformance', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(projectRoot, 'tools', 'schemas', 'conformance.mjs'), ...args], {
      encoding: 'utf8',
    });

  test('wrong use is a sentence and exit 2', () => {
    assert.equal(run().status, 2);
    const { status, stderr } = run(join(temporaryFolder(), 'none'));
    assert.equal(status, 2);
    assert.match(stderr, /cannot be read/);
  });

  const toy = join(projectRoot, 'test', 'language', 'schema', 'toy');
  const check = (folder: string) => checkConformance(toy, [folder], { types }).lines.join('\n');

  test('a folder without CRDs is a mistake', () => {
    assert.match(check(temporaryFolder()), /holds no CRDs/);
  });

  test('a kind without a schema is missing, a version that is not served is not', () => {
    const folder = temporaryFolder();
    const versions = ['v1', 'v2'].map((name) => ({ name, served: name === 'v1', storage: true }));
    const spec = { group: 'other.example', names: { kind: 'Thing', plural: 'things' }, versions };
    const written = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec };
    writeFileSync(join(folder, 'crd.yaml'), JSON.stringify(written));
    assert.match(check(folder), /other\.example\/v1 Thing: missing: no schema \(crd\.yaml\)/);
    assert.doesNotMatch(check(folder), /other\.example\/v2/);
  });

  test('the schemas conform', (context) => {
    const names = ['zalando', 'tekton', 'cnpg', 'cnpg-barman', 'pgo-v6', 'tidb-v1', 'tidb-v2'];
    const folders = names.map((name) => sharedFolder(`crds/${name}`, context));
    if (folders.includes(undefined)) return;
    const { status, stdout, stderr } = run(...folders.filter((folder) => folder !== undefined));
    assert.equal(status, 0, stdout + stderr);
  });
});
