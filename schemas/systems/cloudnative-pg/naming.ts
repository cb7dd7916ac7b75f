import type { Derived, ManifestNode, ManifestPath, Resource, Said } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { isTrue, isWritten, textItems, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

/** Names that the operator makes from a `Cluster`. Pure. Sources are paths in cloudnative-pg/cloudnative-pg v1.30. */

export const group = 'postgresql.cnpg.io';
export const clusterType = `Cluster.${group}`;
/** The project's plugin for backups into object stores. https://cloudnative-pg.io/plugin-barman-cloud/ */
export const barmanPlugin = 'barman-cloud.cloudnative-pg.io';
export const barmanGroup = 'barmancloud.cnpg.io';

/** The database and the owner that a new cluster begins with. */
export interface Application {
  readonly database: string;
  readonly owner: string;
  /** Where the two are written; where they are not: the section that brings them, or the name of the cluster. */
  readonly databaseNode: ManifestNode;
  readonly ownerNode: ManifestNode;
  /** Without a name the database is called `app`, and the owner like the database. */
  readonly isDatabaseWritten: boolean;
  readonly isOwnerWritten: boolean;
  /** The name of a Secret of the user's own; missing: the operator makes `<cluster>-app`. */
  readonly secret: ManifestNode;
}

/** Roles that only PostgreSQL or the operator may make, and the one that everybody is a member of. pkg/postgres/roles.go */
export function isBuiltInRole(name: string): boolean {
  return name === 'public' || name.startsWith('pg_') || name.startsWith('cnpg_');
}

/** Roles that no manifest may make. pkg/postgres/roles.go (IsRoleReserved) */
export function isReservedRole(name: string): boolean {
  return name === 'postgres' || name === 'streaming_replica' || name.startsWith('pg_') || name.startsWith('cnpg_');
}

/**
 * `undefined`: the cluster begins without one, because it follows another cluster or imports a whole server.
 * api/v1/cluster_defaults.go (defaultInitDB ...), api/v1/cluster_funcs.go (ShouldCreateApplicationDatabase)
 */
export function application({ identity, root, partial }: Resource): Application | undefined {
  const spec = root.at('spec');
  const method = bootstrapMethod(spec);
  const section = spec.at('bootstrap', method);
  if (partial && !isWritten(section)) return undefined;
  if (method !== 'initdb' && isReplica(spec, identity.name)) return undefined;
  const databaseNode = section.at('database');
  const ownerNode = section.at('owner');
  const database = textOf(databaseNode) ?? '';
  const isMonolith = method === 'initdb' && section.at('import', 'type').value === 'monolith';
  if (isPlaceholderLike(databaseNode) || isPlaceholderLike(ownerNode) || (isMonolith && !database)) return undefined;
  const cause = isWritten(section) ? section : root.at('metadata', 'name');
  const owner = textOf(ownerNode) ?? '';
  return {
    database: database || 'app',
    owner: owner || database || 'app',
    databaseNode: database ? databaseNode : cause,
    ownerNode: owner ? ownerNode : cause,
    isDatabaseWritten: database !== '',
    isOwnerWritten: owner !== '',
    secret: section.at('secret', 'name'),
  };
}

/** Which part of `bootstrap` counts; without any it is a new, empty cluster. */
export function bootstrapMethod(spec: ManifestNode): 'recovery' | 'pg_basebackup' | 'initdb' {
  const bootstrap = spec.at('bootstrap');
  if (isWritten(bootstrap.at('recovery'))) return 'recovery';
  return isWritten(bootstrap.at('pg_basebackup')) ? 'pg_basebackup' : 'initdb';
}

/** Whether the cluster is known to follow another one; without `primary` it does. api/v1/cluster_funcs.go (IsReplica) */
export function isReplica(spec: ManifestNode, name: string): boolean {
  const replica = spec.at('replica');
  if (replica.kind !== 'map') return false;
  const enabled = replica.at('enabled');
  if (isWritten(enabled)) return isTrue(enabled);
  const [primary, self] = [replica.at('primary'), replica.at('self')];
  const own = isGiven(self) ? textOf(self) : name;
  const leader = isGiven(primary) ? textOf(primary) : '';
  if (leader === undefined || own === undefined || isFilledInLater(own)) return false;
  return leader !== own && !leader.includes('${');
}

/** pkg/specs/secrets.go, internal/controller/cluster_create.go (reconcilePostgresSecrets), cluster_pki.go */
export function* secrets(resource: Resource): Iterable<Derived> {
  const { identity, root } = resource;
  const spec = root.at('spec');
  const because: ManifestPath = ['metadata', 'name'];
  const secret = (suffix: string, keys: readonly string[], note: Said, cause: ManifestPath = because): Derived => ({
    type: 'Secret',
    name: `${identity.name}${suffix}`,
    keys,
    because: cause,
    note,
  });
  const app = application(resource);
  if (app && !isGiven(app.secret)) {
    yield secret('-app', credentialKeys, say`credentials of ${app.owner}`, app.ownerNode.path);
  }
  const superuser = spec.at('enableSuperuserAccess');
  if (isTrue(superuser) && !isGiven(spec.at('superuserSecret', 'name'))) {
    yield secret('-superuser', credentialKeys, say`credentials of postgres`, superuser.path);
  }
  const certificates = spec.at('certificates');
  if (!isGiven(certificates.at('serverCASecret')) || !isGiven(certificates.at('clientCASecret'))) {
    yield secret('-ca', ['ca.crt', 'ca.key'], say`certificate authority`);
  }
  if (!isGiven(certificates.at('serverTLSSecret'))) yield secret('-server', tlsKeys, say`certificate of the servers`);
  if (!isGiven(certificates.at('replicationTLSSecret'))) {
    yield secret('-replication', tlsKeys, say`certificate of streaming_replica`);
  }
}

/** pkg/specs/services.go, api/v1/cluster_funcs.go (IsReadServiceEnabled ...) */
export function* services({ identity, root }: Resource): Iterable<Derived> {
  const managed = root.at('spec', 'managed', 'services');
  const disabled = textItems(managed.at('disabledDefaultServices')).map(([type]) => type);
  for (const [type, note] of Object.entries(serviceNotes)) {
    if (disabled.includes(type)) continue;
    yield { type: 'Service', name: `${identity.name}-${type}`, because: ['metadata', 'name'], note };
  }
  for (const item of managed.at('additional').items()) {
    const node = item.at('serviceTemplate', 'metadata', 'name');
    const name = textOf(node);
    const note = serviceNotes[textOf(item.at('selectorType')) ?? ''];
    if (name) yield { type: 'Service', name, because: node.path, ...(note === undefined ? {} : { note }) };
  }
}

/** Queries of the exporter that the operator copies into every namespace, as it is installed. api/v1/cluster_defaults.go */
export function* monitoringQueries({ root }: Resource): Iterable<Derived> {
  if (isTrue(root.at('spec', 'monitoring', 'disableDefaultQueries'))) return;
  const note = say`queries of the exporter`;
  yield { type: 'ConfigMap', name: 'cnpg-default-monitoring', keys: ['queries'], because: ['metadata', 'name'], note };
}

/**
 * The certificate with which poolers of a cluster log in; they share it. None if the pooler has a way of its own.
 * api/v1/pooler_funcs.go (IsAutomatedIntegration, GetAuthQuerySecretName)
 */
export function* poolerSecret({ root }: Resource): Iterable<Derived> {
  const cluster = root.at('spec', 'cluster', 'name');
  const name = textOf(cluster);
  const pgBouncer = root.at('spec', 'pgbouncer');
  const own = [['authQuery'], ['authQuerySecret', 'name'], ['serverTLSSecret', 'name']];
  if (!name || !isWritten(pgBouncer) || own.some((path) => isGiven(pgBouncer.at(...path)))) return;
  yield {
    type: 'Secret',
    name: `${name}-pooler`,
    keys: tlsKeys,
    because: cluster.path,
    note: say`certificate of poolers`,
  };
}

/** Roles under `managed` that are to exist. */
export function managedRoles(spec: ManifestNode): readonly ManifestNode[] {
  return spec
    .at('managed', 'roles')
    .items()
    .filter((role) => !isAbsent(role));
}

/** `ensure: absent`: the operator removes it. */
export function isAbsent(node: ManifestNode): boolean {
  return node.at('ensure').value === 'absent';
}

const credentialKeys = [
  ...['username', 'user', 'password', 'dbname', 'host', 'port'],
  ...['pgpass', 'uri', 'jdbc-uri', 'fqdn-uri', 'fqdn-jdbc-uri'],
];
const tlsKeys = ['tls.crt', 'tls.key'];

const serviceNotes: Readonly<Record<string, Said>> = {
  rw: say`primary, read and write`,
  ro: say`replicas, read-only`,
  r: say`any instance`,
};

/** Something other than an empty name; a placeholder counts. */
export function isGiven(node: ManifestNode): boolean {
  return isWritten(node) && node.value !== '';
}

function isPlaceholderLike(node: ManifestNode): boolean {
  return (isWritten(node) && textOf(node) === undefined) || (textOf(node)?.includes('${') ?? false);
}
