import { burn, burnText } from './frame.ts';
import type { Frame } from './frame.ts';
import {
  Duration,
  Failure,
  List,
  MapValue,
  merged,
  numericPair,
  Opaque,
  Optional,
  Timestamp,
  TypeValue,
  UNKNOWN,
} from './values.ts';
import type { ItemIdentity, Value } from './values.ts';
import { ObjectView, Preserved } from './views.ts';

/**
 * What `==` says: numbers of different types by their value, lists in order (unless they are sets or map lists), maps by
 * their entries, values of different types never. A failure where neither a difference nor all of them are known.
 * @throws {Exhausted}
 */
export function equal(a: Value, b: Value, frame: Frame): boolean | Failure {
  if (a instanceof Failure) return a;
  if (b instanceof Failure) return b;
  if (typeof a === 'string') {
    burnText(frame, a);
    return a === b;
  }
  const numbers = numericPair(a, b);
  if (numbers !== undefined) return numbers[0] === numbers[1];
  if (a === null || b === null || typeof a !== 'object') return a === b;
  burn(frame, 1);
  if (a instanceof List) return b instanceof List && equalLists(a, b, frame);
  if (a instanceof MapValue) return b instanceof MapValue && equalMaps(a, b, frame);
  if (a instanceof Duration) return b instanceof Duration && a.nanos === b.nanos;
  if (a instanceof Timestamp) return b instanceof Timestamp && a.nanos === b.nanos;
  if (a instanceof Uint8Array) return b instanceof Uint8Array && equalBytes(a, b);
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (a instanceof Optional) return b instanceof Optional && equalOptionals(a, b, frame);
  if (a instanceof Preserved) return b instanceof Preserved && equalRaw(a.raw, b.raw, frame);
  return a instanceof Opaque && b instanceof Opaque && a.typeName === b.typeName && a.equals(b);
}

/** Whether a list holds it. @throws {Exhausted} */
export function contains(list: List, value: Value, frame: Frame): boolean | Failure {
  let undecided: Failure | undefined;
  for (let index = 0; index < list.size; index++) {
    burn(frame, 1);
    const same = equal(list.at(index), value, frame);
    if (same === true) return true;
    if (same instanceof Failure) undecided = merged(undecided, same);
  }
  return undecided ?? false;
}

function equalLists(a: List, b: List, frame: Frame): boolean | Failure {
  if (a.size !== b.size) return false;
  burn(frame, a.size);
  if (a.identity !== undefined) return equalUnordered(a, b, a.identity, frame);
  return every(a.size, (index) => equal(a.at(index), b.at(index), frame));
}

/** By what tells the items apart: of a set that is all of them, of a map list their keys. */
function equalUnordered(a: List, b: List, identity: ItemIdentity, frame: Frame): boolean | Failure {
  const known = new Map<string, Value>();
  for (const item of a.items()) {
    const id = identity(item);
    if (id instanceof Failure) return id;
    known.set(id, item);
  }
  return every(b.size, (index) => {
    const other = b.at(index);
    const id = identity(other);
    if (id instanceof Failure) return id === UNKNOWN ? id : false;
    const item = known.get(id);
    return item === undefined ? false : equal(item, other, frame);
  });
}

function equalMaps(a: MapValue, b: MapValue, frame: Frame): boolean | Failure {
  if (a instanceof ObjectView && b instanceof ObjectView) {
    const rest = a.equalUnseen(b, (left, right) => equalRaw(left, right, frame));
    if (rest !== true) return rest;
  }
  const [left, right] = [a.size, b.size];
  if (left instanceof Failure) return left;
  if (right instanceof Failure) return right;
  if (left !== right) return false;
  const keys = a.keys();
  burn(frame, keys.length);
  return every(keys.length, (index) => {
    const key = keys[index] ?? null;
    const [mine, other] = [a.find(key), b.find(key)];
    // A field that is null is among the keys, and is not found.
    return mine === undefined || other === undefined ? mine === other : equal(mine, other, frame);
  });
}

function equalOptionals(a: Optional, b: Optional, frame: Frame): boolean | Failure {
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  return equal(a.value, b.value, frame);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** Values that no schema types, as JSON; `undefined` in them is a placeholder. */
function equalRaw(a: unknown, b: unknown, frame: Frame): boolean | Failure {
  burn(frame, 1);
  if (a === undefined || b === undefined) return UNKNOWN;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return every(keys.length, (index) => {
    const key = keys[index] ?? '';
    return Object.hasOwn(right, key) ? equalRaw(left[key], right[key], frame) : false;
  });
}

/** True for all, false for one; else what kept it from being known. */
function every(count: number, test: (index: number) => boolean | Failure): boolean | Failure {
  let undecided: Failure | undefined;
  for (let index = 0; index < count; index++) {
    const result = test(index);
    if (result === false) return false;
    if (result instanceof Failure) undecided = merged(undecided, result);
  }
  return undecided ?? true;
}
