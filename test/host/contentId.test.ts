import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentId } from '../../server/host/lsp/contentId.ts';

test('texts have one id each, also where they differ by little', () => {
  const base = JSON.stringify([{ range: [3, 4], message: '`replica` is no field in `pd`' }]);
  const texts = [
    ...Array.from({ length: 20_000 }, (_, number) => base.replace('3', String(number))),
    '',
    'a',
    'ab',
    'ba',
  ];
  for (let at = 1; at < base.length; at++) texts.push(base.slice(1, at) + base.slice(0, 1) + base.slice(at));
  const distinct = new Set(texts);
  assert.equal(new Set([...distinct].map(contentId)).size, distinct.size);
  assert.equal(contentId(base), contentId(`${base.slice(0, 5)}${base.slice(5)}`));
});
