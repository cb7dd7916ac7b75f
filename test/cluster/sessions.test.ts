import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ClusterConnection } from '../../client/cluster/connection.ts';
import { isClusterError } from '../../client/cluster/errors.ts';
import { readAuthority, type Authority } from '../../client/session/authority.ts';
import { readCredentials, type Credentials } from '../../client/session/credentials.ts';
import { findPrimary } from '../../client/session/members.ts';
import { probeDatabase } from '../../client/session/probe.ts';
import { containerSession, localSession, type Session } from '../../client/session/clientSession.ts';
import type { Target } from '../../client/session/target.ts';
import { Tunnels } from '../../client/session/tunnels.ts';
import type { Login } from '../../schemas/contract/recipe.ts';
import { Endings } from '../support/endings.ts';
import { needBed, type Bed } from './bed/bed.ts';
import { createAuthority } from './bed/certificates.ts';
import { layAll, type Everything } from './bed/layouts/layAll.ts';
import { openLayoutBed } from './bed/layouts/layout.ts';
import { askInPod, askLocally } from './support/sessions.ts';
import { accessOf, connectTo, loginOf, targetOf } from './support/targets.ts';

/** From the text of a manifest to the answer of its database, as every role that the recipe offers. */

const whoAmI = `SELECT current_user, current_database(),
  (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), pg_is_in_recovery()`;

const endings = new Endings();
let bed: Bed;
let everything: Everything;
let connection: ClusterConnection;
let storage: string;
const tunnels = new Tunnels({ get: () => undefined, update: () => Promise.resolve() });

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  everything = endings.add(await layAll(await openLayoutBed(bed.cluster)), (each) => each.stop());
  connection = endings.add(await connectTo(bed.cluster.kubeconfig), (each) => each.close());
  endings.add(tunnels, (each) => each.stopAll());
  storage = path.join(bed.folder, 'storage');
});

after(endings.run);

type LocalSession = Extract<Session, { kind: 'local' }>;
type ExecSession = Extract<Session, { kind: 'exec' }>;

interface Asked {
  readonly login: Login;
  readonly credentials: Credentials;
  readonly authority: Authority | undefined;
  readonly database: string;
}

async function ask(target: Target, login: Login): Promise<Asked> {
  const credentials = await readCredentials(target, login);
  const database = login.databases?.[0] ?? credentials.database ?? accessOf(target).databases[0];
  assert.ok(database, `No database for ${login.role}`);
  return { login, credentials, authority: await readAuthority(target), database };
}

async function portOf(target: Target): Promise<number> {
  return (await tunnels.openFor(target)).tunnel.port;
}

async function sessionOf(target: Target, asked: Asked, readOnly = false): Promise<LocalSession> {
  const { engine, tls } = accessOf(target);
  const { credentials, authority, database } = asked;
  const session = await localSession({
    ...{ engine, credentials, authority, database, readOnly, storage },
    ...{ port: await portOf(target), mode: tls.mode },
    search: { environment: process.env, platform: process.platform },
  });
  assert.ok(session?.kind === 'local', 'This machine has no client program');
  return session;
}

/** A session that is over with its answer. */
async function answer(target: Target, asked: Asked, sql: string, readOnly = false) {
  const session = await sessionOf(target, asked, readOnly);
  try {
    return await askLocally(session, sql);
  } finally {
    session.dispose();
  }
}

async function probe(target: Target, { credentials, authority, database }: Asked) {
  const { engine, tls } = accessOf(target);
  return probeDatabase({
    ...{ engine, database, host: '127.0.0.1', port: await portOf(target) },
    ...{ user: credentials.user, password: credentials.password, tls: { mode: tls.mode, authority } },
  });
}

/** Those that have a Secret, or need none. */
async function rolesOf(target: Target): Promise<{ readonly usable: readonly Login[]; readonly without: string[] }> {
  const usable: Login[] = [];
  const without: string[] = [];
  for (const login of accessOf(target).logins) {
    try {
      await readCredentials(target, login);
      usable.push(login);
    } catch (error) {
      assert.ok(isClusterError(error, 'missing-secret'), String(error));
      without.push(login.role);
    }
  }
  return { usable, without };
}

interface Expected {
  readonly manifest: () => string;
  /** Role to user and database; the recipe's and no others. */
  readonly roles: Readonly<Record<string, readonly [user: string, database: string]>>;
  /** Of them the one that owns the database. */
  readonly owner: string;
  readonly verified: 'verify-full' | undefined;
}

