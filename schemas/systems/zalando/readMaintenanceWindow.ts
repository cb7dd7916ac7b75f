import type { Said } from '../../contract/index.ts';
import { joined, say } from '../../vocabulary/say.ts';
/** Why the operator cannot read a maintenance window, and what was most likely meant. */
export interface WindowProblem {
  /** The end of a sentence, without a full stop. */
  readonly reason: Said;
  /** One window, two for one over midnight, none if nothing can be guessed. */
  readonly repaired: readonly string[];
}

/**
 * `undefined`: the operator reads it. Everything it does not read is a problem, whether or not the CRD's pattern takes it.
 * https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/apis/acid.zalan.do/v1/marshal.go#L28
 */
export function readMaintenanceWindow(text: string): WindowProblem | undefined {
  const strict = /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun):)?([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)$/.exec(
    text,
  );
  if (!strict) return { reason: reasonOf(text), repaired: repair(text) };
  const [, day, startHour, startMinute, endHour, endMinute] = strict;
  if (Number(startHour) * 60 + Number(startMinute) <= Number(endHour) * 60 + Number(endMinute)) return undefined;
  return {
    reason: say`it ends before it begins, and a window over midnight has to be two`,
    repaired: split(day, time(startHour, startMinute), time(endHour, endMinute)),
  };
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const fullDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The loose form that people write: long days, a day at the end too, `24:00`, missing minutes, blanks. */
const loose = /^(?:([a-z]+)[:\s])?(\d{1,2})(?::(\d{1,2}))?[-–](?:([a-z]+)[:\s])?(\d{1,2})(?::(\d{1,2}))?$/i;

function reasonOf(text: string): Said {
  if (text !== text.trim()) return say`blanks around it are not allowed`;
  const [, startDay, , startMinute, endDay] = loose.exec(text) ?? [];
  if (startDay && !days.includes(startDay)) return say`"${startDay}" is none of ${joined(days, ', ')}`;
  if (endDay) return say`the day stands only in front, as in Sat:02:00-04:00`;
  if (/(^|\D)24:00$/.test(text)) return say`the last minute of a day is 23:59`;
  const late = /\b(2[4-9]|[3-9]\d):\d/.exec(text) ?? /:([6-9]\d)\b/.exec(text);
  if (late) return say`there is no time of day with "${late[1] ?? ''}"`;
  if (startMinute !== undefined && /:\d(-|$)/.test(text)) return say`minutes have two digits`;
  return say`write HH:MM-HH:MM or Mon:HH:MM-HH:MM, times in UTC`;
}

function repair(text: string): string[] {
  const match = loose.exec(withoutBlanks(text));
  if (!match) return [];
  const [, startDay, startHour, startMinute, endDay, endHour, endMinute] = match;
  const first = dayOf(startDay);
  const last = dayOf(endDay);
  if ((startDay && !first) || (endDay && !last)) return [];
  const start = time(startHour, startMinute);
  const end = endHour === '24' && Number(endMinute ?? '0') === 0 ? '23:59' : time(endHour, endMinute);
  if (!isTime(start) || !isTime(end)) return [];
  if (last && last !== first) return last === next(first) ? split(first, start, end) : [];
  return start <= end ? [window(first, start, end)] : split(first, start, end);
}

/** Around hyphens and colons. */
function withoutBlanks(text: string): string {
  return text
    .split(/([-–:])/)
    .map((part) => part.trim())
    .join('');
}

function split(day: string | undefined, start: string, end: string): string[] {
  const evening = window(day, start, '23:59');
  return end === '00:00' ? [evening] : [evening, window(next(day), '00:00', end)];
}

function window(day: string | undefined, start: string, end: string): string {
  return `${day ? `${day}:` : ''}${start}-${end}`;
}

/** The day in three letters: `Tues`, `tuesday` and `TUE` are `Tue`. */
function dayOf(text = ''): string | undefined {
  const written = text.toLowerCase();
  return written.length < 3 ? undefined : days.find((_, index) => fullDays[index]?.startsWith(written));
}

function next(day: string | undefined): string | undefined {
  return day && days[(days.indexOf(day) + 1) % days.length];
}

function time(hour = '', minute = '00'): string {
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
