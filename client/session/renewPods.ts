import type { Said } from '../../schemas/contract/index.ts';
import type { Labels } from '../../schemas/contract/recipe.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KubernetesObject } from '../cluster/connection.ts';
import { ClusterError } from '../cluster/errors.ts';
import { isActive } from './actionPlaces.ts';
import { awaitObjects } from './awaitObjects.ts';
import type { Progress } from './awaitObjects.ts';
import { knownObject } from './knownObject.ts';
import { labelText, memberOf } from './members.ts';

/** Pods that belong together, and how long to wait for one of them. */
export interface PodGroup {
  readonly connection: ClusterConnection;
  readonly namespace: string;
  readonly labels: Labels;
  /** Milliseconds without getting further. */
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly tell: (message: Said) => void;
}

/** The pods that run, or are to run, with these labels. */
export async function activePods({
  connection,
  namespace,
  labels,
  signal,
}: Pick<PodGroup, 'connection' | 'namespace' | 'labels' | 'signal'>): Promise<readonly KubernetesObject[]> {
  return (await connection.list(pods, { namespace, labels, signal })).filter(isActive);
}

/** Fails with `unsafe`, naming them, for pods that nobody would make again. */
export function requireControllers(found: readonly KubernetesObject[]): void {
  const alone = found.filter((pod) => !hasController(pod)).map(({ metadata }) => metadata.name);
  if (alone.length === 0) return;
  throw new ClusterError(
    'unsafe',
    say`Nothing was done: no controller would make ${joined(alone, ', ')} again once deleted.`,
    say`Restart it the way it was started.`,
  );
}

/**
 * Deletes the pods one after the other, each only after the one before is gone and has a successor that is ready.
 * `onRenewed` is told each name once that is so.
 */
export async function renewPods(
  group: PodGroup,
  found: readonly KubernetesObject[],
  onRenewed: (pod: string) => void,
): Promise<void> {
  requireControllers(found);
  const { connection, namespace, labels, limit, signal, tell } = group;
  const before = uidsOf(found);
  for (const [index, pod] of found.entries()) {
    const known = knownObject(pods, pod);
    const { name, uid } = known;
    const turn = say`Pod ${name} (${index + 1} of ${found.length})`;
    tell(say`${turn}: deleting`);
    await connection.delete(known, { signal });
    await awaitObjects(connection, pods, {
      ...{ query: { namespace, labels }, limit, signal, what: say`Successor of pod ${name}` },
      look: (now) => successor(now, { name, uid, before, wanted: index + 1 }),
      remedy: say`Describe the new pod to see what keeps it; the pods that were not reached are as they were.`,
      tell: (missing) => tell(say`${turn}: waiting for ${missing}`),
    });
    onRenewed(name);
  }
}

/** Waits until none of `before` is left and at least as many others are ready. */
export async function awaitRenewal(group: PodGroup, before: readonly KubernetesObject[], what: Said): Promise<void> {
  const { connection, namespace, labels, limit, signal, tell } = group;
  const old = uidsOf(before);
  const wanted = Math.max(1, before.length);
  await awaitObjects(connection, pods, {
    ...{ query: { namespace, labels }, limit, signal, what },
    look: (now) => renewal(now, old, wanted),
    remedy: say`Describe the pods labelled ${labelText(labels)} and look at the log of the operator.`,
    tell: (missing) => tell(say`Waiting for ${missing}`),
  });
}

interface Deleted {
  readonly name: string;
  readonly uid: string;
  readonly before: ReadonlySet<string>;
  /** How many new pods have to be ready by now. */
  readonly wanted: number;
}

function successor(now: readonly KubernetesObject[], { name, uid, before, wanted }: Deleted): Progress<true> {
  const going = now.some(({ metadata }) => metadata.uid === uid);
  const fresh = now.filter((pod) => isActive(pod) && !before.has(pod.metadata.uid ?? ''));
  const ready = fresh.filter((pod) => memberOf(pod).ready);
  if (!going && ready.length >= wanted) return { done: true };
  const waiting = fresh.filter((pod) => !ready.includes(pod)).map(stateOf);
  const missing = going
    ? say`the end of ${name}`
    : waiting.length > 0
      ? joined(waiting, ', ')
      : say`a successor of ${name}`;
  return { missing, reached: (going ? 0 : 1) + Math.min(fresh.length, wanted) + Math.min(ready.length, wanted) };
}

function renewal(
  now: readonly KubernetesObject[],
  old: ReadonlySet<string>,
  wanted: number,
): Progress<readonly KubernetesObject[]> {
  const left = now.filter((pod) => old.has(pod.metadata.uid ?? '') && !hasEnded(pod));
  const fresh = now.filter((pod) => isActive(pod) && !old.has(pod.metadata.uid ?? ''));
  const ready = fresh.filter((pod) => memberOf(pod).ready);
  if (left.length === 0 && ready.length >= wanted && ready.length === fresh.length) return { done: fresh };
  const waiting = [
    ...left.map(({ metadata }) => say`${metadata.name} (old)`),
    ...fresh.filter((pod) => !ready.includes(pod)).map(stateOf),
  ];
  const missing = waiting.length > 0 ? joined(waiting, ', ') : say`${wanted - ready.length} more of ${wanted} pods`;
  return {
    missing: say`${missing}; ${ready.length} of ${wanted} are new and ready`,
    reached: ready.length - left.length,
  };
}

function hasEnded(pod: KubernetesObject): boolean {
  const { phase } = memberOf(pod);
  return phase === 'Succeeded' || phase === 'Failed';
}

function stateOf(pod: KubernetesObject): Said {
  const { pod: name, reason, phase } = memberOf(pod);
  return reason === undefined && phase === 'Running' ? say`${name} (not ready)` : say`${name} (${reason ?? phase})`;
}

function uidsOf(found: readonly KubernetesObject[]): ReadonlySet<string> {
  return new Set(found.map(({ metadata }) => metadata.uid ?? ''));
}

function hasController({ metadata }: KubernetesObject): boolean {
  const owners: readonly { readonly kind: string; readonly controller?: unknown }[] = metadata.ownerReferences ?? [];
  // The pod of a static manifest belongs to its node, which makes no other.
  return owners.some(({ kind, controller }) => controller === true && kind !== 'Node');
}
