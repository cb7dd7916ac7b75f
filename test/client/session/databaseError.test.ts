import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClusterError } from '../../../client/cluster/errors.ts';
import { databaseError } from '../../../client/session/databaseError.ts';
import { say } from '../../../schemas/vocabulary/say.ts';

const attempt = { user: 'seller', database: 'shop', address: '127.0.0.1:54321' };

function failure(code: string, message = 'something'): Error {
  return Object.assign(new Error(message), code === '' ? {} : { code });
}

const causes: readonly (readonly [string, Error, message: RegExp, remedy: RegExp])[] = [
  ['wrong password', failure('28P01'), /does not accept the password of seller/, /Secret/],
  ['no such role', failure('28000', 'role "seller" does not exist'), /role "seller" does not exist/, /LOGIN/],
  [
    'no encryption',
    failure('28000', 'no pg_hba.conf entry for host "10.0.0.1", user "seller", database "shop", no encryption'),
    /with encryption only/,
    /sslmode=require/,
  ],
  [
    'no encryption, rejected by a rule',
    failure('28000', 'pg_hba.conf rejects connection for host "1.2.3.4", user "seller", database "shop", SSL off'),
    /with encryption only/,
    /sslmode=require/,
  ],
  [
    'no rule',
    failure('28000', 'no pg_hba.conf entry for host "10.0.0.1", user "seller", database "shop", SSL encryption'),
    /No rule in pg_hba\.conf lets seller connect to database shop/,
    /pg_hba/,
  ],
  ['no such database (seed 000-3)', failure('3D000'), /Database shop does not exist/, /manifest.*CREATE DATABASE/],
  ['no right to connect', failure('42501'), /seller may not connect to database shop/, /CONNECT/],
  ['no connection left', failure('53300'), /no connection left/, /max_connections/],
  ['starting', failure('57P03', 'the database system is starting up'), /starting up/, /try again/],
  ['shutting down', failure('57P01', 'terminating connection'), /ended the connection/, /try again/],
  ['no TLS', failure('', 'The server does not support SSL connections'), /offers no encryption/, /Turn TLS on/],
  ['self-signed', failure('DEPTH_ZERO_SELF_SIGNED_CERT'), /self-signed/, /authority/],
  ['self-signed authority', failure('SELF_SIGNED_CERT_IN_CHAIN'), /self-signed/, /authority/],
  ['another authority', failure('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), /another authority/, /signed it/],
  ['another authority of the same name', failure('CERT_SIGNATURE_FAILURE'), /another authority/, /signed it/],
  ['expired', failure('CERT_HAS_EXPIRED'), /expired/, /Renew/],
  ['not valid yet', failure('CERT_NOT_YET_VALID'), /not valid yet/, /clock/],
  ['another host', failure('ERR_TLS_CERT_ALTNAME_INVALID', 'Host: x'), /another host name: Host: x/, /verify-ca/],
  [
    'another host, with a list of names',
    failure(
      'ERR_TLS_CERT_ALTNAME_INVALID',
      "Host: x. is not in the cert's altnames: DNS:a, DNS:b.c, IP Address:1.2.3.4, DNS:d",
    ),
    /another host name: not for x, but for a, b\.c, 1\.2\.3\.4 and 1 more\.$/,
    /verify-ca/,
  ],
  [
    'another host, with one name',
    failure('ERR_TLS_CERT_ALTNAME_INVALID', "Host: x.y. is not in the cert's altnames: DNS:a"),
    /: not for x\.y, but for a\.$/,
    /Service/,
  ],
  ['broken TLS', failure('ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version'), /encrypted connection failed/, /TLS/],
  ['refused', failure('ECONNREFUSED'), /Nothing answers at 127\.0\.0\.1:54321/, /tunnel/],
  ['timeout', failure('ETIMEDOUT'), /did not answer in time/, /pods/],
  ['timeout of the client', failure('', 'timeout expired'), /did not answer in time/, /pods/],
  ['reset', failure('ECONNRESET'), /ended before the database answered/, /log of its pod/],
  ['closed', failure('', 'Connection terminated unexpectedly'), /ended before the database answered/, /try again/],
  ['anything else', failure('XX000', 'out of luck'), /did not accept the connection: out of luck/, /log/],
];

for (const [what, error, message, remedy] of causes)
  test(`cause and remedy: ${what}`, () => {
    const mapped = databaseError(error, attempt);
    assert.equal(mapped.code, 'database');
    assert.match(mapped.message, message);
    assert.match(mapped.remedy, remedy);
    assert.match(mapped.message, /\.$/);
    assert.equal(mapped.cause, error);
  });

test('every cause has a sentence of its own, and what is understood already stays', () => {
  const fallback = databaseError('text', attempt).message;
  assert.equal(fallback, 'The database did not accept the connection: text.');
  const known = new ClusterError('timeout', say`a`, say`b`);
  assert.equal(databaseError(known, attempt), known);
});
