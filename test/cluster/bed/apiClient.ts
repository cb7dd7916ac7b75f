// The bed's own way to the API server, with nothing of the product in it: what the product says is compared with this.
import { request as httpsRequest, Agent } from 'node:https';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

export interface BedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface BedType {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent: every namespace, or an object of the whole cluster. */
  readonly namespace?: string;
}

export interface BedName extends BedType {
  readonly name: string;
}

export interface BedEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: BedObject;
}

/** Content type of a body that is sent as it is written. */
export const yaml = 'application/yaml';

/** Every function fails with `ApiError` for what the server refuses. */
export interface ApiClient {
  request(method: string, path: string, body?: unknown, contentType?: string): Promise<unknown>;
  /** Of the objects of a type, or of one: `/apis/apps/v1/namespaces/default/deployments`. The namespace is left out where there is none. */
  pathOf(type: BedType, name?: string): Promise<string>;
  /** Creates it, or makes it so: server-side apply that takes every field over. `status` goes the same way. */
  apply(object: BedObject): Promise<BedObject>;
  /** `undefined`: it does not exist. */
  read(object: BedName): Promise<BedObject | undefined>;
  list(type: BedType, labels?: Readonly<Record<string, string>>): Promise<readonly BedObject[]>;
  /** RFC 7386: null removes. */
  patch(object: BedName, patch: unknown, subresource?: 'status'): Promise<BedObject>;
  /** false: it did not exist. */
  remove(object: BedName, gracePeriod?: number): Promise<boolean>;
  /** First what there is, then every change; goes on by itself after an outage, with what there is then. Returns how to stop. */
  watch(type: BedType, onEvent: (event: BedEvent) => void): () => void;
  close(): void;
}

export class ApiError extends Error {
  readonly status: number;

  /** What is wrong, one by one, as far as the server says it. */
  readonly causes: readonly ApiCause[];

  constructor(status: number, message: string, causes: readonly ApiCause[] = []) {
    super(message);
    this.status = status;
    this.causes = causes;
  }
}

export interface ApiCause {
  /** `spec.a[0].b`; `<nil>` for the whole. */
  readonly field?: string;
  readonly message?: string;
  /** `FieldValueRequired`. */
  readonly reason?: string;
}

