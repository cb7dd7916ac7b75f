import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Said } from '../../schemas/contract/index.ts';
import type { ObjectName } from '../../schemas/contract/recipe.ts';
import { foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KnownObject, KubernetesObject } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';
import { awaitObjects } from './awaitObjects.ts';
import { resourceFromJson } from './jsonResource.ts';
import { asJudged, knownObject } from './knownObject.ts';
import { detachSecrets, reattachSecrets, restoreSecrets } from './ownedSecrets.ts';
import { saveObject, withoutServerFields } from './savedObject.ts';
import { liveObjectOf } from './target.ts';
import type { Target } from './target.ts';
import { withAttempts } from './withAttempts.ts';

export interface RecreateOptions {
  readonly backupFolder: string;
  readonly now: Date;
  /** Obeyed until the resource is deleted, not from then on: leaving it deleted would be worse than waiting. */
  readonly signal: AbortSignal;
  readonly tell: (message: Said) => void;
  /** Milliseconds that the deletion may take without getting further. */
  readonly limit: number;
  /** Milliseconds before each new attempt to create the resource. */
  readonly attempts: readonly number[];
}

/**
 * Deletes the resource that `live` is and makes it again, as `kubectl replace --force` does, but without its way of losing things: it is
 * saved in a file first, and Secrets that would vanish with it (an operator makes new passwords, the data keeps the old
 * ones) are detached from it. Returns the file.
 */
export async function recreate(target: Target, options: RecreateOptions): Promise<string> {
  const { connection } = target;
  const { signal, tell } = options;
  const object = liveObjectOf(target);
  const live = await asJudged(connection, object, (now) => Promise.resolve(now), signal);
  if (live.metadata.deletionTimestamp !== undefined) throw isGoing(object, live);
  const saved = withoutServerFields(live);
  const file = await saveObject(options.backupFolder, saved, options.now);
  tell(say`Saved in ${foreign(file)}`);

  const detached = await detachSecrets(target, live, { signal, tell });
  try {
    tell(say`Deleting ${object.name}`);
    await deleteAsSaved(connection, { object, saved }, signal);
  } catch (error) {
    if (!(await isDeleted(connection, { object, live, file, options }, error))) {
      await reattachSecrets(connection, detached);
      throw error;
    }
  }
  if (signal.aborted) tell(say`${object.name} is being deleted already: it is made again first`);
  await gone(connection, { object, live, file, options });
  const secretsAreBack = await restoreSecrets(connection, detached, options.attempts);
  tell(say`Creating ${object.name}`);
  await createAgain(connection, { object, saved, live, file, options });
  if (!secretsAreBack)
    throw secretIsLost(
      object,
      joined(
        detached.map(({ metadata }) => metadata.name),
        ', ',
      ),
    );
  return file;
}

/** What somebody has written since would be lost. */
async function deleteAsSaved(
  connection: ClusterConnection,
  { object, saved }: { readonly object: KnownObject; readonly saved: KubernetesObject },
  signal: AbortSignal,
): Promise<void> {
  await asJudged(
    connection,
    object,
    async (now, resourceVersion) => {
      if (!isDeepStrictEqual(withoutServerFields(now), saved)) throw hasChanged(object);
      await connection.delete(object, { resourceVersion, propagation: 'foreground', signal });
    },
    signal,
  );
}

interface Again {
  readonly object: KnownObject;
  readonly live: KubernetesObject;
  readonly file: string;
  readonly options: RecreateOptions;
}

/** The answer to a deletion may be lost on its way while the deletion was not. */
async function isDeleted(
  connection: ClusterConnection,
  { object, live, file, options }: Again,
  failure: unknown,
): Promise<boolean> {
  let now: KubernetesObject | undefined;
  try {
    now = await withAttempts(options.attempts, () => connection.read(object));
  } catch {
    throw new ClusterError(
      isClusterError(failure) ? failure.code : 'unreachable',
      say`Whether ${object.kind} ${object.name} is deleted is not known: ${textOf(failure)}`,
      say`Look once the API server answers again; if it is gone, create it with: kubectl create -f "${foreign(file)}"`,
      { cause: failure },
    );
  }
  return now?.metadata.uid !== live.metadata.uid || now?.metadata.deletionTimestamp !== undefined;
}

