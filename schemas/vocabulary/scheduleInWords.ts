import type { Said } from '../contract/index.ts';
import { cronValues } from './cronField.ts';
import { fewOf, joined, listed, say } from './say.ts';

/** What a schedule says, such as `At 03:00, only on Sunday`, without a full stop. @param pattern five fields that `cronField` has read */
export function scheduleInWords(pattern: string): Said {
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = pattern.split(' ');
  const isDaily = day === '*' && weekday === '*';
  const days = daysInWords(day, weekday);
  const months = month === '*' ? [] : [monthsInWords(cronValues('month', month))];
  return joined([timesInWords(minute, hour, isDaily), ...days, ...months], ', ');
}

/** More times of a day than these are not listed. */
const mostTimes = 6;

function timesInWords(minute: string, hour: string, isDaily: boolean): Said {
  const minutes = cronValues('minute', minute);
  const hours = cronValues('hour', hour);
  const often = repetition(minute);
  if (often) {
    if (hour === '*') return often;
    const [first = 0] = hours;
    const last = hours.at(-1) ?? first;
    return isRun(hours)
      ? say`${often}, between ${time(first, 0)} and ${time(last, 59)}`
      : say`${often}, in hours ${numbers(hours)}`;
  }
  const step = /^\*\/(\d+)$/.exec(hour)?.[1];
  const isFull = minutes.length === 1 && minutes[0] === 0;
  if (hour === '*') return isFull ? say`Every hour` : say`Every hour, at minute ${numbers(minutes)}`;
  if (step !== undefined)
    return isFull ? say`Every ${step} hours` : say`Every ${step} hours, at minute ${numbers(minutes)}`;
  if (minutes.length * hours.length > mostTimes) return say`At minute ${numbers(minutes)}, in hours ${numbers(hours)}`;
  const times = hours.flatMap((each) => minutes.map((at) => time(each, at)));
  return isDaily ? say`Every day at ${listed(times, 'and')}` : say`At ${listed(times, 'and')}`;
}

/** Of minutes that are not chosen one by one. */
function repetition(minute: string): Said | undefined {
  if (minute === '*') return say`Every minute`;
  const step = /^\*\/(\d+)$/.exec(minute)?.[1];
  return step === undefined ? undefined : say`Every ${step} minutes`;
}

/** Both are written: one of them is enough. */
function daysInWords(day: string, weekday: string): Said[] {
  const weekdays = weekday === '*' ? undefined : weekdaysInWords(cronValues('weekday', weekday));
  if (day === '*') {
    if (weekdays === undefined) return [];
    return [weekdays.isRun ? weekdays.said : say`only on ${weekdays.said}`];
  }
  const days = cronValues('day', day);
  const onDays =
    days.length === 1 ? say`on day ${numbers(days)} of the month` : say`on days ${numbers(days)} of the month`;
  return weekdays === undefined ? [onDays] : [onDays, say`and on ${weekdays.said}`];
}

function weekdaysInWords(values: readonly number[]): { readonly said: Said; readonly isRun: boolean } {
  const names = values.flatMap((value) => weekdayNames[value] ?? []);
  const [first, last] = [names[0], names.at(-1)];
  if (first && last && names.length > 2 && isRun(values)) return { said: say`${first} through ${last}`, isRun: true };
  return { said: listed(names, 'and'), isRun: false };
}

function monthsInWords(values: readonly number[]): Said {
  const names = values.flatMap((value) => monthNames[value - 1] ?? []);
  const [first, last] = [names[0], names.at(-1)];
  if (first && last && names.length > 2 && isRun(values)) return say`only from ${first} to ${last}`;
  return say`only in ${listed(names, 'and')}`;
}

function numbers(values: readonly number[]): Said {
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  if (values.length > 2 && isRun(values)) return say`${first} to ${last}`;
  return values.length > mostTimes ? fewOf(values, mostTimes) : listed(values, 'and');
}

function isRun(values: readonly number[]): boolean {
  return values.every((value, index) => value === (values[0] ?? 0) + index);
}

function time(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const weekdayNames = [
  say`Sunday`,
  say`Monday`,
  say`Tuesday`,
  say`Wednesday`,
  say`Thursday`,
  say`Friday`,
  say`Saturday`,
];

const monthNames = [
  say`January`,
  say`February`,
  say`March`,
  say`April`,
  say`May`,
  say`June`,
  say`July`,
  say`August`,
  say`September`,
  say`October`,
  say`November`,
  say`December`,
];
