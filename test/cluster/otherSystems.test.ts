import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import type { ClusterConnection } from '../../client/cluster/connection.ts';
import { readAuthority } from '../../client/session/authority.ts';
import { localSession } from '../../client/session/clientSession.ts';
import { readCredentials } from '../../client/session/credentials.ts';
import { findMembers } from '../../client/session/members.ts';
import { probeDatabase } from '../../client/session/probe.ts';
import type { Target } from '../../client/session/target.ts';
import { Tunnels } from '../../client/session/tunnels.ts';
import { verify } from '../../client/session/verify.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { plainText } from '../support/plainText.ts';
import { Endings } from '../support/endings.ts';
import { needBed, type Bed } from './bed/bed.ts';
import { openLayoutBed } from './bed/layouts/layout.ts';
import { layOthers, type OtherSystems } from './bed/layouts/layOthers.ts';
import { askLocally } from './support/sessions.ts';
import { accessOf, connectTo, loginOf, targetOf } from './support/targets.ts';

/** Connect and Verify for systems that the other tests of the bed do not speak of. */

const endings = new Endings();
let bed: Bed;
let systems: OtherSystems;
let connection: ClusterConnection;
const tunnels = new Tunnels({ get: () => undefined, update: () => Promise.resolve() });

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  systems = endings.add(await layOthers(await openLayoutBed(bed.cluster)), (each) => each.stop());
  connection = endings.add(await connectTo(bed.cluster.kubeconfig), (each) => each.close());
  endings.add(tunnels, (each) => each.stopAll());
});

after(endings.run);

async function portOf(target: Target): Promise<number> {
  return (await tunnels.openFor(target)).tunnel.port;
}

/** What the client program of this machine answers. */
async function answer(target: Target, role: string, database: string, sql: string) {
  const { engine, tls } = accessOf(target);
  const credentials = await readCredentials(target, loginOf(target, role));
  const session = await localSession({
    ...{ engine, credentials, database, readOnly: false, storage: path.join(bed.folder, 'storage') },
    ...{ port: await portOf(target), mode: tls.mode, authority: await readAuthority(target) },
    search: { environment: process.env, platform: process.platform },
  });
  assert.ok(session?.kind === 'local', 'This machine has no client program');
  try {
    return await askLocally(session, sql);
  } finally {
    session.dispose();
  }
}

/** Lines of the page, `good Pod store-0`; the connection is tried by a tunnel. */
async function verified(target: Target): Promise<readonly string[]> {
  const signal = new AbortController().signal;
  const report = await verify(target, {
    tell: () => undefined,
    signal,
    async probe(login) {
      const { engine, tls } = accessOf(target);
      const { user, password } = await readCredentials(target, login);
      const authority = await readAuthority(target);
      const place = { engine, host: '127.0.0.1', port: await portOf(target), database: '' };
      return probeDatabase({ ...place, user, password, tls: { mode: tls.mode, authority } });
    },
  });
  return report.sections.flatMap(({ lines }) =>
    lines.map(({ state, title, text }) => `${state} ${render(title)}: ${plainText(text)}`),
  );
}

const whoAmI = "SELECT CURRENT_USER(), DATABASE(); SHOW STATUS LIKE 'Ssl_cipher'";

describe('MariaDB', () => {
  it('is connected to as the user of its manifest, its certificate verified', async () => {
    const target = await targetOf(connection, systems.mariadb.manifest);
    assert.equal((await readAuthority(target))?.mode, 'verify-ca');
    const { status, stdout, stderr } = await answer(target, 'clerk', 'store', whoAmI);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^clerk@.*\tstore\nSsl_cipher\tTLS_/);
  });

  it('is verified, from its condition to the connection', async () => {
    const lines = await verified(await targetOf(connection, systems.mariadb.manifest));
    assert.deepEqual(
      lines.filter((line) => line.startsWith('bad')),
      [],
    );
    for (const each of [/good Pod store-0/, /good Secret store-clerk/, /good Connection as clerk: .*MariaDB/])
      assert.ok(
        lines.some((line) => each.test(line)),
        `${String(each)} is not in ${lines.join('\n')}`,
      );
  });

  it('whose Secret is gone says which', async () => {
    await bed.cluster.api.remove({ apiVersion: 'v1', kind: 'Secret', namespace: 'retail', name: 'store-clerk' });
    const lines = await verified(await targetOf(connection, systems.mariadb.manifest));
    assert.ok(
      lines.some((line) => /^bad Secret store-clerk: does not exist/.test(line)),
      lines.join('\n'),
    );
  });
});

describe("a cluster of TiDB's second operator", () => {
  it('is connected to as root, whom nobody gave a password', async () => {
    const target = await targetOf(connection, systems.tidb.manifest);
    const { status, stdout, stderr } = await answer(target, 'root', 'test', whoAmI);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^root@.*\ttest\n/);
  });

  it('is verified, its pods found by the label of the cluster', async () => {
    const lines = await verified(await targetOf(connection, systems.tidb.manifest));
    assert.deepEqual(
      lines.filter((line) => line.startsWith('bad')),
      [],
    );
    for (const each of [/good Pod db-tidb-a1b2c3/, /good Connection as root: /])
      assert.ok(
        lines.some((line) => each.test(line)),
        `${String(each)} is not in ${lines.join('\n')}`,
      );
  });
});

describe('a zenithCluster', () => {
  it('has the pods that it owns, and a tunnel to the port that it listens on', async () => {
    const target = await targetOf(connection, systems.zenith.manifest);
    const members = await findMembers(target);
    assert.deepEqual(
      members.map(({ pod }) => pod),
      ['vault-0', 'vault-1'],
    );
    const password = systems.zenith.passwords['teller'] ?? '';
    const client = new Client({
      ...{ host: '127.0.0.1', port: await portOf(target), user: 'teller', password, database: 'vault' },
    });
    await client.connect();
    try {
      assert.equal((await client.query<{ user: string }>('SELECT current_user AS user')).rows[0]?.user, 'teller');
    } finally {
      await client.end();
    }
  });

  it('is verified by its state, its pods and what it names', async () => {
    const lines = await verified(await targetOf(connection, systems.zenith.manifest));
    for (const each of [/good State: Normal/, /good Pod vault-1/, /good Secret vault-users/])
      assert.ok(
        lines.some((line) => each.test(line)),
        `${String(each)} is not in ${lines.join('\n')}`,
      );
  });
});
