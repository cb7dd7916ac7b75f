import type { DatabaseSystem, ObjectType, SystemKind } from '../../schemas/contract/index.ts';
import { systems } from '../../schemas/registry.ts';
import type { ClusterConnection, KubernetesObject } from '../cluster/connection.ts';
import { isClusterError } from '../cluster/errors.ts';
import { makeTarget } from '../session/resolveTarget.ts';
import type { Target } from '../session/target.ts';

/** A kind behind which databases run, and its system. */
export interface DatabaseKind {
  readonly system: DatabaseSystem;
  readonly kind: SystemKind;
}

export const databaseKinds: readonly DatabaseKind[] = systems.flatMap((system) =>
  system.kinds.filter(({ runs }) => runs).map((kind) => ({ system, kind })),
);

/** The kind in the version that the cluster has; `undefined`: it has none that is known. */
export async function servedType(
  connection: ClusterConnection,
  kind: SystemKind,
  signal?: AbortSignal,
): Promise<ObjectType | undefined> {
  for (const version of kind.versions) {
    const type = { group: kind.group, version, plural: kind.plural, kind: kind.kind, scope: kind.scope };
    if (await connection.serves(type, signal)) return type;
  }
  return undefined;
}

/** Items of a list may leave out what the list itself says. */
export function withType(object: KubernetesObject, { group, version, kind }: ObjectType): KubernetesObject {
  return { ...object, apiVersion: group === '' ? version : `${group}/${version}`, kind };
}

/** As a list says it, the object of a target; `undefined`: nothing runs for it. */
export function targetOf(connection: ClusterConnection, object: KubernetesObject): Target | undefined {
  return makeTarget(connection, object, object);
}

/**
 * Everything in the cluster behind which databases run, by system and name: of all namespaces, or of the connection's
 * where the person may not see all. Fails only if nothing at all could be asked.
 */
export async function listDatabases(connection: ClusterConnection, signal?: AbortSignal): Promise<readonly Target[]> {
  const answers = await Promise.allSettled(databaseKinds.map(({ kind }) => listKind(connection, kind, signal)));
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed && found.length === 0) throw failed.reason;
  return found;
}

async function listKind(
  connection: ClusterConnection,
  kind: SystemKind,
  signal: AbortSignal | undefined,
): Promise<readonly Target[]> {
  const type = await servedType(connection, kind, signal);
  if (!type) return [];
  const stop = signal ? { signal } : {};
  const objects = await connection.list(type, { everyNamespace: true, ...stop }).catch((error: unknown) => {
    if (!isClusterError(error, 'forbidden') || type.scope === 'Cluster') throw error;
    return connection.list(type, { namespace: connection.namespace, ...stop });
  });
  return objects
    .flatMap((object) => targetOf(connection, withType(object, type)) ?? [])
    .sort((one, other) => fullName(one).localeCompare(fullName(other), 'en', { numeric: true }));
}

/** `shop/orders`, without the namespace where there is none. */
export function fullName({ namespace, resource }: Pick<Target, 'namespace' | 'resource'>): string {
  return namespace === '' ? resource.identity.name : `${namespace}/${resource.identity.name}`;
}
