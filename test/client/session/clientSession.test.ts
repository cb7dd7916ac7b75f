import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { findProgram } from '../../../client/cluster/findProgram.ts';
import { containerSession, localSession } from '../../../client/session/clientSession.ts';
import type { Session, SessionOptions } from '../../../client/session/clientSession.ts';
import type { DatabaseAccess } from '../../../schemas/contract/index.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'clientSession-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const { platform } = process;
const ending = platform === 'win32' ? '.exe' : '';
const programs = path.join(folder, 'bin');
mkdirSync(programs);
for (const name of ['psql', 'mysql']) {
  writeFileSync(path.join(programs, name + ending), '');
  chmodSync(path.join(programs, name + ending), 0o755);
}

const storage = path.join(folder, 'storage');
const options: SessionOptions = {
  ...{ engine: 'postgresql', port: 54321, database: 'shop', mode: 'require', storage },
  credentials: { user: 'seller', password: 's:ecr\\et' },
  search: { environment: { PATH: programs }, platform },
};
const authority = { certificate: '-----BEGIN CERTIFICATE-----', mode: 'verify-full', serverName: 'shop-rw' } as const;

type LocalSession = Extract<Session, { kind: 'local' }>;

async function start(given: Partial<SessionOptions> = {}): Promise<LocalSession> {
  const session = await localSession({ ...options, ...given });
  assert.equal(session?.kind, 'local');
  return session;
}

/** `keyword='value'` pairs as libpq reads them. */
function keywordsOf({ args }: LocalSession): Record<string, string> {
  assert.equal(args.length, 1);
  const pairs = args[0]!.matchAll(/(\w+)='((?:[^'\\]|\\.)*)'/g);
  return Object.fromEntries([...pairs].map(([, key, value]) => [key!, value!.replace(/\\(.)/g, '$1')]));
}

test('psql gets everything but the password as one argument', async () => {
  const session = await start();
  assert.equal(session.program, path.join(programs, `psql${ending}`));
  const { sslrootcert, sslcert, ...rest } = keywordsOf(session);
  assert.deepEqual(rest, {
    ...{ host: '127.0.0.1', port: '54321', dbname: 'shop', user: 'seller', sslmode: 'require' },
    ...{ gssencmode: 'disable', connect_timeout: '40', application_name: 'db-manifests' },
  });
  // Named, so that those of the home folder do not count.
  for (const file of [sslrootcert, sslcert]) assert.equal(existsSync(file!), false);
  session.dispose();
});

