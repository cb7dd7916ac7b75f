import type { Leftover, ObjectName, ObjectType, Said } from '../../schemas/contract/index.ts';
import { foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KnownObject, KubernetesObject, Permission } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { requireGone } from './goneResource.ts';
import { knownObject } from './knownObject.ts';
import { allow } from './permissions.ts';
import { objectOf } from './target.ts';
import type { Target } from './target.ts';

/** What is left of a resource that was deleted. */
export interface Leftovers {
  readonly groups: readonly LeftoverGroup[];
  /** Deleted already, but kept by their finalizers. */
  readonly stuck: readonly StuckObject[];
  /** What could not be looked for, or was left out on purpose: a sentence each. */
  readonly gaps: readonly Said[];
  /** What a search cannot find, from the recipe. */
  readonly notes: readonly Said[];
}

/** Objects of one type; never empty. */
export interface LeftoverGroup {
  readonly type: ObjectType;
  readonly holds: Leftover['holds'];
  readonly objects: readonly LeftoverObject[];
}

export interface LeftoverObject {
  readonly object: KnownObject;
  readonly holds: Leftover['holds'];
  /** RFC 3339; empty: not known. */
  readonly created: string;
}

export interface StuckObject extends LeftoverObject {
  readonly finalizers: readonly string[];
}

export interface DeletionResult {
  readonly object: KnownObject;
  /** `gone`: it did not exist any more. `lives`: the resource does, so it was left. `not-reached`: the person cancelled before. */
  readonly outcome: 'deleted' | 'gone' | 'forbidden' | 'failed' | 'lives' | 'not-reached';
  /** Why, where it was not deleted. */
  readonly message?: Said;
}

/**
 * Looks for everything that the recipe's labels find. Only reads. Fails with `unsafe` while the resource exists or pods of
 * it run: its operator would make things again, or the data is in use. What may not be listed is named in `gaps`.
 */
export async function findLeftovers(target: Target, signal?: AbortSignal): Promise<Leftovers> {
  await requireGone(target, signal);
  const { cleanUp } = target.recipe;
  const found: Found = { objects: new Map(), gaps: [] };
  const namesakes = (cleanUp?.leftovers ?? []).some(({ everyNamespace }) => everyNamespace === true)
    ? await findNamesakes(target, signal)
    : [];
  for (const leftover of cleanUp?.leftovers ?? []) await look(target, { leftover, namesakes, found }, signal);
  const all = [...found.objects.values()];
  return {
    groups: groupsOf(all.filter(({ finalizers }) => finalizers === undefined)),
    stuck: all.flatMap(({ object, holds, created, finalizers }) =>
      finalizers === undefined ? [] : [{ object, holds, created, finalizers }],
    ),
    gaps: [...new Set(found.gaps)],
    notes: cleanUp?.notes ?? [],
  };
}

/** What `deleteLeftovers` needs of these. */
export function verbsToDelete(objects: readonly LeftoverObject[]): readonly Permission[] {
  return objects.flatMap(({ object }) => allow(['delete'], object, object.namespace));
}

/**
 * Deletes one after the other, each only if it is still the object that was shown; goes on after a failure, and never
 * throws. Before the first, and before each that holds data or credentials, the API server is asked whether the resource
 * lives again: its operator takes what has its name, so from then on everything is left. `onResult` is told each result
 * as it comes.
 */
export async function deleteLeftovers(
  target: Target,
  objects: readonly LeftoverObject[],
  { signal, onResult }: { readonly signal?: AbortSignal; readonly onResult?: (result: DeletionResult) => void } = {},
): Promise<readonly DeletionResult[]> {
  const results: DeletionResult[] = [];
  let lives: Said | undefined;
  for (const each of objects) {
    const isWeighty = results.length === 0 || each.holds !== 'nothing';
    const kept = signal?.aborted || !isWeighty || lives !== undefined ? undefined : await notGone(target, signal);
    if (kept?.outcome === 'lives') lives = kept.message;
    const result = signal?.aborted
      ? ({ object: each.object, outcome: 'not-reached' } as const)
      : lives !== undefined
        ? ({ object: each.object, outcome: 'lives', message: lives } as const)
        : kept
          ? { object: each.object, ...kept }
          : await deleteOne(target.connection, each, signal);
    results.push(result);
    onResult?.(result);
  }
  return results;
}

/** Why nothing of it may be deleted now; `undefined`: it is gone. */
async function notGone(
  target: Target,
  signal: AbortSignal | undefined,
): Promise<{ readonly outcome: 'lives' | 'failed'; readonly message: Said } | undefined> {
  try {
    await requireGone(target, signal);
    return undefined;
  } catch (error) {
    const message = messageOf(error);
    return { outcome: isClusterError(error, 'unsafe') ? 'lives' : 'failed', message };
  }
}

async function deleteOne(
  connection: ClusterConnection,
  { object }: LeftoverObject,
  signal: AbortSignal | undefined,
): Promise<DeletionResult> {
  try {
    const was = await connection.delete(object, signal ? { signal } : {});
    return { object, outcome: was ? 'deleted' : 'gone' };
  } catch (error) {
    const message = messageOf(error);
    if (isClusterError(error, 'forbidden')) return { object, outcome: 'forbidden', message };
    // A request that was cut off may have been carried out.
    if (isClusterError(error, 'cancelled'))
      return {
        object,
        outcome: 'failed',
        message: say`Cancelled while it was being deleted: look whether it is gone.`,
      };
    return { object, outcome: 'failed', message };
  }
}

