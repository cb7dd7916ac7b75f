import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { Endings } from '../support/endings.ts';
import { type Bed, needBed } from './bed/bed.ts';
import { type Everything, layAll } from './bed/layouts/layAll.ts';
import { layCloudNativePg } from './bed/layouts/layCloudNativePg.ts';
import { type LayoutBed, openLayoutBed, until } from './bed/layouts/layout.ts';
import type { OperatorPods } from './bed/layouts/operatorPods.ts';
import type { PostgresLayout } from './bed/layouts/postgresLayout.ts';
import { layServiceSecret, type TektonLayout } from './bed/layouts/layTektonResults.ts';
import type { TidbLayout } from './bed/layouts/layTidb.ts';
import {
  operateCloudNativePg,
  operateCrunchy,
  operateTekton,
  operateTidb,
  operateZalando,
  type Operator,
} from './bed/operators.ts';
import type { PostgresServer } from './bed/postgres.ts';

/** The bed's databases and what lies around them: what the product is tried with has to be right itself. */

const endings = new Endings();
let bed: Bed;
let everything: Everything;
let site: LayoutBed;
let zalando: PostgresLayout;
let crunchy: PostgresLayout;
let cloudNativePg: PostgresLayout;
let tekton: TektonLayout;
let tidb: TidbLayout;
let operatorPods: OperatorPods;

before(async () => {
  bed = endings.add(await needBed(), (each) => each.stop());
  site = await openLayoutBed(bed.cluster);
  everything = endings.add(await layAll(site, { synchronous: true }), (each) => each.stop());
  ({ zalando, crunchy, cloudNativePg, tekton, tidb, operatorPods } = everything);
});

after(endings.run);

describe('a session', () => {
  test('comes in over TLS with what the Secret holds, verified by the name of the Service', async () => {
    const secrets = [
      [zalando, 'seller.shop.credentials.postgresql.acid.zalan.do', 'username', 'shop', 'shop'],
      [zalando, 'crm-data-owner-user.shop.credentials.postgresql.acid.zalan.do', 'username', 'crm', 'shop'],
      [crunchy, 'ledger-pguser-bookkeeper', 'user', 'ledger', 'ledger-primary'],
      [cloudNativePg, 'orders-app', 'username', 'orders', 'orders-rw'],
      [cloudNativePg, 'orders-analyst', 'username', 'orders', 'orders-rw'],
    ] as const;
    for (const [layout, name, userKey, database, host] of secrets) {
      const secret = await readSecret(layout.namespace, name);
      const user = secret[userKey] ?? '';
      const said = await psql({
        ...{ port: layout.primary.server.port, user, password: secret['password'] ?? '', database },
        ...{ sslmode: 'verify-full', host: `${host}.${layout.namespace}.svc` },
        sql: 'SELECT current_user, ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
      });
      assert.equal(said, `${user}|t`, name);
    }
  });

  test('of Tekton Results is one on the database of the shop', async () => {
    const secret = await readSecret('tekton-pipelines', 'tekton-results-postgres');
    const said = await psql({
      ...{ port: zalando.primary.server.port, user: secret['POSTGRES_USER'] ?? '', database: 'tekton_results' },
      ...{ password: secret['POSTGRES_PASSWORD'] ?? '', sslmode: 'verify-full', host: `shop.${zalando.namespace}.svc` },
      sql: 'CREATE TABLE results (id int); SELECT current_database()',
    });
    assert.equal(said, 'CREATE TABLE\ntekton_results');
  });

  test('without TLS is refused where the operator refuses it, and only there', async () => {
    const plain = (layout: PostgresLayout, user: string, database: string) =>
      psql({
        ...{ port: layout.primary.server.port, user, database, password: layout.passwords[user] ?? '' },
        ...{ sslmode: 'disable', sql: 'SELECT 1' },
      });
    await assert.rejects(plain(zalando, 'seller', 'shop'), /pg_hba\.conf rejects connection .* no encryption/);
    await assert.rejects(plain(crunchy, 'bookkeeper', 'ledger'), /no pg_hba\.conf entry .* no encryption/);
    assert.equal(await plain(cloudNativePg, 'clerk', 'orders'), '1');
  });

  test('with a wrong password is refused', async () => {
    const wrong = { port: zalando.primary.server.port, user: 'seller', password: 'wrong', database: 'shop' };
    await assert.rejects(psql({ ...wrong, sslmode: 'require', sql: 'SELECT 1' }), /password authentication failed/);
  });

  test('of MySQL takes root without a password and the reader with one, over TLS', async () => {
    const { reader = '' } = await readSecret(tidb.namespace, 'stats-users');
    const sql = "SHOW STATUS LIKE 'Ssl_cipher'";
    assert.match(await mysql('root', '', sql), /Ssl_cipher\s+TLS_/);
    assert.match(await mysql('reader', reader, `USE stats; ${sql}`), /Ssl_cipher\s+TLS_/);
    await assert.rejects(mysql('reader', 'wrong', sql), /Access denied/);
  });

  test('goes through the API server to the pod', async () => {
    const inPod = ['exec', '-n', 'finance', crunchy.primary.pod, '-c', 'database', '--'];
    const said = await kubectl(...inPod, 'psql', '-tAc', 'SELECT pg_is_in_recovery(), current_user');
    assert.equal(said.trim(), 'f|postgres');
    const pod = ['exec', '-n', 'statistics', 'stats-tidb-1', '-c', 'tidb', '--'];
    assert.match(
      await kubectl(...pod, 'mysql', '-h127.0.0.1', '-P4000', '-uroot', '-e', 'SELECT current_user()'),
      /root@/,
    );
  });
});

