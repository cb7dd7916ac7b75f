import type { SchemaNode, SchemaRef } from '../../../schemas/contract/index.ts';
import { parseBase64Url } from '../../../schemas/vocabulary/formats/parseBase64Url.ts';
import { parseDate, parseDateTime } from '../../../schemas/vocabulary/formats/dates.ts';
import { parseLooseDuration } from '../../../schemas/vocabulary/formats/durations.ts';
import { isStandIn } from '../../../schemas/vocabulary/formats/isStandIn.ts';
import { escapeName, unescapeName } from './escapedNames.ts';
import { ABSENT, entryRef, isMap, isPlaceholderKey, storedEntry, storedKeys } from './storedValues.ts';
import type { NodeReader, StoredMap } from './storedValues.ts';
import { Duration, Failure, List, MapValue, noSuchOverload, Opaque, Timestamp, Uint, UNKNOWN } from './values.ts';
import type { ItemIdentity, Value } from './values.ts';

/**
 * What a rule sees of a value in a manifest: typed by its schema, and made when it is asked for. A value that its schema
 * refuses is unknown, because that has a finding of its own.
 * Source: k8s.io/apiserver/pkg/cel/common/valuesunstructured.go.
 */
export function view(raw: unknown, node: SchemaNode, nodes: NodeReader): Value {
  const { type } = node;
  if (raw === undefined) return UNKNOWN;
  if (raw === null) return node.nullable ? null : UNKNOWN;
  if (type === undefined) return new Preserved(raw);
  switch (typeof raw) {
    case 'string':
      if (!type.includes('string') || isStandIn(raw)) return UNKNOWN;
      return textView(raw, type.length === 1 ? node.format : undefined);
    case 'number':
      if (type.includes('number')) return raw;
      // A larger one was rounded when it was read.
      return type.includes('integer') && Number.isSafeInteger(raw) ? BigInt(raw) : UNKNOWN;
    case 'boolean':
      return type.includes('boolean') ? raw : UNKNOWN;
  }
  if (Array.isArray(raw)) {
    const { items } = node;
    return type.includes('array') && items !== undefined ? new ListView(raw, node, items, nodes) : UNKNOWN;
  }
  if (!isMap(raw) || !type.includes('object')) return UNKNOWN;
  return new ObjectView(raw, node.embedded ? withMetadata(node) : node, nodes);
}

/** Text of some formats is a value of another type. */
function textView(text: string, format: string | undefined): Value {
  switch (format) {
    case 'duration': {
      const nanos = parseLooseDuration(text);
      return nanos === undefined ? new Failure('invalid duration') : new Duration(nanos);
    }
    case 'date': {
      const nanos = parseDate(text);
      return nanos === undefined ? new Failure('invalid date') : new Timestamp(nanos);
    }
    case 'date-time': {
      const read = parseDateTime(text);
      return read === undefined ? new Failure('invalid date-time') : new Timestamp(read.nanos, read.offset);
    }
    case 'byte':
      return parseBase64Url(text) ?? new Failure('invalid bytes');
    default:
      return text;
  }
}

/** A value of any type, kept as it is: expressions can compare it, and nothing else. */
export class Preserved extends Opaque {
  readonly typeName = 'unknown';
  readonly raw: unknown;

  constructor(raw: unknown) {
    super();
    this.raw = raw;
  }

  equals(): boolean {
    return false;
  }
}

class ListView extends List {
  readonly #raw: readonly unknown[];
  readonly #items: SchemaNode;
  readonly #nodes: NodeReader;
  readonly identity: ItemIdentity | undefined;

  constructor(raw: readonly unknown[], node: SchemaNode, items: SchemaRef, nodes: NodeReader) {
    super();
    this.#raw = raw;
    this.#items = nodes(items);
    this.#nodes = nodes;
    this.identity = identityOf(node);
  }

  get size(): number {
    return this.#raw.length;
  }

