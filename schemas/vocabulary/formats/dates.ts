/** Dates and times as the API server checks them. A year has four digits, months and days are those of the calendar. */

/** Format `date`: `2025-01-31`. */
export function isDate(text: string): boolean {
  return parseDate(text) !== undefined;
}

/** Nanoseconds from 1970 to that day, in UTC; `undefined`: no date. */
export function parseDate(text: string): bigint | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return match === null ? undefined : nanosOfDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

function nanosOfDay(year: number, month: number, day: number): bigint | undefined {
  // Four hundred years later the calendar is the same, and JavaScript takes no year below 100 for one of this century.
  const then = new Date(Date.UTC(year + 400, month - 1, day));
  if (then.getUTCMonth() !== month - 1 || then.getUTCDate() !== day) return undefined;
  return BigInt(then.getTime() / 86_400_000 - 146_097) * 86_400n * SECOND;
}

const SECOND = 1_000_000_000n;

/**
 * Format `date-time` of a CRD: RFC 3339 with a zone, in any case. The check is a loose one: any character may stand before
 * the fraction, any two digits in the zone, and what follows a second `t` is not looked at.
 * https://github.com/kubernetes/kube-openapi/blob/43fb72c5454a/pkg/validation/strfmt/time.go
 */
export function isDateTime(text: string): boolean {
  const [date = '', time] = text.split(/t/i, 2);
  if (time === undefined || !isDate(date)) return false;
  const match = /^(\d\d):(\d\d):(\d\d)(?:[^\n]\d+)?(?:z|[+-]\d\d:\d\d)$/iu.exec(time);
  return match !== null && isTimeOfDay(match[1], match[2], match[3]);
}

function isTimeOfDay(hours: string | undefined, minutes: string | undefined, seconds: string | undefined): boolean {
  return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
}

/**
 * Format `k8s-time`: the times of Kubernetes' own types, such as `metadata.creationTimestamp`, as Go's `time.Parse` reads
 * RFC 3339: upper case; an hour may have one digit, the fraction a comma.
 */
export function isTime(text: string): boolean {
  return parseTime(text) !== undefined;
}

/** A moment, and how many minutes the clock was ahead of UTC where it was written. */
export interface Time {
  /** Nanoseconds since 1970. */
  readonly nanos: bigint;
  readonly offset: number;
}

/** What `isTime` takes; `undefined`: nothing of that. */
export function parseTime(text: string): Time | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hours, minutes, seconds, fraction = '', sign, zoneHours = 0, zoneMinutes = 0] = match;
  const start = nanosOfDay(Number(year), Number(month), Number(day));
  if (start === undefined || !isTimeOfDay(hours, minutes, seconds)) return undefined;
  if (Number(zoneHours) > 24 || Number(zoneMinutes) > 60) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes));
  const inDay = BigInt((Number(hours) * 60 + Number(minutes) - offset) * 60 + Number(seconds));
  return { nanos: start + inDay * SECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0')), offset };
}

/**
 * A value of the format `date-time` as rules get it, which is not quite what `isDateTime` takes; `undefined`: they fail.
 * https://github.com/kubernetes/kube-openapi/blob/43fb72c5454a/pkg/validation/strfmt/time.go
 */
export function parseDateTime(text: string): Time | undefined {
  if (text === '') return { nanos: 0n, offset: 0 };
  return parseTime(text) ?? parseTime(`${text}Z`);
}