export interface ApiIdentity {
  readonly server: string;
  /** All PEM. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** For an answer of the server, and between two pieces of it: far more than anything takes. A watch may be silent. */
const patience = 120_000;

export function createApiClient({ server, authority, certificate, key }: ApiIdentity): ApiClient {
  const agent = new Agent({ keepAlive: true, ca: authority, cert: certificate, key });
  const types = new Map<string, { plural: string; namespaced: boolean }>();

  async function send(
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
    onRequest: (outgoing: ClientRequest) => void = () => undefined,
  ): Promise<IncomingMessage> {
    const isWritten = typeof body === 'string' && contentType === yaml;
    const payload = body === undefined || isWritten ? body : JSON.stringify(body);
    let isReused = false;
    const sent = new Promise<IncomingMessage>((resolve, reject) => {
      const headers = payload === undefined ? {} : { 'content-type': contentType };
      const outgoing = httpsRequest(`${server}${path}`, { method, agent, headers }, resolve);
      outgoing.setTimeout(patience, () => {
        outgoing.destroy(
          new Error(`${method} ${path}: the API server has said nothing for ${String(patience / 1000)} s.`),
        );
      });
      onRequest(outgoing);
      outgoing.once('error', (error) => {
        isReused = outgoing.reusedSocket;
        reject(error);
      });
      outgoing.end(payload);
    });
    // The server has closed a connection that was kept, and has read nothing of this.
    const response = await sent.catch((error: unknown) => {
      if (!isReused || (error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
      return send(method, path, body, contentType, onRequest);
    });
    const { statusCode = 0 } = response;
    if (statusCode < 400) return response;
    const words = await text(response);
    const { message = words, details } = statusIn(words);
    throw new ApiError(statusCode, `${method} ${path}: ${String(statusCode)} ${message}`, details?.causes);
  }

  async function request(method: string, path: string, body?: unknown, contentType?: string): Promise<unknown> {
    const words = await text(await send(method, path, body, contentType));
    return words.startsWith('{') ? JSON.parse(words) : words;
  }

  async function pathOf({ apiVersion, kind, namespace }: BedType, name?: string): Promise<string> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const id = `${apiVersion} ${kind}`;
    if (!types.has(id)) {
      const { resources } = (await request('GET', root)) as {
        resources: { name: string; kind: string; namespaced: boolean }[];
      };
      for (const each of resources)
        if (!each.name.includes('/'))
          types.set(`${apiVersion} ${each.kind}`, { plural: each.name, namespaced: each.namespaced });
    }
    const type = types.get(id);
    if (!type) throw new ApiError(404, `The server has no ${kind} in ${apiVersion}.`);
    if (type.namespaced && namespace === undefined && name !== undefined)
      throw new Error(`${kind} ${name} needs a namespace.`);
    const place = type.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return `${root}${place}/${type.plural}${name === undefined ? '' : `/${name}`}`;
  }

  async function watchOnce(
    type: BedType,
    onEvent: (event: BedEvent) => void,
    onRequest: (outgoing: ClientRequest) => void,
  ) {
    const path = await pathOf(type);
    const response = await send('GET', `${path}?watch=true`, undefined, undefined, (outgoing) => {
      outgoing.once('response', () => outgoing.setTimeout(0));
      onRequest(outgoing);
    });
    for await (const line of createInterface({ input: response })) {
      const event = JSON.parse(line) as BedEvent | { readonly type: 'ERROR' };
      if (event.type === 'ERROR') return;
      onEvent(event);
    }
  }

  const orUndefined = (error: unknown): undefined => {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  };

  return {
    request,
    pathOf,
    async apply(object) {
      const { metadata, status, ...rest } = object;
      const path = await pathOf({ ...object, ...namespaceOf(metadata) }, metadata.name);
      const query = '?fieldManager=bed&force=true';
      const applied = await request('PATCH', path + query, { metadata, ...rest }, 'application/apply-patch+yaml');
      if (status === undefined) return applied as BedObject;
      const { apiVersion, kind } = object;
      const named = { apiVersion, kind, metadata: { name: metadata.name }, status };
      return (await request('PATCH', `${path}/status${query}`, named, 'application/apply-patch+yaml')) as BedObject;
    },
    async read(object) {
      return (await request('GET', await pathOf(object, object.name)).catch(orUndefined)) as BedObject | undefined;
    },
    async list(type, labels = {}) {
      const selector = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
      const query = selector.length > 0 ? `?labelSelector=${encodeURIComponent(selector.join(','))}` : '';
      const { items } = (await request('GET', (await pathOf(type)) + query)) as { items: BedObject[] };
      return items.map((item) => ({ ...item, apiVersion: type.apiVersion, kind: type.kind }));
    },
    async patch(object, patch, subresource) {
      const path = (await pathOf(object, object.name)) + (subresource ? `/${subresource}` : '');
      return (await request('PATCH', path, patch, 'application/merge-patch+json')) as BedObject;
    },
    async remove(object, gracePeriod) {
      const query = gracePeriod === undefined ? '' : `?gracePeriodSeconds=${String(gracePeriod)}`;
      const answer = await request('DELETE', (await pathOf(object, object.name)) + query).catch(orUndefined);
      return answer !== undefined;
    },
    close() {
      agent.destroy();
    },
    watch(type, onEvent) {
      const stop = new AbortController();
      let current: ClientRequest | undefined;
      const onRequest = (outgoing: ClientRequest) => {
        current = outgoing;
        if (stop.signal.aborted) outgoing.destroy();
      };
      // Lines that were read already come even so.
      const tell = (event: BedEvent) => {
        if (!stop.signal.aborted) onEvent(event);
      };
      void (async () => {
        while (!stop.signal.aborted) {
          await watchOnce(type, tell, onRequest).catch(() => undefined);
          await sleep(100, undefined, { ref: false });
        }
      })();
      return () => {
        stop.abort();
        current?.destroy();
      };
    },
  };
}

function namespaceOf({ namespace }: BedObject['metadata']): { namespace?: string } {
  return namespace === undefined ? {} : { namespace };
}

interface ApiStatus {
  readonly message?: string;
  readonly details?: { readonly causes?: readonly ApiCause[] };
}

function statusIn(words: string): ApiStatus {
  try {
    return JSON.parse(words) as ApiStatus;
  } catch {
    return {};
  }
}
