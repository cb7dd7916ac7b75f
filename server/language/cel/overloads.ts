import type { Frame } from './frame.ts';
import { Duration, Failure, List, MapValue, noSuchOverload, Optional, Timestamp, TypeValue, Uint } from './values.ts';
import type { Value } from './values.ts';

/** Types that a parameter may have, and what each is in JavaScript; types of libraries are named by their class. */
interface ParameterTypes {
  any: Value;
  bool: boolean;
  int: bigint;
  uint: Uint;
  double: number;
  string: string;
  bytes: Uint8Array;
  list: List;
  map: MapValue;
  duration: Duration;
  timestamp: Timestamp;
  optional: Optional;
  type: TypeValue;
}

type OpaqueClass = abstract new (...parameters: never[]) => Value;
type Parameter = keyof ParameterTypes | OpaqueClass;

type Argument<P> = P extends keyof ParameterTypes
  ? ParameterTypes[P]
  : P extends abstract new (...parameters: never[]) => infer Instance
    ? Instance
    : never;

type Arguments<P extends readonly Parameter[]> = { -readonly [Index in keyof P]: Argument<P[Index]> };

/** One signature of a function with what it does; the receiver of a member function is its first parameter. */
export interface Overload {
  readonly arity: number;
  /** Nearly all take one value or two; who takes more finds all in the list. `undefined`: it does not take these. */
  run(first: Value, second: Value, values: readonly Value[], frame: Frame): Value | undefined;
}

/** @param run never gets a failure, and returns one where the function fails. It may throw `Exhausted`. */
export function overload<const P extends readonly Parameter[]>(
  parameters: P,
  run: (...values: [...Arguments<P>, Frame]) => Value,
): Overload {
  return { arity: parameters.length, run: checked(parameters.map(testOf), run as Run) };
}

/** The tests make sure of the types. */
type Run = (...values: (Value | Frame)[]) => Value;

function checked(tests: readonly Test[], run: Run): Overload['run'] {
  const [test, other] = tests;
  if (test !== undefined && tests.length === 1)
    return (first, _second, _values, frame) => (test(first) ? run(first, frame) : undefined);
  if (test !== undefined && other !== undefined && tests.length === 2)
    return (first, second, _values, frame) => (test(first) && other(second) ? run(first, second, frame) : undefined);
  return (_first, _second, values, frame) =>
    tests.every((each, index) => each(values[index] ?? null)) ? run(...values, frame) : undefined;
}

/** Functions of a library by name, those of a namespace as `sets.contains`. */
export interface Library {
  readonly functions?: Readonly<Record<string, readonly Overload[]>>;
  readonly members?: Readonly<Record<string, readonly Overload[]>>;
}

/** Calls the first overload that takes the values. */
export function callOverload(overloads: readonly Overload[], values: readonly Value[], frame: Frame): Value {
  for (const value of values) if (value instanceof Failure) return value;
  return firstOf(overloads, values[0] ?? null, values[1] ?? null, values, frame);
}

export function callWithOne(overloads: readonly Overload[], value: Value, frame: Frame): Value {
  return value instanceof Failure ? value : firstOf(overloads, value, null, noValues, frame);
}

export function callWithTwo(overloads: readonly Overload[], first: Value, second: Value, frame: Frame): Value {
  if (first instanceof Failure) return first;
  return second instanceof Failure ? second : firstOf(overloads, first, second, noValues, frame);
}

const noValues: readonly Value[] = [];

function firstOf(
  overloads: readonly Overload[],
  first: Value,
  second: Value,
  values: readonly Value[],
  frame: Frame,
): Value {
  for (const each of overloads) {
    const result = each.run(first, second, values, frame);
    if (result !== undefined) return result;
  }
  return noSuchOverload;
}

type Test = (value: Value) => boolean;

function testOf(parameter: Parameter): Test {
  return typeof parameter === 'string' ? tests[parameter] : (value) => value instanceof parameter;
}

const tests: Readonly<Record<keyof ParameterTypes, (value: Value) => boolean>> = {
  any: () => true,
  bool: (value) => typeof value === 'boolean',
  int: (value) => typeof value === 'bigint',
  uint: (value) => value instanceof Uint,
  double: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  bytes: (value) => value instanceof Uint8Array,
  list: (value) => value instanceof List,
  map: (value) => value instanceof MapValue,
  duration: (value) => value instanceof Duration,
  timestamp: (value) => value instanceof Timestamp,
  optional: (value) => value instanceof Optional,
  type: (value) => value instanceof TypeValue,
};
