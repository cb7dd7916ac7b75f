import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { expandSchema } from '../../../schemas/compiler/expandSchema.ts';
import { readSchema } from '../../../schemas/compiler/readSchema.ts';
import { newReport } from '../../../schemas/compiler/schemaFile.ts';
import type { SchemaTree } from '../../../schemas/compiler/schemaTree.ts';
import { compareTrees } from '../../../tools/schemas/compareTrees.ts';
import { projectRoot, sharedFolder, temporaryFolder } from './support.ts';

/** The schema of a CRD, as the comparison gets it. */
function treeOf(schema: unknown): SchemaTree {
  const file = { name: '', definitions: {}, line: () => 1 };
  const types = { find: () => undefined };
  return expandSchema(
    readSchema(schema, [], 'crd', () => undefined),
    { file, types, report: newReport() },
  );
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

  test('the schemas conform', (context) => {
    const folders = ['crds/zalando', 'crds/tekton'].map((name) => sharedFolder(name, context));
    if (folders.includes(undefined)) return;
    const { status, stdout, stderr } = run(...folders.filter((folder) => folder !== undefined));
    assert.equal(status, 0, stdout + stderr);
  });
});
