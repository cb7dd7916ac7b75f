/** Ranges of the numbers of Go. */

export function isInt32(value: number): boolean {
  return value >= -(2 ** 31) && value < 2 ** 31;
}

/** @param source how the number is written: beyond 2^53 the value alone does not say where 64 bits end */
export function isInt64(value: number, source?: string): boolean {
  if (Math.abs(value) !== 2 ** 63) return value > -(2 ** 63) && value < 2 ** 63;
  const digits = source !== undefined && /^[+-]?\d+$/.test(source) ? BigInt(source.replace('+', '')) : BigInt(value);
  return BigInt.asIntN(64, digits) === digits;
}

/** Format `float`: it is not beyond the largest number of 32 bits, nor rounded beyond it. */
export function isFloat32(value: number): boolean {
  return Math.abs(value) <= 2 ** 128 - 2 ** 103;
}
