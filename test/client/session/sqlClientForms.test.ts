import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  databaseLink,
  dbCodeConnection,
  postgresDialogQuery,
  sqlToolsAssurance,
  sqlToolsEntry,
  sqlToolsId,
} from '../../../client/session/sqlClientForms.ts';
import type { SqlConnection } from '../../../client/session/sqlClientForms.ts';

const byName = { file: String.raw`C:\Users\a b\ca.pem`, mode: 'verify-full', serverName: 'shop-rw' } as const;
const byAuthority = { file: '/home/a/ca.pem', mode: 'verify-ca' } as const;

function connection(given: Partial<SqlConnection> = {}): SqlConnection {
  return {
    ...{ id: 'shop', name: 'kind / web / shop (seller@shop)', engine: 'postgresql', port: 40001 },
    ...{ user: 'seller', database: 'shop', mode: 'require', ...given },
  };
}

/** As the extension reads its link: the editor encodes the whole of it and decodes it once, the extension once more. */
function dialogOf(given: Partial<SqlConnection>): Record<string, string> {
  const atHandler = decodeURIComponent(encodeURI(postgresDialogQuery(connection(given))));
  return Object.fromEntries(new URLSearchParams(atHandler));
}

test('PostgreSQL is told the name in the certificate, and where that is now', () => {
  assert.deepEqual(dialogOf({ authority: byName, readOnly: true }), {
    ...{ profileName: 'kind / web / shop (seller@shop)', authenticationType: 'SqlLogin' },
    ...{ server: 'shop-rw', hostaddr: '127.0.0.1', port: '40001', database: 'shop', user: 'seller' },
    ...{ sslmode: 'verify-full', sslrootcert: byName.file, applicationName: 'db-manifests' },
    options: '-c default_transaction_read_only=on',
  });
});

test('PostgreSQL compares no name where none is known', () => {
  const { server, hostaddr, sslmode, sslrootcert, options } = dialogOf({ authority: byAuthority });
  assert.deepEqual(
    [server, hostaddr, sslmode, sslrootcert, options],
    ['127.0.0.1', undefined, 'verify-ca', '/home/a/ca.pem', undefined],
  );
  assert.equal(dialogOf({}).sslmode, 'require');
  assert.equal(dialogOf({ mode: 'disable' }).sslmode, 'disable');
});

test('names with signs of links arrive as they are', () => {
  for (const name of ['a&b+c%41', 'ä ö', '#?=/', 'a%2541', '名前']) {
    const { user, database, profileName } = dialogOf({ user: name, database: name, name });
    assert.deepEqual([user, database, profileName], [name, name, name]);
  }
});

test('PostgreSQL takes no link with the word "password" in it, so it gets none', () => {
  for (const given of [{ database: 'Password_store' }, { authority: { ...byAuthority, file: '/password/ca.pem' } }])
    assert.throws(() => postgresDialogQuery(connection(given)), { code: 'refused', remedy: /copy the connection/ });
});

test('SQLTools asks for the password, and verifies by the name at the address of the tunnel', () => {
  assert.deepEqual(sqlToolsEntry(connection({ authority: byName, readOnly: true })), {
    ...{ name: 'kind web shop seller@shop', group: 'Database Manifests', driver: 'PostgreSQL' },
    ...{ server: '127.0.0.1', port: 40001, database: 'shop', username: 'seller' },
    ...{ askForPassword: true, connectionTimeout: 40 },
    pgOptions: {
      application_name: 'db-manifests',
      options: '-c default_transaction_read_only=on',
      ssl: { ca: byName.file, servername: 'shop-rw', rejectUnauthorized: true },
    },
  });
});

test('what SQLTools cannot verify is said to be not verified', () => {
  const ssl = (given: Partial<SqlConnection>) => {
    const { pgOptions, mysqlOptions } = sqlToolsEntry(connection(given));
    return ((pgOptions ?? mysqlOptions) as { ssl?: unknown }).ssl;
  };
  const cases: readonly (readonly [Partial<SqlConnection>, unknown, string])[] = [
    [{ authority: byName }, { ca: byName.file, servername: 'shop-rw', rejectUnauthorized: true }, 'name'],
    [{ authority: byAuthority }, { rejectUnauthorized: false }, 'encrypted'],
    [{}, { rejectUnauthorized: false }, 'encrypted'],
    // The manifest asks for more than anybody can do here: it fails rather than to trust.
    [{ mode: 'verify-full' }, { rejectUnauthorized: true }, 'encrypted'],
    [{ mode: 'disable' }, undefined, 'none'],
    [{ engine: 'mysql', authority: byAuthority }, { ca: byAuthority.file, rejectUnauthorized: true }, 'authority'],
    [{ engine: 'mysql' }, { rejectUnauthorized: false }, 'encrypted'],
    [{ engine: 'mysql', mode: 'disable' }, undefined, 'none'],
  ];
  for (const [given, expected, assurance] of cases) {
    assert.deepEqual(ssl(given), expected);
    assert.equal(sqlToolsAssurance(connection(given)), assurance);
  }
});

test('the name of an entry of SQLTools leads to no other folder, for a file is called by it', () => {
  for (const name of ['../../etc/passwd', String.raw`..\..\a`, 'arn:aws:eks:eu/1 / a\n', '....//']) {
    assert.doesNotMatch(sqlToolsEntry(connection({ name })).name, /[\\/:\n]|\.\./, name);
  }
});

test('SQLTools finds an entry by what it calls it', () => {
  const entry = sqlToolsEntry(connection({ name: 'a.b', database: 'x/y' }));
  assert.equal(sqlToolsId(entry), String.raw`a:b|PostgreSQL|127:0:0:1|x\y`);
});

test('DBCode is told to begin read-only, and of the authority', () => {
  assert.deepEqual(dbCodeConnection(connection({ authority: byName, readOnly: true })), {
    ...{ connectionId: 'shop', name: 'kind / web / shop (seller@shop)', group: 'Database Manifests' },
    ...{ driver: 'postgres', connectionType: 'host', host: '127.0.0.1', port: 40001 },
    ...{ username: 'seller', database: 'shop', savePassword: 'session' },
    ...{ ssl: true, sslTrustCertificate: false, sslCACert: byName.file, readOnly: true, role: 'production' },
  });
  const plain = dbCodeConnection(connection({ engine: 'mysql', mode: 'disable', database: '' }));
  assert.deepEqual([plain.driver, plain.ssl, plain.readOnly, 'database' in plain], ['mysql', false, false, false]);
  assert.equal(dbCodeConnection(connection()).sslTrustCertificate, true);
  assert.equal(dbCodeConnection(connection({ mode: 'verify-ca' })).sslTrustCertificate, false);
});

test('a link holds no password, and nothing that would be more than a name in it', () => {
  assert.deepEqual(databaseLink(connection({ user: 'sel ler' })), {
    ...{ scheme: 'postgresql', authority: 'sel ler@127.0.0.1:40001', path: '/shop', query: 'sslmode=require' },
  });
  assert.equal(
    databaseLink(connection({ authority: byName })).query,
    'sslmode=verify-ca&sslrootcert=C:/Users/a b/ca.pem',
  );
  assert.deepEqual(databaseLink(connection({ engine: 'mysql' })).query, '');
  for (const name of ['a@evil.example', 'a:b', 'a/b', 'a?b', 'a#b', 'a%41', 'a&b'])
    for (const given of [{ user: name }, { database: name }])
      assert.throws(() => databaseLink(connection(given)), { code: 'refused' }, name);
});
