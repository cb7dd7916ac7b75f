import type { ObjectType } from '../../schemas/contract/recipe.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { readAnything, readObject, type Reader } from './answers.ts';
import type { ApiServer } from './apiServer.ts';
import type { ClusterConnection, KnownObject, NewObject, WriteOptions } from './connection.ts';
import { ClusterError, isClusterError, unlessMissing } from './errors.ts';
import { applyManager, commandManager } from './fieldOwners.ts';
import { queryString, resourcePath, type Query } from './restPaths.ts';
import { subjectOf } from './subjects.ts';

/** Where requests go. */
export interface Place {
  readonly server: ApiServer;
  /** Empty: of the whole cluster. */
  readonly namespaceOf: (type: ObjectType, namespace?: string) => string;
}

/** What changes a cluster. The API server compares identity, and the version where one is given, in the request itself. */
export function writingOf(place: Place): Pick<ClusterConnection, 'create' | 'patch' | 'apply' | 'delete'> {
  return {
    async create(type, object, options = {}) {
      const namespace = place.namespaceOf(type, options.namespace);
      const query = queryString({ fieldManager: commandManager, ...dryRun(options) });
      const request = { method: 'POST', path: resourcePath(type, { namespace }) + query, body: object } as const;
      const subject = subjectOf('create', type, namespace);
      return place.server.json({ ...request, subject, ...heard(options) }, readObject);
    },

    patch: (object, body, options = {}) =>
      write(place, object, {
        ...{ verb: 'patch', method: 'PATCH', contentType: 'application/merge-patch+json', read: readObject, options },
        body: identified(body, { uid: object.uid, ...versionOf(options) }),
        query: { fieldManager: commandManager, ...dryRun(options) },
        ...(options.subresource === undefined ? {} : { subresource: options.subresource }),
      }),

    apply: (object, body, options = {}) =>
      write(place, object, {
        ...{ verb: 'patch', method: 'PATCH', contentType: 'application/apply-patch+yaml', read: readObject, options },
        body: identified(body, object.uid === null ? nowhere : { uid: object.uid, ...versionOf(options) }),
        query: { fieldManager: applyManager, fieldValidation: 'Strict', force: options.force, ...dryRun(options) },
      }),

    async delete(object, options = {}) {
      const { gracePeriod, propagation, dryRun: dry } = options;
      const body = {
        ...{ kind: 'DeleteOptions', apiVersion: 'v1' },
        propagationPolicy: propagation === 'foreground' ? 'Foreground' : 'Background',
        preconditions: { uid: object.uid, ...versionOf(options) },
        ...(gracePeriod === undefined ? {} : { gracePeriodSeconds: gracePeriod }),
        ...(dry ? { dryRun: ['All'] } : {}),
      };
      const request = { verb: 'delete', method: 'DELETE', body, read: readAnything, options } as const;
      try {
        return (await unlessMissing(write(place, object, request))) !== undefined;
      } catch (error) {
        // What was shown is gone; what has its name now is another.
        if (isClusterError(error, 'changed') && (options.resourceVersion === undefined || isOtherUid(error)))
          return false;
        throw error;
      }
    },
  };
}

interface WriteRequest<T> {
  readonly verb: string;
  readonly method: 'PATCH' | 'DELETE';
  readonly body: unknown;
  readonly contentType?: string;
  readonly subresource?: string;
  readonly query?: Query;
  readonly read: Reader<T>;
  readonly options: WriteOptions;
}

async function write<T>(
  { server, namespaceOf }: Place,
  object: KnownObject | NewObject,
  { verb, method, body, contentType, subresource, query = {}, read, options }: WriteRequest<T>,
): Promise<T> {
  const namespace = namespaceOf(object, object.namespace);
  const place = { namespace, name: object.name, ...(subresource === undefined ? {} : { subresource }) };
  try {
    const request = { method, path: resourcePath(object, place) + queryString(query), body };
    const about = { subject: subjectOf(verb, object, namespace, object.name), ...heard(options) };
    return await server.json({ ...request, ...about, ...(contentType === undefined ? {} : { contentType }) }, read);
  } catch (error) {
    throw isClusterError(error, 'refused') && isOther(error) ? changed(object, error) : error;
  }
}

/** A version that no object has any more: the API server takes a body with it only where there is no object. */
const nowhere = { resourceVersion: '1' };

function versionOf({ resourceVersion }: { readonly resourceVersion?: string }): { readonly resourceVersion?: string } {
  return resourceVersion === undefined ? {} : { resourceVersion };
}

function identified(body: object, identity: { readonly uid?: string; readonly resourceVersion?: string }): object {
  const { metadata } = body as { readonly metadata?: object | null };
  return { ...body, metadata: { ...metadata, ...identity } };
}

/** A conflict, other than one about fields; or 422, because a uid cannot change. */
function isOther({ answer, causes }: ClusterError): boolean {
  if (answer?.status === 409) return answer.reason === 'Conflict' && causes.length === 0;
  return answer?.status === 422 && causes.some(({ field }) => field === 'metadata.uid');
}

function changed({ kind, name, uid }: KnownObject | NewObject, cause: ClusterError): ClusterError {
  const message =
    uid === null
      ? say`${kind} ${name} has been made by somebody else: it was left alone.`
      : say`${kind} ${name} has changed, or is another one by now: it was left alone.`;
  return new ClusterError('changed', message, say`Look at it again, then repeat.`, {
    cause,
    ...(cause.answer ? { answer: cause.answer } : {}),
  });
}

function isOtherUid({ answer }: ClusterError): boolean {
  return /\bUID in (?:the )?precondition\b/.test(answer?.message ?? '');
}

function dryRun(options: WriteOptions): { dryRun?: 'All' } {
  return options.dryRun ? { dryRun: 'All' } : {};
}

function heard({ onWarning, signal }: WriteOptions): Pick<WriteOptions, 'onWarning' | 'signal'> {
  return { ...(onWarning && { onWarning }), ...(signal && { signal }) };
}
