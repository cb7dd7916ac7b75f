import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isClusterError } from '../../../client/cluster/errors.ts';
import type { KubernetesObject } from '../../../client/cluster/connection.ts';
import { readCredentials } from '../../../client/session/credentials.ts';
import type { Login } from '../../../schemas/contract/index.ts';
import { secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { standIn, toyTarget } from './support.ts';
import type { StandIn } from './support.ts';

const login: Login = {
  role: 'seller',
  secret: {
    ...{ name: 'seller.shop', userKey: 'username', passwordKey: 'password', databaseKey: 'dbname' },
    labels: { cluster: 'shop' },
  },
};

function secret(name: string, data: Readonly<Record<string, string>>, namespace = 'shop'): KubernetesObject {
  const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  return { metadata: { name, namespace, labels: { cluster: 'shop' } }, data: Object.fromEntries(encoded) };
}

function holding(...objects: readonly KubernetesObject[]): StandIn {
  return standIn({ objects: objects.map((object) => [secrets, object] as const) });
}

test('reads user, password and database from the Secret of that name', async () => {
  const { connection, calls } = holding(
    secret('seller.shop', { username: 'seller_2026', password: 'p:w\\ü', dbname: 'shop' }),
  );
  assert.deepEqual(await readCredentials(toyTarget(connection), login), {
    ...{ user: 'seller_2026', password: 'p:w\\ü', database: 'shop' },
    source: { namespace: 'shop', name: 'seller.shop' },
    warnings: [],
  });
  assert.deepEqual(calls, ['get secrets shop/seller.shop']);
});

test('a database that the Secret does not name is nobody’s fault', async () => {
  const { connection } = holding(secret('seller.shop', { username: 'seller', password: 'x' }));
  assert.equal('database' in (await readCredentials(toyTarget(connection), login)), false);
});

test('without a key for it, the user is the role', async () => {
  const { connection } = holding(secret('seller.shop', { password: 'x' }));
  const { name, passwordKey } = login.secret!;
  const { user } = await readCredentials(toyTarget(connection), { role: 'seller', secret: { name, passwordKey } });
  assert.equal(user, 'seller');
});

test('a Secret of another name is found by its labels and its user', async () => {
  const { connection } = holding(
    secret('a', { username: 'buyer', password: 'no' }),
    secret('b', { username: 'seller' }),
    secret('c', { username: 'seller', password: 'yes' }),
    secret('d', { username: 'seller', password: 'elsewhere' }, 'other'),
  );
  const { password, source } = await readCredentials(toyTarget(connection), login);
  assert.deepEqual([password, source?.name], ['yes', 'c']);
});

test('without a user in it, a Secret is found by its labels if it is the only one', async () => {
  const byLabels: Login = {
    role: 'seller',
    secret: { name: 'gone', passwordKey: 'password', labels: { cluster: 'shop' } },
  };
  const one = holding(secret('a', { password: 'x' }), secret('b', { other: 'y' }));
  assert.equal((await readCredentials(toyTarget(one.connection), byLabels)).password, 'x');
  const two = holding(secret('a', { password: 'x' }), secret('b', { password: 'y' }));
  await assert.rejects(readCredentials(toyTarget(two.connection), byLabels), { code: 'missing-secret' });
});

test('is looked for in the namespace that the source names, else in that of the recipe', async () => {
  const inVault = secret('seller.shop', { username: 'seller', password: 'vault' }, 'vault');
  const { connection } = holding(inVault);
  const elsewhere = { ...login, secret: { ...login.secret!, namespace: 'vault' } };
  assert.equal((await readCredentials(toyTarget(connection), elsewhere)).password, 'vault');
  assert.equal(
    (await readCredentials(toyTarget(connection, { namespace: 'vault' }), login)).source?.namespace,
    'vault',
  );
});

test('no Secret: says its name, its namespace and the labels', async () => {
  await assert.rejects(readCredentials(toyTarget(holding().connection), login), {
    code: 'missing-secret',
    message:
      'Secret seller.shop with the password of role seller does not exist in namespace shop, ' +
      'nor one labelled cluster=shop for this user.',
  });
});

test('who may not list Secrets hears that it is missing; who may not read it hears that', async () => {
  const { connection, forbid } = holding();
  forbid({ verb: 'list' });
  await assert.rejects(readCredentials(toyTarget(connection), login), { code: 'missing-secret' });
  forbid({ verb: 'get' });
  await assert.rejects(readCredentials(toyTarget(connection), login), { code: 'forbidden' });
});

test('no key: says which there are', async () => {
  const { connection } = holding(secret('seller.shop', { username: 'seller', PASSWORD: 'x', extra: 'hidden' }));
  await assert.rejects(readCredentials(toyTarget(connection), login), {
    code: 'missing-key',
    message: 'Secret seller.shop in namespace shop has no key password: it has PASSWORD, extra, username.',
  });
  const empty = holding({ metadata: { name: 'seller.shop', namespace: 'shop', labels: {} } });
  await assert.rejects(readCredentials(toyTarget(empty.connection), login), { message: /it has none\.$/ });
});

test('an empty value and one that is no text are refused', async () => {
  for (const [value, message] of [
    [Buffer.from(''), /is empty/],
    [Buffer.from([0xff, 0xfe]), /holds no text/],
    [Buffer.from('a\0b'), /holds no text/],
  ] as const) {
    const object = secret('seller.shop', { username: 'seller' });
    const data = { ...(object['data'] as object), password: value.toString('base64') };
    await assert.rejects(readCredentials(toyTarget(holding({ ...object, data }).connection), login), {
      code: 'missing-key',
      message,
    });
  }
});

test('a line break at the end stays, with a warning', async () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const { connection } = holding(secret('seller.shop', { username: 'seller', password: `secret${end}` }));
    const { password, warnings } = await readCredentials(toyTarget(connection), login);
    assert.equal(password, `secret${end}`);
    assert.equal(warnings.length, 1);
    assert.match(render(warnings[0]!), /^Key password of Secret seller\.shop ends with a line break/);
    assert.doesNotMatch(render(warnings[0]!), /secret\n/);
  }
});

test('a role without a Secret: without a password where it has none, else an error', async () => {
  const { connection, calls } = holding();
  assert.deepEqual(await readCredentials(toyTarget(connection), { role: 'root', noPassword: true }), {
    ...{ user: 'root', password: '', warnings: [] },
  });
  await assert.rejects(readCredentials(toyTarget(connection), { role: 'seller' }), { code: 'missing-secret' });
  assert.deepEqual(calls, []);
});

test('no error holds a value of the Secret', async () => {
  const { connection } = holding(secret('seller.shop', { username: 'seller', passwort: 'tr0ub4dor' }));
  const error: unknown = await readCredentials(toyTarget(connection), login).catch((reason: unknown) => reason);
  assert.ok(isClusterError(error));
  const everything = [error.message, error.remedy, error.stack, JSON.stringify(error)].join('\n');
  assert.doesNotMatch(everything, /tr0ub4dor|dHIwdWI0ZG9y/);
});
