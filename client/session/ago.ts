/**
 * How long ago, as people say it: `4 minutes ago`, `yesterday`, `on 3 March 2026`.
 *
 * @param time RFC 3339; what is no time stays as it is.
 */
export function ago(time: string, now: Date = new Date()): string {
  const then = Date.parse(time);
  if (Number.isNaN(then)) return time;
  const seconds = Math.round((now.getTime() - then) / 1000);
  // Clocks of machines differ.
  if (seconds < -90) return `in ${spanOf(-seconds)}`;
  if (seconds < 10) return 'just now';
  if (seconds < 30 * day) return seconds >= day && seconds < 2 * day ? 'yesterday' : `${spanOf(seconds)} ago`;
  return `on ${new Date(then).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`;
}

/** As `ago`, with the time of day in front, for what is compared with lines of a log. */
export function agoWithTime(time: string, now: Date = new Date()): string {
  const then = new Date(time);
  if (Number.isNaN(then.getTime())) return time;
  return `${then.toLocaleTimeString('en-GB')}, ${ago(time, now)}`;
}

function spanOf(seconds: number): string {
  const [size, name] = units.find(([each]) => seconds >= each) ?? [1, 'second'];
  const count = Math.floor(seconds / size);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

const day = 24 * 60 * 60;
const units = [
  [day, 'day'],
  [60 * 60, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;
