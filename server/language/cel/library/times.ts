import { overload } from '../overloads.ts';
import type { Library, Overload } from '../overloads.ts';
import { Failure, UNKNOWN } from '../values.ts';
import type { Duration, Timestamp, Value } from '../values.ts';

const [HOUR, MINUTE, SECOND, MILLISECOND] = [3_600_000_000_000n, 60_000_000_000n, 1_000_000_000n, 1_000_000n];

/** Parts of a time, in UTC or in a zone, and of a duration as a whole. Source: cel-go's common/types/{timestamp,duration}.go. */
export const times: Library = {
  members: {
    getFullYear: partOf((date) => date.getUTCFullYear()),
    getMonth: partOf((date) => date.getUTCMonth()),
    getDate: partOf((date) => date.getUTCDate()),
    getDayOfMonth: partOf((date) => date.getUTCDate() - 1),
    getDayOfWeek: partOf((date) => date.getUTCDay()),
    getDayOfYear: partOf((date) => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000)),
    getHours: [...partOf((date) => date.getUTCHours()), whole(HOUR)],
    getMinutes: [...partOf((date) => date.getUTCMinutes()), whole(MINUTE)],
    getSeconds: [...partOf((date) => date.getUTCSeconds()), whole(SECOND)],
    getMilliseconds: [...partOf((date) => date.getUTCMilliseconds()), whole(MILLISECOND)],
  },
};

function partOf(part: (date: Date) => number): Overload[] {
  const read = (date: Date | Failure): Value => (date instanceof Failure ? date : BigInt(part(date)));
  return [
    overload(['timestamp'], (time) => read(new Date(milliseconds(time)))),
    overload(['timestamp', 'string'], (time, zone) => read(dateIn(time, zone))),
  ];
}

function whole(unit: bigint): Overload {
  return overload(['duration'], (duration) => duration.nanos / unit);
}

/** Since 1970, rounded down. */
function milliseconds({ nanos }: Timestamp): number {
  return Number((nanos - (((nanos % MILLISECOND) + MILLISECOND) % MILLISECOND)) / MILLISECOND);
}

/** A date whose parts in UTC are those that a clock in the zone shows. */
function dateIn(time: Timestamp, zone: string): Date | Failure {
  const instant = milliseconds(time);
  if (zone === '' || zone === 'UTC') return new Date(instant);
  // The zone of the server.
  if (zone === 'Local') return UNKNOWN;
  const [hours = '', minutes] = zone.split(/:(.*)/s);
  if (minutes === undefined) return dateInNamedZone(instant, zone);
  if (!/^[-+]?\d{1,6}$/.test(hours) || !/^[-+]?\d{1,6}$/.test(minutes)) return new Failure('no such offset');
  const offset = Number(hours) * 60 + (hours.startsWith('-') ? -1 : 1) * Number(minutes);
  return new Date(instant + offset * 60_000);
}

function dateInNamedZone(instant: number, timeZone: string): Date | Failure {
  // Names are told apart by upper and lower case, but not by JavaScript.
  const unknownZone = new Failure(`unknown time zone ${timeZone}`);
  if (/^[a-z]/.test(timeZone)) return unknownZone;
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    } as const).formatToParts(instant);
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
    const rest = ((instant % 1000) + 1000) % 1000;
    const date = new Date(0);
    date.setUTCFullYear(part('year'), part('month') - 1, part('day'));
    date.setUTCHours(part('hour'), part('minute'), part('second'), rest);
    return date;
  } catch {
    return unknownZone;
  }
}

/** `5400.5s` */
export function durationText({ nanos }: Duration): string {
  const size = nanos < 0n ? -nanos : nanos;
  return `${nanos < 0n ? '-' : ''}${String(size / SECOND)}${fractionText(size % SECOND)}s`;
}

/** RFC 3339, as the clock showed it where it was written. */
export function timestampText({ nanos, offset }: Timestamp): string {
  const local = nanos + BigInt(offset) * MINUTE;
  const fraction = ((local % SECOND) + SECOND) % SECOND;
  const date = new Date(Number((local - fraction) / MILLISECOND));
  const pad = (value: number, width = 2) => String(value).padStart(width, '0');
  const day = `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
  const time = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
  const size = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
  return `${day}T${time}${fractionText(fraction)}${offset === 0 ? 'Z' : zone}`;
}

function fractionText(nanos: bigint): string {
  if (nanos === 0n) return '';
  let digits = String(nanos).padStart(9, '0');
  while (digits.endsWith('0')) digits = digits.slice(0, -1);
  return `.${digits}`;
}
