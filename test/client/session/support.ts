import net from 'node:net';
import type { Duplex } from 'node:stream';
import type {
  ClusterConnection,
  ExecRequest,
  KnownObject,
  KubernetesObject,
  ListQuery,
  NewObject,
  Permission,
  WatchEvent,
} from '../../../client/cluster/connection.ts';
import { ClusterError } from '../../../client/cluster/errors.ts';
import { resourceFromJson } from '../../../client/session/jsonResource.ts';
import type { Target } from '../../../client/session/target.ts';
import type { DatabaseSystem, ObjectName, ObjectType, Recipe } from '../../../schemas/contract/index.ts';
import { systems } from '../../../schemas/registry.ts';
import * as objectTypes from '../../../schemas/vocabulary/objectTypes.ts';
import { say } from '../../../schemas/vocabulary/say.ts';

/** A cluster in memory: keeps objects, tells watchers, refuses what it is told to refuse. */
export interface StandIn {
  readonly connection: ClusterConnection;
  /** Every request in order: `list pods shop`, `delete pods shop/shop-0`, `exec shop/shop-0 patronictl list`. */
  readonly calls: readonly string[];
  /** Adds or replaces an object; watchers hear of it. */
  readonly put: (type: ObjectType, object: KubernetesObject) => KubernetesObject;
  readonly remove: (type: ObjectType, name: string, namespace?: string) => void;
  readonly get: (type: ObjectType, name: string, namespace?: string) => KubernetesObject | undefined;
  readonly all: (type: ObjectType) => readonly KubernetesObject[];
  /** From now on answers 403 to this, and says so when asked. */
  readonly forbid: (permission: Partial<Permission>) => void;
  /** Called before every request, with the text that `calls` gets; what it throws is the answer. */
  onRequest?: ((call: string) => void | Promise<void>) | undefined;
  /** Runs instead of a program in a container; returns its exit status. */
  onExec?: ((request: ExecRequest) => number | Promise<number>) | undefined;
  /** Called after an object was created, as an operator or a controller would react. */
  onCreate?: ((type: ObjectType, object: KubernetesObject) => void) | undefined;
  onDelete?: ((type: ObjectType, object: KubernetesObject) => void) | undefined;
  /** Connections to a port of a pod go to a port of this machine. */
  readonly listen: (namespace: string, pod: string, port: number, localPort: number) => void;
  /** Every watcher hears of an interruption, and is told everything again. */
  readonly interrupt: () => void;
  /** Watches that nobody has ended. */
  readonly watching: number;
}

export interface StandInOptions {
  readonly context?: string;
  readonly namespace?: string;
  readonly objects?: readonly (readonly [ObjectType, KubernetesObject])[];
}

interface Watcher {
  readonly type: ObjectType;
  readonly query: ListQuery;
  readonly tell: (event: WatchEvent) => void;
}

