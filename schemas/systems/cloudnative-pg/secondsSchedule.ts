import type { ManifestNode, Markdown, Suggestion } from '../../contract/index.ts';
import { cronInWords, cronWords, nextRuns, parseCron } from '../../vocabulary/cron.ts';
import { cronField } from '../../vocabulary/cronField.ts';
import { code, markdown } from '../../vocabulary/markdown.ts';
import { textOf } from '../../vocabulary/read.ts';

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

/** `At 02:00 (UTC). Next runs ...`; `undefined` if it has no fixed times. */
export function explainSecondsSchedule(node: ManifestNode, now: Date): Markdown | undefined {
  const schedule = parseSecondsSchedule(textOf(node) ?? '');
  const cron = schedule && parseCron(schedule.minutes);
  if (!schedule || !cron) return undefined;
  const runs = nextRuns(cron, now, 3).map((run) => run.toISOString().slice(0, 16).replace('T', ' '));
  const next =
    runs.length === 0 ? markdown`It never runs: there is no such day.` : markdown`Next runs (UTC): ${runs.join(', ')}.`;
  const seconds = schedule.seconds === '0' ? markdown`` : markdown`, at second ${code(schedule.seconds)} of the minute`;
  return markdown`${cronInWords(schedule.minutes) ?? ''}${seconds} (time zone of the operator, mostly UTC). ${next}`;
}

export const secondsSchedules: readonly Suggestion[] = [
  { value: '0 0 2 * * *', detail: 'every day at 02:00' },
  { value: '0 30 1 * * *', detail: 'every day at 01:30' },
  { value: '0 0 */6 * * *', detail: 'every 6 hours' },
  { value: '0 0 3 * * 0', detail: 'every Sunday at 03:00' },
  { value: '0 0 4 1 * *', detail: 'on the first of each month at 04:00' },
];

const longest = 500;
