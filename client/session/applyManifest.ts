import { isDeepStrictEqual } from 'node:util';
import type { GuardedField, ObjectName } from '../../schemas/contract/recipe.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KnownObject, KubernetesObject, NewObject, Permission } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { commandManager } from '../cluster/fieldOwners.ts';
import { findGuardedChanges } from './findGuardedChanges.ts';
import type { GuardedChange } from './findGuardedChanges.ts';
import { resourceFromJson } from './jsonResource.ts';
import { systemOf } from './resolveTarget.ts';
import { asJudged, knownObject } from './knownObject.ts';
import { maskSecrets } from './maskSecrets.ts';
import type { Versions } from './maskSecrets.ts';
import { allow, requirePermissions } from './permissions.ts';
import { readRefusal } from './readRefusal.ts';
import type { FieldConflict, FieldProblem, Refusal } from './readRefusal.ts';
import { withoutServerFields } from './savedObject.ts';

/** What applying a manifest would do, as the API server itself says. */
export interface ApplyPlan {
  /** The one that was compared; one of its name that was made since, or made anew, is left alone. */
  readonly object: KnownObject | NewObject;
  /** As it is; absent: it does not exist. */
  readonly live?: KubernetesObject;
  /** As it would be; absent: refused. */
  readonly result?: KubernetesObject;
  /** Why it is refused, by field; empty with `result`. */
  readonly problems: readonly FieldProblem[];
  /** Fields of other managers: the only reason for the refusal, so `force` helps. */
  readonly conflicts: readonly FieldConflict[];
  /** Changes that the system does not carry out, though the API server takes them. */
  readonly guarded: readonly GuardedChange[];
  /** What the API server warns of: deprecated versions, fields that it drops. */
  readonly warnings: readonly string[];
  /** Fields are taken over, from the commands of this extension or because it was asked for. */
  readonly force?: true;
}

export interface ApplyOptions {
  /** Takes over fields of other managers. */
  readonly force?: true;
  readonly guarded?: readonly GuardedField[];
  readonly signal?: AbortSignal;
}

/**
 * Server-side apply as a dry run: every check of the real one, webhooks included, and nothing is changed. What only a
 * command of this extension has set before (the name of a backup's repository) is no conflict: the manifest wins.
 */
export async function planApply(
  connection: ClusterConnection,
  value: unknown,
  { force, guarded = [], signal }: ApplyOptions = {},
): Promise<ApplyPlan> {
  const named = await findObject(connection, value, signal);
  await requirePermissions(connection, verbsToApply(named), say`Apply of ${named.name}`, signal);
  const live = await connection.read(named, signal);
  const object = live ? knownObject(named, live) : { ...named, uid: null };
  const warnings: string[] = [];
  const known = { object, warnings, ...(live ? { live } : {}) };
  try {
    const result = await connection.apply(object, bodyOf(value), {
      ...{ dryRun: true, onWarning: (warning) => warnings.push(warning) },
      ...(force ? { force } : {}),
      ...(signal ? { signal } : {}),
    });
    const changes = live ? findGuardedChanges(guarded, live, result) : [];
    return { ...known, result, problems: [], conflicts: [], guarded: changes, ...(force ? { force } : {}) };
  } catch (error) {
    if (!isClusterError(error, 'refused')) throw error;
    const refusal = readRefusal(error);
    if (!force && isOwnOnly(refusal))
      return planApply(connection, value, { force: true, guarded, ...(signal ? { signal } : {}) });
    const changes = live ? findGuardedChanges(guarded, live, overlaid(live, value)) : [];
    return { ...known, ...refusal, guarded: changes };
  }
}

/**
 * Applies what was planned, to what was compared as it was then; a new status does not matter. Fails with `unsafe` if it
 * has changed or was made since, with `refused` if a webhook or somebody else has changed their mind in between.
 */
