import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AuthoredSchema } from '../../../schemas/compiler/authoredSchema.ts';
import { expandSchema } from '../../../schemas/compiler/expandSchema.ts';
import { newReport } from '../../../schemas/compiler/schemaFile.ts';

const definitions: Readonly<Record<string, AuthoredSchema>> = {
  'core/v1/Pod': {
    type: 'object',
    required: ['containers', 'node'],
    properties: {
      node: { $ref: 'k8s:core/v1/Node' },
      image: { type: 'string' },
      containers: {
        type: 'array',
        'x-kubernetes-list-map-keys': ['name'],
        items: { type: 'object', required: ['name', 'image'], properties: { name: {}, image: {} } },
      },
      hosts: { type: 'array', items: { type: 'object', required: ['ip'], properties: { ip: {} } } },
      selector: { type: 'object', 'x-kubernetes-map-type': 'atomic', required: ['key'], properties: { key: {} } },
    },
    'x-kubernetes-validations': [{ rule: 'has(self.node)' }],
  },
  'core/v1/Node': { type: 'object', required: ['name'], properties: { name: {}, zone: {} } },
};

function expand(schema: AuthoredSchema) {
  const report = newReport();
  const compilation = {
    file: { name: 'a.yaml', definitions: {}, line: () => 1 },
    types: { find: (name: string) => definitions[name] },
    report,
  };
  return { tree: expandSchema(schema, compilation), problems: report.problems };
}

describe('a copy of a type of Kubernetes', () => {
  test('may have fewer fields, at any depth', () => {
    const { tree, problems } = expand({
      $ref: 'k8s:core/v1/Pod',
      'x-without': ['image'],
      properties: { node: { 'x-without': ['zone'] } },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(tree.properties ?? {}), ['node', 'containers', 'hosts', 'selector']);
    assert.deepEqual(Object.keys(tree.properties?.['node']?.properties ?? {}), ['name']);
  });

  test('has no fewer fields than the type: a name that it does not know is told', () => {
    const { problems } = expand({ $ref: 'k8s:core/v1/Pod', 'x-without': ['imgae'] });
    assert.deepEqual(problems, ['a.yaml:1 x-without names "imgae", which the type does not have']);
  });

  test('that is laid over another has only what tells items apart, and what is replaced as a whole', () => {
    const { tree } = expand({ $ref: 'k8s:core/v1/Pod', 'x-partial': true });
    const { node, containers, hosts, selector } = tree.properties ?? {};
    assert.equal(tree.required, undefined);
    assert.equal(tree.rules, undefined);
    assert.equal(node?.required, undefined);
    assert.deepEqual(containers?.items?.required, ['name']);
    assert.deepEqual(hosts?.items?.required, ['ip']);
    assert.deepEqual(selector?.required, ['key']);
  });
});
