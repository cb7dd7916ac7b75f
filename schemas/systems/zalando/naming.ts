import type { Derived, ManifestNode, ManifestPath, Said } from '../../contract/index.ts';
import { perObject } from '../../vocabulary/perObject.ts';
import { isFalse, isTrue, isWritten, textItems, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { trimEnd } from '../../vocabulary/trimEnd.ts';

/** Names that the operator makes from a `postgresql` spec. Pure. Sources are paths in zalando/postgres-operator v2.0.1. */

/** Settings of the operator that decide on names. */
export interface OperatorNames {
  readonly secretNameTemplate: string;
  readonly superUser: string;
  readonly replicationUser: string;
  readonly poolerUser: string;
  readonly protectedRoles: readonly string[];
  readonly backupJobPrefix: string;
  /** `enable_cross_namespace_secret`: user `ns.name` and `secretNamespace` move Secrets to other namespaces. */
  readonly crossNamespaceSecrets: boolean;
}

/** What holds without a configuration. pkg/util/config/config.go, pkg/controller/operator_config.go */
export const defaultNames: OperatorNames = {
  secretNameTemplate: '{username}.{cluster}.credentials.{tprkind}.{tprgroup}',
  superUser: 'postgres',
  replicationUser: 'standby',
  poolerUser: 'pooler',
  protectedRoles: ['admin', 'cron_admin'],
  backupJobPrefix: 'logical-backup-',
  crossNamespaceSecrets: false,
};

/** The one role that all event streams of a cluster share. pkg/util/constants/streams.go */
export const streamUser = 'fes_user';

/** Postgres cuts longer names. NAMEDATALEN - 1, in bytes. */
export const MAX_ROLE_NAME = 63;

export interface NamedRole {
  readonly name: string;
  readonly login: boolean;
  readonly because: ManifestPath;
}

export interface PreparedRole extends NamedRole {
  /** Namespace that `secretNamespace` asks for. */
  readonly secretNamespace?: string;
}

/**
 * `<user>.<cluster>.credentials.postgresql.acid.zalan.do` by default, underscores of the user as hyphens.
 * pkg/cluster/util.go#L581
 */
export function secretName(user: string, cluster: string, names: OperatorNames = defaultNames): string {
  const values: Readonly<Record<string, string>> = {
    username: user.replaceAll('_', '-'),
    cluster,
    tprkind: 'postgresql',
    tprgroup: 'acid.zalan.do',
  };
  let name = '';
  for (const [index, part] of templateParts(names, undefined).entries())
    name += index % 2 === 0 ? part : (values[part] ?? '');
  return name;
}

/** Text and the name of a variable in turn. */
const templateParts = perObject((names: OperatorNames) =>
  names.secretNameTemplate.split(/\{(username|cluster|tprkind|tprgroup)\}/),
);

/** The database that `preparedDatabases: {}` stands for: the cluster's name with underscores. pkg/cluster/cluster.go#L1488 */
export function defaultPreparedDatabase(cluster: string): string {
  return cluster.replaceAll('-', '_');
}

/** Entries of `preparedDatabases`; of an empty map the database that it stands for, if the cluster's name is known. */
export function preparedDatabases(spec: ManifestNode, cluster = ''): readonly (readonly [string, ManifestNode])[] {
  const prepared = spec.at('preparedDatabases');
  const written = prepared.entries();
  if (written.length > 0 || prepared.kind !== 'map' || !cluster) return written;
  return [[defaultPreparedDatabase(cluster), prepared]];
}

/**
 * Roles of `preparedDatabases`: `<db>_owner|reader|writer`, with `defaultUsers` also `..._user` that can log in, and the
 * same per schema (`data` if none is named) unless `defaultRoles` is false. pkg/cluster/cluster.go#L1489-L1560
 */
export function preparedRoles(spec: ManifestNode, cluster = ''): readonly PreparedRole[] {
  return findPreparedRoles(spec, cluster);
}

const findPreparedRoles = perObject((spec: ManifestNode, cluster: string): readonly PreparedRole[] =>
  preparedDatabases(spec, cluster).flatMap(([database, node]) => rolesOfDatabase(database, node)),
);

/** The operator's own roles: superuser, replication, pooler and event streams. pkg/cluster/cluster.go#L1432 */
export function systemRoles(spec: ManifestNode, names: OperatorNames = defaultNames): readonly NamedRole[] {
  return findSystemRoles(spec, names);
}

const findSystemRoles = perObject((spec: ManifestNode, names: OperatorNames): readonly NamedRole[] => {
  const name: ManifestPath = ['metadata', 'name'];
  const roles: NamedRole[] = [
    { name: names.superUser, login: true, because: name },
    { name: names.replicationUser, login: true, because: name },
  ];
  const pooler = poolerCause(spec);
  if (pooler) {
    const own = spec.at('connectionPooler', 'user');
    const user = poolerUser(spec, names);
    roles.push({ name: user, login: true, because: textOf(own) === user ? own.path : pooler });
  }
  if (spec.at('streams').items().length > 0)
    roles.push({ name: streamUser, login: true, because: ['spec', 'streams'] });
  return roles;
});

/** Role of the pooler: its own unless that is the superuser or protected. pkg/cluster/connection_pooler.go#L92 */
export function poolerUser(spec: ManifestNode, names: OperatorNames = defaultNames): string {
  const own = textOf(spec.at('connectionPooler', 'user'));
  const refused = [names.superUser, names.replicationUser, ...names.protectedRoles];
  return own && !refused.includes(own) ? own : names.poolerUser;
}

/** Which poolers the operator runs, each with the field that says so. pkg/cluster/connection_pooler.go#L60 */
export function poolers(spec: ManifestNode): { primary?: ManifestPath; replica?: ManifestPath } {
  const enabled = spec.at('enableConnectionPooler');
  const section = spec.at('connectionPooler');
  const replica = spec.at('enableReplicaConnectionPooler');
  const implied = isWritten(section) && !isWritten(enabled);
  return {
    ...(isTrue(enabled) ? { primary: enabled.path } : implied ? { primary: section.path } : {}),
    ...(isTrue(replica) ? { replica: replica.path } : {}),
  };
}

/** Users of the manifest that become roles: those with a name of the operator's are passed over. */
export function manifestUsers(spec: ManifestNode, names: OperatorNames = defaultNames): readonly NamedRole[] {
  return findManifestUsers(spec, names);
}

const findManifestUsers = perObject((spec: ManifestNode, names: OperatorNames): readonly NamedRole[] => {
  const reserved = new Set([...systemRoles(spec, names).map((role) => role.name), ...names.protectedRoles]);
  return spec
    .at('users')
    .entries()
    .filter(([user]) => !reserved.has(user) && !user.includes('${'))
    .map(([name, node]) => {
      const flags = textItems(node).map(([flag]) => flag.toLowerCase());
      return { name, login: !flags.includes('nologin'), because: node.path };
    });
});

/**
 * Whether the cluster follows another one, so that users and databases come from there: by the section, or by a variable
 * with the path of an archive. pkg/cluster/util.go#L676
 */
export function isStandby(spec: ManifestNode): boolean {
  return isWritten(spec.at('standby')) || spec.at('env').items().some(isArchiveToFollow);
}

function isArchiveToFollow(variable: ManifestNode): boolean {
  const name = textOf(variable.at('name')) ?? '';
  return /^STANDBY_WALE_(S3|GS|GSC|SWIFT)_PREFIX$/.test(name) && Boolean(textOf(variable.at('value')));
}

/** CronJob of the logical backup, cut to 52 characters. pkg/cluster/k8sres.go#L2649, pkg/cluster/util.go#L657 */
export function backupJobName(cluster: string, names: OperatorNames = defaultNames): string {
  const name = `${names.backupJobPrefix}${cluster}`;
  return name.length > 52 ? trimEnd(name.slice(0, 52), '-') : name;
}

/** Secrets with credentials: of users of the manifest, prepared users that can log in, the operator's own. */
export function credentialSecrets(spec: ManifestNode, cluster: string): Derived[] {
  const secretOf = (role: NamedRole, namespace: string | undefined): Derived => ({
    type: 'Secret',
    name: secretName(role.name, cluster),
    keys: ['username', 'password'],
    because: role.because,
    note: namespace
      ? say`credentials of ${role.name}, in namespace ${namespace} if the operator has \`enable_cross_namespace_secret\``
      : say`credentials of ${role.name}`,
  });
  const made = [
    ...preparedRoles(spec, cluster).map((role) => [role, role.secretNamespace] as const),
    ...systemRoles(spec).map((role) => [role, undefined] as const),
  ];
  return [
    // Those of the manifest have one even if they cannot log in. pkg/cluster/util.go#L134
    ...manifestUsers(spec).map((role) => [role, namespaceInUser(role.name)] as const),
    ...made.filter(([role]) => role.login),
  ].map(([role, namespace]) => secretOf(role, namespace));
}

/** Services in front of the primary, the replicas and the poolers. pkg/cluster/util.go, connection_pooler.go#L52 */
export function services(spec: ManifestNode, cluster: string): Derived[] {
  const name: ManifestPath = ['metadata', 'name'];
  const { primary, replica } = poolers(spec);
  const databases = knownDatabases(spec, cluster);
  const pooled = databases ? { databases } : {};
  const serves = refusesPlain(spec) ? { ...pooled, refusesPlain: say`by its \`pg_hba\`` } : pooled;
  const service = (suffix: string, because: ManifestPath, note: Said, behind = pooled): Derived => ({
    type: 'Service',
    name: `${cluster}${suffix}`,
    because,
    note,
    serves: behind,
  });
  return [
    service('', name, isStandby(spec) ? say`standby leader, read-only` : say`primary, read and write`, serves),
    service('-repl', name, say`replicas, read-only`, serves),
    ...(primary ? [service('-pooler', primary, say`primary through the pooler`)] : []),
    ...(replica ? [service('-pooler-repl', replica, say`replicas through the pooler`)] : []),
  ];
}

/** `undefined`: some come from another cluster, or their names are filled in later. */
function knownDatabases(spec: ManifestNode, cluster: string): string[] | undefined {
  if (isStandby(spec) || isWritten(spec.at('clone'))) return undefined;
  const prepared = preparedDatabases(spec, cluster).map(([name]) => name);
  const names = [
    'postgres',
    ...spec
      .at('databases')
      .entries()
      .map(([name]) => name),
    ...prepared,
  ];
  return names.some((name) => name.includes('${')) ? undefined : [...new Set(names)];
}

/**
 * Spilo lets nobody in from other pods without TLS, unless `pg_hba` is written or a variable says otherwise.
 * https://github.com/zalando/spilo/blob/master/postgres-appliance/scripts/configure_spilo.py (pg_hba, ALLOW_NOSSL)
 */
function refusesPlain(spec: ManifestNode): boolean {
  if (isWritten(spec.at('patroni', 'pg_hba'))) return false;
  const isOpened = (variable: ManifestNode) =>
    ['ALLOW_NOSSL', 'SPILO_CONFIGURATION'].includes(textOf(variable.at('name')) ?? '');
  return !isWritten(spec.at('envFrom')) && !spec.at('env').items().some(isOpened);
}

const accessLevels = ['owner', 'reader', 'writer'] as const;

function poolerCause(spec: ManifestNode): ManifestPath | undefined {
  const { primary, replica } = poolers(spec);
  return primary ?? replica;
}

/** User `ns.name`: everything before the first dot. pkg/cluster/cluster.go#L1625 */
export function namespaceInUser(user: string): string | undefined {
  const dot = user.indexOf('.');
  return dot > 0 ? user.slice(0, dot) : undefined;
}

function rolesOfDatabase(database: string, node: ManifestNode): PreparedRole[] {
  const secretNamespace = textOf(node.at('secretNamespace'));
  const where = secretNamespace ? { secretNamespace } : {};
  const schemas = node.at('schemas').entries();
  const ofSchemas = schemas.flatMap(([schema, settings]) =>
    isFalse(settings.at('defaultRoles'))
      ? []
      : rolesOf(`${database}_${schema}`, isTrue(settings.at('defaultUsers')), settings.path),
  );
  const roles = [
    ...rolesOf(database, isTrue(node.at('defaultUsers')), node.path),
    ...(schemas.length === 0 ? rolesOf(`${database}_data`, false, node.path) : ofSchemas),
  ];
  return roles.map((role) => ({ ...role, ...where }));
}

function rolesOf(prefix: string, withUsers: boolean, because: ManifestPath): PreparedRole[] {
  return accessLevels.flatMap((level) => [
    { name: `${prefix}_${level}`, login: false, because },
    ...(withUsers ? [{ name: `${prefix}_${level}_user`, login: true, because }] : []),
  ]);
}