  at(index: number): Value {
    const raw = this.#raw[index];
    const { default: filled, nullable } = this.#items;
    return view(raw === null && !nullable && filled !== undefined ? filled : raw, this.#items, this.#nodes);
  }
}

function identityOf({ list, listKeys = [] }: SchemaNode): ItemIdentity | undefined {
  if (list === 'set') return scalarIdentity;
  if (list !== 'map') return undefined;
  const keys = listKeys.map(escapeName);
  return (item) => {
    if (!(item instanceof ObjectView)) return item === UNKNOWN ? item : noSuchOverload;
    const ids = keys.map((key) => scalarIdentity(item.find(key) ?? null));
    return ids.find((id) => id instanceof Failure) ?? JSON.stringify(ids);
  };
}

function scalarIdentity(value: Value): string | Failure {
  if (value instanceof Failure) return value;
  if (typeof value === 'bigint' || typeof value === 'number') return `n${String(value)}`;
  if (value instanceof Uint) return `n${String(value.value)}`;
  if (value === null || typeof value !== 'object') return `${typeof value}${String(value)}`;
  if (value instanceof Duration || value instanceof Timestamp) return `t${String(value.nanos)}`;
  return value instanceof Uint8Array ? `b${value.join()}` : noSuchOverload;
}

/** A map of a manifest: an object, whose fields the schema names, or a map with any keys. */
export class ObjectView extends MapValue {
  readonly #raw: StoredMap;
  readonly #node: SchemaNode;
  readonly #nodes: NodeReader;
  #isOpen: boolean | undefined;
  /** Many rules of one value read the same fields. */
  readonly #found = new Map<string, Value>();
  #keys: readonly Value[] | undefined;

  constructor(raw: StoredMap, node: SchemaNode, nodes: NodeReader) {
    super();
    this.#raw = raw;
    this.#node = node;
    this.#nodes = nodes;
  }

  /** Fields of an object have escaped names, and a null is none; keys of a map are what they are. */
  get #isObject(): boolean {
    return this.#node.properties !== undefined;
  }

  get size(): number | Failure {
    const keys = storedKeys(this.#raw, this.#node, this.#nodes);
    // A placeholder may turn out to be null, which is dropped.
    const isCertain = !this.#hasPlaceholderKey && keys.every((key) => this.#entry(key) !== undefined);
    return isCertain ? keys.length : UNKNOWN;
  }

  find(key: Value): Value | undefined {
    if (typeof key !== 'string') return key instanceof Failure ? key : noSuchOverload;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#findAnew(key);
    if (found !== undefined) this.#found.set(key, found);
    return found;
  }

  #findAnew(key: string): Value | undefined {
    const name = this.#isObject ? unescapeName(key) : key;
    if (name === undefined) return undefined;
    const ref = entryRef(this.#node, name);
    const value = this.#entry(name);
    if (value === ABSENT) return this.#hasPlaceholderKey ? UNKNOWN : undefined;
    if (ref === undefined || (value === null && this.#isObject)) return undefined;
    return view(value, this.#nodes(ref), this.#nodes);
  }

  keys(): readonly Value[] {
    return (this.#keys ??= this.#keysAnew());
  }

  #keysAnew(): readonly Value[] {
    return storedKeys(this.#raw, this.#node, this.#nodes)
      .filter((key) => entryRef(this.#node, key) !== undefined)
      .map((key) => {
        if (isPlaceholderKey(key) || this.#entry(key) === undefined) return UNKNOWN;
        return this.#isObject ? escapeName(key) : key;
      });
  }

  /** Whether fields that the schema does not know are alike, as far as both objects have them. */
  equalUnseen(other: ObjectView, equal: (a: unknown, b: unknown) => boolean | Failure): boolean | Failure {
    for (const key of Object.keys(this.#raw)) {
      if (entryRef(this.#node, key) !== undefined || !Object.hasOwn(other.#raw, key)) continue;
      const same = equal(this.#entry(key), other.#entry(key));
      if (same !== true) return same;
    }
    return true;
  }

  #entry(key: string): unknown {
    return storedEntry(this.#raw, key, this.#node, this.#nodes);
  }

  get #hasPlaceholderKey(): boolean {
    return (this.#isOpen ??= Object.keys(this.#raw).some(isPlaceholderKey));
  }
}

const withMetadataOf = new WeakMap<SchemaNode, SchemaNode>();
const [TEXT, METADATA] = [-1, -2];

/** A whole resource shows `apiVersion`, `kind`, `metadata.name` and `metadata.generateName`, and nothing else of these. */
export function withMetadata(node: SchemaNode): SchemaNode {
  let made = withMetadataOf.get(node);
  if (!made) {
    made = { ...node, properties: { ...node.properties, apiVersion: TEXT, kind: TEXT, metadata: METADATA } };
    withMetadataOf.set(node, made);
  }
  return made;
}

/** What `withMetadata` refers to; `undefined`: a node of the schema itself. */
export function metadataNode(ref: SchemaRef): SchemaNode | undefined {
  if (ref === TEXT) return { type: ['string'] };
  return ref === METADATA ? metadata : undefined;
}

const metadata: SchemaNode = {
  type: ['object'],
  properties: { name: TEXT, generateName: TEXT },
  unknown: 'silent',
};
