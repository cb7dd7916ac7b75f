// What CloudNativePG makes of manifests/cloudnative-pg.yaml, on two real servers.
import type { BedName, BedObject } from '../apiClient.ts';
import type { IssuedCertificate } from '../certificates.ts';
import {
  applyAll,
  applyDefinitions,
  applyManifest,
  disruptionBudget,
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
import { type PostgresLayout, postgresLayout } from './postgresLayout.ts';

const cluster = 'orders';
const database = 'orders';
const pods = cloudNativePgPods(2);
const port = { name: 'postgres', port: 5432 };

export async function layCloudNativePg(bed: LayoutBed, options: LayoutOptions = {}): Promise<PostgresLayout> {
  await applyDefinitions(bed, 'cloudnative-pg.yaml');
  const { file, namespace, objects } = await applyManifest(bed, 'cloudnative-pg.yaml', 'sales', options.namespace);
  const [resource, analyst] = objects as [BedObject, BedObject];
  const placed: Placed = { namespace, labels: { 'cnpg.io/cluster': cluster } };
  const passwords = { clerk: newPassword(), postgres: newPassword(), analyst: passwordIn(analyst) };
  const certificate = await issueFor(
    bed,
    namespace,
    ['rw', 'ro', 'r'].map((suffix) => `${cluster}-${suffix}`),
  );
  const make = async (made: BedObject): Promise<MemberSet> => {
    const owner = ownerOf(made);
    await applyAll(bed, owned(owner, objectsBeside(bed, placed, passwords, certificate)));
    const members = await startMembers({
      ...{ bed, owner, placed, pods, container: 'postgres', port: port.port, synchronous: options.synchronous },
      image: 'ghcr.io/cloudnative-pg/postgresql:15',
      folder: `${namespace}-${cluster}`,
      server: { ...certificate, hba, ...contentOf(passwords) },
      labelsOf: (pod, role) => ({
        'cnpg.io/instanceName': pod,
        'cnpg.io/instanceRole': role,
        'cnpg.io/podRole': 'instance',
        role,
      }),
    });
    await setHealthy(bed, nameOf(made), members);
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

/** `orders-1`, `orders-2` ... */
export function cloudNativePgPods(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${cluster}-${String(index + 1)}`);
}

/** What the status says once all members are up. */
export async function setHealthy({ api }: LayoutBed, resource: BedName, { all, primary }: MemberSet) {
  const status = {
    phase: 'Cluster in healthy state',
    phaseReason: null,
    instances: all.length,
    readyInstances: all.length,
    instanceNames: all.map(({ pod }) => pod),
    currentPrimary: primary.pod,
    targetPrimary: primary.pod,
    conditions: [{ type: 'Ready', status: 'True', reason: 'ClusterIsReady', message: 'Cluster is Ready' }],
  };
  await api.patch(resource, { status }, 'status');
}

/** pkg/management/postgres/configuration.go: TLS is offered, not asked for. */
const hba = ['host all all all scram-sha-256'];

function contentOf(passwords: Labels) {
  const options: Readonly<Record<string, readonly string[]>> = { postgres: ['SUPERUSER'] };
  return {
    roles: Object.entries(passwords).map(([name, password]) => ({ name, password, options: options[name] ?? [] })),
    databases: [{ name: database, owner: 'clerk' }],
  };
}

/** The API server answers with `data`, whatever way it was written. */
function passwordIn(applied: BedObject): string {
  const { password = '' } = applied['data'] as { password?: string };
  return Buffer.from(password, 'base64').toString();
}

function objectsBeside(
  bed: LayoutBed,
  placed: Placed,
  { clerk = '', postgres = '' }: Labels,
  { certificate, key }: IssuedCertificate,
): readonly BedObject[] {
  const { namespace, labels } = placed;
  const ofUser = (type: string): Placed => ({ namespace, labels: { ...labels, 'cnpg.io/userType': type } });
  const basic = 'kubernetes.io/basic-auth';
  const tls = { 'tls.crt': certificate, 'tls.key': key };
  const instance = { 'cnpg.io/cluster': cluster, 'cnpg.io/podRole': 'instance' };
  const primary = { 'cnpg.io/cluster': cluster, 'cnpg.io/instanceRole': 'primary' };
  const replica = { 'cnpg.io/cluster': cluster, 'cnpg.io/instanceRole': 'replica' };
  return [
    secret(`${cluster}-app`, ofUser('app'), credentials(namespace, 'clerk', clerk, database), basic),
    secret(`${cluster}-superuser`, ofUser('superuser'), credentials(namespace, 'postgres', postgres, '*'), basic),
    // The authority's own key never leaves the process; nobody reads this one.
    secret(`${cluster}-ca`, placed, { 'ca.crt': bed.authority.certificate, 'ca.key': key }),
    secret(`${cluster}-server`, placed, tls, 'kubernetes.io/tls'),
    secret(`${cluster}-replication`, placed, tls, 'kubernetes.io/tls'),
    service(`${cluster}-rw`, placed, [port], primary),
    service(`${cluster}-ro`, placed, [port], replica),
    service(`${cluster}-r`, placed, [port], instance),
    disruptionBudget(`${cluster}-primary`, placed, primary),
    disruptionBudget(cluster, placed, replica),
    ...pods.flatMap((pod) => {
      const own = { ...labels, 'cnpg.io/instanceName': pod, 'cnpg.io/pvcRole': 'PG_DATA' };
      return volume(pod, { namespace, labels: own }, '1Gi');
    }),
  ];
}

/** pkg/specs/secrets.go (CreateSecret) */
function credentials(namespace: string, user: string, password: string, dbname: string) {
  const host = `${cluster}-rw`;
  const fqdn = `${host}.${namespace}.svc.cluster.local`;
  const uri = (at: string) => `postgresql://${user}:${password}@${at}:5432/${dbname}`;
  const jdbc = (at: string) => `jdbc:postgresql://${at}:5432/${dbname}?password=${password}&user=${user}`;
  return {
    ...{ username: user, user, password, dbname, host, port: '5432' },
    pgpass: `${host}:5432:${dbname}:${user}:${password}\n`,
    ...{ uri: uri(`${host}.${namespace}`), 'jdbc-uri': jdbc(`${host}.${namespace}`) },
    ...{ 'fqdn-uri': uri(fqdn), 'fqdn-jdbc-uri': jdbc(fqdn) },
  };
}
