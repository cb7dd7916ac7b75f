import type { Labels } from '../../schemas/contract/recipe.ts';
import { deployments, pods, statefulSets } from '../../schemas/vocabulary/objectTypes.ts';
import type { KubernetesObject } from '../cluster/connection.ts';
import { isClusterError } from '../cluster/errors.ts';
import { isActive } from './actionPlaces.ts';
import { resourceFromJson } from './jsonResource.ts';
import type { Target } from './target.ts';

/**
 * Labels by which the pods of an object are found: what its StatefulSets and Deployments select, else what the pods that it
 * owns itself have in common. One set where that is enough to tell them from all others of the namespace, else one for each
 * workload. Empty: none is found, or may be seen.
 */
export async function ownedLabels(
  { connection, podNamespace }: Pick<Target, 'connection' | 'podNamespace'>,
  owner: KubernetesObject,
  signal?: AbortSignal,
): Promise<readonly Labels[]> {
  const query = { namespace: podNamespace, ...(signal ? { signal } : {}) };
  const groups: Labels[] = [];
  for (const type of [statefulSets, deployments]) {
    const workloads = await connection.list(type, query).catch(noneForbidden);
    const labels = workloads.filter((each) => isOwned(each, owner)).map(selected);
    groups.push(...labels.filter((each) => each !== undefined));
  }
  if (groups.length === 1) return groups;
  const active = (await connection.list(pods, query).catch(noneForbidden)).filter(isActive);
  const belongs = (pod: KubernetesObject): boolean =>
    isOwned(pod, owner) || groups.some((labels) => hasAll(pod, labels));
  const own = active.filter((pod) => isOwned(pod, owner)).map(({ metadata: { labels = {} } }) => lasting(labels));
  const common = commonLabels([...groups, ...own]);
  const isEnough = common && !active.some((pod) => hasAll(pod, common) && !belongs(pod));
  return isEnough ? [common] : groups;
}

/** Without those that every pod, or every generation of pods, has for itself. */
function lasting(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !passing.has(key)));
}

const passing: ReadonlySet<string> = new Set([
  'controller-revision-hash',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
]);

function isOwned({ metadata }: KubernetesObject, owner: KubernetesObject): boolean {
  const { uid } = owner.metadata;
  return uid !== undefined && (metadata.ownerReferences ?? []).some((each) => each.uid === uid);
}

/** Of a selector that asks for more than labels nothing is known. */
function selected(workload: KubernetesObject): Labels | undefined {
  const selector = resourceFromJson(workload).root.at('spec', 'selector');
  if (selector.at('matchExpressions').items().length > 0) return undefined;
  const labels = selector
    .at('matchLabels')
    .entries()
    .flatMap(([key, { value }]) => (typeof value === 'string' ? [[key, value] as const] : []));
  return labels.length > 0 ? Object.fromEntries(labels) : undefined;
}

function commonLabels([first, ...others]: readonly Labels[]): Labels | undefined {
  const common = Object.entries(first ?? {}).filter(([key, value]) => others.every((each) => each[key] === value));
  return common.length > 0 ? Object.fromEntries(common) : undefined;
}

function hasAll({ metadata }: KubernetesObject, labels: Labels): boolean {
  return Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value);
}

function noneForbidden(error: unknown): readonly KubernetesObject[] {
  if (!isClusterError(error, 'forbidden')) throw error;
  return [];
}
