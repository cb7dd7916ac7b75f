/** Doubles in decimal, of their exact value and rounded half to even: `toFixed` rounds half up, and not above 10^21. */

/** `1,234.500000`; a zero has no sign. @param group what stands between thousands */
export function fixedText(value: number, digits: number, group: string): string {
  if (!Number.isFinite(value)) return infinityText(value);
  const rounded = String(roundedAt(Math.abs(value), digits)).padStart(digits + 1, '0');
  const whole = grouped(rounded.slice(0, rounded.length - digits), group);
  const fraction = rounded.slice(rounded.length - digits);
  return `${value < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${fraction}`}`;
}

/** `1.052033×10⁰³`, always with six digits behind the point. */
export function scientificText(value: number): string {
  if (!Number.isFinite(value)) return infinityText(value);
  const size = Math.abs(value);
  let power = size === 0 ? 0 : powerOf(size);
  let digits = String(roundedAt(size, 6 - power));
  if (digits.length > 7) {
    power += 1;
    digits = digits.slice(0, 7);
  }
  digits = digits.padEnd(7, '0');
  const exponent = `${power < 0 ? '-' : ''}${String(Math.abs(power)).padStart(2, '0')}`;
  const raised = exponent.replace(/./g, (char) => (char === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(char))));
  return `${value < 0 ? '-' : ''}${digits.slice(0, 1)}.${digits.slice(1)}×10${raised}`;
}

function grouped(digits: string, separator: string): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(separator);
}

/** Of ten, in scientific notation. */
export function powerOf(value: number): number {
  const text = value.toExponential();
  return Number(text.slice(text.indexOf('e') + 1));
}

function infinityText(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
}

/** The integer next to `value * 10^digits`. */
function roundedAt(value: number, digits: number): bigint {
  const [mantissa, power] = binary(value);
  let [dividend, divisor] = [mantissa, 1n];
  if (digits >= 0) dividend *= 10n ** BigInt(digits);
  else divisor *= 10n ** BigInt(-digits);
  if (power >= 0) dividend <<= BigInt(power);
  else divisor <<= BigInt(-power);
  const [quotient, twice] = [dividend / divisor, (dividend % divisor) * 2n];
  const isUp = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return isUp ? quotient + 1n : quotient;
}

/** `mantissa * 2^power` of a double that is not negative. */
function binary(value: number): [mantissa: bigint, power: number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const [exponent, fraction] = [Number(bits >> 52n), bits & ((1n << 52n) - 1n)];
  return exponent === 0 ? [fraction, -1074] : [fraction | (1n << 52n), exponent - 1075];
}
