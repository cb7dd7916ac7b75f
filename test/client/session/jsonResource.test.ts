import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resourceFromJson } from '../../../client/session/jsonResource.ts';
import type { ManifestNode } from '../../../schemas/contract/index.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';
import { fc } from '../../support/fastCheck.ts';

test('says which resource it is', () => {
  const { identity, partial } = resourceFromJson({
    apiVersion: 'acid.zalan.do/v1',
    kind: 'postgresql',
    metadata: { name: 'shop', namespace: 'web' },
  });
  assert.deepEqual(identity, { apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', name: 'shop', namespace: 'web' });
  assert.equal(partial, false);
});

test('anything at all is a resource without a name', () => {
  for (const value of [undefined, null, 'text', 3, [], { metadata: 'x' }, { metadata: { name: 5 } }])
    assert.deepEqual(resourceFromJson(value).identity, { apiVersion: '', kind: '', name: '', namespace: '' });
});

test('a path that leads nowhere is missing, knows its path and its parent', () => {
  const { root } = resourceFromJson({ spec: { users: ['a'] } });
  const missing = root.at('spec', 'users', 7, 'name');
  assert.equal(missing.kind, 'missing');
  assert.deepEqual(missing.path, ['spec', 'users', 7, 'name']);
  assert.deepEqual(missing.parent?.path, ['spec', 'users', 7]);
  assert.deepEqual(missing.entries(), []);
  assert.deepEqual(missing.items(), []);
});

test('what every object inherits is not written in it', () => {
  const { root } = resourceFromJson(JSON.parse('{"a": {}, "__proto__": {"b": 1}}'));
  assert.equal(root.at('toString').kind, 'missing');
  assert.equal(root.at('a', 'constructor').kind, 'missing');
  assert.equal(root.at('__proto__', 'b').value, 1);
});

test('reads JSON as the language server does', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 5, stringUnit: fc.constantFrom('a', 'b', '-', '_', '.', ' ', '1', '"', 'é') }),
      (value) => {
        // Through JSON, where -0 and undefined are no values.
        const plain: unknown = JSON.parse(JSON.stringify(value));
        const { root } = parseDocument(JSON.stringify({ value: plain }));
        assert.deepEqual(shape(resourceFromJson({ value: plain }).root), shape(root));
      },
    ),
  );
});

/** All that a pack can see of a node, but for where it is written. */
function shape(node: ManifestNode): unknown {
  return {
    kind: node.kind,
    path: node.path,
    value: node.value,
    parent: node.parent?.path,
    entries: node.entries().map(([key, child]) => [key, child.value === node.at(key).value, shape(child)]),
    items: node.items().map((item, index) => [item.path, node.at(index).kind, shape(item)]),
    texts: [node.at('0').kind, node.at('length').kind],
  };
}
