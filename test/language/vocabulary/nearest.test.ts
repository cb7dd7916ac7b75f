import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { editDistance, nearest, nearestName } from '../../../schemas/vocabulary/nearest.ts';

const names = ['shared_buffers', 'work_mem', 'max_connections', 'max_wal_size', 'min_wal_size', 'exporter', 'postgres'];

describe('the one name that is near', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['shared_bufers', 'shared_buffers'],
    ['sharedBuffers', 'shared_buffers'],
    ['MAX-CONNECTIONS', 'max_connections'],
    ['wrok_mem', 'work_mem'],
    ['exportr', 'exporter'],
    ['mex_wal_size', 'max_wal_size'],
    ['m_wal_size', undefined],
    ['telegraf', undefined],
    ['', undefined],
    ['work_mem', 'work_mem'],
  ];
  for (const [word, meant] of cases) {
    test(`"${word}" -> ${meant ?? 'nothing'}`, () => assert.equal(nearestName(word, names), meant));
  }

  test('the order of the names does not matter', () => {
    for (const [word, meant] of cases) assert.equal(nearestName(word, [...names].reverse()), meant);
  });

  test('is not looked for among names that are longer than any', () => {
    const long = 'x'.repeat(100_000);
    assert.equal(nearestName(`${long}a`, [`${long}b`]), undefined);
    assert.equal(nearestName('X'.repeat(300), ['x'.repeat(300)]), 'x'.repeat(300));
  });
});

describe('the nearest words', () => {
  const cases: readonly (readonly [word: string, candidates: readonly string[], found: readonly string[]])[] = [
    ['resouces', ['resources', 'source', 'users'], ['resources']],
    [
      'connection_pooler_default_memory_reques',
      ['connection_pooler_default_memory_request', 'connection_pooler_default_memory_limit'],
      ['connection_pooler_default_memory_request'],
    ],
    ['BYPASSURL', ['BYPASSRLS', 'bypassrls', 'login'], ['BYPASSRLS']],
    ['bypassurl', ['BYPASSRLS', 'bypassrls', 'login'], ['bypassrls']],
    ['init_containers', ['initContainers', 'initContainer'], ['initContainers']],
    ['teh', ['the', 'ten'], ['the', 'ten']],
    ['a', ['b'], []],
    ['on', ['off', 'an'], []],
    ['volume', ['users'], []],
  ];
  for (const [word, candidates, found] of cases) {
    test(word, () => assert.deepEqual(nearest(word, candidates), found));
  }

  test('swapped neighbours are one step', () => {
    assert.equal(editDistance('abcd', 'abdc'), 1);
    assert.equal(editDistance('', 'abc'), 3);
    assert.equal(editDistance('kitten', 'sitting'), 3);
  });
});
