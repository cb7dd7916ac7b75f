import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ManifestValue } from '../../../schemas/contract/index.ts';
import { mergeEdits } from '../../../schemas/systems/tekton-results/mergeEdits.ts';
import { parseDocument } from '../../../server/language/yaml/index.ts';

describe('mergeEdits', () => {
  test('sets what is missing as a whole', () => {
    assert.deepEqual(edits('a: 1', { b: { c: 2 } }), ['set b = {"c":2}']);
  });

  test('takes null and an empty value as missing', () => {
    assert.deepEqual(edits('b:', { b: { c: 2 } }), ['set b = {"c":2}']);
  });

  test('goes into maps and finds items by name', () => {
    const text = 'list:\n  - name: one\n    a: 1\n  - name: two\n';
    assert.deepEqual(edits(text, { list: [{ name: 'two', b: [1] }] }), ['set list/1/b = [1]']);
    assert.deepEqual(edits(text, { list: [{ name: 'three' }] }), ['append list = {"name":"three"}']);
  });

  test('changes nothing that is there already', () => {
    assert.deepEqual(edits('a: 1\nlist:\n  - name: x\n', { a: 1, list: [{ name: 'x' }] }), []);
  });

  test('leaves a value of another type alone', () => {
    assert.deepEqual(edits('a: text\nb: [1]\n', { a: { c: 1 }, b: { c: 1 } }), []);
  });
});

function edits(text: string, value: ManifestValue): string[] {
  return mergeEdits(parseDocument(text).root, value).map((edit) => {
    assert.ok('value' in edit && 'node' in edit);
    return `${edit.do} ${edit.node.path.join('/')} = ${JSON.stringify(edit.value)}`;
  });
}
