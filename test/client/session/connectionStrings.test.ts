import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import {
  clientLine,
  connectionUri,
  environmentLines,
  jdbcUrl,
  passLine,
  quotedValue,
} from '../../../client/session/connectionStrings.ts';
import { hasControlCharacters } from '../../../schemas/vocabulary/inertText.ts';
import type { ConnectionPlace } from '../../../client/session/connectionStrings.ts';
import { fc } from '../../support/fastCheck.ts';

const place: ConnectionPlace = {
  ...{
    engine: 'postgresql',
    port: 54321,
    user: 'seller',
    password: "p@ss:w/rd?#%'",
    database: 'shop',
    mode: 'require',
  },
};
const { password: _, ...open } = place;
const tidb: ConnectionPlace = { ...place, engine: 'mysql', user: 'root', port: 4000 };

/** Any text that a role, a password or a database can have. */
const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((text) => !text.includes('\0'));
/** What may be pasted. */
const oneLine = name.filter((text) => !hasControlCharacters(text));

test('a URI, with the password where it is asked for', () => {
  const password = 'p%40ss%3Aw%2Frd%3F%23%25%27';
  assert.equal(connectionUri(place), `postgresql://seller:${password}@127.0.0.1:54321/shop?sslmode=require`);
  assert.equal(connectionUri(open), 'postgresql://seller:PASSWORD@127.0.0.1:54321/shop?sslmode=require');
  assert.equal(connectionUri(tidb), `mysql://root:${password}@127.0.0.1:4000/shop?ssl-mode=REQUIRED`);
});

test('a URI reads back as what was put in', () => {
  fc.assert(
    fc.property(name, name, name, (user, password, database) => {
      const url = new URL(connectionUri({ ...place, user, password, database }));
      const read = [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent);
      assert.deepEqual(read, [user, password, database]);
      assert.deepEqual([url.host, url.searchParams.get('sslmode')], ['127.0.0.1:54321', 'require']);
    }),
  );
});

test('JDBC', () => {
  assert.equal(jdbcUrl(open), 'jdbc:postgresql://127.0.0.1:54321/shop?user=seller&password=PASSWORD&sslmode=require');
  assert.equal(
    jdbcUrl({ ...tidb, password: 'a&b' }),
    'jdbc:mysql://127.0.0.1:4000/shop?user=root&password=a%26b&sslMode=REQUIRED',
  );
});

test('a JDBC URL reads back as what was put in', () => {
  fc.assert(
    fc.property(name, name, (user, password) => {
      const { searchParams } = new URL(jdbcUrl({ ...place, user, password }).slice('jdbc:'.length));
      assert.deepEqual([searchParams.get('user'), searchParams.get('password')], [user, password]);
    }),
  );
});

test('a line that starts the program never holds the password', () => {
  assert.equal(
    clientLine(place, 'bash'),
    String.raw`psql 'host=127.0.0.1 port=54321 dbname='\''shop'\'' user='\''seller'\'' sslmode=require'`,
  );
  assert.equal(
    clientLine(tidb, 'bash'),
    'mysql --host=127.0.0.1 --port=4000 --user=root --ssl-mode=REQUIRED --password --database=shop',
  );
  assert.equal(
    clientLine(place, 'cmd'),
    `psql "host=127.0.0.1 port=54321 dbname='shop' user='seller' sslmode=require"`,
  );
  assert.equal(clientLine({ ...place, user: '50%' }, 'cmd'), undefined);
});

test('a line of .pgpass, and its likeness for MySQL', () => {
  assert.equal(passLine({ ...place, password: 'a:b' }), '127.0.0.1:54321:shop:seller:a\\:b');
  assert.equal(passLine(open), '127.0.0.1:54321:shop:seller:PASSWORD');
  assert.equal(
    passLine({ ...tidb, password: 'a"b' }),
    '[client]\nhost="127.0.0.1"\nport="4000"\nuser="root"\npassword="a\\"b"\ndatabase="shop"',
  );
});

