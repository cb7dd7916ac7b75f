import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type ConnectionOptions } from 'node:tls';
import { describe, test } from 'node:test';
import { createAuthority, createKeyPair, type Authority, type CertificateRequest } from './bed/certificates.ts';

const atHome = { names: ['localhost', 'db.shop.svc'], addresses: ['127.0.0.1'] };

/** What a client that trusts `trusted` says to a server with that certificate: `ok`, or the code of its error. */
async function meet(
  authority: Authority,
  request: CertificateRequest,
  client: ConnectionOptions,
  trusted: string = authority.certificate,
): Promise<string> {
  const { certificate, key } = await authority.issue(request);
  const server = createServer({ cert: certificate, key, ca: authority.certificate, requestCert: true }).listen(
    0,
    '127.0.0.1',
  );
  server.on('tlsClientError', () => undefined);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', ca: trusted, ...client });
  try {
    return await new Promise((resolve) => {
      socket.once('secureConnect', () => {
        resolve('ok');
      });
      socket.once('error', (error: NodeJS.ErrnoException) => {
        resolve(error.code ?? error.message);
      });
    });
  } finally {
    socket.destroy();
    server.close();
  }
}

describe('a certificate', () => {
  const servername = 'db.shop.svc';

  test('is trusted under its names and addresses', async () => {
    const authority = await createAuthority('one');
    const request = { commonName: 'db', ...atHome };
    assert.equal(await meet(authority, request, { servername }), 'ok');
    assert.equal(await meet(authority, request, {}), 'ok');
  });

  test('is refused under another name, by who trusts another authority, before its time, after it, and as a client', async () => {
    const authority = await createAuthority('one');
    const namesake = await createAuthority('one');
    const hour = 3_600_000;
    const request = { commonName: 'db', ...atHome };
    const cases: [expected: string, Promise<string>][] = [
      ['ERR_TLS_CERT_ALTNAME_INVALID', meet(authority, request, { servername: 'db.other.svc' })],
      ['CERT_SIGNATURE_FAILURE', meet(authority, request, { servername }, namesake.certificate)],
      ['CERT_HAS_EXPIRED', meet(authority, { ...request, notAfter: new Date(Date.now() - 60_000) }, { servername })],
      ['CERT_NOT_YET_VALID', meet(authority, { ...request, notBefore: new Date(Date.now() + hour) }, { servername })],
      ['INVALID_PURPOSE', meet(authority, { ...request, usage: 'client' }, { servername })],
    ];
    for (const [expected, outcome] of cases) assert.equal(await outcome, expected);
  });

  test('says who a client is', async () => {
    const authority = await createAuthority('one');
    const { certificate, key } = await authority.issue({
      commonName: 'ann',
      organizations: ['devs', 'system:masters'],
    });
    const read = new X509Certificate(certificate);
    assert.equal(read.subject, 'O=devs\nO=system:masters\nCN=ann');
    assert.ok(read.verify(new X509Certificate(authority.certificate).publicKey));
    assert.equal(await meet(authority, { commonName: 'db', ...atHome }, { servername, cert: certificate, key }), 'ok');
  });

  test('has a number of its own', async () => {
    const authority = await createAuthority('one');
    const issued = await Promise.all([1, 2, 3].map(() => authority.issue({ commonName: 'same' })));
    const numbers = issued.map(({ certificate }) => new X509Certificate(certificate).serialNumber);
    assert.equal(new Set(numbers).size, 3);
  });
});

test('a key pair is two files', async () => {
  const { publicKey, privateKey } = await createKeyPair();
  assert.match(publicKey, /^-----BEGIN PUBLIC KEY-----\n/);
  assert.match(privateKey, /^-----BEGIN PRIVATE KEY-----\n/);
});
