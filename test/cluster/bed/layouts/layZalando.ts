// What Zalando's operator makes of manifests/zalando.yaml, on two real servers.
import path from 'node:path';
import type { BedObject } from '../apiClient.ts';
import type { PostgresServer } from '../postgres.ts';
import {
  applyAll,
  applyDefinitions,
  applyManifest,
  disruptionBudget,
  endpoints,
  issueFor,
  type Labels,
  type LayoutBed,
  type LayoutOptions,
  nameOf,
  newPassword,
  type Placed,
  secret,
  service,
  volume,
} from './layout.ts';
import { type MemberSet, startMembers } from './startMembers.ts';
import { startPatroni, writeScript } from './patroni.ts';
import { type PostgresLayout, postgresLayout } from './postgresLayout.ts';

const cluster = 'shop';
const port = { name: 'postgresql', port: 5432 };
const pods = zalandoPods(2);
const logins = [
  ...['postgres', 'standby', 'seller', 'shop_admin', 'reporter'],
  ...['crm_owner_user', 'crm_reader_user', 'crm_writer_user'],
  ...['crm_data_owner_user', 'crm_data_reader_user', 'crm_data_writer_user'],
];

export async function layZalando(bed: LayoutBed, options: LayoutOptions = {}): Promise<PostgresLayout> {
  await applyDefinitions(bed, 'zalando.yaml');
  const { file, namespace, objects } = await applyManifest(bed, 'zalando.yaml', 'web', options.namespace);
  const [resource] = objects as [BedObject];
  const placed: Placed = { namespace, labels: clusterLabels };
  const passwords = Object.fromEntries(logins.map((name) => [name, newPassword()]));
  const patroni = await startPatroni(bed, cluster);
  const certificate = await issueFor(bed, namespace, [cluster, `${cluster}-repl`]);
  const make = async (): Promise<MemberSet> => {
    await applyAll(bed, objectsBeside(placed, passwords));
    const members = await startMembers({
      ...{ bed, placed, pods, container: 'postgres', image: 'ghcr.io/zalando/spilo-15:3.0-p1', port: port.port },
      folder: `${namespace}-${cluster}`,
      synchronous: options.synchronous,
      programs: { ...patroni.programs, envdir: await writeScript(bed, 'envdir', envdir) },
      environment: {
        ...patroni.environment,
        // Spilo's container runs as root, and libpq takes the name of the user for that of the role.
        PGUSER: 'root',
        BACKUPS: path.join(bed.folder, `${namespace}-${cluster}-backups`),
      },
      server: { ...certificate, hba, ...contentOf(passwords) },
      labelsOf: (pod, role) => ({
        'spilo-role': role === 'primary' ? 'master' : 'replica',
        'statefulset.kubernetes.io/pod-name': pod,
      }),
      objectsOf: async (primary, replicas) => [
        await endpoints(bed, cluster, within(placed, 'master'), port, [primary]),
        await endpoints(bed, `${cluster}-repl`, within(placed, 'replica'), port, replicas),
      ],
    });
    patroni.serve(members);
    await grantPreparedRoles(members.primary.server);
    await bed.api.patch(nameOf(resource), { status: { PostgresClusterStatus: 'Running' } }, 'status');
    return members;
  };
  return postgresLayout(
    {
      ...{ bed, namespace, cluster, manifest: file, resource: nameOf(resource), passwords, make },
      stop: () => patroni.stop(),
    },
    resource,
  );
}

