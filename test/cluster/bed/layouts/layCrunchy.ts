// What Crunchy's operator makes of manifests/crunchy.yaml, on two real servers.
import type { BedName, BedObject } from '../apiClient.ts';
import type { IssuedCertificate } from '../certificates.ts';
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
  owned,
  ownerOf,
  type Placed,
  secret,
  service,
  volume,
} from './layout.ts';
import { type MemberSet, startMembers } from './startMembers.ts';
import { writeScript } from './patroni.ts';
import { type PostgresLayout, postgresLayout } from './postgresLayout.ts';

const cluster = 'ledger';
const prefix = 'postgres-operator.crunchydata.com';
const port = { name: 'postgres', port: 5432 };
/** The operator rolls four letters for each instance. */
const instances = [`${cluster}-00-k2xw`, `${cluster}-00-q7vn`];

export async function layCrunchy(bed: LayoutBed, options: LayoutOptions = {}): Promise<PostgresLayout> {
  await applyDefinitions(bed, 'crunchy.yaml');
  const { file, namespace, objects } = await applyManifest(bed, 'crunchy.yaml', 'finance', options.namespace);
  const [resource] = objects as [BedObject];
  const placed: Placed = { namespace, labels: { [`${prefix}/cluster`]: cluster } };
  const passwords = { bookkeeper: newPassword(), postgres: newPassword(), ccp_monitoring: newPassword() };
  const certificate = await issueFor(bed, namespace, [`${cluster}-primary`, `${cluster}-replicas`, `${cluster}-ha`]);
  const make = async (made: BedObject): Promise<MemberSet> => {
    const owner = ownerOf(made);
    await applyAll(bed, owned(owner, objectsBeside(bed, placed, passwords, certificate)));
    const members = await startMembers({
      ...{ bed, owner, container: 'database', port: port.port, synchronous: options.synchronous },
      image: 'registry.developers.crunchydata.com/crunchydata/crunchy-postgres:ubi9-15.13-2520',
      programs: { pgbackrest: await writeScript(bed, 'pgbackrest', pgbackrest) },
      sidecars: ['replication-cert-copy', 'pgbackrest', 'pgbackrest-config'],
      folder: `${namespace}-${cluster}`,
      pods: crunchyPods(2),
      placed: within(placed, { data: 'postgres', 'instance-set': '00', patroni: `${cluster}-ha` }),
      server: { ...certificate, hba, ...contentOf(passwords) },
      labelsOf: (pod, role) => ({
        [`${prefix}/instance`]: pod.replace(/-0$/, ''),
        [`${prefix}/role`]: role === 'primary' ? 'master' : 'replica',
      }),
      objectsOf: async (primary) =>
        owned(owner, [
          await endpoints(bed, `${cluster}-ha`, within(placed, { patroni: `${cluster}-ha` }), port, [primary]),
          await endpoints(bed, `${cluster}-primary`, within(placed, { role: 'primary' }), port, [primary]),
        ]),
    });
    await setInstances(bed, nameOf(made), instances.length);
    return members;
  };
  return postgresLayout(
    {
      ...{ bed, namespace, cluster, manifest: file, resource: nameOf(resource), passwords, make },
      stop: () => Promise.resolve(),
    },
    resource,
  );
}

/** What the status says once so many instances are up. */
export async function setInstances({ api }: LayoutBed, resource: BedName, count: number): Promise<void> {
  const sets = [{ name: '00', replicas: count, readyReplicas: count, updatedReplicas: count }];
  await api.patch(resource, { status: { instances: sets } }, 'status');
}

export function crunchyPods(count: number): readonly string[] {
  const more = Array.from(
    { length: Math.max(0, count - instances.length) },
    (_, index) => `${cluster}-00-z${String(index)}bd`,
  );
  return [...instances, ...more].slice(0, count).map((instance) => `${instance}-0`);
}

/** internal/postgres/hba.go: nobody comes in without TLS, not even from the pod's own loopback. */
const hba = ['hostssl all all all scram-sha-256'];

