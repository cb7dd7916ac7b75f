/** Dates and times as the API server checks them. A year has four digits, months and days are those of the calendar. */

/** Format `date`: `2025-01-31`. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return match !== null && isDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeap ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

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
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/.exec(text);
  if (match === null) return false;
  const [, year, month, day, hours, minutes, seconds, zoneHours = '0', zoneMinutes = '0'] = match;
  if (!isDay(Number(year), Number(month), Number(day)) || !isTimeOfDay(hours, minutes, seconds)) return false;
  return Number(zoneHours) <= 24 && Number(zoneMinutes) <= 60;
}
