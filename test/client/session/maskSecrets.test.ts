import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskSecrets } from '../../../client/session/maskSecrets.ts';

test('a Secret shows which of its values change, and none of them', () => {
  const secret = (password: string, user: string): object => ({
    kind: 'Secret',
    metadata: { name: 'shop' },
    data: { password, user },
    type: 'Opaque',
  });
  assert.deepEqual(maskSecrets({ before: secret('b2xk', 'YWRh'), after: secret('bmV3', 'YWRh') }), {
    before: secret('(value before)', '(the same value)'),
    after: secret('(value after)', '(the same value)'),
  });
  const made = maskSecrets({ before: undefined, after: secret('bmV3', 'YWRh') });
  assert.deepEqual(made, { before: undefined, after: secret('(value after)', '(value after)') });
});

test('other kinds show everything but what is secret by its name', () => {
  const database = (password: string): object => ({
    kind: 'Database',
    data: 'shown',
    spec: {
      admin: { password, passwordSecret: 'shop-login', token: { name: 'shop-token', key: 'token' } },
      users: [{ name: 'ada', connectionString: `postgres://ada:${password}@db` }],
      env: [
        { name: 'PGPASSWORD', value: password },
        { name: 'PGUSER', value: 'ada' },
      ],
      resetPassword: true,
    },
  });
  const shown = JSON.stringify(maskSecrets({ before: database('first'), after: database('second') }));
  assert.doesNotMatch(shown, /first|second/);
  for (const kept of ['"data":"shown"', 'shop-login', 'shop-token', '"value":"ada"', '"resetPassword":true'])
    assert.ok(shown.includes(kept), shown);
});

test('of an address with a password in it, under whatever name, everything but the password is shown', () => {
  const job = (password: string, image: string): object => ({
    kind: 'Job',
    spec: { image, env: [{ name: 'TARGET', value: `postgres://ada:${password}@db/shop` }] },
  });
  assert.deepEqual(maskSecrets({ before: job('first', 'a'), after: job('second', 'b') }), {
    before: job('(value before)', 'a'),
    after: job('(value after)', 'b'),
  });
  assert.deepEqual(maskSecrets({ before: job('same', 'a'), after: undefined }).before, job('(value before)', 'a'));
});
