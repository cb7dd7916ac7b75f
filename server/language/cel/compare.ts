import { burn } from './frame.ts';
import type { Frame } from './frame.ts';
import { MadeList } from './madeList.ts';
import { Duration, Failure, noSuchOverload, numericPair, Timestamp } from './values.ts';
import type { Value } from './values.ts';

const unordered = new Failure('NaN values cannot be ordered');

/** Below zero, zero or above, as `a` is smaller, alike or larger; a failure for values that have no order. */
export function compare(a: Value, b: Value): number | Failure {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  const numbers = numericPair(a, b);
  if (numbers !== undefined) {
    const [left, right] = numbers;
    if (Number.isNaN(left) || Number.isNaN(right)) return unordered;
    return left < right ? -1 : Number(left > right);
  }
  if ((a instanceof Duration && b instanceof Duration) || (a instanceof Timestamp && b instanceof Timestamp))
    return a.nanos < b.nanos ? -1 : Number(a.nanos > b.nanos);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b);
  return noSuchOverload;
}

/** By code points, which is the order of the bytes in UTF-8; JavaScript compares UTF-16 units. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left === right) continue;
    return isSurrogate(left) === isSurrogate(right) ? left - right : Number(isSurrogate(left)) * 2 - 1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The elements in the order of their keys, which are of one type. @throws {Exhausted} */
export function sorted(keyed: readonly (readonly [key: Value, element: Value])[], frame: Frame): Value {
  burn(frame, keyed.length * Math.ceil(Math.log2(keyed.length + 1)));
  let problem: Failure | undefined;
  const inOrder = [...keyed].sort(([a], [b]) => {
    const order = compare(a, b);
    if (typeof order === 'number') return order;
    problem ??= order;
    return 0;
  });
  return problem ?? new MadeList(inOrder.map(([, element]) => element));
}
