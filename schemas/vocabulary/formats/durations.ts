import { parseDuration } from '../duration.ts';

/**
 * Format `duration`: Go's, or any text in which a whole number with a unit occurs, from nanoseconds to weeks: `1d`,
 * `2 weeks`, `about 5 mins`. A number beyond 64 bits spoils it.
 * https://github.com/kubernetes/kube-openapi/blob/43fb72c5454a/pkg/validation/strfmt/duration.go
 */
export function isDuration(text: string): boolean {
  return parseLooseDuration(text) !== undefined;
}

/** The same in nanoseconds: the sum of all numbers that a unit follows. */
export function parseLooseDuration(text: string): bigint | undefined {
  const strict = parseDuration(text);
  if (strict !== undefined) return strict;
  let total: bigint | undefined;
  for (const [, digits = '', unit = ''] of text.matchAll(/(?<!\d)(\d+)[\t\n\f\r ]*([A-Za-zµ]+)/g)) {
    if (isBeyondInt64(digits)) return undefined;
    for (const nanos of nanosOf(unit.toLowerCase())) total = (total ?? 0n) + BigInt(digits) * nanos;
  }
  // Go's sum wraps around.
  return total === undefined ? undefined : BigInt.asIntN(64, total);
}

function isBeyondInt64(digits: string): boolean {
  const significant = digits.replace(/^0+/, '');
  return significant.length > 19 || (significant.length === 19 && significant > '9223372036854775807');
}

/** Units in all their spellings; of the last one only the beginning counts, as in `minutes`. */
const units: readonly (readonly [spellings: readonly string[], nanos: bigint])[] = [
  [['ns', 'nano'], 1n],
  [['us', 'µs', 'micro'], 1000n],
  [['ms', 'milli'], 1_000_000n],
  [['s', 'sec'], 1_000_000_000n],
  [['m', 'min'], 60_000_000_000n],
  [['h', 'hr', 'hour'], 3_600_000_000_000n],
  [['d', 'day'], 86_400_000_000_000n],
  [['w', 'wk', 'week'], 604_800_000_000_000n],
];

/** Of more than one, where the spelling fits several; of none where it is no unit. */
function nanosOf(unit: string): bigint[] {
  return units.flatMap(([spellings, nanos]) =>
    spellings.includes(unit) || unit.startsWith(spellings.at(-1) ?? '') ? [nanos] : [],
  );
}