export function standIn({ context = 'test', namespace = 'default', objects = [] }: StandInOptions = {}): StandIn {
  const store = new Map<string, { readonly type: ObjectType; readonly object: KubernetesObject }>();
  const watchers = new Set<Watcher>();
  const calls: string[] = [];
  const forbidden: Partial<Permission>[] = [];
  const ports = new Map<string, number>();
  let revision = 0;

  const placeOf = (type: ObjectType, given: string | undefined): string =>
    type.scope === 'Cluster' ? '' : (given ?? namespace);
  const keyOf = (type: ObjectType, name: string, place: string | undefined): string =>
    [type.group, type.plural, placeOf(type, place), name].join('/');

  function put(type: ObjectType, given: KubernetesObject): KubernetesObject {
    revision += 1;
    const place = placeOf(type, given.metadata.namespace);
    const key = keyOf(type, given.metadata.name, place);
    const old = store.get(key);
    const object: KubernetesObject = structuredClone({
      ...given,
      apiVersion: type.group === '' ? type.version : `${type.group}/${type.version}`,
      kind: type.kind,
      metadata: {
        uid: old?.object.metadata.uid ?? `uid-${revision}`,
        creationTimestamp: old?.object.metadata.creationTimestamp ?? new Date().toISOString(),
        ...given.metadata,
        ...(place === '' ? {} : { namespace: place }),
        resourceVersion: String(revision),
      },
    });
    store.set(key, { type, object });
    for (const watcher of [...watchers]) notify(watcher, type, object, old?.object);
    return object;
  }

  function remove(type: ObjectType, name: string, place?: string): void {
    const key = keyOf(type, name, place);
    const old = store.get(key);
    if (!store.delete(key) || !old) return;
    for (const watcher of [...watchers]) notify(watcher, type, undefined, old.object);
  }

  /** An object that no longer fits the selector is deleted as far as a watcher can see. */
  function notify(watcher: Watcher, type: ObjectType, now?: KubernetesObject, old?: KubernetesObject): void {
    if (watcher.type.group !== type.group || watcher.type.plural !== type.plural) return;
    const [is, was] = [now && fits(watcher.query, now), old && fits(watcher.query, old)];
    if (is && now) watcher.tell({ kind: was ? 'changed' : 'added', object: now });
    else if (was && old) watcher.tell({ kind: 'deleted', object: now ?? old });
  }

  function fits(query: ListQuery, object: KubernetesObject): boolean {
    const { metadata } = object;
    const place = query.everyNamespace ? undefined : (query.namespace ?? namespace);
    if (place !== undefined && metadata.namespace !== undefined && metadata.namespace !== place) return false;
    if (Object.entries(query.labels ?? {}).some(([label, value]) => metadata.labels?.[label] !== value)) return false;
    const address = query.fields?.['status.podIP'];
    if (address !== undefined && (object['status'] as { podIP?: unknown } | undefined)?.podIP !== address) return false;
    const name = query.fields?.['metadata.name'];
    return name === undefined || name === metadata.name;
  }

  function select(type: ObjectType, query: ListQuery): readonly KubernetesObject[] {
    return [...store.values()]
      .filter((each) => each.type.group === type.group && each.type.plural === type.plural)
      .map(({ object }) => structuredClone(object))
      .filter((object) => fits(query, object));
  }

  async function request(call: string, permission: Permission, signal?: AbortSignal): Promise<void> {
    calls.push(call);
    await Promise.resolve();
    if (signal?.aborted) throw new ClusterError('cancelled', say`Cancelled.`, say``);
    await self.onRequest?.(call);
    if (signal?.aborted) throw new ClusterError('cancelled', say`Cancelled.`, say``);
    if (!isForbidden(permission)) return;
    const { verb, plural, subresource } = permission;
    throw new ClusterError(
      'forbidden',
      say`You may not ${verb} ${plural}${subresource ? `/${subresource}` : ''}.`,
      say`Ask.`,
    );
  }

  function isForbidden(permission: Permission): boolean {
    return forbidden.some((each) =>
      Object.entries(each).every(([field, value]) => permission[field as keyof Permission] === value),
    );
  }

  const ask = (
    verb: Permission['verb'],
    type: ObjectType,
    where: { readonly place: string | undefined; readonly name?: string; readonly subresource?: string },
    signal?: AbortSignal,
  ): Promise<void> => {
    const { place, name, subresource } = where;
    const resource = subresource === undefined ? type.plural : `${type.plural}/${subresource}`;
    const at = [place, name].filter((each) => each !== undefined && each !== '').join('/');
    return request(
      `${verb} ${resource} ${at}`.trimEnd(),
      {
        ...{ verb, group: type.group, plural: type.plural },
        ...(place ? { namespace: place } : {}),
        ...(subresource === undefined ? {} : { subresource }),
      },
      signal,
    );
  };

  const connection: ClusterConnection = {
    context,
    namespace,
    server: 'https://127.0.0.1:6443',
    openApi: () => Promise.resolve(undefined),
    release: () => Promise.resolve(undefined),
    async read(object, signal) {
      await ask('get', object, { place: placeOf(object, object.namespace), name: object.name }, signal);
      return structuredClone(store.get(keyOf(object, object.name, object.namespace))?.object);
    },
    async list(type, query = {}) {
      const place = query.everyNamespace ? undefined : placeOf(type, query.namespace);
      await ask('list', type, { place }, query.signal);
      return select(type, query);
    },
    serves: () => Promise.resolve(true),
    typeOf: (apiVersion, kind) => Promise.resolve(knownTypes().find((type) => isType(type, apiVersion, kind))),
    async create(type, object, options = {}) {
      const given = object as KubernetesObject;
      const place = placeOf(type, options.namespace ?? given.metadata.namespace);
      await ask('create', type, { place, name: given.metadata.name }, options.signal);
      if (store.has(keyOf(type, given.metadata.name, place)))
        throw new ClusterError(
          'refused',
          say`${type.kind} ${given.metadata.name} already exists.`,
          say`Use another name.`,
        );
      const made = { ...given, metadata: { ...given.metadata, ...(place === '' ? {} : { namespace: place }) } };
      if (options.dryRun) return structuredClone(made);
      const stored = put(type, made);
      self.onCreate?.(type, stored);
      return structuredClone(stored);
    },
    async patch(object, patch, { subresource, dryRun, signal, resourceVersion } = {}) {
      const place = placeOf(object, object.namespace);
      await ask('patch', object, { place, name: object.name, ...(subresource ? { subresource } : {}) }, signal);
      const old = store.get(keyOf(object, object.name, place))?.object;
      if (!old) throw missing(object);
      compare(object, old, resourceVersion);
      const merged = mergePatch(old, patch) as KubernetesObject;
      return structuredClone(dryRun ? merged : put(object, merged));
    },
    async apply(object, body, { dryRun, signal, resourceVersion } = {}) {
      const place = placeOf(object, object.namespace);
      await ask('patch', object, { place, name: object.name }, signal);
      const old = store.get(keyOf(object, object.name, place))?.object;
      if (old || object.uid !== null) compare(object, old, resourceVersion);
      const merged = mergePatch(old ?? { metadata: { name: object.name } }, body) as KubernetesObject;
      return structuredClone(dryRun ? merged : put(object, merged));
    },
    async delete(object, { dryRun, signal, resourceVersion } = {}) {
      const place = placeOf(object, object.namespace);
      await ask('delete', object, { place, name: object.name }, signal);
      const old = store.get(keyOf(object, object.name, place))?.object;
      if (old?.metadata.uid !== object.uid) return false;
      compare(object, old, resourceVersion);
      if (dryRun) return true;
      if (old.metadata.finalizers?.length)
        put(object, { ...old, metadata: { ...old.metadata, deletionTimestamp: new Date().toISOString() } });
      else remove(object, object.name, place);
      self.onDelete?.(object, old);
      return true;
    },
    async can(permission, signal) {
      await Promise.resolve();
      if (signal?.aborted) throw new ClusterError('cancelled', say`Cancelled.`, say``);
      return !isForbidden(permission);
    },
    watch(type, query, onEvent, signal) {
      if (signal.aborted) return;
      calls.push(`watch ${type.plural} ${query.everyNamespace ? '' : placeOf(type, query.namespace)}`.trimEnd());
      const watcher: Watcher = { type, query, tell: (event) => onEvent(structuredClone(event)) };
      watchers.add(watcher);
      signal.addEventListener('abort', () => watchers.delete(watcher), { once: true });
      queueMicrotask(() => {
        if (watchers.has(watcher)) watcher.tell({ kind: 'all', objects: select(type, query) });
      });
    },
    async forward({ namespace: place, pod }, port, signal) {
      const podType = podsType;
      await ask('create', podType, { place, name: pod, subresource: 'portforward' }, signal);
      const local = ports.get(`${place}/${pod}:${port}`);
      if (local === undefined || !store.has(keyOf(podType, pod, place)))
        throw new ClusterError('stream', say`Pod ${pod} does not serve port ${port}.`, say`Look at its logs.`);
      return connectTo(local);
    },
    async exec(given) {
      calls.push(`exec ${given.namespace}/${given.pod} ${given.command.join(' ')}`);
      await Promise.resolve();
      if (given.signal?.aborted) throw new ClusterError('cancelled', say`Cancelled.`, say``);
      await self.onRequest?.(calls.at(-1) ?? '');
      return (await self.onExec?.(given)) ?? 0;
    },
    logs: () => Promise.reject(new ClusterError('stream', say`There are no logs here.`, say``)),
    close: () => watchers.clear(),
  };

  const self: StandIn = {
    connection,
    calls,
    put,
    remove,
    get: (type, name, place) => structuredClone(store.get(keyOf(type, name, place))?.object),
    all: (type) => select(type, { everyNamespace: true }),
    forbid: (permission) => void forbidden.push(permission),
    listen: (place, pod, port, localPort) => void ports.set(`${place}/${pod}:${port}`, localPort),
    interrupt() {
      for (const watcher of [...watchers]) {
        watcher.tell({ kind: 'interrupted', error: new ClusterError('unreachable', say`No answer.`, say`Wait.`) });
        watcher.tell({ kind: 'all', objects: select(watcher.type, watcher.query) });
      }
    },
    get watching() {
      return watchers.size;
    },
  };
  for (const [type, object] of objects) put(type, object);
  return self;
}