const postgres: Readonly<Record<string, Expected>> = {
  Zalando: {
    manifest: () => everything.zalando.manifest,
    roles: {
      seller: ['seller', 'shop'],
      shop_admin: ['shop_admin', 'shop'],
      reporter: ['reporter', 'shop'],
      crm_owner_user: ['crm_owner_user', 'crm'],
      crm_reader_user: ['crm_reader_user', 'crm'],
      crm_writer_user: ['crm_writer_user', 'crm'],
      postgres: ['postgres', 'shop'],
    },
    owner: 'seller',
    verified: undefined,
  },
  Crunchy: {
    manifest: () => everything.crunchy.manifest,
    roles: { bookkeeper: ['bookkeeper', 'ledger'], postgres: ['postgres', 'ledger'] },
    owner: 'bookkeeper',
    verified: 'verify-full',
  },
  CloudNativePG: {
    manifest: () => everything.cloudNativePg.manifest,
    roles: { clerk: ['clerk', 'orders'], analyst: ['analyst', 'orders'], postgres: ['postgres', 'orders'] },
    owner: 'clerk',
    verified: 'verify-full',
  },
  'Tekton Results on a database of its own choice': {
    manifest: () => everything.tekton.manifest,
    roles: { 'Tekton Results': ['result', 'tekton_results'] },
    owner: 'Tekton Results',
    verified: 'verify-full',
  },
};

for (const [system, { manifest, roles, owner, verified }] of Object.entries(postgres))
  describe(`a session of ${system}`, () => {
    it('runs as each role of the manifest on its database, over TLS, on the primary', async () => {
      const target = await targetOf(connection, manifest());
      const { usable, without } = await rolesOf(target);
      assert.deepEqual(without, []);
      assert.deepEqual(usable.map(({ role }) => role).sort(), Object.keys(roles).sort());
      assert.equal(usable[0]?.role, owner, 'it is what most want, so it is offered first');
      for (const login of usable) {
        const asked = await ask(target, login);
        const said = await answer(target, asked, whoAmI);
        const [user, database] = roles[login.role] ?? [];
        assert.deepEqual(said, { status: 0, stdout: `${user}|${database}|t|f`, stderr: '' }, login.role);
        const found = await probe(target, asked);
        assert.match(found.version, /^PostgreSQL \d+/);
        assert.deepEqual([found.inRecovery, found.encrypted], [false, true]);
      }
    });

    it(
      verified ? 'verifies the server to its name' : 'encrypts, where there is no authority to verify with',
      async () => {
        const target = await targetOf(connection, manifest());
        const asked = await ask(target, loginOf(target, owner));
        assert.equal(asked.authority?.mode, verified);
        const session = await sessionOf(target, asked);
        assert.match(session.args.join(' '), new RegExp(`sslmode='?${verified ?? 'require'}`));
        session.dispose();
        if (!asked.authority) return;
        const foreign = { ...asked.authority, certificate: (await createAuthority('Somebody else')).certificate };
        const wrongName = { ...asked.authority, serverName: 'another.example' };
        for (const [authority, words, sentence] of [
          [foreign, /certificate verify failed/, /was signed by another authority/],
          [wrongName, /does not match host name "another\.example"/, /is for another host name/],
        ] as const) {
          const { status, stderr } = await answer(target, { ...asked, authority }, whoAmI);
          assert.notEqual(status, 0);
          assert.match(stderr, words);
          await assert.rejects(probe(target, { ...asked, authority }), (error) => {
            assert.ok(isClusterError(error, 'database'), String(error));
            assert.match(error.message, sentence);
            return true;
          });
        }
      },
    );

    it('writes, unless the context is protected', async () => {
      const target = await targetOf(connection, manifest());
      const asked = await ask(target, loginOf(target, owner));
      const write = 'CREATE TABLE tried (id int)';
      const refused = await answer(target, asked, write, true);
      assert.notEqual(refused.status, 0);
      assert.match(refused.stderr, /cannot execute CREATE TABLE in a read-only transaction/);
      assert.deepEqual(await answer(target, asked, write), { status: 0, stdout: 'CREATE TABLE', stderr: '' });
    });

    it('keeps the password in a file that is ours alone, and gone afterwards', async () => {
      const target = await targetOf(connection, manifest());
      const asked = await ask(target, loginOf(target, owner));
      const session = await sessionOf(target, asked);
      const file = session.env['PGPASSFILE'] ?? '';
      const { password } = asked.credentials;
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal(statSync(path.dirname(file)).mode & 0o777, 0o700);
      assert.ok(!JSON.stringify([session.args, session.env]).includes(password), 'the password is on the outside');
      session.dispose();
      assert.ok(!existsSync(file));
      assert.deepEqual(readdirSync(path.join(storage, 'sessions')), []);
    });
  });

