import type { SchemaNode, SchemaRef } from '../../../schemas/contract/index.ts';

/**
 * Objects as the API server has them when it asks the rules: unknown fields and nulls that are not allowed are gone,
 * defaults have come. Nothing is copied for it; each map is read that way.
 * Source: k8s.io/apiextensions-apiserver/pkg/apiserver/schema/{pruning,defaulting}.
 */

/** A map of a manifest; `undefined` in it is a placeholder that another tool fills in. */
export type StoredMap = Readonly<Record<string, unknown>>;

/** Node of a schema as the version in force reads it. */
export type NodeReader = (ref: SchemaRef) => SchemaNode;

/** Nothing stands there. */
export const ABSENT = Symbol('absent');

export function isMap(value: unknown): value is StoredMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schema of what stands under a key; `undefined`: the schema does not know the key. */
export function entryRef({ properties, values }: SchemaNode, key: string): SchemaRef | undefined {
  return properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : values;
}

/**
 * What stands under a key; `undefined`: a placeholder, or something that a webhook fills in. Kubernetes' own kinds have no such
 * webhook: their rules say themselves what a patch may lack.
 */
export function storedEntry(map: StoredMap, key: string, owner: SchemaNode, nodes: NodeReader): unknown {
  const entry = writtenEntry(map, key, owner, nodes);
  return entry === ABSENT && owner.unknown !== 'later' && owner.expected?.includes(key) ? undefined : entry;
}

function writtenEntry(map: StoredMap, key: string, owner: SchemaNode, nodes: NodeReader): unknown {
  const ref = entryRef(owner, key);
  const isWritten = Object.hasOwn(map, key);
  const value = map[key];
  if (ref === undefined) return isWritten && !isPruned(owner) ? value : ABSENT;
  if (isWritten && value !== null) return value;
  const node = nodes(ref);
  if (isWritten && node.nullable) return null;
  // What Kubernetes' own types make of null depends on the type.
  if (isWritten && node.nullIsEmpty) return undefined;
  const isNamed = ref !== owner.values;
  return node.default !== undefined && (isWritten || isNamed) ? node.default : ABSENT;
}

function isPruned({ properties, unknown }: SchemaNode): boolean {
  return properties !== undefined && unknown === undefined;
}

/** Keys under which something stands, those of defaults last. */
export function storedKeys(map: StoredMap, owner: SchemaNode, nodes: NodeReader): string[] {
  const keys = Object.keys(map).filter((key) => storedEntry(map, key, owner, nodes) !== ABSENT);
  for (const [key, ref] of Object.entries(owner.properties ?? {}))
    if (!Object.hasOwn(map, key) && nodes(ref).default !== undefined) keys.push(key);
  return keys;
}

/** A key that another tool makes: it may be any, so no other is certain to be absent. */
export function isPlaceholderKey(key: string): boolean {
  return key.includes('${') || key.includes('{{');
}
