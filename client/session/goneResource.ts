import type { Labels } from '../../schemas/contract/recipe.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import { joined, say } from '../../schemas/vocabulary/say.ts';
import type { KnownObject, KubernetesObject } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { ago } from './ago.ts';
import { isActive } from './actionPlaces.ts';
import { knownObject } from './knownObject.ts';
import { memberOf } from './members.ts';
import { objectOf } from './target.ts';
import type { Target } from './target.ts';

/** A resource that was deleted, but waits for somebody to do what its finalizers stand for. */
export interface TerminatingResource {
  readonly object: KnownObject;
  /** RFC 3339 */
  readonly since: string;
  readonly finalizers: readonly string[];
  /** Whether somebody is there to do it; `unknown`: the recipe does not say where, or it may not be looked at. */
  readonly operator: 'runs' | 'absent' | 'unknown';
}

/** `undefined`: the resource is not being deleted: it lives, or it is gone. */
export async function findTerminating(target: Target, signal?: AbortSignal): Promise<TerminatingResource | undefined> {
  const live = await target.connection.read(objectOf(target), signal);
  return live && terminating(target, live, signal);
}

/** Fails with `unsafe` while the resource, or a pod of it, is there; says what it takes. */
export async function requireGone(target: Target, signal?: AbortSignal): Promise<void> {
  const { kind, name } = target.resource.identity;
  const live = await target.connection.read(objectOf(target), signal);
  if (live) {
    const going = await terminating(target, live, signal);
    if (going) throw stillGoing(going);
    throw new ClusterError(
      'unsafe',
      say`${kind} ${name} exists in context ${target.connection.context}, so what belongs to it is left alone.`,
      say`Delete it first, and wait until its operator has stopped the pods.`,
    );
  }
  const running = await runningMembers(target, signal);
  if (running.length === 0) return;
  throw new ClusterError(
    'unsafe',
    say`${kind} ${name} is gone, but its pods still run: ${joined(running, ', ')}.`,
    say`Wait until they have ended; if nobody stops them, delete the StatefulSets or Deployments that hold them first.`,
  );
}

async function terminating(
  target: Target,
  live: KubernetesObject,
  signal: AbortSignal | undefined,
): Promise<TerminatingResource | undefined> {
  const { deletionTimestamp: since, finalizers = [] } = live.metadata;
  if (since === undefined) return undefined;
  return {
    object: knownObject(objectOf(target), live),
    since,
    finalizers,
    operator: await findOperator(target, signal),
  };
}

function stillGoing({ object, since, finalizers, operator }: TerminatingResource): ClusterError {
  const remedy = {
    runs: say`Its operator runs: give it a few minutes, then look at its log for what keeps it.`,
    absent: say`Its operator does not run, so nobody will: start it again, or free the resource by hand.`,
    unknown: say`Make sure that its operator runs, and look at its log.`,
  }[operator];
  return new ClusterError(
    'unsafe',
    say`${object.kind} ${object.name} is being deleted (that was asked for ${ago(since)}), and waits for ${finalizers.length > 0 ? joined(finalizers, ', ') : say`the API server`}.`,
    remedy,
  );
}

async function findOperator(target: Target, signal?: AbortSignal): Promise<TerminatingResource['operator']> {
  const { operator } = target.recipe;
  if (!operator) return 'unknown';
  try {
    for (const labels of operator.pods) {
      const found = await listPods(target, { labels, everyNamespace: true }, signal);
      if (found.some((pod) => memberOf(pod).ready)) return 'runs';
    }
    return 'absent';
  } catch (error) {
    if (isClusterError(error, 'forbidden')) return 'unknown';
    throw error;
  }
}

/** Names, also of pods that are on their way out: they still write. */
async function runningMembers(target: Target, signal?: AbortSignal): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const { labels } of target.recipe.members) {
    const found = await listPods(target, { labels, namespace: target.podNamespace }, signal);
    for (const pod of found)
      if (isActive(pod) || pod.metadata.deletionTimestamp !== undefined) names.add(pod.metadata.name);
  }
  return [...names];
}

function listPods(
  { connection }: Target,
  query: { readonly labels: Labels; readonly namespace?: string; readonly everyNamespace?: true },
  signal: AbortSignal | undefined,
): Promise<readonly KubernetesObject[]> {
  return connection.list(pods, { ...query, ...(signal ? { signal } : {}) });
}
