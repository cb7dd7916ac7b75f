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
  accepts(values: readonly Value[]): boolean;
  run(values: readonly Value[], frame: Frame): Value;
}

/** @param run never gets a failure, and returns one where the function fails. It may throw `Exhausted`. */
export function overload<const P extends readonly Parameter[]>(
  parameters: P,
  run: (...values: [...Arguments<P>, Frame]) => Value,
): Overload {
  const tests = parameters.map(testOf);
  return {
    arity: parameters.length,
    accepts: acceptance(tests),
    // The tests have made sure of the types.
    run: (values, frame) => run(...(values as Arguments<P>), frame),
  };
}

/** Nearly all take one value or two. */
function acceptance(tests: readonly ((value: Value) => boolean)[]): Overload['accepts'] {
  const [first, second, ...others] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return ([a = null]) => first(a);
  if (others.length === 0) return ([a = null, b = null]) => first(a) && second(b);
  return (values) => tests.every((test, index) => test(values[index] ?? null));
}

/** Functions of a library by name, those of a namespace as `sets.contains`. */
export interface Library {
  readonly functions?: Readonly<Record<string, readonly Overload[]>>;
  readonly members?: Readonly<Record<string, readonly Overload[]>>;
}

/** Calls the first overload that takes the values. */
export function callOverload(overloads: readonly Overload[], values: readonly Value[], frame: Frame): Value {
  for (const value of values) if (value instanceof Failure) return value;
  for (const each of overloads) if (each.accepts(values)) return each.run(values, frame);
  return noSuchOverload;
}

function testOf(parameter: Parameter): (value: Value) => boolean {
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