/** What `pgbackrest info` says before the first backup. https://pgbackrest.org/command.html#command-info */
const pgbackrest = `
const [command = ''] = process.argv.slice(2);
if (command !== 'info') {
  console.error('ERROR: [033]: unable to run ' + command + ' here');
  process.exit(33);
}
console.log('stanza: db\\n    status: error (no valid backups)\\n    cipher: none');
`;

function contentOf(passwords: Labels) {
  const options: Readonly<Record<string, readonly string[]>> = { postgres: ['SUPERUSER'] };
  return {
    roles: Object.entries(passwords).map(([name, password]) => ({ name, password, options: options[name] ?? [] })),
    databases: [{ name: cluster, owner: 'bookkeeper' }],
  };
}

function within(placed: Placed, labels: Labels): Placed {
  const more = Object.entries(labels).map(([name, value]) => [`${prefix}/${name}`, value] as const);
  return { ...placed, labels: { ...placed.labels, ...Object.fromEntries(more) } };
}

function objectsBeside(
  bed: LayoutBed,
  placed: Placed,
  passwords: Labels,
  { certificate, key }: IssuedCertificate,
): readonly BedObject[] {
  const tls = { 'tls.crt': certificate, 'tls.key': key, 'ca.crt': bed.authority.certificate };
  const patroni = within(placed, { patroni: `${cluster}-ha` });
  return [
    userSecret(placed, 'bookkeeper', passwords['bookkeeper'] ?? '', cluster),
    userSecret(placed, 'postgres', passwords['postgres'] ?? ''),
    secret(`${cluster}-monitoring`, within(placed, { role: 'monitoring' }), {
      password: passwords['ccp_monitoring'] ?? '',
      verifier: '',
    }),
    secret(`${cluster}-cluster-cert`, within(placed, { 'cluster-certificate': 'postgres-tls' }), tls),
    secret(`${cluster}-replication-cert`, placed, tls),
    secret(`${cluster}-pgbackrest`, within(placed, { pgbackrest: '' }), { 'pgbackrest.ca-roots': '' }),
    service(`${cluster}-ha`, patroni, [port]),
    service(`${cluster}-ha-config`, patroni, []),
    service(`${cluster}-primary`, within(placed, { role: 'primary' }), [port]),
    service(`${cluster}-pods`, placed, []),
    service(`${cluster}-replicas`, within(placed, { role: 'replica' }), [port], {
      [`${prefix}/cluster`]: cluster,
      [`${prefix}/role`]: 'replica',
    }),
    ...instances.flatMap((instance) => {
      const data = within(placed, { data: 'postgres', instance, 'instance-set': '00', role: 'pgdata' });
      return volume(`${instance}-pgdata`, data, '1Gi');
    }),
    ...volume(`${cluster}-repo1`, within(placed, { data: 'pgbackrest', 'pgbackrest-repo': 'repo1' }), '1Gi'),
    disruptionBudget(`${cluster}-set-00`, within(placed, { 'instance-set': '00' }), {
      [`${prefix}/cluster`]: cluster,
      [`${prefix}/instance-set`]: '00',
    }),
  ];
}

/** internal/controller/postgrescluster/postgres.go: without a database there is no URI. */
function userSecret(placed: Placed, user: string, password: string, database?: string): BedObject {
  const host = `${cluster}-primary.${placed.namespace}.svc`;
  const address = `${host}:${String(port.port)}/${database ?? ''}`;
  const uris = {
    dbname: database ?? '',
    uri: `postgresql://${user}:${password}@${address}`,
    'jdbc-uri': `jdbc:postgresql://${address}?password=${password}&user=${user}`,
  };
  const values = { host, port: String(port.port), user, password, verifier: '', ...(database ? uris : {}) };
  return secret(`${cluster}-pguser-${user}`, within(placed, { role: 'pguser', pguser: user }), values);
}
