import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCrd } from '../../../schemas/compiler/readCrd.ts';
import { newReport } from '../../../schemas/compiler/schemaFile.ts';
import type { SchemaTree } from '../../../schemas/compiler/schemaTree.ts';
import { readKubernetesTypes } from '../../../tools/schemas/readKubernetesTypes.ts';
import { projectRoot } from '../../language/schema/support.ts';
import { fc } from '../../support/fastCheck.ts';

const types = readKubernetesTypes(projectRoot, []);

/** A CRD of one version, whose `spec` has one field `a`, or more. */
function crdOf(properties: object, subresources: object = {}): unknown {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.toy.example' },
    spec: {
      group: 'toy.example',
      scope: 'Namespaced',
      names: { kind: 'Thing', plural: 'things' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              required: ['spec'],
              properties: {
                apiVersion: { type: 'string' },
                kind: { type: 'string' },
                metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 20 } } },
                spec: { type: 'object', properties },
              },
            },
          },
          subresources,
        },
      ],
    },
  };
}

/** What the compiler makes of `spec.a`, without what it notes for the comparison. */
function fieldOf(a: object, subresources?: object): SchemaTree {
  const tree = readCrd(crdOf({ a }, subresources))?.versions[0]?.tree(types);
  return tree?.properties?.['spec']?.properties?.['a'] ?? {};
}

