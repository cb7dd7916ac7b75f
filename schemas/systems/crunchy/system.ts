import type { DatabaseSystem, Derived, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';
import { names, userType } from './names.ts';
import {
  backupJobs,
  bridgeSecrets,
  clusterDatabases,
  clusterUsers,
  group,
  services,
  systemRoles,
  systemSecrets,
  userSecrets,
} from './naming.ts';
import { recipe } from './recipe.ts';
import { say } from '../../vocabulary/say.ts';

export const crunchy: DatabaseSystem = {
  id: 'crunchy',
  title: 'Crunchy Postgres for Kubernetes',
  installation: 'https://access.crunchydata.com/documentation/postgres-operator/latest/installation',
  kinds: [
    {
      group,
      versions: ['v1beta1', 'v1'],
      kind: 'PostgresCluster',
      plural: 'postgresclusters',
      scope: 'Namespaced',
      runs: true,
    },
    { group, versions: ['v1beta1'], kind: 'PGUpgrade', plural: 'pgupgrades', scope: 'Namespaced' },
    { group, versions: ['v1beta1'], kind: 'PGAdmin', plural: 'pgadmins', scope: 'Namespaced' },
    {
      group,
      versions: ['v1beta1'],
      kind: 'CrunchyBridgeCluster',
      plural: 'crunchybridgeclusters',
      scope: 'Namespaced',
    },
  ],
  names,
  countedNames: [userType],
  *derive(resource: Resource): Iterable<Derived> {
    const { identity } = resource;
    if (identity.kind === 'PGAdmin') yield* pgAdminService(resource);
    if (identity.kind === 'CrunchyBridgeCluster') yield* bridgeSecrets(resource);
    if (identity.kind !== 'PostgresCluster' || !identity.name) return;
    yield* userSecrets(resource);
    yield* systemSecrets(resource);
    yield* databases(resource);
    for (const { name, node } of clusterUsers(resource)) {
      yield { type: 'Role', name, because: node.path, note: say`can log in` };
    }
    yield* systemRolesOf(resource);
    yield* services(resource);
    yield* backupJobs(resource);
  },
  recipe,
};

/** Roles of the operator's own, unless the list of users has them as well. */
function* systemRolesOf(resource: Resource): Iterable<Derived> {
  const listed = new Set(clusterUsers(resource).map(({ name }) => name));
  for (const { name, because } of systemRoles(resource.root.at('spec'))) {
    if (!listed.has(name)) yield { type: 'Role', name, because, note: say`made by the operator` };
  }
}

/** A database may be named by several users: the first one causes it. */
function* databases(resource: Resource): Iterable<Derived> {
  const seen = new Set<string>();
  for (const { name, node } of clusterDatabases(resource)) {
    if (seen.has(name)) continue;
    seen.add(name);
    yield { type: 'Database', name, because: node.path };
  }
}

/** The Service exists only if it is asked for. internal/controller/standalone_pgadmin/service.go */
function* pgAdminService({ root }: Resource): Iterable<Derived> {
  const node = root.at('spec', 'serviceName');
  const name = textOf(node);
  if (name) yield { type: 'Service', name, because: node.path, note: say`pgAdmin` };
}
