import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { editDistance, KnownWords, nearest, nearestName } from '../../../schemas/vocabulary/nearest.ts';
import { fc } from '../../support/fastCheck.ts';
import { processorTime } from '../../support/processorTime.ts';

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

  test('are no other ones where it is only asked how near they are', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.nat(6), (a, b, limit) => {
        const distance = editDistance(a, b);
        const found = editDistance(a, b, limit);
        assert.equal(Math.min(found, limit + 1), Math.min(distance, limit + 1), `${found} for ${distance}`);
      }),
      { numRuns: 2000 },
    );
  });

  test('is what comes out if every slip is tried', () => {
    const tried = (a: string, b: string): number => {
      if (a === '' || b === '') return a.length + b.length;
      const isSwapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
      return Math.min(
        tried(a.slice(1), b) + 1,
        tried(a, b.slice(1)) + 1,
        tried(a.slice(1), b.slice(1)) + Number(a[0] !== b[0]),
        isSwapped ? tried(a.slice(2), b.slice(2)) + 1 : Infinity,
      );
    };
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => assert.equal(editDistance(a, b), tried(a, b))),
      { numRuns: 2000 },
    );
  });

  test('swapped neighbours are one step', () => {
    assert.equal(editDistance('abcd', 'abdc'), 1);
    assert.equal(editDistance('', 'abc'), 3);
    assert.equal(editDistance('kitten', 'sitting'), 3);
  });
});

describe('words that are too short, or too far', () => {
  for (const [word, candidates, found] of [
    ['ab', ['ac'], []],
    ['ab', ['abc'], []],
    ['abc', ['ab'], []],
    ['abc', ['abd'], ['abd']],
    ['abcdefg', ['abcdexy'], []],
    ['abcdefgh', ['abcdefxy'], ['abcdefxy']],
    ['abcdefgh', ['abcdexyz'], []],
  ] as const)
    test(`"${word}" and "${candidates.join()}"`, () => assert.deepEqual(nearest(word, candidates), found));
});

describe('of thousands of words', () => {
  const kinds = ['credentials', 'certificate', 'backup-bucket', 'tls'];
  const apps = Array.from({ length: 1000 }, (_, index) => `shop-${index.toString(36)}`);
  const words = apps.flatMap((app) => kinds.map((kind) => `${app}-${kind}`));
  const known = new KnownWords(words);

  for (const [word, meant] of [
    ['shop-g1-credentails', 'shop-g1-credentials'],
    ['shpo-g1-backup-bucket', 'shop-g1-backup-bucket'],
    ['shop_g1_TLS', 'shop-g1-tls'],
    ['shop-g1certificate', 'shop-g1-certificate'],
    ['shop-g1-certificat', 'shop-g1-certificate'],
  ] as const)
    test(`${word} is ${meant}`, () => assert.equal(known.nearest(word)[0], meant));

  test('none is near to another word', () => assert.deepEqual(known.nearest('database-of-the-payroll'), []));

  test('one costs what it costs among few', () => {
    const slips = words.map((word) => word.replace('e', 'x'));
    const took = processorTime(() => slips.forEach((word) => known.nearest(word)));
    assert.ok(took < 8000, `${took} ms for ${slips.length} words`);
  });

  test('few are compared as by the function', () => {
    const few = words.slice(0, 400);
    const small = new KnownWords(few);
    for (const word of ['shop-0-tsl', 'shp-1-credentials', 'x'])
      assert.deepEqual(small.nearest(word), nearest(word, [...few].sort()));
  });
});
