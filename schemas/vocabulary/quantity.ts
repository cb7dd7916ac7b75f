import type { Said, Suggestion } from '../contract/index.ts';
import { counted, say } from './say.ts';
import { trimEnd } from './trimEnd.ts';

/**
 * Kubernetes quantities (`500m`, `1.5Gi`, `2e3`), exact and without the rounding of floating point.
 * Grammar: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export interface Quantity {
  /** The value times 10^9; what is smaller than a nano is rounded up, as Kubernetes does. */
  readonly nanos: bigint;
  /** As written: `''`, `m`, `k`, `Gi`, `e3` ... */
  readonly suffix: string;
}

/** What a quantity counts: cores, or bytes of memory or of disk. */
export type QuantityUse = 'cpu' | 'memory' | 'storage';

/** `undefined`: Kubernetes would refuse the text. Spaces are not allowed anywhere, and `K` alone is no suffix (`k` and `Ki` are). */
export function parseQuantity(text: string): Quantity | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const match = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d{1,9}|)$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', digits = '', suffix = ''] = match;
  const [whole = '', fraction = ''] = digits.split('.');
  const scaled = scale(BigInt(`${whole}${fraction}`), fraction.length, suffix);
  return { nanos: sign === '-' ? -scaled : scaled, suffix };
}

/** A value of a manifest as a quantity: text, or a number such as `2`; `undefined` for anything else. */
export function quantityOf(value: unknown): Quantity | undefined {
  if (typeof value === 'string') return parseQuantity(value);
  return typeof value === 'number' && Number.isFinite(value) ? parseQuantity(String(value)) : undefined;
}

/** Negative: `a` is smaller. Zero: both are worth the same, whatever the spelling. */
export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 {
  if (a.nanos === b.nanos) return 0;
  return a.nanos < b.nanos ? -1 : 1;
}

/** Whole bytes; a part of a byte counts as one. */
export function bytesOf(quantity: Quantity): bigint {
  return divideUp(quantity.nanos, NANO);
}

/** Thousandths of a core; a part of one counts as one. */
export function millicoresOf(quantity: Quantity): bigint {
  return divideUp(quantity.nanos, NANO / 1000n);
}

/** `1 GiB = 1,073,741,824 bytes`; decimal units say also what they are in binary ones. */
export function bytesInWords(quantity: Quantity): Said {
  const { nanos, suffix } = quantity;
  if (nanos > 0n && nanos < NANO)
    return suffix === 'm' ? say`less than one byte: m is a thousandth` : say`less than one byte`;
  const bytes = bytesOf(quantity);
  const count = counted(bytes === 1n ? 1 : 0, say`1 byte`, say`${groupDigits(bytes)} bytes`);
  const binary = inUnits(bytes, BINARY);
  if (suffix.endsWith('i')) return binary === undefined ? count : say`${binary.text} = ${count}`;
  const decimal = /^[kMGTPE]$/.test(suffix) ? inUnits(bytes, DECIMAL) : undefined;
  const named = decimal === undefined ? count : say`${decimal.text} = ${count}`;
  if (binary === undefined) return named;
  return binary.exact ? say`${named} (${binary.text})` : say`${named} (about ${binary.text})`;
}

/** `0.25 of a core`, `1 core`, `2.5 cores`. */
export function coresInWords(quantity: Quantity): Said {
  const text = decimalText(quantity.nanos, 9);
  if (quantity.nanos === NANO) return say`1 core`;
  return quantity.nanos > 0n && quantity.nanos < NANO ? say`${text} of a core` : say`${text} cores`;
}

/**
 * The spelling most likely meant: `10gi` and `10GB` -> `10Gi`, `512m` of memory -> `512Mi`, `0.5m` of CPU -> `500m`.
 * Units of bytes become the binary ones: that is what memory is counted in, and never less than what was asked for.
 * `undefined`: right already, or beyond repair.
 */
export function repairQuantity(text: string, use: QuantityUse): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const repaired = use === 'cpu' ? repairCores(compact(text)) : repairBytes(compact(text));
  return repaired === text ? undefined : repaired;
}

/** Usual amounts, smallest first. */
export function suggestQuantities(use: QuantityUse): readonly Suggestion[] {
  return COMMON_AMOUNTS[use].map((value) => {
    const quantity = parseQuantity(value);
    if (quantity === undefined) return { value };
    return { value, detail: use === 'cpu' ? coresInWords(quantity) : bytesInWords(quantity) };
  });
}

