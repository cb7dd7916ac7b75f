import type { ObjectName, PodSelector } from '../../schemas/contract/recipe.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { membersOf } from './members.ts';
import { objectOf } from './target.ts';
import type { Target } from './target.ts';

/** An object of a recipe with the namespace that the recipe leaves out. */
export function placed(target: Target, object: ObjectName): ObjectName {
  return object.scope === 'Cluster' ? object : { ...object, namespace: object.namespace ?? target.podNamespace };
}

/** Empty for objects of the whole cluster. */
export function namespaceOf(target: Target, object: ObjectName = objectOf(target)): string {
  return placed(target, object).namespace ?? '';
}

/** Those that run or are to run: neither ended (the pod of a Job) nor on their way out. */
export function isActive(pod: KubernetesObject): boolean {
  const { phase } = (pod['status'] ?? {}) as { readonly phase?: unknown };
  return pod.metadata.deletionTimestamp === undefined && phase !== 'Succeeded' && phase !== 'Failed';
}

/** The selector by which the members are found now: labels differ between versions of an operator. */
export async function selectorInForce(target: Target, signal?: AbortSignal): Promise<PodSelector | undefined> {
  let first: PodSelector | undefined;
  for (const selector of target.recipe.members) {
    const found = await target.connection.list(pods, {
      ...{ namespace: target.podNamespace, labels: selector.labels },
      ...(signal ? { signal } : {}),
    });
    if (found.length === 0) continue;
    if (membersOf(found, selector).some(({ role }) => role !== 'unknown')) return selector;
    first ??= selector;
  }
  return first ?? target.recipe.members[0];
}
