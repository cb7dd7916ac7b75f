import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ManifestPath } from '../../../schemas/contract/index.ts';
import { sampleValue } from '../../../server/language/schema/sampleValue.ts';
import { placesOfKey } from '../../../server/language/schema/placesOfKey.ts';
import { childrenOf, fieldAt, helpOf, isOpen, typesOf } from '../../../server/language/schema/walk.ts';
import { buildToySchemas } from './support.ts';

const files = buildToySchemas();
const schema = files.schema('toy.example/v1', 'Thing');
assert.ok(schema);
const help = files.help('toy.example/v1', 'Thing');
const at = (...path: ManifestPath) => fieldAt(schema, path);

describe('a schema at a path', () => {
  test('knows type, help and whether it is required', () => {
    const size = at('spec', 'storage', 'size') ?? assert.fail();
    assert.deepEqual(typesOf(size), ['integer', 'string']);
    assert.deepEqual(helpOf(size, help), { text: 'How much.', link: 'https://toy.example/spec' });
    assert.equal(size.required, true);
    assert.equal(size.key, 'size');
    assert.equal(size.parent?.key, 'storage');
    assert.equal(at('spec', 'storage', 'className')?.required, false);
    assert.equal(at('spec', 'webhook', 'b')?.expected, true);
    assert.deepEqual(at('spec', 'mode') && helpOf(at('spec', 'mode') ?? assert.fail(), help)?.values, {
      fast: 'At once.',
      slow: 'Later.',
    });
  });

  test('goes through lists, open maps and branches', () => {
    assert.equal(at('spec', 'sidecars', 3, 'name')?.required, true);
    assert.deepEqual(at('spec', 'users', 'anybody', 0)?.node.enum, ['login', 'BYPASSRLS', 'bypassrls']);
    assert.equal(at('spec', 'users', 'anybody')?.named, false);
    assert.deepEqual(at('spec', 'either', 'seconds')?.node.type, ['integer']);
    assert.deepEqual(at('spec', 'either') && typesOf(at('spec', 'either') ?? assert.fail()), ['integer', 'object']);
  });

  test('ends where the schema says nothing', () => {
    for (const path of [
      ['nope'],
      ['spec', 'nope', 'x'],
      ['spec', 'free', 'x'],
      ['spec', 'team', 'x'],
      ['spec', 'hosts', 'x'],
      ['spec', 0],
    ]) {
      assert.equal(at(...path), undefined, path.join('.'));
    }
    for (const key of ['constructor', '__proto__', 'toString']) assert.equal(at('spec', key), undefined);
  });

  test('lists the keys of a map in order', () => {
    const storage = at('spec', 'storage');
    assert.deepEqual(storage && childrenOf(storage).map(({ key, required }) => [key, required]), [
      ['size', true],
      ['className', false],
      ['filled', false],
    ]);
    const root = at();
    assert.deepEqual(root && childrenOf(root).map(({ key }) => key), [
      'apiVersion',
      'kind',
      'metadata',
      'spec',
      'status',
    ]);
  });

  test('knows which maps are open', () => {
    const open = (...path: ManifestPath) => isOpen(at(...path)?.nodes ?? []);
    assert.deepEqual(
      [open('spec'), open('spec', 'storage'), open('spec', 'users'), open('spec', 'free')],
      [false, false, true, true],
    );
    assert.equal(open('metadata', 'labels'), true);
  });

  test('finds where a key belongs', () => {
    assert.deepEqual(placesOfKey(schema, 'onlyHere'), [['spec', 'sidecars', '*', 'onlyHere']]);
    assert.deepEqual(placesOfKey(schema, 'oldName'), []);
    assert.equal(placesOfKey(schema, 'name').length, 2);
  });
});

describe('what to write', () => {
  test('sample, default, first value, else by type', () => {
    const sample = (version: string | undefined, ...path: ManifestPath) =>
      sampleValue(schema, at(...path)?.ref, version);
    assert.deepEqual(sample(undefined, 'spec'), { team: 'acid', instances: 2 });
    assert.equal(sample(undefined, 'spec', 'storage', 'filled'), 'auto');
    assert.equal(sample('2.0', 'spec', 'version'), '16');
    assert.deepEqual(sample(undefined, 'spec', 'webhook'), { a: '', b: '' });
    assert.deepEqual(sample(undefined, 'spec', 'hosts'), ['']);
    assert.equal(sample(undefined, 'spec', 'ratio'), 1);
    assert.equal(sample(undefined, 'spec', 'enabled'), false);
  });
});