describe('a replica', () => {
  test('follows its primary and takes no writes', async () => {
    for (const { primary, replica, cluster } of [zalando, crunchy, cloudNativePg]) {
      assert.deepEqual([await primary.server.isReplica(), await replica.server.isReplica()], [false, true], cluster);
      await primary.server.query('CREATE TABLE followed AS SELECT 42 AS answer');
      await until(async () => {
        const rows = await replica.server.query('SELECT answer FROM followed').catch(() => []);
        return rows[0]?.['answer'] === 42;
      });
      await assert.rejects(replica.server.query('DELETE FROM followed'), /read-only transaction/);
    }
  });

  test('has all that was acknowledged when it is promoted', async () => {
    const { primary, replica, passwords } = zalando;
    await primary.server.query('CREATE TABLE written (number int)', 'shop');
    await primary.server.query('GRANT INSERT ON written TO seller', 'shop');
    const writing = writeUntilRefused(primary.server, passwords['seller'] ?? '');
    await until(async () => (await primary.server.query('SELECT FROM written LIMIT 200', 'shop')).length === 200);
    await zalando.members.failover();
    const acknowledged = await writing;

    assert.equal(zalando.primary.pod, replica.pod);
    const rows = await zalando.primary.server.query('SELECT number FROM written', 'shop');
    const kept = new Set(rows.map(({ number }) => number));
    assert.deepEqual(
      acknowledged.filter((number) => !kept.has(number)),
      [],
    );
    await zalando.members.whenSettled();
    assert.deepEqual(await roles('web', 'application=spilo', 'spilo-role'), {
      [primary.pod]: 'replica',
      [replica.pod]: 'master',
    });
    assert.equal(await endpointOf('web', 'shop'), replica.pod);
    assert.equal(await zalando.replica.server.isReplica(), true);
  });

  test('comes up again when somebody deletes its pod, and takes over when it was the pod of the primary', async () => {
    const { pod } = crunchy.primary;
    const { pod: other } = crunchy.replica;
    for (const name of [other, pod]) {
      const uid = await uidOf('finance', name);
      await kubectl('delete', 'pod', '-n', 'finance', name);
      await until(async () => ![undefined, uid].includes(await uidOf('finance', name)));
      await crunchy.members.whenSettled();
    }
    assert.equal(crunchy.primary.pod, other);
    assert.equal(await endpointOf('finance', 'ledger-ha'), other);
    const label = 'postgres-operator.crunchydata.com/role';
    assert.deepEqual(await roles('finance', 'postgres-operator.crunchydata.com/data=postgres', label), {
      [other]: 'master',
      [pod]: 'replica',
    });
  });
});