test('the authority and a read-only session go with every form that has a place for them', () => {
  const authority = { file: '/home/a b/ca.pem', mode: 'verify-full', serverName: 'shop-rw.web.svc' } as const;
  const sure: ConnectionPlace = { ...open, authority, readOnly: true };
  const parameters =
    'sslmode=verify-ca&sslrootcert=%2Fhome%2Fa%20b%2Fca.pem&options=-c%20default_transaction_read_only%3Don';
  assert.equal(connectionUri(sure), `postgresql://seller:PASSWORD@127.0.0.1:54321/shop?${parameters}`);
  assert.equal(jdbcUrl(sure), `jdbc:postgresql://127.0.0.1:54321/shop?user=seller&password=PASSWORD&${parameters}`);
  assert.equal(
    clientLine(sure, 'cmd'),
    `psql "host='shop-rw.web.svc' hostaddr=127.0.0.1 port=54321 dbname='shop' user='seller' sslmode=verify-full ` +
      `sslrootcert='/home/a b/ca.pem' options='-c default_transaction_read_only=on'"`,
  );
  assert.match(
    environmentLines(sure, 'bash') ?? '',
    /PGSSLMODE='verify-ca'\nexport PGSSLROOTCERT='\/home\/a b\/ca\.pem'\nexport PGOPTIONS='-c default_transaction_read_only=on'$/,
  );
  // psql looks for the host that it was given.
  assert.equal(passLine(sure), '127.0.0.1:54321:shop:seller:PASSWORD\nshop-rw.web.svc:54321:shop:seller:PASSWORD');

  const windows = { file: String.raw`C:\Users\a b\ca.pem`, mode: 'verify-ca' } as const;
  const maria: ConnectionPlace = { ...tidb, authority: windows, readOnly: true };
  assert.match(connectionUri(maria), /\?ssl-mode=VERIFY_CA&ssl-ca=C%3A%5CUsers%5Ca%20b%5Cca\.pem$/);
  assert.match(
    clientLine(maria, 'powershell') ?? '',
    /--ssl-mode=VERIFY_CA '--ssl-ca=C:\\Users\\a b\\ca\.pem' '--init-command=SET SESSION TRANSACTION READ ONLY'/,
  );
  assert.match(
    passLine(maria),
    /\nssl-ca="C:\\\\Users\\\\a b\\\\ca\.pem"\nloose-ssl-mode="VERIFY_CA"\nloose-init-command="SET SESSION TRANSACTION READ ONLY"$/,
  );
  assert.match(clientLine({ ...sure, authority: windows }, 'powershell') ?? '', /sslrootcert=''C:\\\\Users\\\\a b/);
  // Its driver reads no file of this kind, so nothing claims that it does.
  assert.match(jdbcUrl(maria), /&sslMode=REQUIRED$/);
});

test('variables, as each shell sets them', () => {
  const { length } = ['PGHOST', 'PGPORT', 'PGUSER', 'PGPASSWORD', 'PGDATABASE', 'PGSSLMODE'];
  const lineOf = (shell: 'bash' | 'fish' | 'powershell' | 'cmd', password = "a'b\\c"): string | undefined => {
    const lines = environmentLines({ ...place, password }, shell)?.split('\n');
    assert.equal(lines?.length, length);
    return lines[3];
  };
  assert.equal(lineOf('bash'), String.raw`export PGPASSWORD='a'\''b\c'`);
  assert.equal(lineOf('fish'), String.raw`set -gx PGPASSWORD 'a\'b\\c'`);
  assert.equal(lineOf('powershell'), String.raw`$env:PGPASSWORD = 'a''b\c'`);
  assert.equal(lineOf('powershell', 'a\u2019b'), "$env:PGPASSWORD = 'a\u2019\u2019b'");
  assert.equal(lineOf('cmd'), String.raw`set PGPASSWORD=a'b\c`);
  assert.equal(lineOf('cmd', 'a&b|"c"%PATH%^'), 'set PGPASSWORD=a^&b^|^"c^"^%PATH^%^^');
  assert.match(environmentLines(open, 'bash') ?? '', /PGPASSWORD='PASSWORD'/);
  assert.match(environmentLines(tidb, 'bash') ?? '', /^export MYSQL_HOST='127\.0\.0\.1'\n.*\n.*\nexport MYSQL_PWD=/);
});

test('a POSIX shell sets the variables to what was put in', () => {
  const hasShell = process.platform !== 'win32';
  fc.assert(
    fc.property(oneLine, (password) => {
      const lines = environmentLines({ ...place, password }, 'bash')!;
      const word = lines.split('\n')[3]!.replace('export PGPASSWORD=', '');
      const pieces = word.slice(1, -1).split(String.raw`'\''`);
      assert.equal(pieces.join("'"), password);
      assert.ok(pieces.every((piece) => !piece.includes("'")));
      const script = `${lines}\nprintf %s "$PGPASSWORD"`;
      if (hasShell) assert.equal(spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout, password);
    }),
    { numRuns: 40 },
  );
});

test('PowerShell and fish read a value back', () => {
  fc.assert(
    fc.property(oneLine, (password) => {
      const word = (shell: 'powershell' | 'fish'): string =>
        environmentLines({ ...place, password }, shell)!
          .split('\n')[3]!
          .replace(/^\S+(?: -gx \S+)?(?: =)? '/, '');
      const powershell = /^((?:[^'\u2018-\u201b]|(['\u2018-\u201b])\2)*)'$/.exec(word('powershell'));
      assert.equal(powershell?.[1]?.replace(/(['\u2018-\u201b])\1/g, '$1'), password);
      const fish = /^((?:[^'\\]|\\['\\])*)'$/.exec(word('fish'));
      assert.equal(fish?.[1]?.replace(/\\(['\\])/g, '$1'), password);
    }),
  );
});

test('a value in a connection string of libpq reads back', () => {
  fc.assert(
    fc.property(name, (value) => {
      const quoted = quotedValue(value);
      assert.match(quoted, /^'(?:[^'\\]|\\['\\])*'$/);
      assert.equal(quoted.slice(1, -1).replace(/\\(['\\])/g, '$1'), value);
    }),
  );
});