async function gone(connection: ClusterConnection, { object, live, file, options }: Again): Promise<void> {
  let finalizers: readonly string[] = [];
  const namespace = object.namespace === undefined ? {} : { namespace: object.namespace };
  try {
    await awaitObjects<true>(connection, object, {
      query: { ...namespace, fields: { 'metadata.name': object.name } },
      ...{ limit: options.limit, what: say`End of ${object.name}`, remedy: say`` },
      tell: (missing) => options.tell(say`Deleting ${object.name}: waiting for ${missing}`),
      look(objects) {
        const old = objects.find(({ metadata }) => metadata.uid === live.metadata.uid);
        if (!old) return { done: true };
        finalizers = old.metadata.finalizers ?? [];
        return { missing: finalizersText(finalizers), reached: -finalizers.length };
      },
    });
  } catch (cause) {
    const waits = say`${object.kind} ${object.name} is being deleted but does not go: it waits for ${finalizersText(finalizers)}.`;
    throw new ClusterError(
      isClusterError(cause) ? cause.code : 'timeout',
      joined([waits, ...(cause instanceof Error ? [textOf(cause)] : [])], ' '),
      say`Make sure that its operator runs; once it is gone, create it again with: kubectl create -f "${foreign(file)}"`,
      { cause },
    );
  }
}

async function createAgain(
  connection: ClusterConnection,
  { object, saved, live, file, options }: Again & { readonly saved: KubernetesObject },
): Promise<void> {
  const place = object.namespace === undefined ? {} : { namespace: object.namespace };
  let failure: unknown;
  for (const [attempt, wait] of [0, ...options.attempts].entries()) {
    if (attempt > 0) options.tell(say`Creating ${object.name} failed: attempt ${attempt + 1}`);
    await pause(wait);
    try {
      const made = await connection.create(object, saved, place);
      await returnFields(connection, knownObject(object, made), live);
      return;
    } catch (error) {
      failure = error;
    }
    // Made by an attempt whose answer was lost, or by the operator from what owns the resource.
    const now = await connection.read(object).catch(() => undefined);
    if (!now || now.metadata.uid === live.metadata.uid) continue;
    if (isDeepStrictEqual(now['spec'], saved['spec']) || (live.metadata.ownerReferences?.length ?? 0) > 0) return;
    throw new ClusterError(
      'refused',
      say`${object.kind} ${object.name} was deleted, and somebody else has made it again with another spec.`,
      say`What it was before is in ${foreign(file)}: compare and apply what is missing.`,
    );
  }
  throw notCreated(object, file, failure);
}

/**
 * Who had written which field is part of the object: all of them would be a command's now, and whoever applied them before
 * could change none without a conflict. Not worth a failure.
 */
async function returnFields(connection: ClusterConnection, object: KnownObject, live: KubernetesObject): Promise<void> {
  const managedFields = resourceFromJson(live)
    .root.at('metadata', 'managedFields')
    .items()
    .filter((each) => (each.at('subresource').value ?? '') === '')
    .map(({ value }) => value);
  if (managedFields.length === 0) return;
  await connection.patch(object, { metadata: { managedFields } }).catch(() => undefined);
}

function notCreated({ kind, name }: ObjectName, file: string, failure: unknown): ClusterError {
  return new ClusterError(
    isClusterError(failure) ? failure.code : 'refused',
    say`${kind} ${name} was deleted and could not be made again: ${textOf(failure)}`,
    say`Its manifest is saved; create it with: kubectl create -f "${foreign(file)}"`,
    { cause: failure },
  );
}

function secretIsLost({ kind, name }: ObjectName, secrets: Said): ClusterError {
  return new ClusterError(
    'missing-secret',
    say`${kind} ${name} was made again, but Secret ${secrets} went with the old one and could not be put back.`,
    say`Set the password of the database role to that of the Secret that the operator makes now.`,
  );
}

function hasChanged({ kind, name }: ObjectName): ClusterError {
  return new ClusterError(
    'unsafe',
    say`${kind} ${name} has changed since it was saved: it was not deleted.`,
    say`Call the command again.`,
  );
}

function isGoing({ kind, name }: ObjectName, { metadata }: KubernetesObject): ClusterError {
  return new ClusterError(
    'unsafe',
    say`Nothing was done: ${kind} ${name} is being deleted already and waits for ${finalizersText(metadata.finalizers ?? [])}.`,
    say`Wait until it is gone, then apply its manifest.`,
  );
}

function textOf(failure: unknown): Said {
  if (isClusterError(failure)) return failure.said.message;
  return foreign(failure instanceof Error ? failure.message : String(failure));
}

function finalizersText(finalizers: readonly string[]): Said {
  const others = finalizers.filter((each) => each !== 'foregroundDeletion');
  if (others.length > 0) return say`finalizer ${joined(others, ', ')}`;
  return finalizers.length > 0 ? say`what it owns` : say`the API server`;
}
