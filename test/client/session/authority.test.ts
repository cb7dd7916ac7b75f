import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAuthority } from '../../../client/session/authority.ts';
import type { Target } from '../../../client/session/target.ts';
import type { AuthoritySource, DatabaseAccess } from '../../../schemas/contract/index.ts';
import { configMaps, secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { standIn, toyTarget } from './support.ts';
import type { StandIn } from './support.ts';

const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const source: AuthoritySource = {
  ...{ kind: 'Secret', name: 'shop-ca', key: 'ca.crt', mode: 'verify-full', serverName: 'shop-rw' },
};

function target({ connection }: StandIn, authority?: AuthoritySource): Target {
  const access: DatabaseAccess = {
    ...{
      engine: 'postgresql',
      container: 'postgres',
      port: 5432,
      logins: [],
      databases: [],
      localClient: [],
      readOnlySessions: 'kept' as const,
    },
    tls: { mode: 'require', ...(authority ? { authority } : {}) },
  };
  return toyTarget(connection, { access });
}

function withSecret(text: string): StandIn {
  const data = { 'ca.crt': Buffer.from(text).toString('base64') };
  return standIn({ objects: [[secrets, { metadata: { name: 'shop-ca', namespace: 'shop' }, data }]] });
}

test('reads the certificate from a Secret', async () => {
  assert.deepEqual(await readAuthority(target(withSecret(pem), source)), {
    ...{ certificate: pem, mode: 'verify-full', serverName: 'shop-rw' },
  });
});

test('reads it from a ConfigMap, as text or as base64, in another namespace', async () => {
  const place: AuthoritySource = { ...source, kind: 'ConfigMap', namespace: 'trust' };
  for (const object of [
    { data: { 'ca.crt': pem } },
    { binaryData: { 'ca.crt': Buffer.from(pem).toString('base64') } },
  ]) {
    const metadata = { name: 'shop-ca', namespace: 'trust' };
    const cluster = standIn({ objects: [[configMaps, { metadata, ...object }]] });
    assert.equal((await readAuthority(target(cluster, place)))?.certificate, pem);
  }
});

test('without a name to compare, the authority alone is verified', async () => {
  const { serverName: _, ...nameless } = source;
  assert.deepEqual(await readAuthority(target(withSecret(pem), nameless)), { certificate: pem, mode: 'verify-ca' });
});

test('what the manifest does not ask for may be missing', async () => {
  assert.equal(await readAuthority(target(standIn())), undefined);
  assert.equal(await readAuthority(target(standIn(), source)), undefined);
  // An issuer without an authority of its own leaves the key empty.
  assert.equal(await readAuthority(target(withSecret(''), source)), undefined);
  const forbidden = withSecret(pem);
  forbidden.forbid({ verb: 'get' });
  assert.equal(await readAuthority(target(forbidden, source)), undefined);
});

test('what the manifest asks for may not', async () => {
  const required: AuthoritySource = { ...source, required: true };
  await assert.rejects(readAuthority(target(standIn(), required)), {
    code: 'missing-secret',
    message: /Secret shop-ca .* namespace shop/,
  });
  await assert.rejects(readAuthority(target(withSecret(''), required)), { code: 'missing-key' });
  await assert.rejects(readAuthority(target(withSecret('not a certificate'), required)), {
    code: 'missing-key',
    message: 'Key ca.crt of Secret shop-ca in namespace shop holds no certificate.',
  });
  const forbidden = withSecret(pem);
  forbidden.forbid({ verb: 'get' });
  await assert.rejects(readAuthority(target(forbidden, required)), { code: 'forbidden' });
});

test('a cluster that does not answer is an error even so', async () => {
  const cluster = withSecret(pem);
  await assert.rejects(readAuthority(target(cluster, source), AbortSignal.abort()), { code: 'cancelled' });
});
