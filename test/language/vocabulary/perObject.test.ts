import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listen, note, perObject } from '../../../schemas/vocabulary/perObject.ts';

test('whoever is answered from memory learns what was read for it', () => {
  let count = 0;
  const inner = perObject((object: { name: string }, key: string) => {
    count++;
    note(`${object.name} ${key}`);
    return key.length;
  });
  const outer = perObject((object: { name: string }, key: string) => inner(object, key) + 1);
  const object = { name: 'a' };
  const heardFrom = (work: () => unknown) => {
    const heard: unknown[] = [];
    listen((what) => heard.push(what), work);
    return heard;
  };
  assert.deepEqual(
    heardFrom(() => outer(object, 'x')),
    ['a x'],
  );
  assert.deepEqual(
    heardFrom(() => outer(object, 'x')),
    ['a x'],
  );
  assert.deepEqual(
    heardFrom(() => inner(object, 'x')),
    ['a x'],
  );
  assert.equal(count, 1);
});

test('what was noted for one is not told to another, nor after a failure', () => {
  const heard: unknown[] = [];
  assert.throws(() => {
    listen(
      (what) => heard.push(what),
      () => {
        listen(
          () => undefined,
          () => {
            note('within');
          },
        );
        note('before');
        throw new Error('on purpose');
      },
    );
  });
  note('after');
  assert.deepEqual(heard, ['before']);
});