describe('a session of TiDB', () => {
  it('runs as root, whom nobody gave a password, over TLS', async () => {
    const target = await targetOf(connection, everything.tidb.manifest);
    const { usable, without } = await rolesOf(target);
    assert.deepEqual([usable.map(({ role }) => role), without], [['root'], []]);
    const asked = await ask(target, loginOf(target, 'root'));
    const { status, stdout, stderr } = await answer(
      target,
      asked,
      "SELECT CURRENT_USER(); SHOW STATUS LIKE 'Ssl_cipher'",
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^root@.*\nSsl_cipher\tTLS_/);
    const found = await probe(target, asked);
    assert.deepEqual([found.inRecovery, found.encrypted], [false, true]);
  });

  it('runs as a user with a password, which is in a file that is ours alone, and gone afterwards', async () => {
    const target = await targetOf(connection, everything.tidb.manifest);
    const password = everything.tidb.passwords['reader'] ?? '';
    const root = await ask(target, loginOf(target, 'root'));
    const asked = { ...root, credentials: { user: 'reader', password, warnings: [] }, database: 'stats' };
    const session = await sessionOf(target, asked);
    const file = /^--defaults-extra-file=(.*)$/.exec(session.args[0] ?? '')?.[1] ?? '';
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.ok(!JSON.stringify([session.args, session.env]).includes(password), 'the password is on the outside');
    const { stdout, stderr } = await askLocally(session, 'SELECT CURRENT_USER(), DATABASE()');
    assert.match(stdout, /^reader@.*\tstats$/, stderr);
    session.dispose();
    assert.deepEqual(readdirSync(path.join(storage, 'sessions')), []);
  });
});

describe('a read-only session of a server that speaks MySQL and keeps to it', () => {
  it('refuses writes', async () => {
    const target = await targetOf(connection, everything.tidb.manifest);
    const asked = await ask(target, loginOf(target, 'root'));
    const write = 'CREATE TABLE stats.tried (id int); DROP TABLE stats.tried';
    const refused = await answer(target, asked, write, true);
    assert.notEqual(refused.status, 0);
    assert.match(refused.stderr, /Cannot execute statement in a READ ONLY transaction/);
    assert.equal((await answer(target, asked, write)).status, 0);
  });
});

describe('a session of TiDB with an authority', () => {
  it('is refused where the server has a certificate of another one', async () => {
    const target = await targetOf(connection, everything.tidb.manifest);
    const asked = await ask(target, loginOf(target, 'root'));
    const whether = async (certificate: string) =>
      answer(target, { ...asked, authority: { certificate, mode: 'verify-ca' } }, "SHOW STATUS LIKE 'Ssl_cipher'");
    assert.match((await whether(everything.tidb.bed.authority.certificate)).stdout, /^Ssl_cipher\tTLS_/);
    const { status, stderr } = await whether((await createAuthority('Somebody else')).certificate);
    assert.notEqual(status, 0);
    assert.match(stderr, /SSL error: unable to get local issuer certificate/);
  });
});

describe('a session in the pod', () => {
  async function inPod(target: Target, role: string, database: string, readOnly = false): Promise<ExecSession> {
    const member = await findPrimary(target);
    const session = containerSession({ access: accessOf(target), member, role, database, readOnly });
    assert.ok(session.kind === 'exec');
    return session;
  }

  for (const [system, role, database] of [
    ['Zalando', 'seller', 'shop'],
    ['Crunchy', 'bookkeeper', 'ledger'],
    ['CloudNativePG', 'clerk', 'orders'],
  ] as const)
    it(`of ${system} takes the role, and writes unless the context is protected`, async () => {
      const target = await targetOf(connection, postgres[system]?.manifest() ?? '');
      const session = await inPod(target, role, database);
      const said = await askInPod(connection, session, 'SELECT current_user, current_database(), pg_is_in_recovery()');
      assert.deepEqual(said, { status: 0, stdout: `${role}|${database}|f`, stderr: '' });
      const write = 'CREATE TABLE tried_in_pod (id int)';
      const refused = await askInPod(connection, await inPod(target, role, database, true), write);
      assert.notEqual(refused.status, 0);
      assert.match(refused.stderr, /cannot execute CREATE TABLE in a read-only transaction/);
      assert.equal((await askInPod(connection, session, write)).stdout, 'CREATE TABLE');
    });

  it('of TiDB does not exist, for its image holds no client, and that is said', async () => {
    const target = await targetOf(connection, everything.tidb.manifest);
    await assert.rejects(inPod(target, 'root', 'test'), (error) => {
      assert.ok(isClusterError(error, 'missing-program'), String(error));
      assert.match(`${error.message} ${error.remedy}`, /no mysql .*stats-tidb-\d.*Install the client program mysql/);
      return true;
    });
  });

  it('of Tekton Results does not exist, for its database is none of its own', async () => {
    const target = await targetOf(connection, everything.tekton.manifest);
    await assert.rejects(inPod(target, 'Tekton Results', 'tekton_results'), (error) => {
      assert.ok(isClusterError(error, 'no-pod'), String(error));
      return true;
    });
  });
});