const fields: readonly (readonly [what: string, written: object, node: object])[] = [
  ['an object with nothing in it is closed', { type: 'object' }, { type: ['object'], properties: {} }],
  [
    'an object that keeps everything',
    { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    { type: ['object'], unknown: 'silent' },
  ],
  ['anything', { 'x-kubernetes-preserve-unknown-fields': true }, { unknown: 'silent' }],
  [
    'what is closed inside an open one',
    {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
      properties: { b: { type: 'object', properties: { c: { type: 'string' } } } },
    },
    {
      type: ['object'],
      unknown: 'silent',
      properties: { b: { type: ['object'], properties: { c: { type: ['string'] } } } },
    },
  ],
  [
    'a map',
    { type: 'object', additionalProperties: { type: 'string', nullable: true } },
    { type: ['object'], values: { type: ['string'], nullable: true } },
  ],
  ['a map of anything', { type: 'object', additionalProperties: true }, { type: ['object'], unknown: 'silent' }],
  ['no map', { type: 'object', additionalProperties: false }, { type: ['object'], properties: {} }],
  [
    'a number or a text, without the branches that say the same',
    {
      'x-kubernetes-int-or-string': true,
      anyOf: [{ type: 'integer' }, { type: 'string' }],
      pattern: '^[0-9]+%?$',
    },
    {
      type: ['integer', 'string'],
      pattern: { source: '^[0-9]+%?$' },
    },
  ],
  [
    'a number or a text with more to say',
    { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer', minimum: 1 }, { type: 'string' }] },
    { type: ['integer', 'string'], anyOf: [{ type: ['integer'], minimum: 1 }, { type: ['string'] }] },
  ],
  [
    'bounds and formats',
    { type: 'integer', format: 'int32', minimum: 1, maximum: 9, exclusiveMaximum: true, multipleOf: 2, default: 4 },
    { type: ['integer'], format: 'int32', minimum: 1, maximum: 9, exclusiveMaximum: true, multipleOf: 2, default: 4 },
  ],
  [
    'a set',
    { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
    { type: ['array'], list: 'set', uniqueItems: true, items: { type: ['string'] } },
  ],
  [
    'a list by keys',
    {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['k'],
      items: { type: 'object', properties: { k: { type: 'string' } } },
    },
    {
      type: ['array'],
      list: 'map',
      listKeys: ['k'],
      items: { type: ['object'], properties: { k: { type: ['string'] } } },
    },
  ],
  [
    'a list and a map that are replaced as a whole',
    { type: 'array', 'x-kubernetes-list-type': 'atomic', items: { type: 'object', 'x-kubernetes-map-type': 'atomic' } },
    { type: ['array'], items: { type: ['object'], properties: {}, atomic: true } },
  ],
  [
    'rules',
    {
      type: 'object',
      properties: { b: { type: 'integer' } },
      'x-kubernetes-validations': [{ rule: 'self.b > 1', message: 'b', fieldPath: '.b' }],
    },
    {
      type: ['object'],
      properties: { b: { type: ['integer'] } },
      rules: [{ rule: 'self.b > 1', message: 'b', fieldPath: ['b'] }],
    },
  ],
  [
    'branches close nothing',
    { type: 'object', properties: { b: {} }, oneOf: [{ required: ['b'] }, { not: { required: ['b'] } }] },
    { type: ['object'], properties: { b: {} }, oneOf: [{ required: ['b'] }, { not: { required: ['b'] } }] },
  ],
  ['a pattern that JavaScript cannot express says nothing', { type: 'string', pattern: '\\C' }, { type: ['string'] }],
];

describe('a CRD', () => {
  for (const [what, written, node] of fields) test(what, () => assert.deepEqual(fieldOf(written), node));

  test('says what is served', () => {
    const crd = readCrd(crdOf({}));
    assert.ok(crd);
    const { group, kind, plural, scope, versions } = crd;
    assert.deepEqual(
      { group, kind, plural, scope },
      { group: 'toy.example', kind: 'Thing', plural: 'things', scope: 'Namespaced' },
    );
    assert.deepEqual(
      versions.map(({ name, storage, deprecated }) => ({ name, storage, deprecated })),
      [{ name: 'v1', storage: true, deprecated: false }],
    );
  });

  test('a version that is not served is none', () => {
    const written = structuredClone(crdOf({})) as { spec: { versions: { served: boolean }[] } };
    written.spec.versions[0]!.served = false;
    assert.deepEqual(readCrd(written)?.versions, []);
  });

  test('every resource has its name, and what the CRD says of it', () => {
    const tree = readCrd(crdOf({}))?.versions[0]?.tree(types);
    assert.ok(tree);
    assert.deepEqual(tree.required, ['apiVersion', 'kind', 'metadata', 'spec']);
    const { kind, metadata } = tree.properties ?? {};
    assert.deepEqual(kind?.enum, ['Thing']);
    assert.equal(metadata?.properties?.['name']?.maxLength, 20);
    assert.ok(metadata.properties['labels']?.values);
  });

  test('a resource inside it says what it is', () => {
    const { embedded, required, properties } = fieldOf({
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
    });
    assert.equal(embedded, true);
    assert.deepEqual(required, ['apiVersion', 'kind']);
    assert.ok(properties?.['metadata']?.properties?.['labels']);
  });

  test('the number of replicas is an int32 that is not negative', () => {
    const scale = { scale: { specReplicasPath: '.spec.a', statusReplicasPath: '.status.a' } };
    assert.deepEqual(fieldOf({ type: 'integer' }, scale), { type: ['integer'], minimum: 0, maximum: 2147483647 });
    assert.deepEqual(fieldOf({ type: 'integer', minimum: 1, maximum: 5 }, scale), {
      type: ['integer'],
      minimum: 1,
      maximum: 5,
    });
    const number = { type: 'integer', format: 'int32' };
    assert.deepEqual(fieldOf(number, scale), { type: ['integer'], format: 'int32', minimum: 0 });
    const elsewhere = { scale: { specReplicasPath: '.spec.b.c', statusReplicasPath: '.status.a' } };
    assert.deepEqual(fieldOf({ type: 'integer' }, elsewhere), { type: ['integer'] });
  });

  test('without a schema keeps everything', () => {
    const written = structuredClone(crdOf({})) as { spec: { versions: { schema?: object }[] } };
    delete written.spec.versions[0]!.schema;
    assert.equal(readCrd(written)?.versions[0]?.tree(types).unknown, 'silent');
  });

  test('what is malformed is reported and left out', () => {
    const report = newReport();
    const crd = readCrd(crdOf({ a: { type: 'string', minLength: 'one', 'x-since': '1', pattern: '(' } }));
    const tree = crd?.versions[0]?.tree(types, report);
    assert.deepEqual(tree?.properties?.['spec']?.properties?.['a'], { type: ['string'] });
    assert.equal(report.problems.length, 2);
    assert.match(report.problems.join('\n'), /toy\.example\/v1 Thing: properties\.spec\.properties\.a\.minLength: /);
    assert.match(report.dropped.join('\n'), /the pattern is not checked/);
  });

  test('needs no types of Kubernetes', () => {
    const tree = readCrd(crdOf({}))?.versions[0]?.tree({ find: () => undefined });
    assert.ok(tree?.properties?.['metadata']);
  });

  test('anything is read without an exception', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.constant({}));
    const arbitrary = fc.record({ a: anything, subresources: anything, versions: anything, names: anything });
    fc.assert(
      fc.property(arbitrary, ({ a, subresources, versions, names }) => {
        const written = crdOf({ a }, subresources as object) as { spec: object };
        for (const each of [
          written,
          { ...written, spec: { ...written.spec, versions } },
          { ...written, spec: names },
        ]) {
          readCrd(each)?.versions.forEach((version) => version.tree(types));
        }
      }),
      { numRuns: 50 },
    );
  });
});
