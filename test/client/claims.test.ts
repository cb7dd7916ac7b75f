import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Claims } from '../../client/commands/claims.ts';
import { standIn, toyTarget } from './session/support.ts';

const { connection } = standIn({ context: 'shop' });
const shop = toyTarget(connection);

test('two runs of a command do not work on the same target', () => {
  const taken = new Set<string>();
  const [one, other] = [new Claims('restart', taken), new Claims('restart', taken)];
  assert.equal(one.claim(shop), true);
  assert.equal(other.claim(toyTarget(connection)), false, 'the same one, read again');
  one.release();
  assert.equal(other.claim(shop), true);
});

test('other targets, other contexts and other commands are free', () => {
  const taken = new Set<string>();
  assert.equal(new Claims('restart', taken).claim(shop), true);
  const free = [
    toyTarget(connection, {}, { name: 'stock' }),
    toyTarget(connection, {}, { namespace: 'orders' }),
    toyTarget(standIn({ context: 'shop-2' }).connection),
  ];
  for (const target of free) assert.equal(new Claims('restart', taken).claim(target), true);
  assert.equal(new Claims('logs', taken).claim(shop), true);
});

test('a run may ask twice for what it has, and gives back only its own', () => {
  const taken = new Set<string>();
  const [one, other] = [new Claims('restart', taken), new Claims('restart', taken)];
  assert.equal(one.claim(shop), true);
  assert.equal(one.claim(shop), true);
  assert.equal(other.claim(shop), false);
  other.release();
  assert.equal(other.claim(shop), false);
  one.release();
  assert.deepEqual([...taken], []);
});