const podsType: ObjectType = { group: '', version: 'v1', plural: 'pods', kind: 'Pod', scope: 'Namespaced' };

/** Kubernetes' own, the packs' and the toy's. */
function knownTypes(): readonly ObjectType[] {
  const ofPacks = systems.flatMap(({ kinds }) =>
    kinds.flatMap(({ versions, ...kind }) => versions.map((version) => ({ ...kind, version }))),
  );
  return [toyType, ...Object.values(objectTypes), ...ofPacks];
}

function isType({ group, version, kind }: ObjectType, apiVersion: string, wanted: string): boolean {
  return kind === wanted && apiVersion === (group === '' ? version : `${group}/${version}`);
}

function connectTo(port: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error) =>
      reject(new ClusterError('stream', say`The port refuses: ${error.message}.`, say`Wait.`)),
    );
  });
}

/** As the API server does: another object, or another version. */
function compare(
  { kind, name, uid }: KnownObject | NewObject,
  old: KubernetesObject | undefined,
  resourceVersion: string | undefined,
): void {
  const isSame = old?.metadata.uid === uid;
  if (isSame && (resourceVersion === undefined || old.metadata.resourceVersion === resourceVersion)) return;
  throw new ClusterError('changed', say`${kind} ${name} has changed, or is another one by now.`, say`Look again.`);
}