export async function applyPlanned(
  connection: ClusterConnection,
  { object, live, force }: ApplyPlan,
  { value, signal }: { readonly value: unknown; readonly signal?: AbortSignal },
): Promise<KubernetesObject> {
  const options = { ...(force ? { force } : {}), ...(signal ? { signal } : {}) };
  const body = bodyOf(value);
  try {
    if (object.uid === null) return await connection.apply(object, body, options);
    const apply = (now: KubernetesObject, resourceVersion: string): Promise<KubernetesObject> => {
      if (!sameButForStatus(now, live)) throw hasChanged(object);
      return connection.apply(object, body, { ...options, resourceVersion });
    };
    return await asJudged(connection, object, apply, signal);
  } catch (error) {
    throw isClusterError(error, 'changed', 'missing') ? hasChanged(object) : error;
  }
}

function hasChanged({ kind, name }: ObjectName): ClusterError {
  return new ClusterError(
    'unsafe',
    say`Nothing was applied: ${kind} ${name} has changed since the difference was shown.`,
    say`Apply again, and look at the difference anew.`,
  );
}

/** `findObject` has refused what is none. */
function bodyOf(value: unknown): object {
  return value as object;
}

/** Server-side apply is a patch; it needs `create` for what does not exist yet. */
export function verbsToApply(object: ObjectName): readonly Permission[] {
  return allow(['get', 'create', 'patch'], object, object.namespace);
}

function isOwnOnly({ conflicts }: Refusal): boolean {
  return conflicts.length > 0 && conflicts.every(({ manager }) => manager === commandManager);
}

/** true: applying would change nothing that a person writes. */
export function isUnchanged({ live, result }: ApplyPlan): boolean {
  return live !== undefined && result !== undefined && sameButForStatus(live, result);
}

/** Both sides of the difference as a person would write them; no value that is secret is in them. */
export function comparable({ live, result }: ApplyPlan): Versions {
  return maskSecrets({ before: live && readable(live), after: result && readable(result) });
}

/** The object that a manifest is about, in the namespace of the connection where it names none. */
async function findObject(connection: ClusterConnection, value: unknown, signal?: AbortSignal): Promise<ObjectName> {
  const { apiVersion, kind, name, namespace } = resourceFromJson(value).identity;
  const missing = apiVersion === '' ? 'apiVersion' : kind === '' ? 'kind' : 'metadata.name';
  if (apiVersion === '' || kind === '' || name === '')
    throw new ClusterError(
      'refused',
      say`A resource of the file has no ${missing}.`,
      say`Complete it before it is applied.`,
    );
  const type = await connection.typeOf(apiVersion, kind, signal);
  const installation = systemOf(apiVersion, kind)?.system.installation;
  if (!type)
    throw new ClusterError(
      'missing',
      say`The cluster of context ${connection.context} does not know ${kind} of ${apiVersion}.`,
      installation === undefined
        ? say`Install its operator (its CustomResourceDefinition) first.`
        : say`Install its operator first, with its CustomResourceDefinition; ${installation} says how.`,
    );
  return type.scope === 'Cluster' ? { ...type, name } : { ...type, name, namespace: namespace || connection.namespace };
}

/** Without what the API server and other clients keep for themselves. */
function readable(object: KubernetesObject): KubernetesObject {
  const { metadata, ...rest } = withoutServerFields(object);
  const { annotations = {}, ...others } = metadata;
  const written = Object.entries(annotations).filter(([key]) => key !== LAST_APPLIED);
  const kept = written.length > 0 ? { annotations: Object.fromEntries(written) } : {};
  const { apiVersion, kind, ...body } = rest;
  return {
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(kind === undefined ? {} : { kind }),
    metadata: { ...others, ...kept },
    ...body,
  };
}

/** Holds the whole manifest once more, the values of a Secret too. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function sameButForStatus(one: KubernetesObject | undefined, other: KubernetesObject | undefined): boolean {
  return isDeepStrictEqual(one && readable(one), other && readable(other));
}

/** Roughly what would come of it, where the API server does not say. */
function overlaid(live: unknown, value: unknown): unknown {
  if (!isMap(live) || !isMap(value)) return value;
  const keys = new Set([...Object.keys(live), ...Object.keys(value)]);
  return Object.fromEntries([...keys].map((key) => [key, key in value ? overlaid(live[key], value[key]) : live[key]]));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