describe('the operator of', () => {
  const running: Operator[] = [];
  after(() => {
    for (const operator of running) operator.stop();
  });
  const start = async (starting: Promise<Operator>) => {
    const operator = await starting;
    running.push(operator);
    return operator;
  };

  test('Zalando restarts, switches over and backs up by patronictl and envdir', async () => {
    const inPod = ['exec', '-n', 'web', zalando.primary.pod, '-c', 'postgres', '--'];
    const startedAt = 'SELECT pg_postmaster_start_time()::text AS at';
    const [before] = await zalando.primary.server.query(startedAt);
    assert.match(
      await kubectl(...inPod, 'patronictl', 'restart', 'shop', '--force'),
      /Success: restart on member shop-0/,
    );
    const [after] = await zalando.primary.server.query(startedAt);
    assert.notEqual(after?.['at'], before?.['at']);

    const [old, next] = [zalando.primary.pod, zalando.replica.pod];
    const switchover = ['switchover', 'shop', '--leader', old, '--candidate', next, '--force'];
    assert.match(await kubectl(...inPod, 'patronictl', ...switchover), /Successfully switched over/);
    assert.equal(zalando.primary.pod, next);
    await assert.rejects(kubectl(...inPod, 'patronictl', ...switchover), /is not the leader/);
    await assert.rejects(kubectl(...inPod, 'patronictl', 'restart', 'shop'), /--force/);
    await assert.rejects(kubectl(...inPod, 'patronictl', 'restart', 'other', '--force'), /No cluster other/);
    assert.match(await kubectl(...inPod, 'patronictl', 'list', 'shop'), new RegExp(`${next} \\| Leader`));
    const backUp = ['envdir', '/run/etc/wal-e.d/env', '/scripts/postgres_backup.sh', '/home/postgres/pgdata'];
    await assert.rejects(kubectl(...inPod, ...backUp), /Recovery state unknown/);
    await kubectl(...inPod, 'env', 'PGUSER=postgres', ...backUp);
  });

  test('Zalando renews the pods that are marked when an annotation changes', async () => {
    await start(operateZalando(zalando));
    const uids = await uidsOf('web', 'application=spilo');
    await kubectl('annotate', 'pod', '-n', 'web', '-l', 'application=spilo', `${rollingUpdate}=true`);
    await patch('web', 'postgresql', 'shop', { spec: { podAnnotations: { restartedAt: 'now' } } });
    await renewed('web', 'application=spilo', uids);
    await until(async () => (await statusOf('web', 'postgresql', 'shop'))['PostgresClusterStatus'] === 'Running');
  });

  test('Crunchy renews pods, switches over and makes a Job of a backup', async () => {
    const operator = await start(operateCrunchy(crunchy));
    const pods = 'postgres-operator.crunchydata.com/data=postgres';
    const uids = await uidsOf('finance', pods);
    await patch('finance', 'postgrescluster', 'ledger', { spec: { metadata: { annotations: { restarted: '1' } } } });
    await renewed('finance', pods, uids);
    await operator.whenIdle();

    const { pod } = crunchy.replica;
    await patch('finance', 'postgrescluster', 'ledger', {
      metadata: { annotations: { 'postgres-operator.crunchydata.com/trigger-switchover': '2' } },
      spec: { patroni: { switchover: { enabled: true, targetInstance: pod.replace(/-0$/, '') } } },
    });
    await until(() => Promise.resolve(crunchy.members.all.some((each) => each.pod === pod && each.role === 'primary')));

    await patch('finance', 'postgrescluster', 'ledger', {
      metadata: { annotations: { 'postgres-operator.crunchydata.com/pgbackrest-backup': '3' } },
      spec: { backups: { pgbackrest: { manual: { repoName: 'repo1' } } } },
    });
    const jobs = ['get', 'job', '-n', 'finance', '-l', 'postgres-operator.crunchydata.com/pgbackrest-backup=manual'];
    await until(async () => (await kubectl(...jobs, '-o', 'jsonpath={.items[*].status.succeeded}')) === '1');
  });

  test('CloudNativePG restarts the primary in its pod, switches over by status and completes backups', async () => {
    const operator = await start(operateCloudNativePg(cloudNativePg));
    const [primary, replica] = [cloudNativePg.primary.pod, cloudNativePg.replica.pod];
    const uids = await uidsOf('sales', 'cnpg.io/cluster=orders');
    const restartedAt = { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' };
    await patch('sales', 'clusters.postgresql.cnpg.io', 'orders', { metadata: { annotations: restartedAt } });
    await until(async () => ![undefined, uids[replica]].includes(await uidOf('sales', replica)));
    await operator.whenIdle();
    assert.equal(await uidOf('sales', primary), uids[primary]);

    const target = { status: { targetPrimary: replica } };
    await patch('sales', 'clusters.postgresql.cnpg.io', 'orders', target, '--subresource=status');
    const status = () => statusOf('sales', 'clusters.postgresql.cnpg.io', 'orders');
    await until(async () => (await status())['currentPrimary'] === replica);
    assert.equal(cloudNativePg.primary.pod, replica);

    const backup = {
      ...{ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Backup', metadata: { name: 'now', namespace: 'sales' } },
      spec: { cluster: { name: 'orders' }, method: 'plugin' },
    };
    await site.api.apply(backup);
    await until(async () => (await statusOf('sales', 'backups.postgresql.cnpg.io', 'now'))['phase'] === 'completed');
  });

  test('TiDB renews the pods of the component whose annotations change', async () => {
    await start(operateTidb(tidb));
    const uids = await uidsOf('statistics', 'app.kubernetes.io/instance=stats');
    const annotations = { 'tidb.pingcap.com/restartedAt': '2026-01-01T00:00' };
    await patch('statistics', 'tidbcluster', 'stats', { spec: { tidb: { annotations } } });
    await renewed('statistics', 'app.kubernetes.io/component=tidb', uids);
    assert.equal(await uidOf('statistics', 'stats-pd-0'), uids['stats-pd-0']);
  });

  test('Tekton has Deployments follow its resource: a new setting, a new resource', async () => {
    const operator = await start(operateTekton(tekton));
    const label = 'app.kubernetes.io/name=tekton-results-api';
    const config = [
      'get',
      'configmap',
      '-n',
      'tekton-pipelines',
      'tekton-results-api-config',
      '-o',
      'jsonpath={.data.config}',
    ];
    assert.match(await kubectl(...config), new RegExp(`DB_HOST=shop\\.web\\.svc\\n.*DB_SSLMODE=verify-full`, 's'));
    const before = await uidsOf('tekton-pipelines', label);
    assert.equal(Object.keys(before).length, 1);

    await kubectl('patch', 'tektonresult', 'result', '--type=merge', '-p', '{"spec":{"db_sslmode":"require"}}');
    await until(async () => (await kubectl(...config)).includes('DB_SSLMODE=require'));
    await operator.whenIdle();
    const changed = await uidsOf('tekton-pipelines', label);
    assert.notDeepEqual(changed, before);

    await kubectl('replace', '--force', '-f', tekton.manifest);
    await until(async () => (await kubectl(...config).catch(() => '')).includes('DB_SSLMODE=verify-full'));
    await operator.whenIdle();
    const recreated = Object.values(await uidsOf('tekton-pipelines', label));
    assert.ok(recreated.length > 0 && !recreated.includes(Object.values(changed)[0] ?? ''));
    const secret = await readSecret('tekton-pipelines', 'tekton-results-postgres');
    assert.equal(secret['POSTGRES_USER'], 'result');
  });
});

describe('what lies around the databases', () => {
  test('a service hands out its address and an account in a Secret', async () => {
    const { name, namespace = '' } = await layServiceSecret(site, zalando);
    const secret = await readSecret(namespace, name);
    assert.deepEqual([secret['host'], secret['port'], secret['username']], ['shop.web.svc', '5432', 'seller']);
    assert.equal(secret['password'], zalando.passwords['seller']);
  });

  test('operators have pods that log, and one with a page', async () => {
    await writeFile(operatorPods.logFiles.crunchy, 'a word of the operator\n', { flag: 'a' });
    const pods = ['logs', '-n', 'postgres-operator', '-l', 'postgres-operator.crunchydata.com/control-plane'];
    await until(async () => (await kubectl(...pods)).includes('a word of the operator'));
  });

  test("the API server refuses what the operators' types refuse", async () => {
    const refused = (kind: string, name: string, namespace: string, value: unknown) =>
      patch(namespace, kind, name, value, '--dry-run=server');
    const users = { spec: { users: { seller: ['loginn'] } } };
    await assert.rejects(
      refused('postgresql', 'shop', 'web', users),
      /spec\.users\.seller\[0\]: Unsupported value: "loginn"/,
    );
    const volume = { spec: { volume: { size: '1 Gi' } } };
    await assert.rejects(refused('postgresql', 'shop', 'web', volume), /spec\.volume\.size: Invalid value: "1 Gi"/);
    const options = { spec: { users: [{ name: 'bookkeeper', options: 'SUPERUSER; DROP' }] } };
    await assert.rejects(refused('postgrescluster', 'ledger', 'finance', options), /cannot contain semicolon/);
    const misspelt = path.join(bed.folder, 'misspelt.yaml');
    await writeFile(misspelt, (await readFile(cloudNativePg.manifest, 'utf8')).replace('size: 1Gi', 'sise: 1Gi'));
    const apply = [
      'apply',
      '--server-side',
      '--dry-run=server',
      '--validate=strict',
      '--force-conflicts',
      '-f',
      misspelt,
    ];
    await assert.rejects(kubectl(...apply), /\.spec\.storage\.sise: field not declared in schema/);
  });

  test('a copy of the manifest in another namespace is a cluster of its own', async () => {
    const other = await layCloudNativePg(site, { namespace: 'elsewhere' });
    assert.notEqual(other.primary.server.port, cloudNativePg.primary.server.port);
    assert.notEqual(other.passwords['clerk'], cloudNativePg.passwords['clerk']);
    assert.match(other.manifest, /elsewhere/);
    const cluster = await site.api.read(other.resource);
    const secret = await site.api.read({
      apiVersion: 'v1',
      kind: 'Secret',
      name: 'orders-app',
      namespace: 'elsewhere',
    });
    const [owner] = secret?.metadata['ownerReferences'] as readonly { readonly uid: string }[];
    assert.equal(owner?.uid, cluster?.metadata['uid']);
    await other.deleteCluster();
    assert.equal(await site.api.read(other.resource), undefined);
    assert.deepEqual(await uidsOf('elsewhere', 'cnpg.io/cluster=orders'), {});
  });
});

const rollingUpdate = 'zalando-postgres-operator-rolling-update-required';
const run = promisify(execFile);

/** Never the synchronous form: programs in pods ask servers of this process. */
async function kubectl(...args: string[]): Promise<string> {
  const { kubeconfig, kubectl: program } = bed.cluster;
  return (await run(program, ['--kubeconfig', kubeconfig, '--warnings-as-errors=false', ...args])).stdout;
}

async function patch(namespace: string, kind: string, name: string, value: unknown, ...more: string[]): Promise<void> {
  await kubectl('patch', kind, name, '-n', namespace, '--type=merge', '-p', JSON.stringify(value), ...more);
}

async function readJson(...args: string[]): Promise<Record<string, unknown>> {
  return JSON.parse(await kubectl('get', ...args, '-o', 'json')) as Record<string, unknown>;
}

async function readSecret(namespace: string, name: string): Promise<Readonly<Record<string, string>>> {
  const { data } = (await readJson('secret', name, '-n', namespace)) as { data: Record<string, string> };
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
}

async function statusOf(namespace: string, kind: string, name: string): Promise<Record<string, unknown>> {
  return ((await readJson(kind, name, '-n', namespace))['status'] ?? {}) as Record<string, unknown>;
}

interface PodList {
  readonly items: readonly { readonly metadata: { name: string; uid: string; labels: Record<string, string> } }[];
}

async function podsOf(namespace: string, selector: string): Promise<PodList['items']> {
  return ((await readJson('pods', '-n', namespace, '-l', selector)) as unknown as PodList).items;
}

async function uidsOf(namespace: string, selector: string): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries((await podsOf(namespace, selector)).map(({ metadata }) => [metadata.name, metadata.uid]));
}

async function uidOf(namespace: string, name: string): Promise<string | undefined> {
  const pod = await site.api.read({ apiVersion: 'v1', kind: 'Pod', namespace, name });
  return pod?.metadata['uid'] as string | undefined;
}

/** Waits until there are as many pods as before, none of them the same. */
async function renewed(namespace: string, selector: string, before: Readonly<Record<string, string>>): Promise<void> {
  const old = Object.values(before);
  await until(async () => {
    const now = Object.entries(await uidsOf(namespace, selector));
    return now.length > 0 && now.every(([name, uid]) => name in before && !old.includes(uid));
  });
}

async function roles(namespace: string, selector: string, label: string): Promise<Readonly<Record<string, string>>> {
  const pods = await podsOf(namespace, selector);
  return Object.fromEntries(pods.map(({ metadata }) => [metadata.name, metadata.labels[label] ?? '']));
}

async function endpointOf(namespace: string, name: string): Promise<string> {
  return kubectl('get', 'endpoints', name, '-n', namespace, '-o', 'jsonpath={.subsets[*].addresses[*].targetRef.name}');
}

interface PsqlOptions {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly sslmode: string;
  /** The name that the certificate is checked against; the address is loopback all the same. */
  readonly host?: string;
  readonly sql: string;
}

async function psql({
  port,
  user,
  password,
  database,
  sslmode,
  host = 'localhost',
  sql,
}: PsqlOptions): Promise<string> {
  const authority = path.join(bed.folder, 'databases.crt');
  await writeFile(authority, site.authority.certificate);
  const address = `host=${host} hostaddr=127.0.0.1 port=${String(port)} user=${user} dbname=${database}`;
  const args = [`${address} sslmode=${sslmode} sslrootcert=${authority} gssencmode=disable`, '-XtAc', sql];
  const program = path.join(zalando.primary.server.programs, 'psql');
  return (await run(program, args, { env: { ...process.env, PGPASSWORD: password } })).stdout.trim();
}

async function mysql(user: string, password: string, sql: string): Promise<string> {
  const args = ['-h127.0.0.1', `-P${String(tidb.server.port)}`, `-u${user}`, '--ssl', '-e', sql];
  return (await run(tidb.server.client, ['--no-defaults', ...args], { env: { ...process.env, MYSQL_PWD: password } }))
    .stdout;
}

/** Writes numbers one after the other until the server refuses or goes; gives back those that were acknowledged. */
async function writeUntilRefused(server: PostgresServer, password: string): Promise<readonly number[]> {
  const ssl = { ca: site.authority.certificate, servername: 'localhost' };
  const client = new Client({ host: '127.0.0.1', port: server.port, user: 'seller', password, database: 'shop', ssl });
  // The connection breaks, which is what this is about.
  client.on('error', () => undefined);
  await client.connect();
  const acknowledged: number[] = [];
  try {
    for (let number = 0; ; number++) {
      await client.query('INSERT INTO written VALUES ($1)', [number]);
      acknowledged.push(number);
    }
  } catch {
    return acknowledged;
  }
}