const MAX_LENGTH = 100;
const NANO = 1_000_000_000n;
const BINARY: readonly (readonly [string, bigint])[] = ['EiB', 'PiB', 'TiB', 'GiB', 'MiB', 'KiB'].map((name, index) => [
  name,
  1024n ** BigInt(6 - index),
]);
const DECIMAL: readonly (readonly [string, bigint])[] = ['EB', 'PB', 'TB', 'GB', 'MB', 'kB'].map((name, index) => [
  name,
  1000n ** BigInt(6 - index),
]);
const POWER_OF_TEN: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
/** Far beyond what a cluster has; keeps `1e999999999` from filling the memory. */
const MAX_EXPONENT = 60;

function scale(digits: bigint, decimals: number, suffix: string): bigint {
  if (suffix.endsWith('i')) {
    const power = 'KMGTPE'.indexOf(suffix.charAt(0)) + 1;
    return divideUp(digits * 1024n ** BigInt(power) * NANO, 10n ** BigInt(decimals));
  }
  const exponent = POWER_OF_TEN[suffix] ?? Number(suffix.slice(1));
  const bounded = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, exponent));
  const shift = 9 + bounded - decimals;
  return shift >= 0 ? digits * 10n ** BigInt(shift) : divideUp(digits, 10n ** BigInt(-shift));
}

/** Away from zero, as Kubernetes rounds. */
function divideUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  if (dividend % divisor === 0n) return quotient;
  return dividend > 0n ? quotient + 1n : quotient - 1n;
}

function inUnits(
  bytes: bigint,
  units: readonly (readonly [string, bigint])[],
): { readonly text: string; readonly exact: boolean } | undefined {
  const size = bytes < 0n ? -bytes : bytes;
  const unit = units.find(([, factor]) => size >= factor);
  if (unit === undefined) return undefined;
  const [name, factor] = unit;
  const hundredths = (bytes * 100n + factor / 2n) / factor;
  return { text: `${decimalText(hundredths, 2)} ${name}`, exact: hundredths * factor === bytes * 100n };
}

/** `value / 10^decimals` without trailing zeros. */
function decimalText(value: bigint, decimals: number): string {
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(decimals + 1, '0');
  const fraction = trimEnd(digits.slice(-decimals), '0');
  const whole = groupDigits(BigInt(digits.slice(0, -decimals)));
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** With commas. What the engine brings for it loads the words of all languages first: a tenth of a start. */
function groupDigits(value: bigint): string {
  const sign = value < 0n ? '-' : '';
  const digits = value.toString().slice(sign.length);
  const groups: string[] = [];
  for (let end = digits.length % 3 || 3; end <= digits.length; end += 3)
    groups.push(digits.slice(Math.max(0, end - 3), end));
  return sign + groups.join(',');
}

/** Without spaces and underscores, with a decimal point where a comma stands for one. */
function compact(text: string): string {
  return text.replace(/[\s_]+/g, '').replace(/^(\d+),(\d+)(?=\D|$)/, '$1.$2');
}

function repairBytes(text: string): string | undefined {
  const quantity = parseQuantity(text);
  if (quantity !== undefined && !/^[num]$/.test(quantity.suffix)) return text;
  const match = /^(\d+(?:\.\d+)?)([kmgtpe])i?b?(?:ytes?)?$/i.exec(text);
  if (match !== null) return `${match[1] ?? ''}${(match[2] ?? '').toUpperCase()}i`;
  return /^(\d+)b(?:ytes?)?$/i.exec(text)?.[1];
}

function repairCores(text: string): string | undefined {
  const match = /^((?:\d*\.)?\d+)(m|u|n|)(?:illi)?(?:v?cpus?|cores?|c)?$/i.exec(text);
  if (match === null) return undefined;
  const digits = match[1] ?? '';
  const unit = (match[2] ?? '').toLowerCase();
  const small = unit === 'u' || unit === 'n' || (unit !== '' && !digits.includes('.'));
  const quantity = parseQuantity(small ? `${digits}${unit}` : digits);
  if (quantity === undefined) return undefined;
  const keep = small ? unit !== 'u' && unit !== 'n' : unit === '' && /^\d+(\.\d{1,3})?$/.test(digits);
  return keep ? `${digits}${unit}` : coresText(quantity);
}

function coresText(quantity: Quantity): string {
  const milli = millicoresOf(quantity);
  return milli % 1000n === 0n ? String(milli / 1000n) : `${milli}m`;
}

const COMMON_AMOUNTS: Readonly<Record<QuantityUse, readonly string[]>> = {
  cpu: ['50m', '100m', '250m', '500m', '1', '2', '4', '8'],
  memory: ['50Mi', '100Mi', '256Mi', '512Mi', '1Gi', '2Gi', '4Gi', '8Gi', '16Gi', '32Gi'],
  storage: ['1Gi', '5Gi', '10Gi', '20Gi', '50Gi', '100Gi', '250Gi', '500Gi', '1Ti'],
};
