import type { Said } from '../../schemas/contract/index.ts';
import { counted, say } from '../../schemas/vocabulary/say.ts';

/**
 * How long ago, as people say it: `4 minutes ago`, `yesterday`, `on 3 March 2026`.
 *
 * @param time RFC 3339; what is no time stays as it is.
 */
export function ago(time: string, now: Date = new Date()): Said {
  const then = Date.parse(time);
  if (Number.isNaN(then)) return say`${time}`;
  const seconds = Math.round((now.getTime() - then) / 1000);
  // Clocks of machines differ.
  if (seconds < -90) return say`in ${spanOf(-seconds)}`;
  if (seconds < 10) return say`just now`;
  if (seconds >= 30 * day) return dateOf(new Date(then));
  return seconds >= day && seconds < 2 * day ? say`yesterday` : say`${spanOf(seconds)} ago`;
}

/** As `ago`, with the time of day in front, for what is compared with lines of a log. */
export function agoWithTime(time: string, now: Date = new Date()): Said {
  const then = new Date(time);
  if (Number.isNaN(then.getTime())) return say`${time}`;
  return say`${timeOfDay(then)}, ${ago(time, now)}`;
}

/** `14:05:09`, where the editor is. */
export function timeOfDay(time: Date): string {
  return time.toLocaleTimeString('en-GB');
}

function dateOf(date: Date): Said {
  const month = months[date.getMonth()] ?? '';
  return say`on ${date.getDate()} ${month} ${date.getFullYear()}`;
}

const months = [
  ...[say`January`, say`February`, say`March`, say`April`, say`May`, say`June`],
  ...[say`July`, say`August`, say`September`, say`October`, say`November`, say`December`],
];

function spanOf(seconds: number): Said {
  const [size, words] = units.find(([each]) => seconds >= each) ?? second;
  return words(Math.floor(seconds / size));
}

type Unit = readonly [seconds: number, words: (count: number) => Said];

const day = 24 * 60 * 60;
const second: Unit = [1, (count) => counted(count, say`1 second`, say`${count} seconds`)];
const units: readonly Unit[] = [
  [day, (count) => counted(count, say`1 day`, say`${count} days`)],
  [60 * 60, (count) => counted(count, say`1 hour`, say`${count} hours`)],
  [60, (count) => counted(count, say`1 minute`, say`${count} minutes`)],
  second,
];
