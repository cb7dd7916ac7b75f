/**
 * A value of the Common Expression Language. An int is a `bigint`, a double a `number`; what goes wrong while it is
 * worked out is a value too (`Failure`), because `&&`, `||` and the quantifiers go on past it.
 * https://github.com/google/cel-spec/blob/master/doc/langdef.md#values
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint
  | Uint8Array
  | Duration
  | Timestamp
  | List
  | MapValue
  | Optional
  | TypeValue
  | Opaque
  | Failure;

/** An error in place of a value; every function that gets one returns it. */
export class Failure {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/**
 * Nothing is known of the value: a placeholder that another tool fills in, or one that the schema refuses. A rule whose
 * result depends on it says nothing. Where it meets an error, it stays: the rule might hold.
 */
export const UNKNOWN = new Failure('unknown value');

export const noSuchOverload = new Failure('no such overload');

/** Of two sides of which neither decides, what is left. */
export function merged(left: Failure | undefined, right: Failure): Failure {
  return left === undefined || right === UNKNOWN ? right : left;
}

/** 64 bits without a sign. */
export class Uint {
  readonly value: bigint;

  constructor(value: bigint) {
    this.value = value;
  }
}

/** Nanoseconds in 64 bits, which is 292 years in either direction. */
export class Duration {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    this.nanos = nanos;
  }
}

/** Nanoseconds since 1970, from the year 1 to 9999. */
export class Timestamp {
  readonly nanos: bigint;
  /** Minutes that the clock was ahead of UTC where it was written: only its text has them. */
  readonly offset: number;

  constructor(nanos: bigint, offset = 0) {
    this.nanos = nanos;
    this.offset = offset;
  }
}

/** Tells the items of a set or a map list apart; a failure for what cannot be one, or where it is not known. */
export type ItemIdentity = (item: Value) => string | Failure;

export abstract class List {
  abstract readonly size: number;
  /** Lists with it are alike whatever the order of their items, and `+` joins them as sets or by key. */
  abstract readonly identity: ItemIdentity | undefined;
  abstract at(index: number): Value;

  items(): readonly Value[] {
    return Array.from({ length: this.size }, (_, index) => this.at(index));
  }
}

export abstract class MapValue {
  /** A failure where it is not known how many entries there are. */
  abstract readonly size: number | Failure;
  /** `undefined`: there is no such key. */
  abstract find(key: Value): Value | undefined;
  abstract keys(): readonly Value[];
}

/** `value` is `undefined` for `optional.none()`. */
export class Optional {
  readonly value: Value | undefined;

  constructor(value: Value | undefined) {
    this.value = value;
  }
}

export const none = new Optional(undefined);

/** What `type(x)` returns. */
export class TypeValue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A value of a library: functions take it, and two are equal or not. */
export abstract class Opaque {
  abstract readonly typeName: string;
  abstract equals(other: Opaque): boolean;
  /** What `string(x)` makes of it; absent: nothing. */
  toText?(): string;
}

const [INT_END, UINT_END] = [1n << 63n, 1n << 64n];

export function isInt(value: bigint): boolean {
  return value >= -INT_END && value < INT_END;
}

export function isUint(value: bigint): boolean {
  return value >= 0n && value < UINT_END;
}

/** An int, uint or double as a number of JavaScript; `undefined` for other values. */
export function numeric(value: Value): bigint | number | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  return value instanceof Uint ? value.value : undefined;
}

/** Two numbers to compare; beside a double the other one is rounded to one, as cel-go does. `undefined`: no numbers. */
export function numericPair(a: Value, b: Value): readonly [bigint | number, bigint | number] | undefined {
  const [left, right] = [numeric(a), numeric(b)];
  if (left === undefined || right === undefined) return undefined;
  return typeof left === typeof right ? [left, right] : [Number(left), Number(right)];
}
