import { contains, equal } from './equal.ts';
import { burn, burnNewText } from './frame.ts';
import type { Frame } from './frame.ts';
import { MadeList } from './madeList.ts';
import { compare } from './compare.ts';
import { overload } from './overloads.ts';
import type { Overload } from './overloads.ts';
import {
  Duration,
  Failure,
  isInt,
  isUint,
  List,
  MapValue,
  noSuchOverload,
  numeric,
  Timestamp,
  Uint,
} from './values.ts';
import type { ItemIdentity, Value } from './values.ts';

const [overflow, unsignedOverflow] = [new Failure('integer overflow'), new Failure('unsigned integer overflow')];
const [byZero, moduloZero] = [new Failure('division by zero'), new Failure('modulus by zero')];

export function int(value: bigint): Value {
  return isInt(value) ? value : overflow;
}

export function uint(value: bigint): Value {
  return isUint(value) ? new Uint(value) : unsignedOverflow;
}

export function durationOf(nanos: bigint): Value {
  return isInt(nanos) ? new Duration(nanos) : overflow;
}

const SECOND = 1_000_000_000n;
const [YEAR_ONE, YEAR_TEN_THOUSAND] = [-62_135_596_800n * SECOND, 253_402_300_800n * SECOND];

export function timestampOf(nanos: bigint, offset = 0): Value {
  if (nanos < YEAR_ONE || nanos >= YEAR_TEN_THOUSAND) return new Failure('timestamp overflow');
  return new Timestamp(nanos, offset);
}

/** Operators by their sign; `&&`, `||` and `? :`, which do not read all of their operands, are compiled by hand. */
export const operators: Readonly<Record<string, readonly Overload[]>> = {
  '+': [
    ...integers((a, b) => a + b),
    overload(['double', 'double'], (a, b) => a + b),
    overload(['string', 'string'], (a, b, frame) => {
      burnNewText(frame, a.length + b.length);
      return a + b;
    }),
    overload(['list', 'list'], join),
    overload(['duration', 'duration'], (a, b) => durationOf(a.nanos + b.nanos)),
    overload(['timestamp', 'duration'], (a, b) => timestampOf(a.nanos + b.nanos, a.offset)),
    overload(['duration', 'timestamp'], (a, b) => timestampOf(a.nanos + b.nanos, b.offset)),
    overload(['bytes', 'bytes'], joinBytes),
  ],
  '-': [
    ...integers((a, b) => a - b),
    overload(['double', 'double'], (a, b) => a - b),
    overload(['duration', 'duration'], (a, b) => durationOf(a.nanos - b.nanos)),
    overload(['timestamp', 'timestamp'], (a, b) => durationOf(a.nanos - b.nanos)),
    overload(['timestamp', 'duration'], (a, b) => timestampOf(a.nanos - b.nanos, a.offset)),
  ],
  '*': [...integers((a, b) => a * b), overload(['double', 'double'], (a, b) => a * b)],
  '/': [...integers((a, b) => (b === 0n ? byZero : a / b)), overload(['double', 'double'], (a, b) => a / b)],
  '%': integers((a, b) => (b === 0n ? moduloZero : a % b)),
  '-_': [
    overload(['int'], (a) => int(-a)),
    overload(['double'], (a) => -a),
    overload(['duration'], (a) => durationOf(-a.nanos)),
  ],
  '!': [overload(['bool'], (a) => !a)],
  '==': [overload(['any', 'any'], equal)],
  '!=': [overload(['any', 'any'], (a, b, frame) => not(equal(a, b, frame)))],
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  in: [
    overload(['any', 'list'], (value, list, frame) => contains(list, value, frame)),
    overload(['any', 'map'], (key, map) => {
      const found = map.find(key);
      return found instanceof Failure ? found : found !== undefined;
    }),
  ],
};

function integers(operate: (a: bigint, b: bigint) => bigint | Failure): Overload[] {
  const within = (result: bigint | Failure, limit: (value: bigint) => Value) =>
    result instanceof Failure ? result : limit(result);
  return [
    overload(['int', 'int'], (a, b) => within(operate(a, b), int)),
    overload(['uint', 'uint'], (a, b) => within(operate(a.value, b.value), uint)),
  ];
}

function ordered(test: (order: number) => boolean): Overload[] {
  return [
    overload(['any', 'any'], (a, b) => {
      const order = compare(a, b);
      return order instanceof Failure ? order : test(order);
    }),
  ];
}

function not(value: boolean | Failure): Value {
  return value instanceof Failure ? value : !value;
}

/** Of sets what is new in the second, of map lists what is new in its place, of others all of both. */
function join(a: List, b: List, frame: Frame): Value {
  burn(frame, a.size + b.size);
  return a.identity === undefined
    ? new MadeList([...a.items(), ...b.items()])
    : joinByIdentity([...a.items(), ...b.items()], a.identity);
}

function joinByIdentity(items: readonly Value[], identity: ItemIdentity): Value {
  const joined = new Map<string, Value>();
  for (const item of items) {
    const id = identity(item);
    if (id instanceof Failure) return id;
    joined.set(id, item);
  }
  return new MadeList(Array.from(joined.values()), identity);
}

function joinBytes(a: Uint8Array, b: Uint8Array, frame: Frame): Value {
  burnNewText(frame, a.length + b.length);
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** What `of[key]` reads; `undefined`: nothing is there. */
export function itemAt(of: Value, key: Value): Value | undefined {
  if (key instanceof Failure) return key;
  if (of instanceof MapValue) return of.find(key);
  if (!(of instanceof List)) return of instanceof Failure ? of : noSuchOverload;
  const index = numeric(key);
  if (index === undefined || (typeof index === 'number' && !Number.isInteger(index))) return noSuchOverload;
  return index >= 0 && index < of.size ? of.at(Number(index)) : undefined;
}
