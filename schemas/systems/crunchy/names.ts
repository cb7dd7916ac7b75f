import type { ManifestNode, NameScope, NameUse, Resource } from '../../contract/index.ts';
import {
  declares,
  derives,
  isFilledInLater,
  refers,
  refersByItems,
  refersByKeys,
  scopeOf,
  serviceOfHost,
} from '../../vocabulary/nameUses.ts';
import { isTrue, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import {
  clusterDatabases,
  clusterType,
  clusterUsers,
  group,
  hasDefaultUser,
  repositories,
  systemRoles,
} from './naming.ts';
import { adminObjects, bridgeObjects, clusterObjects, upgradeObjects } from './objectNames.ts';

export const userType = 'crunchy/user';
export const databaseType = 'crunchy/database';
export const repositoryType = 'crunchy/repository';
export const instanceSetType = 'crunchy/instance-set';

/** Users, databases, repositories and instance sets of a cluster, other clusters, and the objects that it reads. */
export function* names(resource: Resource): Iterable<NameUse> {
  const spec = resource.root.at('spec');
  if (resource.identity.kind === 'PostgresCluster') {
    yield* clusterNames(resource);
    yield* clusterObjects(spec);
  } else if (resource.identity.kind === 'PGUpgrade') {
    yield* refers(clusterType, spec.at('postgresClusterName'));
    yield* upgradeObjects(spec);
  } else if (resource.identity.kind === 'PGAdmin') {
    for (const item of spec.at('serverGroups').items()) yield* refers(clusterType, item.at('postgresClusterName'));
    yield* adminObjects(spec);
  } else if (resource.identity.kind === 'CrunchyBridgeCluster') {
    yield* bridgeObjects(spec);
  }
}

function* clusterNames(resource: Resource): Iterable<NameUse> {
  const { identity, root } = resource;
  const spec = root.at('spec');
  yield* sourceNames(spec, identity.name);
  yield* serviceOfHost(spec.at('standby', 'host'));
  // The upgrade that may change this cluster. internal/controller/pgupgrade/labels.go
  yield* refers(`PGUpgrade.${group}`, root.at('metadata', 'annotations', `${group}/allow-upgrade`));
  if (isFilledInLater(identity.name)) return;
  const within = scopeOf(clusterType, identity.name);
  yield* userNames(resource, within);
  yield* userReferences(spec, within);
  yield* repositoryNames(spec, within);
  for (const set of spec.at('instances').items()) yield* declares(instanceSetType, set.at('name'), { within });
  yield* switchoverTarget(spec, identity.name, within);
}

/** Users and databases; of several users that name one database the first declares it. */
function* userNames(resource: Resource, within: NameScope): Iterable<NameUse> {
  const { root } = resource;
  const spec = root.at('spec');
  const seen = new Set<string>();
  const fixed = say`it is the name of the cluster`;
  const isDefault = hasDefaultUser(resource);
  for (const { name, node } of clusterUsers(resource)) {
    yield* isDefault ? derives(userType, name, node, { within, fixed }) : declares(userType, node, { within });
  }
  for (const { name, node } of clusterDatabases(resource)) {
    if (isDefault) yield* derives(databaseType, name, node, { within, fixed });
    else yield* seen.has(name) ? refers(databaseType, node, { within }) : declares(databaseType, node, { within });
    seen.add(name);
  }
  const listed = new Set(clusterUsers(resource).map(({ name }) => name));
  for (const { name, because } of systemRoles(spec)) {
    if (listed.has(name)) continue;
    yield* derives(userType, name, root.at(...because), { within, fixed: say`the operator makes this user` });
  }
}

/** What rules of authentication, queries and PgBouncer name may exist in the database only. */
function* userReferences(spec: ManifestNode, within: NameScope): Iterable<NameUse> {
  const optional = true;
  for (const rule of spec.at('authentication', 'rules').items()) {
    yield* refersByItems(userType, rule.at('users'), { within, optional });
    yield* refersByItems(databaseType, rule.at('databases'), { within, optional });
  }
  for (const query of spec.at('instrumentation', 'metrics', 'customQueries', 'add').items()) {
    yield* refersByItems(databaseType, query.at('databases'), { within, optional });
  }
  yield* refersByKeys(userType, spec.at('proxy', 'pgBouncer', 'config', 'users'), { within, optional });
}

/** A repository is a place: the paths and options of pgBackRest have its name in them. internal/pgbackrest/config.go */
function* repositoryNames(spec: ManifestNode, within: NameScope): Iterable<NameUse> {
  const fixed = say`backups are stored under the name of the repository`;
  for (const repository of repositories(spec))
    yield* declares(repositoryType, repository.at('name'), { within, fixed });
  const pgBackRest = spec.at('backups', 'pgbackrest');
  yield* refers(repositoryType, pgBackRest.at('manual', 'repoName'), { within });
  yield* refers(repositoryType, spec.at('standby', 'repoName'), { within });
  const restore = pgBackRest.at('restore');
  yield* refers(repositoryType, restore.at('repoName'), {
    within: sourceScope(restore, within.name),
    // Nothing reads the section before it is enabled.
    ...(isTrue(restore.at('enabled')) ? {} : { optional: true }),
  });
}

/** The cluster to copy when this one is made, and the repository in it. Without a name it is this cluster. */
function* sourceNames(spec: ManifestNode, cluster: string): Iterable<NameUse> {
  for (const source of [spec.at('dataSource', 'postgresCluster'), spec.at('backups', 'pgbackrest', 'restore')]) {
    const namespace = textOf(source.at('clusterNamespace'));
    if (namespace !== undefined && isFilledInLater(namespace)) continue;
    yield* refers(clusterType, source.at('clusterName'), namespace === undefined ? {} : { namespace });
  }
  const source = spec.at('dataSource', 'postgresCluster');
  const within = sourceScope(source, cluster);
  if (!isFilledInLater(within.name)) yield* refers(repositoryType, source.at('repoName'), { within });
}

function sourceScope(source: ManifestNode, cluster: string): NameScope {
  return scopeOf(clusterType, textOf(source.at('clusterName')) ?? cluster, textOf(source.at('clusterNamespace')));
}

/** `<cluster>-<set>-<four characters>`: a StatefulSet of an instance set. internal/naming/names.go (GenerateInstance) */
function* switchoverTarget(spec: ManifestNode, cluster: string, within: NameScope): Iterable<NameUse> {
  const node = spec.at('patroni', 'switchover', 'targetInstance');
  const target = textOf(node);
  if (target === undefined || node.source !== target || !target.startsWith(`${cluster}-`)) return;
  const name = target.slice(cluster.length + 1).replace(/-[a-z0-9]{4}$/, '');
  const start = cluster.length + 1;
  if (name === '' || start + name.length === target.length) return;
  const part = { start, end: start + name.length };
  yield { role: 'refers', type: instanceSetType, name, node, part, within, optional: true };
}