function messageOf(error: unknown): Said {
  if (isClusterError(error)) return error.said.message;
  return foreign(error instanceof Error ? error.message : String(error));
}

interface FoundObject extends LeftoverObject {
  /** Of an object that is being deleted. */
  readonly finalizers?: readonly string[];
}

interface Found {
  /** By type and name: two leftovers may find the same object. */
  readonly objects: Map<string, FoundObject>;
  readonly gaps: Said[];
}

interface Search {
  readonly leftover: Leftover;
  /** Namespaces with a living resource of the same kind and name; `undefined`: that cannot be known. */
  readonly namesakes: readonly string[] | undefined;
  readonly found: Found;
}

async function look(target: Target, { leftover, namesakes, found }: Search, signal?: AbortSignal): Promise<void> {
  const { type, labels, holds } = leftover;
  if (Object.keys(labels).length === 0)
    throw new ClusterError(
      'unsafe',
      say`Nothing tells the ${type.plural} of this resource from others.`,
      say`Report this.`,
    );
  const everywhere = type.scope === 'Cluster' || (leftover.everyNamespace === true && namesakes?.length === 0);
  if (!everywhere && leftover.everyNamespace === true) found.gaps.push(gapOfNamesakes(target, type, namesakes));
  try {
    const objects = await target.connection.list(type, {
      ...(everywhere ? { everyNamespace: true as const } : { namespace: target.podNamespace }),
      ...{ labels, ...(signal ? { signal } : {}) },
    });
    for (const object of objects) take(found, { type, holds, object });
  } catch (error) {
    if (!isClusterError(error, 'forbidden')) throw error;
    found.gaps.push(
      everywhere
        ? say`You may not list ${type.plural} in every namespace: those that are left are not shown.`
        : say`You may not list ${type.plural} in namespace ${target.podNamespace}: those that are left are not shown.`,
    );
  }
}

function take(
  found: Found,
  {
    type,
    holds,
    object,
  }: { readonly object: KubernetesObject; readonly type: ObjectType; readonly holds: Leftover['holds'] },
): void {
  const { name, namespace, creationTimestamp = '', deletionTimestamp, finalizers = [] } = object.metadata;
  const key = `${type.plural}.${type.group}/${namespace ?? ''}/${name}`;
  const known = found.objects.get(key);
  if (known && weight[known.holds] >= weight[holds]) return;
  found.objects.set(key, {
    object: knownObject(type, object),
    ...{ holds, created: creationTimestamp },
    ...(deletionTimestamp === undefined ? {} : { finalizers }),
  });
}

/** An object that two searches find counts as what is worse to lose. */
const weight: Readonly<Record<Leftover['holds'], number>> = { nothing: 0, credentials: 1, data: 2 };

/** What weighs least first: the order in which it is shown and deleted. */
function groupsOf(objects: readonly FoundObject[]): readonly LeftoverGroup[] {
  const groups = new Map<string, { type: ObjectType; holds: Leftover['holds']; objects: LeftoverObject[] }>();
  for (const { object, created, holds } of objects) {
    const { name: _, namespace: __, uid: ___, ...type } = object;
    const key = `${type.plural}.${type.group} ${holds}`;
    const group = groups.get(key) ?? { type, holds, objects: [] };
    group.objects.push({ object, holds, created });
    groups.set(key, group);
  }
  for (const group of groups.values())
    group.objects.sort((one, other) => pathOf(one.object).localeCompare(pathOf(other.object), 'en', { numeric: true }));
  return [...groups.values()].sort((one, other) => weight[one.holds] - weight[other.holds]);
}

function pathOf({ namespace = '', name }: ObjectName): string {
  return `${namespace}/${name}`;
}

/**
 * Labels name the cluster, not its namespace: beyond its own namespace they would also find what belongs to a living
 * cluster of the same name.
 */
async function findNamesakes(target: Target, signal?: AbortSignal): Promise<readonly string[] | undefined> {
  const { name } = target.resource.identity;
  try {
    const query = { everyNamespace: true, ...(signal ? { signal } : {}) } as const;
    const all = await target.connection.list(objectOf(target), query);
    return all.filter(({ metadata }) => metadata.name === name).map(({ metadata }) => metadata.namespace ?? '');
  } catch (error) {
    if (isClusterError(error, 'forbidden')) return undefined;
    throw error;
  }
}

function gapOfNamesakes({ resource }: Target, { plural }: ObjectType, namesakes: readonly string[] | undefined): Said {
  const { kind, name } = resource.identity;
  if (namesakes === undefined)
    return say`You may not list ${kind} in every namespace: ${plural} outside of its own are not shown, they may be another's.`;
  return say`Another ${kind} ${name} lives in namespace ${joined(namesakes, ', ')}: ${plural} outside of this one's namespace are not shown, they may be its.`;
}
