import type { Derived, ManifestNode, ManifestPath, Resource, Said, ServedDatabases } from '../../contract/index.ts';
import { isPlaceholder, isWritten, textItems, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

/** Names that the operator makes from a `PostgresCluster`. Pure. Sources are paths in CrunchyData/postgres-operator v6.0. */

export const group = 'postgres-operator.crunchydata.com';
export const clusterType = `PostgresCluster.${group}`;

/** A user of the cluster. */
export interface ClusterUser {
  readonly name: string;
  /** Its Secret has the keys about a database; true as well where a placeholder stands for the databases. */
  readonly hasDatabase: boolean;
  /** Where its name is written: in the list of users, or in the name of the cluster. */
  readonly node: ManifestNode;
}

/** `<cluster>-pguser-<user>`. internal/naming/names.go (PostgresUserSecret) */
export function userSecretName(cluster: string, user: string): string {
  return `${cluster}-pguser-${user}`;
}

/**
 * Users as listed. Without a list one user and one database, named like the cluster if a user may be called so; an empty
 * list means none. internal/controller/postgrescluster/postgres.go (reconcilePostgresUserSecrets)
 */
export function clusterUsers({ identity, root, partial }: Resource): ClusterUser[] {
  const list = root.at('spec', 'users');
  if (isWritten(list)) return list.items().flatMap(listedUser);
  const { name } = identity;
  if (partial || !mayBeUser(name)) return [];
  return [{ name, hasDatabase: true, node: root.at('metadata', 'name') }];
}

/**
 * Databases as the users name them, so one may come more than once; without a list of users the one that is named like
 * the cluster. internal/controller/postgrescluster/postgres.go (reconcilePostgresDatabases)
 */
export function clusterDatabases({ identity, root, partial }: Resource): { name: string; node: ManifestNode }[] {
  const list = root.at('spec', 'users');
  const { name } = identity;
  if (!isWritten(list)) return partial || name.length > 63 ? [] : [{ name, node: root.at('metadata', 'name') }];
  return list
    .items()
    .flatMap((user) => textItems(user.at('databases')))
    .filter(([database]) => database !== '' && !database.includes('${'))
    .map(([database, node]) => ({ name: database, node }));
}

/** Whether the list of users is left out, so that user and database are named like the cluster. */
export function hasDefaultUser({ root, partial }: Resource): boolean {
  return !partial && !isWritten(root.at('spec', 'users'));
}

/** Credentials of the users. internal/controller/postgrescluster/postgres.go (generatePostgresUserSecret) */
export function* userSecrets(resource: Resource): Iterable<Derived> {
  const pgBouncer = isWritten(resource.root.at('spec', 'proxy', 'pgBouncer'));
  for (const { name, hasDatabase, node } of clusterUsers(resource)) {
    const keys = [
      ...['host', 'port', ...(hasDatabase ? ['dbname'] : []), 'user', 'password', 'verifier'],
      ...(hasDatabase ? ['uri', 'jdbc-uri'] : []),
      ...(pgBouncer ? ['pgbouncer-host', 'pgbouncer-port'] : []),
      ...(pgBouncer && hasDatabase ? ['pgbouncer-uri', 'pgbouncer-jdbc-uri'] : []),
    ];
    const note = say`credentials of ${name}`;
    yield { type: 'Secret', name: userSecretName(resource.identity.name, name), keys, because: node.path, note };
  }
}

/** Credentials of roles of the service. internal/bridge/crunchybridgecluster/postgres.go (generatePostgresRoleSecret), v5.8 */
export function* bridgeSecrets({ root }: Resource): Iterable<Derived> {
  for (const role of root.at('spec', 'roles').items()) {
    const node = role.at('secretName');
    const name = textOf(node);
    const note = say`credentials of ${textOf(role.at('name')) ?? say`a role`}`;
    if (name) yield { type: 'Secret', name, keys: ['name', 'password', 'uri'], because: node.path, note };
  }
}

/** Certificates and the passwords of the operator's own roles. */
export function* systemSecrets({ identity, root }: Resource): Iterable<Derived> {
  const spec = root.at('spec');
  const because: ManifestPath = ['metadata', 'name'];
  const secret = (suffix: string, keys: readonly string[], note: Said, cause: ManifestPath = because): Derived => ({
    type: 'Secret',
    name: `${identity.name}${suffix}`,
    keys,
    because: cause,
    note,
  });
  const certificate = ['tls.crt', 'tls.key', 'ca.crt'];
  if (!isWritten(spec.at('customTLSSecret')))
    yield secret('-cluster-cert', certificate, say`certificate of the servers`);
  if (!isWritten(spec.at('customReplicationTLSSecret'))) {
    yield secret('-replication-cert', certificate, say`certificate of the replicas`);
  }
  const pgBouncer = spec.at('proxy', 'pgBouncer');
  if (isWritten(pgBouncer))
    yield secret('-pgbouncer', pgBouncerKeys(pgBouncer), say`users of PgBouncer`, pgBouncer.path);
  const pgBackRest = spec.at('backups', 'pgbackrest');
  if (isWritten(pgBackRest)) {
    yield secret('-pgbackrest', pgBackRestKeys(pgBackRest), say`certificates of pgBackRest`, pgBackRest.path);
  }
  const monitoring = monitoringCause(spec);
  if (monitoring) yield secret('-monitoring', ['password', 'verifier'], say`credentials of ccp_monitoring`, monitoring);
}

/** internal/naming/names.go (Cluster...Service), internal/controller/postgrescluster/cluster.go, patroni.go, pgbouncer.go */
export function* services(resource: Resource): Iterable<Derived> {
  const { identity, root } = resource;
  const spec = root.at('spec');
  const serves = servedBy(resource);
  const service = (suffix: string, note: Said, because: ManifestPath = ['metadata', 'name']): Derived => ({
    type: 'Service',
    name: `${identity.name}${suffix}`,
    because,
    note,
  });
  yield {
    ...service('-primary', isStandby(spec) ? say`standby leader, read-only` : say`primary, read and write`),
    serves,
  };
  yield { ...service('-replicas', say`replicas, read-only`), serves };
  yield { ...service('-ha', say`primary, as Patroni announces it`), serves };
  yield service('-ha-config', say`configuration that Patroni shares`);
  yield service('-pods', say`names of the pods`);
  const pgBouncer = spec.at('proxy', 'pgBouncer');
  if (isWritten(pgBouncer)) yield service('-pgbouncer', say`primary through PgBouncer`, pgBouncer.path);
  const pgAdmin = spec.at('userInterface', 'pgAdmin');
  if (isWritten(pgAdmin)) yield service('-pgadmin', say`pgAdmin`, pgAdmin.path);
}

/**
 * Databases may also come from a copied cluster or from SQL that is run first. Unless rules of the user's own come
 * before it, `hostssl all all all` is all that lets clients in. internal/postgres/hba.go
 */
function servedBy(resource: Resource): ServedDatabases {
  const spec = resource.root.at('spec');
  const isPartial = [spec.at('dataSource'), spec.at('databaseInitSQL')].some(isWritten) || isStandby(spec);
  const names = clusterDatabases(resource).map(({ name }) => name);
  const hasRules =
    isWritten(spec.at('authentication', 'rules')) ||
    isWritten(spec.at('patroni', 'dynamicConfiguration', 'postgresql', 'pg_hba'));
  return {
    ...(isPartial || resource.partial ? {} : { databases: [...new Set(['postgres', ...names])] }),
    ...(hasRules ? {} : { refusesPlain: say`by its \`pg_hba\`` }),
  };
}

/** Roles that come with a cluster, each with the field that causes it. */
export function systemRoles(spec: ManifestNode): readonly { readonly name: string; readonly because: ManifestPath }[] {
  const because: ManifestPath = ['metadata', 'name'];
  const pgBouncer = spec.at('proxy', 'pgBouncer');
  const monitoring = monitoringCause(spec);
  return [
    { name: 'postgres', because },
    { name: '_crunchyrepl', because },
    ...(isWritten(pgBouncer) ? [{ name: '_crunchypgbouncer', because: pgBouncer.path }] : []),
    ...(monitoring ? [{ name: 'ccp_monitoring', because: monitoring }] : []),
  ];
}

/** `<cluster>-<repository>-full|diff|incr`. internal/naming/names.go (PGBackRestCronJob) */
export function* backupJobs({ identity, root }: Resource): Iterable<Derived> {
  for (const repository of repositories(root.at('spec'))) {
    const name = textOf(repository.at('name'));
    if (!name) continue;
    for (const [field, type, note] of scheduleTypes) {
      const schedule = repository.at('schedules', field);
      if (!isWritten(schedule)) continue;
      yield { type: 'CronJob', name: `${identity.name}-${name}-${type}`, because: schedule.path, note };
    }
  }
}

export function repositories(spec: ManifestNode): readonly ManifestNode[] {
  return spec.at('backups', 'pgbackrest', 'repos').items();
}

/** The section alone makes it one: `enabled` is true unless written otherwise. */
export function isStandby(spec: ManifestNode): boolean {
  const standby = spec.at('standby');
  return standby.kind === 'map' && standby.at('enabled').value !== false;
}

const scheduleTypes = [
  ['full', 'full', say`full backup`],
  ['differential', 'diff', say`differential backup`],
  ['incremental', 'incr', say`incremental backup`],
] as const;

function listedUser(user: ManifestNode): ClusterUser[] {
  const node = user.at('name');
  const name = textOf(node);
  if (!name || name.includes('${')) return [];
  const list = user.at('databases');
  return [{ name, hasDatabase: list.items().length > 0 || isPlaceholder(list), node }];
}

function mayBeUser(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}

/** internal/pgbouncer/config.go, certificates.go */
function pgBouncerKeys(pgBouncer: ManifestNode): string[] {
  const own = ['pgbouncer-users.txt', 'pgbouncer-password', 'pgbouncer-verifier'];
  if (isWritten(pgBouncer.at('customTLSSecret'))) return own;
  return [...own, 'pgbouncer-frontend.ca-roots', 'pgbouncer-frontend.key', 'pgbouncer-frontend.crt'];
}

/** The host of repositories in volumes has a certificate too. internal/pgbackrest/certificates.go */
function pgBackRestKeys(pgBackRest: ManifestNode): string[] {
  const own = ['pgbackrest.ca-roots', 'pgbackrest-client.key', 'pgbackrest-client.crt'];
  const repos = pgBackRest.at('repos').items();
  const hasHost = repos.some((repository) => isWritten(repository.at('volume')));
  return hasHost ? [...own, 'pgbackrest-repo-host.key', 'pgbackrest-repo-host.crt'] : own;
}

/** The exporter, or metrics of the collector where that feature is on. internal/controller/postgrescluster/pgmonitor.go */
function monitoringCause(spec: ManifestNode): ManifestPath | undefined {
  const exporter = spec.at('monitoring', 'pgmonitor', 'exporter');
  const collector = spec.at('instrumentation');
  return isWritten(exporter) ? exporter.path : isWritten(collector) ? collector.path : undefined;
}
