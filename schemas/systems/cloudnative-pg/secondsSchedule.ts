import type { ManifestNode, Said, Suggestion } from '../../contract/index.ts';
import { cronInWords, cronWords, nextRuns, parseCron, runInWords } from '../../vocabulary/cron.ts';
import { cronField } from '../../vocabulary/cronField.ts';
import { textOf } from '../../vocabulary/read.ts';
import { joined, say } from '../../vocabulary/say.ts';

/**
 * Schedules of ScheduledBackups: six fields with the seconds first, where the last one may be left out, a word such as
 * `@daily`, or `@every 1h`. https://github.com/robfig/cron/blob/v1.2.0/parser.go
 */
export interface SecondsSchedule {
  /** Field of the seconds, such as `0`. */
  readonly seconds: string;
  /** The other five, as `vocabulary/cron.ts` reads them. */
  readonly minutes: string;
  /** Fields that were written, 5 or 6; 0: a word. */
  readonly fields: number;
}

/** `undefined`: the operator refuses it; also for `@every`, which has no fixed times. */
export function parseSecondsSchedule(text: string): SecondsSchedule | undefined {
  const word = cronWords.get(text.trim());
  if (word !== undefined) return { seconds: '0', minutes: word, fields: 0 };
  const fields = fieldsOf(text);
  const [seconds = '', ...others] = fields;
  if (fields.length !== 5 && fields.length !== 6) return undefined;
  const minutes = [...others, ...(fields.length === 5 ? ['*'] : [])].join(' ');
  if (cronField('minute', seconds).problem !== undefined || parseCron(minutes) === undefined) return undefined;
  return { seconds: cronField('minute', seconds).text, minutes, fields: fields.length };
}

/** Whether the operator takes a schedule without fixed times, such as `@every 12h`. */
export function isInterval(text: string): boolean {
  return /^@every\s+\S/.test(text.trim());
}

/** The parts between blanks, without a time zone before them. */
export function fieldsOf(text: string): readonly string[] {
  return text
    .slice(0, longest)
    .trim()
    .replace(/^TZ=\S*/, '')
    .split(/\s+/)
    .filter((field) => field !== '');
}

/** `Every day at 02:00 ... Next runs ...`; `undefined` if it has no fixed times. */
export function explainSecondsSchedule(node: ManifestNode, now: Date): Said | undefined {
  const schedule = parseSecondsSchedule(textOf(node) ?? '');
  const cron = schedule && parseCron(schedule.minutes);
  const words = schedule && cronInWords(schedule.minutes);
  if (!schedule || !cron || !words) return undefined;
  const { seconds } = schedule;
  const whole = seconds === '0' ? words : say`${words}, at second \`${seconds}\` of the minute`;
  const runs = nextRuns(cron, now, 3).map(runInWords);
  return runs.length === 0
    ? say`${whole} (time zone of the operator, mostly UTC). It never runs: there is no such day.`
    : say`${whole} (time zone of the operator, mostly UTC). Next runs (UTC): ${joined(runs, ', ')}.`;
}

export const secondsSchedules: readonly Suggestion[] = [
  '0 2 * * *',
  '30 1 * * *',
  '0 */6 * * *',
  '0 3 * * 0',
  '0 4 1 * *',
].map((minutes) => ({ value: `0 ${minutes}`, detail: cronInWords(minutes) ?? say`` }));

const longest = 500;
