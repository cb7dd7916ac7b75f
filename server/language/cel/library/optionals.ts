import { burn } from '../frame.ts';
import type { Frame } from '../frame.ts';
import { MadeList } from '../madeList.ts';
import { overload } from '../overloads.ts';
import type { Library } from '../overloads.ts';
import { Duration, Failure, List, MapValue, none, noSuchOverload, Optional, Uint } from '../values.ts';
import type { Value } from '../values.ts';

/** Values that may be absent; `or`, `orValue` and `optMap` are compiled by hand. Source: cel-go's cel/library.go, in version 2. */
export const optionals: Library = {
  functions: {
    'optional.of': [overload(['any'], (value) => new Optional(value))],
    'optional.none': [overload([], () => none)],
    'optional.ofNonZeroValue': [overload(['any'], (value) => (isZero(value) ? none : new Optional(value)))],
    'optional.unwrap': [overload(['list'], unwrap)],
  },
  members: {
    hasValue: [overload(['optional'], ({ value }) => value !== undefined)],
    value: [overload(['optional'], ({ value }) => (value === undefined ? noValue : value))],
    unwrapOpt: [overload(['list'], unwrap)],
    first: [overload(['list'], (list) => itemAt(list, 0))],
    last: [overload(['list'], (list) => itemAt(list, list.size - 1))],
  },
};

const noValue = new Failure('optional.none() dereference');

function itemAt(list: List, index: number): Value {
  if (list.size === 0) return none;
  const item = list.at(index);
  return item instanceof Failure ? item : new Optional(item);
}

function unwrap(list: List, frame: Frame): Value {
  burn(frame, list.size);
  const values: Value[] = [];
  for (const item of list.items()) {
    if (!(item instanceof Optional)) return item instanceof Failure ? item : noSuchOverload;
    if (item.value !== undefined) values.push(item.value);
  }
  return new MadeList(values);
}

function isZero(value: Value): boolean {
  if (value === null || value === false || value === '' || value === 0n || value === 0) return true;
  if (value instanceof Uint) return value.value === 0n;
  if (value instanceof Duration) return value.nanos === 0n;
  if (value instanceof Uint8Array) return value.length === 0;
  return (value instanceof List || value instanceof MapValue) && value.size === 0;
}
