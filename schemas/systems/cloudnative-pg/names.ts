import type { ManifestNode, NameScope, NameUse, Resource } from '../../contract/index.ts';
import {
  declares,
  derives,
  isFilledInLater,
  refers,
  refersByKeys,
  scopeOf,
  serviceOfHost,
} from '../../vocabulary/nameUses.ts';
import { textItems, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { application, clusterType, group, isAbsent, isBuiltInRole, managedRoles } from './naming.ts';
import { clusterObjects, poolerObjects, roleObjects, storeObjects } from './objectNames.ts';

export const roleType = 'cloudnative-pg/role';
export const databaseType = 'cloudnative-pg/database';
export const externalClusterType = 'cloudnative-pg/external-cluster';
export const tablespaceType = 'cloudnative-pg/tablespace';
export const componentImageType = 'cloudnative-pg/component-image';

/** Clusters, external clusters, roles, databases, tablespaces, catalogs and backups, and the objects that are read. */
export function* names(resource: Resource): Iterable<NameUse> {
  const { identity, root } = resource;
  const spec = root.at('spec');
  if (identity.kind === 'Cluster') yield* clusterNames(resource);
  else if (identity.kind === 'Pooler') yield* poolerNames(spec);
  else if (identity.kind.endsWith('ImageCatalog')) yield* catalogNames(resource);
  else if (identity.kind === 'ObjectStore') yield* storeObjects(spec);
  else yield* partNames(identity.kind, spec);
}

function* clusterNames(resource: Resource): Iterable<NameUse> {
  const { identity, root } = resource;
  const spec = root.at('spec');
  const catalog = spec.at('imageCatalogRef');
  yield* refers(catalogType(catalog), catalog.at('name'));
  // Most backups are made by a schedule, under names that nobody writes.
  const backup = spec.at('bootstrap', 'recovery', 'backup', 'name');
  yield* refers(`Backup.${group}`, backup, { fixed: readOnce, optional: true });
  yield* clusterObjects(spec);
  for (const external of spec.at('externalClusters').items()) {
    yield* serviceOfHost(external.at('connectionParameters', 'host'));
  }
  if (isFilledInLater(identity.name)) return;
  const within = scopeOf(clusterType, identity.name);
  yield* externalClusterNames(spec, within);
  yield* applicationNames(resource, within);
  yield* roleNames(root, within);
  yield* tablespaceNames(spec, within);
}

function* externalClusterNames(spec: ManifestNode, within: NameScope): Iterable<NameUse> {
  for (const external of spec.at('externalClusters').items()) {
    yield* declares(externalClusterType, external.at('name'), { within });
  }
  const bootstrap = spec.at('bootstrap');
  for (const node of [
    bootstrap.at('initdb', 'import', 'source', 'externalCluster'),
    bootstrap.at('pg_basebackup', 'source'),
    bootstrap.at('recovery', 'source'),
    spec.at('replica', 'source'),
  ]) {
    yield* refers(externalClusterType, node, { within });
  }
  // Names in a topology over several sites: a list of external clusters may leave out this one.
  for (const field of ['primary', 'self']) {
    yield* refers(externalClusterType, spec.at('replica', field), { within, optional: true });
  }
}

/** Database and owner that the cluster begins with. */
function* applicationNames(resource: Resource, within: NameScope): Iterable<NameUse> {
  const app = application(resource);
  if (!app) return;
  const fixed = say`it is the default of the operator`;
  yield* app.isDatabaseWritten
    ? declares(databaseType, app.databaseNode, { within, fixed: readOnce })
    : derives(databaseType, app.database, app.databaseNode, { within, fixed });
  yield* app.isOwnerWritten
    ? declares(roleType, app.ownerNode, { within, fixed: readOnce })
    : derives(roleType, app.owner, app.ownerNode, { within, fixed });
}

function* roleNames(root: ManifestNode, within: NameScope): Iterable<NameUse> {
  const spec = root.at('spec');
  for (const name of ['postgres', 'streaming_replica']) {
    yield* derives(roleType, name, root.at('metadata', 'name'), { within, fixed: say`the operator makes this role` });
  }
  for (const role of managedRoles(spec)) {
    yield* declares(roleType, role.at('name'), { within });
    yield* memberships(role, within);
  }
}

/** A tablespace is a volume of every instance. */
function* tablespaceNames(spec: ManifestNode, within: NameScope): Iterable<NameUse> {
  const fixed = say`a tablespace cannot be renamed or removed`;
  for (const tablespace of spec.at('tablespaces').items()) {
    yield* declares(tablespaceType, tablespace.at('name'), { within, fixed });
    yield* roleReference(tablespace.at('owner', 'name'), within);
  }
  yield* refersByKeys(tablespaceType, spec.at('backup', 'volumeSnapshot', 'tablespaceClassName'), { within });
  const restored = spec.at('bootstrap', 'recovery', 'volumeSnapshots', 'tablespaceStorage');
  yield* refersByKeys(tablespaceType, restored, { within });
}

function* poolerNames(spec: ManifestNode): Iterable<NameUse> {
  yield* refers(clusterType, spec.at('cluster', 'name'), { fixed: say`a pooler stays with its cluster` });
  const catalog = spec.at('pgbouncer', 'imageCatalogRef');
  yield* refers(catalogType(catalog), catalog.at('name'));
  const name = textOf(catalog.at('name'));
  if (name !== undefined && !isFilledInLater(name)) {
    yield* refers(componentImageType, catalog.at('key'), { within: scopeOf(catalogType(catalog), name) });
  }
  yield* poolerObjects(spec);
}

function* catalogNames({ identity, root }: Resource): Iterable<NameUse> {
  if (isFilledInLater(identity.name)) return;
  const within = scopeOf(`${identity.kind}.${group}`, identity.name);
  for (const image of root.at('spec', 'componentImages').items()) {
    yield* declares(componentImageType, image.at('key'), { within });
  }
}

/** What belongs to a cluster and is a resource of its own: backups, databases, roles, publications, subscriptions. */
function* partNames(kind: string, spec: ManifestNode): Iterable<NameUse> {
  const cluster = spec.at('cluster', 'name');
  const fixed = say`it stays with its cluster`;
  yield* refers(clusterType, cluster, kind === 'ScheduledBackup' ? {} : { fixed });
  const name = textOf(cluster);
  if (name === undefined || isFilledInLater(name)) return;
  const within = scopeOf(clusterType, name);
  if (kind === 'Database') yield* databaseNames(spec, within);
  if (kind === 'DatabaseRole') {
    yield* declares(roleType, spec.at('name'), { within, fixed: say`the name of a role is written once` });
    yield* memberships(spec, within);
    yield* roleObjects(spec);
  }
  if (kind === 'Publication' || kind === 'Subscription') {
    yield* refers(databaseType, spec.at('dbname'), { within, fixed: say`it stays in its database` });
    yield* refers(externalClusterType, spec.at('externalClusterName'), { within });
  }
}

function* databaseNames(spec: ManifestNode, within: NameScope): Iterable<NameUse> {
  const fixed = say`the name of a database is written once`;
  if (!isAbsent(spec)) yield* declares(databaseType, spec.at('name'), { within, fixed });
  yield* roleReference(spec.at('owner'), within);
  if (spec.at('tablespace').value !== 'pg_default') {
    yield* refers(tablespaceType, spec.at('tablespace'), { within });
  }
  for (const schema of spec.at('schemas').items()) yield* roleReference(schema.at('owner'), within, true);
  for (const list of ['fdws', 'servers']) {
    for (const item of spec.at(list).items()) {
      yield* roleReference(item.at('owner'), within, true);
      for (const usage of item.at('usage').items()) yield* roleReference(usage.at('name'), within, true);
    }
  }
}

/** Roles that a role is a member of; they may be made in the database itself. */
function* memberships(role: ManifestNode, within: NameScope): Iterable<NameUse> {
  for (const [, node] of textItems(role.at('inRoles'))) yield* roleReference(node, within, true);
}

/** Roles of PostgreSQL's own are declared nowhere. */
function roleReference(node: ManifestNode, within: NameScope, optional = false): readonly NameUse[] {
  const name = textOf(node);
  if (name === undefined || isBuiltInRole(name)) return [];
  return refers(roleType, node, { within, ...(optional ? { optional } : {}) });
}

function catalogType(reference: ManifestNode): string {
  return `${textOf(reference.at('kind')) ?? 'ImageCatalog'}.${group}`;
}

const readOnce = say`it is read only when the cluster is made`;