/** `shop-0`, `shop-1` ... */
export function zalandoPods(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${cluster}-${String(index)}`);
}

/** The claim of a pod, which the StatefulSet makes. */
export function zalandoClaim(namespace: string, pod: string): readonly BedObject[] {
  return volume(`pgdata-${pod}`, { namespace, labels: clusterLabels }, '1Gi');
}

const clusterLabels = { application: 'spilo', 'cluster-name': cluster, team: 'web' };

/**
 * What the operator deletes with a cluster: all but the volumes, which `enable_persistent_volume_claim_deletion: false` keeps.
 * pkg/cluster/cluster.go (Delete)
 */
export async function deleteZalandoObjects({ api }: LayoutBed, namespace: string): Promise<void> {
  const { team: _, ...labels } = clusterLabels;
  for (const [apiVersion, kind] of [
    ['apps/v1', 'StatefulSet'],
    ['batch/v1', 'CronJob'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['v1', 'Service'],
    ['v1', 'Endpoints'],
    ['v1', 'Secret'],
  ] as const) {
    // The job of a backup has another application.
    const wanted = kind === 'CronJob' ? { 'cluster-name': cluster } : labels;
    for (const { metadata } of await api.list({ apiVersion, kind, namespace }, wanted))
      await api.remove({ apiVersion, kind, namespace, name: metadata.name });
  }
}

/** What Spilo writes, but for the members of `zalandos`, whom PAM lets in: without TLS nobody comes in. */
const hba = [
  'hostssl replication standby all scram-sha-256',
  'hostnossl all all all reject',
  'hostssl all all all scram-sha-256',
];

function contentOf(passwords: Labels) {
  const options: Readonly<Record<string, readonly string[]>> = {
    postgres: ['SUPERUSER'],
    standby: ['REPLICATION'],
    shop_admin: ['SUPERUSER', 'CREATEDB'],
  };
  return {
    roles: logins.map((name) => ({ name, password: passwords[name] ?? '', options: options[name] ?? [] })),
    databases: [
      { name: cluster, owner: 'seller' },
      { name: 'crm', owner: 'crm_owner_user' },
    ],
  };
}

/** `crm_owner` and the like own and read; the `..._user` roles that log in are members of them. */
async function grantPreparedRoles(server: PostgresServer): Promise<void> {
  const parts = ['owner', 'reader', 'writer'];
  await server.query('CREATE ROLE auditors NOLOGIN');
  for (const prefix of ['crm', 'crm_data']) {
    for (const part of parts) await server.query(`CREATE ROLE ${prefix}_${part} NOLOGIN`);
    await server.query(`GRANT ${prefix}_reader TO ${prefix}_writer`);
    await server.query(`GRANT ${prefix}_writer TO ${prefix}_owner`);
    for (const part of parts) await server.query(`GRANT ${prefix}_${part} TO ${prefix}_${part}_user`);
  }
  await server.query('ALTER DATABASE crm OWNER TO crm_owner');
  await server.query('CREATE SCHEMA data AUTHORIZATION crm_data_owner', 'crm');
}

function within({ namespace, labels }: Placed, role: string): Placed {
  return { namespace, labels: { ...labels, 'spilo-role': role } };
}

function objectsBeside(placed: Placed, passwords: Labels): readonly BedObject[] {
  const { namespace, labels } = placed;
  const selector = { application: 'spilo', 'cluster-name': cluster };
  return [
    ...Object.entries(passwords).map(([username, password]) => {
      const name = `${username.replaceAll('_', '-')}.${cluster}.credentials.postgresql.acid.zalan.do`;
      return secret(name, placed, { username, password });
    }),
    service(cluster, within(placed, 'master'), [port]),
    service(`${cluster}-repl`, within(placed, 'replica'), [port]),
    service(`${cluster}-config`, placed, []),
    { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: `${cluster}-config`, namespace, labels } },
    ...pods.flatMap((pod) => volume(`pgdata-${pod}`, placed, '1Gi')),
    disruptionBudget(`postgres-${cluster}-pdb`, placed, { ...selector, 'spilo-role': 'master' }),
    disruptionBudget(`postgres-${cluster}-critical-op-pdb`, placed, { ...selector, 'critical-operation': 'true' }),
    statefulSet(placed),
    logicalBackup(placed),
  ];
}

/** Without replicas, and for pods that are not there: its controller would make and remove the bed's pods otherwise. */
function statefulSet({ namespace, labels }: Placed): BedObject {
  const none = { ...labels, bed: 'none' };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: cluster, namespace, labels },
    spec: {
      replicas: 0,
      serviceName: cluster,
      updateStrategy: { type: 'OnDelete' },
      selector: { matchLabels: none },
      template: { metadata: { labels: none }, spec: { containers: [{ name: 'postgres', image: 'spilo' }] } },
    },
  };
}

function logicalBackup({ namespace, labels: { team = '' } }: Placed): BedObject {
  const labels = { application: 'spilo-logical-backup', 'cluster-name': cluster, team };
  const container = { name: 'logical-backup', image: 'ghcr.io/zalando/postgres-operator/logical-backup:v1.13.0' };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: `logical-backup-${cluster}`, namespace, labels },
    spec: {
      schedule: '30 00 * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        metadata: { labels },
        spec: { template: { metadata: { labels }, spec: { restartPolicy: 'Never', containers: [container] } } },
      },
    },
  };
}

/**
 * The physical backup: a real one, into a folder instead of a bucket. The container runs as root, a role that no cluster has, and the
 * script ends where it cannot ask whether the server is in recovery. Spilo's postgres-appliance/scripts/postgres_backup.sh#L15
 */
const envdir = `
import { spawnSync } from 'node:child_process';
const [, program = ''] = process.argv.slice(2);
if (!program.endsWith('/postgres_backup.sh')) {
  console.error('envdir: ' + program + ': No such file or directory');
  process.exit(111);
}
const { PGUSER = 'root' } = process.env;
const asked = spawnSync('psql', ['-U', PGUSER, '-d', 'postgres', '-tAc', 'SELECT pg_is_in_recovery()']);
if (asked.status !== 0) {
  process.stderr.write(asked.stderr ?? String(asked.error));
  console.error('ERROR: Recovery state unknown: ');
  process.exit(1);
}
const folder = process.env.BACKUPS + '/' + Date.now();
const done = spawnSync('pg_basebackup', ['-D', folder, '-X', 'fetch', '--checkpoint=fast', '--no-sync']);
process.stderr.write(done.stderr ?? String(done.error));
process.exit(done.status ?? 1);
`;
