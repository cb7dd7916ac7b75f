import type { ObjectName, ObjectType } from '../../schemas/contract/recipe.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { ClusterConnection, KnownObject, KubernetesObject } from '../cluster/connection.ts';
import { ClusterError, isClusterError } from '../cluster/errors.ts';

/** What a write needs of an object that was read. Fails with `unsafe` where the API server has not said which one it is. */
export function knownObject(type: ObjectType, { metadata }: KubernetesObject): KnownObject {
  const { group, version, plural, kind, scope } = type;
  const { name, namespace, uid } = metadata;
  if (uid === undefined || uid === '')
    throw new ClusterError(
      'unsafe',
      say`${kind} ${name} was left alone: the API server does not say which object of that name it is.`,
      say`Look at the API server, or at what stands before it.`,
    );
  return { group, version, plural, kind, scope, name, uid, ...(namespace === undefined ? {} : { namespace }) };
}

/**
 * For a change that rests on a judgement: reads the object, lets `act` look at it and write with this version, and begins
 * again where it has changed in between, as by a new status. So the judgement holds in the very request that writes.
 * Fails with `missing` or `changed` where the object is not there any more, and with what `act` throws.
 */
export async function asJudged<T>(
  connection: ClusterConnection,
  object: KnownObject,
  act: (now: KubernetesObject, resourceVersion: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const now = await connection.read(object, signal);
    if (!now) throw isGone(object);
    if (now.metadata.uid !== object.uid) throw isAnother(object);
    try {
      return await act(now, now.metadata.resourceVersion ?? '');
    } catch (error) {
      if (attempt === mostAttempts || !isClusterError(error, 'changed')) throw error;
    }
  }
}

/** An object on which somebody writes all the time gives way now and then. */
const mostAttempts = 20;

function isGone({ kind, name }: ObjectName): ClusterError {
  return new ClusterError('missing', say`${kind} ${name} does not exist any more.`, say`Look again.`);
}

function isAnother({ kind, name }: ObjectName): ClusterError {
  return new ClusterError(
    'changed',
    say`${kind} ${name} is another one by now: the one that was shown is gone, and this one was left alone.`,
    say`Look at it again, then repeat.`,
  );
}
