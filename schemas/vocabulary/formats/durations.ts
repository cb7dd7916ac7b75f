import { parseDuration } from '../duration.ts';

/**
 * Format `duration`: Go's, or any text in which a whole number with a unit occurs, from nanoseconds to weeks: `1d`,
 * `2 weeks`, `about 5 mins`. A number beyond 64 bits spoils it.
 * https://github.com/kubernetes/kube-openapi/blob/43fb72c5454a/pkg/validation/strfmt/duration.go
 */
export function isDuration(text: string): boolean {
  if (parseDuration(text) !== undefined) return true;
  let found = false;
  for (const [, digits = '', unit = ''] of text.matchAll(/(?<!\d)(\d+)[\t\n\f\r ]*([A-Za-zµ]+)/g)) {
    if (isBeyondInt64(digits)) return false;
    found ||= isUnit(unit.toLowerCase());
  }
  return found;
}

function isBeyondInt64(digits: string): boolean {
  const significant = digits.replace(/^0+/, '');
  return significant.length > 19 || (significant.length === 19 && significant > '9223372036854775807');
}

const units = new Set(['ns', 'us', 'µs', 'ms', 's', 'm', 'h', 'hr', 'd', 'w', 'wk']);
const beginnings = ['nano', 'micro', 'milli', 'sec', 'min', 'hour', 'day', 'week'];

function isUnit(unit: string): boolean {
  return units.has(unit) || beginnings.some((beginning) => unit.startsWith(beginning));
}
