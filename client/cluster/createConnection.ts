import type { ObjectType } from '../../schemas/contract/recipe.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { Access } from './access.ts';
import { createApiServer, type ApiServer, type Patience } from './apiServer.ts';
import { readAnything, readObject, readPage, readReview, readTypes, type DiscoveredType } from './answers.ts';
import { tooMuch, type Subject } from './causes.ts';
import type { ClusterConnection, KubernetesObject, ListQuery, Permission } from './connection.ts';
import { isClusterError, unlessMissing } from './errors.ts';
import { onAbort } from './onAbort.ts';
import { execInPod } from './execInPod.ts';
import { followLogs } from './followLogs.ts';
import { forwardPort } from './forwardPort.ts';
import { limits } from './limits.ts';
import { fieldSelector, groupVersionPath, labelSelector, queryString, resourcePath } from './restPaths.ts';
import { resourceName, subjectOf } from './subjects.ts';
import { watchObjects, type Snapshot } from './watchObjects.ts';
import { writingOf, type Place } from './writingOf.ts';

const pageSize = 500;
/** Milliseconds for which an answer about permissions holds. */
const permissionAge = 60_000;

/** A connection over `access`; asks nothing of the network before one of its functions is called. */
export function createConnection(access: Access, patience?: Patience): ClusterConnection {
  const server = createApiServer(access, patience);
  const place: Place = {
    server,
    namespaceOf: (type, namespace) => (type.scope === 'Cluster' ? '' : (namespace ?? access.namespace)),
  };
  return {
    ...{ context: access.context, namespace: access.namespace, server: access.server, can: permissionChecker(server) },
    ...readingOf(place),
    ...writingOf(place),
    forward: (target, port, signal) => forwardPort(server, target, port, signal),
    exec: (request) => execInPod(server, request),
    logs: (request) => followLogs(server, request),

    close() {
      server.close();
      access.close();
    },
  };
}

function readingOf({
  server,
  namespaceOf,
}: Place): Pick<ClusterConnection, 'read' | 'list' | 'serves' | 'typeOf' | 'openApi' | 'release' | 'watch'> {
  const snapshot = (type: ObjectType, query: ListQuery): Promise<Snapshot | undefined> => {
    const namespace = query.everyNamespace ? '' : namespaceOf(type, query.namespace);
    return listPages(server, type, query, subjectOf('list', type, namespace));
  };
  return {
    async read(object, signal) {
      const namespace = namespaceOf(object, object.namespace);
      const path = resourcePath(object, { namespace, name: object.name });
      const subject = subjectOf('get', object, namespace, object.name);
      return unlessMissing(server.json({ method: 'GET', path, subject, signal }, readObject));
    },

    list: async (type, query = {}) => (await snapshot(type, query))?.objects ?? [],

    async serves(type, signal) {
      return (await discover(server, type, type.plural, signal)).some(({ name }) => name === type.plural);
    },

    async typeOf(apiVersion, kind, signal) {
      const slash = apiVersion.indexOf('/');
      const [group, version] = [apiVersion.slice(0, Math.max(slash, 0)), apiVersion.slice(slash + 1)];
      const known = await discover(server, { group, version }, kind, signal);
      // Subresources have kinds as well: `deployments/scale` is a Scale.
      const found = known.find((each) => each.kind === kind && !each.name.includes('/'));
      if (!found) return undefined;
      return { group, version, plural: found.name, kind, scope: found.namespaced ? 'Namespaced' : 'Cluster' };
    },

    openApi({ group, version }, signal) {
      const path = `/openapi/v3${groupVersionPath({ group, version })}`;
      const subject = { verb: 'get', resource: resourceName('openapi', group) };
      return unlessMissing(server.json({ method: 'GET', path, subject, signal }, readAnything));
    },

    async release(signal) {
      const subject = { verb: 'get', resource: resourceName('version', '') };
      const { gitVersion } = await server.json({ method: 'GET', path: '/version', subject, signal }, readAnything);
      return typeof gitVersion === 'string' ? gitVersion : undefined;
    },

    watch(type, query, onEvent, signal) {
      const namespace = query.everyNamespace ? '' : namespaceOf(type, query.namespace);
      const ending = new AbortController();
      onAbort([signal, server.closing], () => ending.abort());
      const ended = ending.signal;
      void watchObjects({
        list: () => snapshot(type, { ...query, signal: ended }),
        stream: (resourceVersion, timeoutSeconds) =>
          server.stream({
            method: 'GET',
            path:
              resourcePath(type, { namespace }) +
              queryString({
                ...selectors(query),
                watch: true,
                allowWatchBookmarks: true,
                resourceVersion,
                timeoutSeconds,
              }),
            ...{ subject: subjectOf('watch', type, namespace), signal: ended },
          }),
        ...{ onEvent, signal: ended },
      });
    },
  };
}