test('the password is in a file for the host that psql looks for, gone after the session', async () => {
  const session = await start({ authority });
  const file = session.env['PGPASSFILE']!;
  assert.equal(readFileSync(file, 'utf8'), 'shop-rw:54321:*:seller:s\\:ecr\\\\et\n');
  if (platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
  const elsewhere = JSON.stringify([session.args, session.program, { ...session.env, PGPASSFILE: '' }]);
  assert.doesNotMatch(elsewhere, /ecr/);
  session.dispose();
  assert.equal(existsSync(path.dirname(file)), false);
});

test('a certificate is verified for the server’s own name, though the way is by loopback', async () => {
  const session = await start({ authority });
  const { host, hostaddr, sslmode, sslrootcert } = keywordsOf(session);
  assert.deepEqual([host, hostaddr, sslmode], ['shop-rw', '127.0.0.1', 'verify-full']);
  assert.equal(readFileSync(sslrootcert!, 'utf8'), authority.certificate);
  session.dispose();
});

test('to verify without an authority from the cluster, psql looks where it always does', async () => {
  const session = await start({ mode: 'verify-full' });
  const keywords = keywordsOf(session);
  assert.deepEqual([keywords['sslmode'], 'sslrootcert' in keywords], ['verify-full', false]);
  session.dispose();
});

test('names with quotes and backslashes stay what they are', async () => {
  const session = await start({ database: "o'brien \\ sons", credentials: { user: "x' host='evil", password: 'p' } });
  const { dbname, user, host } = keywordsOf(session);
  assert.deepEqual([dbname, user, host], ["o'brien \\ sons", "x' host='evil", '127.0.0.1']);
  session.dispose();
});

test('what the environment says about other databases does not count', async () => {
  const environment = {
    ...{ PATH: programs, PGPASSWORD: 'x', PGSERVICE: 'x', PGHOSTADDR: '10.0.0.1', PGNEWOPTION: 'x', pgsslkey: 'x' },
    ...{ PGTZ: 'UTC', HOME: 'x' },
  };
  const session = await start({ search: { environment, platform } });
  for (const name of ['PGPASSWORD', 'PGSERVICE', 'PGSERVICEFILE', 'PGHOSTADDR', 'PGNEWOPTION', 'PGOPTIONS', 'pgsslkey'])
    assert.equal(session.env[name], null, name);
  assert.equal('PGTZ' in session.env, false);
  assert.equal('HOME' in session.env, false);
  session.dispose();
});

test('a session that is to be read-only asks the server to refuse writes', async () => {
  const session = await start({ readOnly: true });
  assert.equal(session.env['PGOPTIONS'], '-c default_transaction_read_only=on');
  session.dispose();
});

test('a password that no file can hold leaves no folder behind', async () => {
  const own = path.join(folder, 'own');
  await assert.rejects(start({ storage: own, credentials: { user: 'seller', password: 'x\n' } }), {
    code: 'missing-key',
  });
  assert.deepEqual(readdirSync(path.join(own, 'sessions')), []);
});

test('mysql reads user and password from a file, which comes first', async () => {
  const session = await start({ engine: 'mysql', authority, credentials: { user: 'root', password: '"a\\b\n#c\'' } });
  const [first, ...rest] = session.args;
  const file = first!.replace('--defaults-extra-file=', '');
  assert.deepEqual(rest, ['--protocol=TCP', '--host=127.0.0.1', '--port=54321', '--database=shop']);
  const text = readFileSync(file, 'utf8');
  assert.match(
    text,
    /^\[client\]\nuser="root"\npassword="\\"a\\\\b\\n#c\\'"\nloose-ssl-mode=VERIFY_CA\nssl-ca=".*ca\.pem"\n/,
  );
  assert.equal(session.env['MYSQL_PWD'], null);
  session.dispose();
  assert.equal(existsSync(file), false);
});

test('mysql asks for the same by a statement that comes first', async () => {
  const session = await start({ engine: 'mysql', readOnly: true });
  assert.deepEqual(session.args.slice(4), ['--database=shop', '--init-command=SET SESSION TRANSACTION READ ONLY']);
  session.dispose();
});

test('mysql without encryption, and without a database', async () => {
  const { database: _, ...withoutDatabase } = options;
  const session = (await localSession({ ...withoutDatabase, engine: 'mysql', mode: 'disable' })) as LocalSession;
  assert.equal(session.args.length, 4);
  const text = readFileSync(session.args[0]!.replace('--defaults-extra-file=', ''), 'utf8');
  assert.match(text, /loose-ssl-mode=DISABLED\n\[client-mariadb\]\nskip-ssl\n/);
  session.dispose();
});

test('mysql that takes what it gets is told nothing that one of the programs would warn of', async () => {
  const session = (await localSession({ ...options, engine: 'mysql', mode: 'prefer' })) as LocalSession;
  const text = readFileSync(session.args[0]!.replace('--defaults-extra-file=', ''), 'utf8');
  assert.doesNotMatch(text, /ssl-mode/);
  session.dispose();
});

test('without the program there is no session', async () => {
  assert.equal(await localSession({ ...options, search: { environment: { PATH: storage }, platform } }), undefined);
  assert.equal(await localSession({ ...options, search: { environment: {}, platform } }), undefined);
});

test('a program is found on the PATH, never in a folder relative to the workspace, and only if it is one', async () => {
  const search = (PATH: string): Promise<string | undefined> =>
    findProgram('psql', { environment: { PATH }, platform });
  const found = path.join(programs, `psql${ending}`);
  assert.equal(await search(['', '.', 'bin', storage, programs].join(path.delimiter)), found);
  assert.equal(await search(path.relative(process.cwd(), programs)), undefined);
  mkdirSync(path.join(folder, 'fake', `psql${ending}`), { recursive: true });
  assert.equal(await search(path.join(folder, 'fake')), undefined);
  if (platform === 'win32') return;
  mkdirSync(path.join(folder, 'plain'));
  writeFileSync(path.join(folder, 'plain', 'psql'), '', { mode: 0o600 });
  assert.equal(await search(path.join(folder, 'plain')), undefined);
});

const access: DatabaseAccess = {
  ...{ engine: 'postgresql', container: 'postgres', port: 5432, logins: [], databases: [] },
  ...{ tls: { mode: 'require' }, localClient: ['psql', '-U', 'postgres'], readOnlySessions: 'kept' as const },
};
const member = { namespace: 'shop', pod: 'shop-0' };

test('in the container the superuser takes the role', () => {
  assert.deepEqual(containerSession({ access, member, role: 'seller', database: 'shop' }), {
    ...{ kind: 'exec', namespace: 'shop', pod: 'shop-0', container: 'postgres' },
    command: ['psql', '-U', 'postgres', "dbname='shop' options='-c role=seller' application_name='db-manifests'"],
  });
});

test('in the container as well, a session can be read-only and names stay what they are', () => {
  const session = containerSession({ access, member, role: "o'b r\\", readOnly: true });
  assert.equal(session.kind, 'exec');
  assert.equal(
    session.command.at(-1),
    String.raw`dbname='postgres' options='-c role=o\'b\\ r\\\\ -c default_transaction_read_only=on' ` +
      "application_name='db-manifests'",
  );
});

test('in the container of a MySQL database', () => {
  const mysql: DatabaseAccess = {
    ...access,
    engine: 'mysql',
    localClient: ['mysql', '-P4000'],
    readOnlySessions: 'kept' as const,
  };
  const session = containerSession({ access: mysql, member, role: 'root', database: 'shop', readOnly: true });
  assert.deepEqual(session.kind === 'exec' && session.command, [
    ...['mysql', '-P4000', '--user=root', '--database=shop'],
    '--init-command=SET SESSION TRANSACTION READ ONLY',
  ]);
});

test('no program anywhere', () => {
  assert.throws(
    () =>
      containerSession({
        access: { ...access, localClient: [], readOnlySessions: 'kept' as const },
        member,
        role: 'x',
      }),
    {
      code: 'missing-program',
      message: 'There is no psql on the PATH of this machine, and none in container postgres of pod shop-0.',
    },
  );
});
