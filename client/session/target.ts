import type { DatabaseSystem, ObjectName, Recipe, Resource, SystemKind } from '../../schemas/contract/index.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KnownObject, KubernetesObject } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';
import { knownObject } from './knownObject.ts';

/** What a command is about: a resource, the cluster it is in, and how one works with it. */
export interface Target {
  readonly connection: ClusterConnection;
  readonly system: DatabaseSystem;
  readonly kind: SystemKind;
  /** As written, or as the cluster has it: whichever the person pointed at. */
  readonly resource: Resource;
  /** As the cluster has it; absent: it was not applied, or is not looked at. */
  readonly live?: KubernetesObject;
  /** The resource's, with the context's filled in; empty for resources of the whole cluster. */
  readonly namespace: string;
  /** Of `live` where there is one. */
  readonly recipe: Recipe;
  /** Where the recipe's pods and Secrets are. */
  readonly podNamespace: string;
}

/** The resource of a target as the API server names it. */
export function objectOf({ kind, resource, namespace }: Target): ObjectName {
  const { group, plural, scope } = kind;
  const version = resource.identity.apiVersion.split('/').at(-1) ?? '';
  return {
    ...{ group, version, plural, kind: kind.kind, scope, name: resource.identity.name },
    ...(namespace ? { namespace } : {}),
  };
}

/** What tells it from all others: context, namespace, kind and name. */
export function placeOf({ connection, namespace, resource }: Target): readonly string[] {
  return [connection.context, namespace, resource.identity.kind, resource.identity.name];
}

/** The one that `live` is. Fails with `missing` where the cluster has none. */
export function liveObjectOf(target: Target): KnownObject {
  const { live, connection, namespace } = target;
  const object = objectOf(target);
  if (live) return knownObject(object, live);
  throw new ClusterError(
    'missing',
    namespace === ''
      ? say`${object.kind} ${object.name} does not exist (context ${connection.context}).`
      : say`${object.kind} ${object.name} does not exist in namespace ${namespace} (context ${connection.context}).`,
    say`Apply its manifest first, or choose another context.`,
  );
}
