import type { DatabaseSystem, Derived, Resource, SystemKind } from '../../contract/index.ts';
import { isTrue, textOf } from '../../vocabulary/read.ts';
import { names } from './names.ts';
import {
  application,
  barmanGroup,
  group,
  isAbsent,
  managedRoles,
  monitoringQueries,
  poolerSecret,
  secrets,
  services,
} from './naming.ts';
import { recipe } from './recipe.ts';
import { say } from '../../vocabulary/say.ts';

export const cloudnativePg: DatabaseSystem = {
  id: 'cloudnative-pg',
  title: 'CloudNativePG',
  installation: 'https://cloudnative-pg.io/docs/current/installation_upgrade/',
  kinds: [
    { ...kind('Cluster', 'clusters'), runs: true },
    kind('Pooler', 'poolers'),
    kind('Backup', 'backups'),
    kind('ScheduledBackup', 'scheduledbackups'),
    kind('Database', 'databases'),
    kind('Publication', 'publications'),
    kind('Subscription', 'subscriptions'),
    kind('DatabaseRole', 'databaseroles'),
    kind('ImageCatalog', 'imagecatalogs'),
    { ...kind('ClusterImageCatalog', 'clusterimagecatalogs'), scope: 'Cluster' },
    {
      group: barmanGroup,
      versions: ['v1'],
      kind: 'ObjectStore',
      plural: 'objectstores',
      scope: 'Namespaced',
      manual: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/',
    },
  ],
  names,
  *derive(resource: Resource): Iterable<Derived> {
    const { identity } = resource;
    if (identity.kind === 'Cluster' && identity.name) {
      yield* secrets(resource);
      yield* applicationOf(resource);
      yield* clusterRoles(resource);
      yield* services(resource);
      yield* monitoringQueries(resource);
    } else if (identity.kind === 'Pooler') {
      yield* poolerOf(resource);
    } else if (identity.kind === 'Database') {
      yield* named(resource, 'Database');
    } else if (identity.kind === 'DatabaseRole') {
      yield* named(resource, 'Role');
    }
  },
  recipe,
};

function kind(name: string, plural: string): SystemKind {
  const manual = `https://cloudnative-pg.io/docs/1.30/cloudnative-pg.v1/#${name.toLowerCase()}`;
  return { group, versions: ['v1'], kind: name, plural, scope: 'Namespaced', manual };
}

function* applicationOf(resource: Resource): Iterable<Derived> {
  const app = application(resource);
  if (!app) return;
  yield { type: 'Database', name: app.database, because: app.databaseNode.path };
  yield { type: 'Role', name: app.owner, because: app.ownerNode.path, note: say`owns ${app.database}, can log in` };
}

function* clusterRoles({ root }: Resource): Iterable<Derived> {
  for (const name of ['postgres', 'streaming_replica']) {
    yield { type: 'Role', name, because: ['metadata', 'name'], note: say`made by the operator` };
  }
  for (const role of managedRoles(root.at('spec'))) {
    const node = role.at('name');
    const name = textOf(node);
    const note = isTrue(role.at('login')) ? say`can log in` : say`cannot log in`;
    if (name) yield { type: 'Role', name, because: node.path, note };
  }
}

/** The Service has the name of the pooler, whatever its template says. pkg/specs/pgbouncer/services.go */
function* poolerOf(resource: Resource): Iterable<Derived> {
  const { identity, root } = resource;
  yield* poolerSecret(resource);
  if (!identity.name) return;
  const type = textOf(root.at('spec', 'type')) ?? 'rw';
  const note =
    type === 'rw'
      ? say`primary through PgBouncer`
      : type === 'ro'
        ? say`replicas through PgBouncer`
        : say`instances through PgBouncer`;
  yield { type: 'Service', name: identity.name, because: ['metadata', 'name'], note };
}

/** A database or role that is a resource of its own. */
function* named({ root }: Resource, type: 'Database' | 'Role'): Iterable<Derived> {
  const spec = root.at('spec');
  const node = spec.at('name');
  const name = textOf(node);
  if (!name || isAbsent(spec)) return;
  const cluster = textOf(spec.at('cluster', 'name'));
  yield { type, name, because: node.path, ...(cluster ? { note: say`in cluster ${cluster}` } : {}) };
}