function missing({ kind, name }: ObjectName): ClusterError {
  return new ClusterError('missing', say`${kind} ${name} does not exist.`, say`Look at its name.`);
}

/** RFC 7386 */
export function mergePatch(old: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const merged = new Map(Object.entries(isMap(old) ? old : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const toyType: ObjectType = {
  group: 'toy.example',
  version: 'v1',
  plural: 'toys',
  kind: 'Toy',
  scope: 'Namespaced',
};

/** A resource of a system that exists in tests only, with a recipe that says what a test wants. */
export function toyTarget(
  connection: ClusterConnection,
  recipe: Partial<Recipe> = {},
  { name = 'shop', namespace = 'shop', live }: { name?: string; namespace?: string; live?: KubernetesObject } = {},
): Target {
  const full: Recipe = { members: [toyMembers], actions: [], needs: [], health: [], ...recipe };
  const kind = { ...toyType, versions: [toyType.version] };
  const system: DatabaseSystem = { id: 'toy', title: 'Toy', kinds: [kind], derive: () => [], recipe: () => full };
  const resource = resourceFromJson({ apiVersion: 'toy.example/v1', kind: 'Toy', metadata: { name, namespace } });
  const podNamespace = full.namespace ?? namespace;
  return { connection, system, kind, resource, namespace, recipe: full, podNamespace, ...(live ? { live } : {}) };
}

export const toyMembers = {
  labels: { cluster: 'shop' },
  role: { label: 'role', primary: ['master', 'primary'], replica: ['replica'] },
} as const;

/** A pod of the toy system as the API server shows it. */
export function toyPod(
  name: string,
  role?: string,
  { namespace = 'shop', ready = true, deleting = false, labels = {}, owned = true } = {},
): KubernetesObject {
  const controller = { kind: 'StatefulSet', name: 'shop', uid: 'set', controller: true };
  return {
    metadata: {
      ...{ name, namespace },
      labels: { cluster: 'shop', ...(role === undefined ? {} : { role }), ...labels },
      ...(deleting ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
      ...(owned ? { ownerReferences: [controller] } : {}),
    },
    spec: { nodeName: 'node-1', containers: [{ name: 'postgres' }] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}