/** `undefined`: the cluster does not know the type. A list that was too slow for its pages starts again. */
async function listPages(
  server: ApiServer,
  type: ObjectType,
  query: ListQuery,
  subject: Subject,
): Promise<Snapshot | undefined> {
  const collection = resourcePath(type, subject.namespace ? { namespace: subject.namespace } : {});
  const apiVersion = type.group === '' ? type.version : `${type.group}/${type.version}`;
  const selected = selectors(query);
  const read = readPage({ apiVersion, kind: type.kind });
  for (let attempt = 0; ; attempt++) {
    const objects: KubernetesObject[] = [];
    const budget = { bytes: limits.list };
    // The third time everything at once: that cannot expire in between.
    const limit = attempt < 2 ? pageSize : undefined;
    let next: string | undefined;
    try {
      for (let pages = 0; pages < limits.pages; pages++) {
        const path = collection + queryString({ ...selected, limit, continue: next });
        const request = { method: 'GET', path, subject, signal: query.signal, budget } as const;
        const page = await unlessMissing(server.json(request, read));
        if (page === undefined) return undefined;
        for (const object of page.objects) objects.push(object);
        next = page.next;
        if (next === '') return { objects, resourceVersion: page.resourceVersion };
      }
      throw tooMuch(server.asked(), subject, say`a list has more than ${limits.pages} pages`);
    } catch (error) {
      if (attempt >= 2 || !isExpired(error)) throw error;
    }
  }
}

function isExpired(error: unknown): boolean {
  return isClusterError(error) && error.answer?.status === 410;
}

function selectors({ labels, fields }: ListQuery): { labelSelector?: string; fieldSelector?: string } {
  return {
    ...(labels && { labelSelector: labelSelector(labels) }),
    ...(fields && { fieldSelector: fieldSelector(fields) }),
  };
}

function permissionChecker(server: ApiServer): ClusterConnection['can'] {
  const known = new Map<string, { readonly allowed: boolean; readonly until: number }>();
  return async (permission, signal) => {
    const key = JSON.stringify(permission);
    const cached = known.get(key);
    if (cached && cached.until > Date.now()) return cached.allowed;
    const request = {
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      body: accessReview(permission),
      subject: { verb: 'create', resource: 'selfsubjectaccessreviews.authorization.k8s.io' },
      signal,
    } as const;
    const allowed = await server.json(request, readReview);
    known.set(key, { allowed, until: Date.now() + permissionAge });
    return allowed;
  };
}

function accessReview({ verb, group, plural, subresource, namespace }: Permission): unknown {
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb, group, resource: plural, subresource, namespace } },
  };
}

/** What the cluster has of a group in a version; empty: it does not know it. `about`: for the error. */
async function discover(
  server: ApiServer,
  { group, version }: Pick<ObjectType, 'group' | 'version'>,
  about: string,
  signal: AbortSignal | undefined,
): Promise<readonly DiscoveredType[]> {
  const subject = { verb: 'get', resource: resourceName(about, group) };
  const path = groupVersionPath({ group, version });
  return (await unlessMissing(server.json({ method: 'GET', path, subject, signal }, readTypes))) ?? [];
}
