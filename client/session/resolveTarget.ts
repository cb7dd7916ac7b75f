import type { DatabaseSystem, Recipe, Resource, SystemKind } from '../../schemas/contract/index.ts';
import { systems } from '../../schemas/registry.ts';
import { pods } from '../../schemas/vocabulary/objectTypes.ts';
import type { ClusterConnection, KubernetesObject } from '../cluster/connection.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { resourceFromJson } from './jsonResource.ts';
import { ownedLabels } from './ownedLabels.ts';
import { objectOf } from './target.ts';
import type { Target } from './target.ts';

export function systemOf(apiVersion: string, kind: string): { system: DatabaseSystem; kind: SystemKind } | undefined {
  const slash = apiVersion.indexOf('/');
  const group = apiVersion.slice(0, Math.max(slash, 0));
  const version = apiVersion.slice(slash + 1);
  for (const system of systems) {
    const found = system.kinds.find(
      (each) => each.group === group && each.kind === kind && each.versions.includes(version),
    );
    if (found) return { system, kind: found };
  }
  return undefined;
}

/**
 * What is behind a resource: a manifest as JSON, or an object of the cluster, then given as `live` too.
 * `undefined`: no pack with a recipe claims it, or nothing runs behind it.
 */
export function makeTarget(connection: ClusterConnection, value: unknown, live?: KubernetesObject): Target | undefined {
  const resource = resourceFromJson(value);
  const { apiVersion, kind: kindName } = resource.identity;
  const claimed = systemOf(apiVersion, kindName);
  if (!claimed?.system.recipe) return undefined;
  const { system, kind } = claimed;
  const recipe = system.recipe?.(live ? liveResource(live, resource) : resource);
  if (!recipe) return undefined;
  const namespace = kind.scope === 'Cluster' ? '' : resource.identity.namespace || connection.namespace;
  return withRecipe({ connection, system, kind, resource, namespace, ...(live ? { live } : {}) }, recipe);
}

/**
 * The target as the cluster has it now: `live` is read anew, and absent if there is no such object. Where the labels of
 * the recipe find no pod, the operator may have been told to use others: its configuration is looked up then. Where a
 * recipe knows no labels, those of the pods that belong to the object are looked for.
 */
export async function withLive(target: Target, signal?: AbortSignal): Promise<Target> {
  const { live: _old, recipe: _stale, podNamespace: _place, ...rest } = target;
  const live = await target.connection.read(objectOf(target), signal);
  const seen = live ? liveResource(live, target.resource) : target.resource;
  const owned = target.kind.podsByOwner && live ? await ownedLabels(target, live, signal) : undefined;
  const recipe = target.system.recipe?.(seen, undefined, owned) ?? target.recipe;
  const current = withRecipe({ ...rest, ...(live ? { live } : {}) }, recipe);
  if (recipe.members.length === 0 || !target.system.configuredBy) return current;
  if (await findsPod(current, signal)) return current;
  return (await configured(current, seen, signal)) ?? current;
}

/**
 * As `withLive`. Fails with `missing` where the cluster has no such object, but for one whose database is outside of it: that may
 * be there all the same.
 */
export async function withExisting(target: Target, signal?: AbortSignal): Promise<Target> {
  const found = await withLive(target, signal);
  if (!found.live && found.recipe.access?.host === undefined) throw isGone(found);
  return found;
}

/** Nobody has applied it, or it was deleted. */
export function isGone({ connection, namespace, resource }: Target): ClusterError {
  const { kind, name } = resource.identity;
  return new ClusterError(
    'missing',
    namespace === ''
      ? say`${kind} ${name} does not exist in context ${connection.context}: it was deleted, or never applied.`
      : say`${kind} ${name} does not exist in namespace ${namespace} of context ${connection.context}: it was deleted, or never applied.`,
    say`Apply its manifest, or choose another context.`,
  );
}

/**
 * The target by the operator's configuration, whatever its pods are labelled: Secrets and roles can be renamed alone.
 * `undefined`: none is found, or it says what holds anyway.
 */
export async function withConfiguration(target: Target, signal?: AbortSignal): Promise<Target | undefined> {
  if (!target.system.configuredBy) return undefined;
  const seen = target.live ? liveResource(target.live, target.resource) : target.resource;
  return configured(target, seen, signal);
}

function withRecipe(target: Omit<Target, 'recipe' | 'podNamespace'>, recipe: Recipe): Target {
  return {
    ...target,
    recipe,
    podNamespace: recipe.namespace ?? (target.namespace || target.connection.namespace),
  };
}

/** The API server leaves type and version out of the items of a list. */
function liveResource(live: KubernetesObject, { identity }: Resource): Resource {
  return resourceFromJson({ ...live, apiVersion: identity.apiVersion, kind: identity.kind });
}

/** With the first configuration by which pods are found; if none does, with the first there is. */
async function configured(target: Target, seen: Resource, signal?: AbortSignal): Promise<Target | undefined> {
  let first: Target | undefined;
  for (const configuration of await findConfigurations(target, signal)) {
    const recipe = target.system.recipe?.(seen, configuration);
    if (!recipe) continue;
    const candidate = withRecipe(target, recipe);
    if (await findsPod(candidate, signal)) return candidate;
    first ??= candidate;
  }
  return first;
}

/** In all namespaces; who may not look there goes without. */
async function findConfigurations(
  { connection, system }: Pick<Target, 'connection' | 'system'>,
  signal?: AbortSignal,
): Promise<readonly Resource[]> {
  const found: Resource[] = [];
  for (const { name, ...type } of system.configuredBy ?? []) {
    try {
      const objects = await connection.list(type, {
        ...(type.scope === 'Namespaced' ? { everyNamespace: true as const } : {}),
        ...(name === undefined ? {} : { fields: { 'metadata.name': name } }),
        ...(signal ? { signal } : {}),
      });
      const apiVersion = type.group === '' ? type.version : `${type.group}/${type.version}`;
      found.push(...objects.map((object) => resourceFromJson({ ...object, apiVersion, kind: type.kind })));
    } catch (error) {
      if (!isClusterError(error, 'forbidden', 'missing')) throw error;
    }
  }
  return found;
}

async function findsPod({ connection, recipe, podNamespace }: Target, signal?: AbortSignal): Promise<boolean> {
  for (const { labels } of recipe.members) {
    const found = await connection.list(pods, { namespace: podNamespace, labels, ...(signal ? { signal } : {}) });
    if (found.length > 0) return true;
  }
  return false;
}
