import { remembered } from '../../../../schemas/vocabulary/remembered.ts';
import { overload } from '../overloads.ts';
import type { Library } from '../overloads.ts';
import { Failure, isInt, Opaque, UNKNOWN } from '../values.ts';

const NANO = 1_000_000_000n;

/** `value * 10^scale` in 64 bits, with no fewer than nine places behind the point. */
interface Amount {
  readonly value: bigint;
  readonly scale: number;
}

/**
 * Kubernetes keeps a quantity in 64 bits where that is easy, and only such a one can be an integer to it: `1000m` and
 * `1.5Gi` are none.
 */
class Quantity extends Opaque {
  readonly typeName = 'kubernetes.Quantity';
  /** The value times 10^9. */
  readonly nanos: bigint;
  readonly amount: Amount | undefined;

  constructor(nanos: bigint, amount: Amount | undefined) {
    super();
    this.nanos = nanos;
    this.amount = amount;
  }

  static of({ value, scale }: Amount): Quantity {
    return new Quantity(value * 10n ** BigInt(9 + scale), { value, scale });
  }

  equals(other: Opaque): boolean {
    return other instanceof Quantity && other.nanos === this.nanos;
  }

  get integer(): bigint | undefined {
    if (this.amount === undefined || this.amount.scale < 0) return undefined;
    const whole = this.nanos / NANO;
    return isInt(whole) ? whole : undefined;
  }

  /** As Go works it out, so that the last digit may be off. */
  get float(): number {
    const { value, scale } = this.amount ?? { value: this.nanos, scale: -9 };
    return scale === 0 ? Number(value) : Number(value) * 10 ** scale;
  }

  plus(other: Quantity): Quantity {
    const sum = sumOf(this.amount, other.amount);
    return sum ? Quantity.of(sum) : new Quantity(this.nanos + other.nanos, undefined);
  }

  minus({ nanos, amount }: Quantity): Quantity {
    return this.plus(new Quantity(-nanos, amount && { value: -amount.value, scale: amount.scale }));
  }
}

/** `undefined`: not in 64 bits. */
function sumOf(a: Amount | undefined, b: Amount | undefined): Amount | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (b.value === 0n) return a;
  if (a.value === 0n) return b;
  const scale = Math.min(a.scale, b.scale);
  const [left, right] = [a, b].map((each) => each.value * 10n ** BigInt(each.scale - scale));
  const value = (left ?? 0n) + (right ?? 0n);
  return isInt(left ?? 0n) && isInt(right ?? 0n) && isInt(value) ? { value, scale } : undefined;
}

/** Quantities. Source: k8s.io/apiserver/pkg/cel/library/quantity.go and k8s.io/apimachinery/pkg/api/resource. */
export const quantities: Library = {
  functions: {
    quantity: [overload(['string'], (text) => parseQuantity(text) ?? new Failure('no quantity'))],
    isQuantity: [overload(['string'], (text) => parseQuantity(text) !== undefined)],
    sign: [overload([Quantity], ({ nanos }) => signOf(nanos))],
  },
  members: {
    isInteger: [overload([Quantity], ({ integer }) => integer !== undefined)],
    asInteger: [overload([Quantity], ({ integer }) => integer ?? new Failure('cannot convert value to integer'))],
    asApproximateFloat: [overload([Quantity], ({ float }) => float)],
    add: [
      overload([Quantity, Quantity], (a, b) => a.plus(b)),
      overload([Quantity, 'int'], (a, value) => a.plus(Quantity.of({ value, scale: 0 }))),
    ],
    sub: [
      overload([Quantity, Quantity], (a, b) => a.minus(b)),
      overload([Quantity, 'int'], (a, value) => a.minus(Quantity.of({ value, scale: 0 }))),
    ],
    isLessThan: [overload([Quantity, Quantity], (a, b) => a.nanos < b.nanos)],
    isGreaterThan: [overload([Quantity, Quantity], (a, b) => a.nanos > b.nanos)],
    compareTo: [overload([Quantity, Quantity], (a, b) => signOf(a.nanos - b.nanos))],
  },
};

function signOf(value: bigint): bigint {
  return value === 0n ? 0n : value > 0n ? 1n : -1n;
}

const decimalSuffixes: ReadonlyMap<string, number> = new Map(
  ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'].map((suffix, index) => [suffix, 3 * index - 9]),
);
const largest = ((1n << 63n) - 1n) * NANO;

const longestParsed = 100;

/** Rules ask of one amount whether it is a quantity, and again for each comparison. */
const parseQuantity = remembered(parseAnew, { most: 500, longest: longestParsed });

/** `undefined`: Kubernetes refuses the text. It takes one without digits for zero. */
function parseAnew(text: string): Quantity | Failure | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+|)$/.exec(text);
  if (!match || text === '') return undefined;
  const [, sign, leading = '', decimals = '', suffix = ''] = match;
  const digits = leading.replace(/^0+/, '') || '0';
  const isBinary = suffix.endsWith('i');
  const power = isBinary ? 10 * ('KMGTPE'.indexOf(suffix.charAt(0)) + 1) : decimalPower(suffix);
  // Nothing is that large, and it would fill the memory.
  if (Math.abs(power) > 100 || text.length > longestParsed) return UNKNOWN;
  const value = BigInt(digits + decimals) * (sign === '-' ? -1n : 1n);
  const scale = (isBinary ? 0 : power) - decimals.length;
  const multiplied = isBinary ? value << BigInt(power) : value;
  const isEasy = isBinary
    ? decimals === '' && 15 - digits.length - Math.floor(power * 0.3) - 1 >= 0
    : digits.length + decimals.length <= 18;
  if (isEasy && scale >= -9 && isInt(multiplied)) return Quantity.of({ value: multiplied, scale });
  const nanos = roundedUp(multiplied * NANO, scale);
  const isCapped = isBinary && (nanos < 0n ? -nanos : nanos) > largest;
  return new Quantity(isCapped ? (nanos < 0n ? -largest : largest) : nanos, undefined);
}

function decimalPower(suffix: string): number {
  return decimalSuffixes.get(suffix) ?? Number(suffix.slice(1));
}

/** Away from zero. */
function roundedUp(value: bigint, scale: number): bigint {
  if (scale >= 0) return value * 10n ** BigInt(scale);
  const divisor = 10n ** BigInt(-scale);
  const quotient = value / divisor;
  if (value % divisor === 0n) return quotient;
  return value > 0n ? quotient + 1n : quotient - 1n;
}
