import type { KubernetesObject, ObjectMetadata } from './connection.ts';

/**
 * The one door for what API servers answer. Behind it the parts that the types of `connection.ts` name have these types; what
 * stands in other fields is unknown, and whoever reads them looks first.
 */

/** Reads one shape of JSON; `undefined`: it is another. */
export type Reader<T> = (value: unknown) => T | undefined;

export type Values = Readonly<Record<string, unknown>>;

/** What a list came to, or one page of it. */
export interface Page {
  readonly objects: readonly KubernetesObject[];
  readonly resourceVersion: string;
  /** Empty: it was the last. */
  readonly next: string;
}

/** `v1.APIResource` */
export interface DiscoveredType {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export interface WatchChange {
  readonly type: string;
  /** Of a bookmark there is nothing but the `resourceVersion`. */
  readonly metadata: Partial<ObjectMetadata>;
  /** Absent: it is none, as in a bookmark and in an error. */
  readonly object: KubernetesObject | undefined;
  /** With an error: its status. */
  readonly status: { readonly code: number | undefined; readonly message: string };
}

/** How a program in a pod has ended: `v1.Status`. */
export interface ExecStatus {
  readonly succeeded: boolean;
  readonly message: string;
  readonly causes: readonly { readonly reason: string; readonly message: string }[];
}

export const readObject: Reader<KubernetesObject> = (value) => {
  const map = mapOf(value);
  const metadata = readMetadata(map?.['metadata']);
  if (!map || metadata?.name === undefined || !isTextOrNothing(map['apiVersion']) || !isTextOrNothing(map['kind']))
    return undefined;
  return { ...withoutNull(map, ['apiVersion', 'kind']), metadata: metadata as ObjectMetadata };
};

/** Of an answer whose content nobody needs. */
export const readAnything: Reader<Values> = (value) => mapOf(value);

/** @param type of the objects, which do not say themselves what they are. */
export function readPage(type: { readonly apiVersion: string; readonly kind: string }): Reader<Page> {
  return (value) => {
    const map = mapOf(value);
    const about = map?.['metadata'] ?? {};
    const [items, next, version] = [
      map?.['items'] ?? [],
      mapOf(about)?.['continue'],
      mapOf(about)?.['resourceVersion'],
    ];
    if (!map || !mapOf(about) || !Array.isArray(items) || !isTextOrNothing(next) || !isTextOrNothing(version))
      return undefined;
    const objects = readAll(items, readObject)?.map((object) => ({ ...object, ...type }));
    return objects && { objects, resourceVersion: textOf(version), next: textOf(next) };
  };
}

/** `v1.APIResourceList` */
export const readTypes: Reader<readonly DiscoveredType[]> = (value) => {
  const map = mapOf(value);
  const found = map?.['resources'] ?? [];
  if (!map || !Array.isArray(found)) return undefined;
  return readAll(found, (each) => {
    const { name, kind, namespaced } = mapOf(each) ?? {};
    if (typeof name !== 'string' || !isTextOrNothing(kind)) return undefined;
    return { name, kind: textOf(kind), namespaced: namespaced === true };
  });
};

/** `SelfSubjectAccessReview`: whether one may. */
export const readReview: Reader<boolean> = (value) => {
  const allowed = mapOf(mapOf(value)?.['status'])?.['allowed'];
  return typeof allowed === 'boolean' ? allowed : undefined;
};

/** `v1.WatchEvent` */
export const readChange: Reader<WatchChange> = (value) => {
  const { type, object } = mapOf(value) ?? {};
  const map = mapOf(object);
  const metadata = readMetadata(map?.['metadata'] ?? {});
  if (typeof type !== 'string' || !map || !metadata) return undefined;
  const { code, message } = map;
  const status = { code: typeof code === 'number' ? code : undefined, message: textOf(message) };
  return { type, metadata, object: readObject(map), status };
};

export const readExecStatus: Reader<ExecStatus> = (value) => {
  const map = mapOf(value);
  if (!map) return undefined;
  const causes = mapOf(map['details'])?.['causes'];
  const known = (Array.isArray(causes) ? (causes as unknown[]) : []).map((each) => mapOf(each) ?? {});
  return {
    ...{ succeeded: map['status'] === 'Success', message: textOf(map['message']) },
    causes: known.map(({ reason, message }) => ({ reason: textOf(reason), message: textOf(message) })),
  };
};

/** `undefined`: it is no JSON, or of another shape. */
export function readJson<T>(text: string, read: Reader<T>): T | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return read(value);
}

/** What each field of the metadata has to be, where it is there; Go writes `null` for what is empty. */
const metadataFields: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...{ name: isText, namespace: isText, uid: isText, resourceVersion: isText },
  ...{ creationTimestamp: isText, deletionTimestamp: isText },
  ...{ labels: isTexts, annotations: isTexts },
  finalizers: (value) => Array.isArray(value) && value.every(isText),
  ownerReferences: (value) => Array.isArray(value) && value.every(isOwner),
};

function readMetadata(value: unknown): Partial<ObjectMetadata> | undefined {
  const map = mapOf(value);
  if (!map) return undefined;
  const known = withoutNull(map, Object.keys(metadataFields));
  const isFine = Object.entries(metadataFields).every(
    ([field, fits]) => !Object.hasOwn(known, field) || fits(known[field]),
  );
  return isFine ? known : undefined;
}

function withoutNull(map: Values, fields: readonly string[]): Values {
  if (!fields.some((field) => map[field] === null)) return map;
  return Object.fromEntries(Object.entries(map).filter(([field, value]) => value !== null || !fields.includes(field)));
}

function isOwner(value: unknown): boolean {
  const { kind, name, uid } = mapOf(value) ?? {};
  return isText(kind) && isText(name) && isText(uid);
}

/** `undefined` if one of them is of another shape. */
function readAll<T>(values: readonly unknown[], read: Reader<T>): T[] | undefined {
  const found: T[] = [];
  for (const value of values) {
    const one = read(value);
    if (one === undefined) return undefined;
    found.push(one);
  }
  return found;
}

function mapOf(value: unknown): Values | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): boolean {
  const map = mapOf(value);
  return map !== undefined && Object.values(map).every(isText);
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || value === null || isText(value);
}

function textOf(value: unknown): string {
  return isText(value) ? value : '';
}
