import { Cron as Schedule } from 'croner';
import type { Said, Suggestion } from '../contract/index.ts';
import { counted, say } from '../vocabulary/say.ts';
import { cronField } from './cronField.ts';
import { scheduleInWords } from './scheduleInWords.ts';

/**
 * Schedules of CronJobs: which ones Kubernetes takes (github.com/robfig/cron: five fields, or a word such as `@daily`;
 * Sunday is 0 only) is said here and in cronField.ts; `croner` counts the times.
 */
export interface Cron {
  /** Five fields that libraries and Kubernetes read alike. */
  readonly pattern: string;
}

/** `undefined`: Kubernetes would refuse the schedule; also for `@every`, which has no fixed times. */
export function parseCron(text: string): Cron | undefined {
  const parts = fieldsOf(text);
  if (parts.length !== FIELDS.length) return undefined;
  const fields = FIELDS.map((name, index) => cronField(name, parts[index] ?? ''));
  if (fields.some(({ problem }) => problem !== undefined)) return undefined;
  return { pattern: fields.map((field) => field.text).join(' ') };
}

/** Why a text is no schedule, as the end of a sentence whose subject is the field. `undefined`: it is one. */
export function cronProblem(text: string): Said | undefined {
  if (/^@every\s+\S/.test(text.trim())) return undefined;
  const parts = fieldsOf(text);
  if (parts[0]?.startsWith('@') === true) return say`has the unknown word "${parts[0]}"`;
  if (parts.length !== FIELDS.length) {
    const found = counted(parts.length, say`1 field`, say`${parts.length} fields`);
    return say`has ${found}, a schedule has five: minute, hour, day of the month, month and day of the week`;
  }
  return FIELDS.map((name, index) => cronField(name, parts[index] ?? '').problem).find(
    (problem) => problem !== undefined,
  );
}

/** `At 03:00, only on Sunday`, without a full stop; `undefined` if it is no schedule with fixed times. */
export function cronInWords(text: string): Said | undefined {
  const cron = parseCron(text);
  return cron && scheduleInWords(cron.pattern);
}

/** `Sat 2026-11-21 00:30`, in UTC. */
export function runInWords(run: Date): Said {
  return say`${weekdays[run.getUTCDay()] ?? ''} ${run.toISOString().slice(0, 16).replace('T', ' ')}`;
}

const weekdays = [say`Sun`, say`Mon`, say`Tue`, say`Wed`, say`Thu`, say`Fri`, say`Sat`];

/** The next times in UTC, earliest first, a run in this very minute excluded; fewer than asked for if there are no more (`0 0 31 2 *`). */
export function nextRuns({ pattern }: Cron, after: Date, count: number): Date[] {
  if (Number.isNaN(after.getTime())) return [];
  return new Schedule(pattern, { utcOffset: 0 }).nextRuns(count, after);
}

const FIELDS = ['minute', 'hour', 'day', 'month', 'weekday'] as const;
/** Words in place of the five fields. */
export const cronWords: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);
const MAX_LENGTH = 500;

function fieldsOf(text: string): string[] {
  const trimmed = text.slice(0, MAX_LENGTH).trim();
  return (cronWords.get(trimmed) ?? trimmed).split(/\s+/).filter((part) => part !== '');
}

/** Schedules that cover most needs, all of them in the plain form that even strict patterns accept. */
export const CRON_PRESETS: readonly Suggestion[] = [
  '30 0 * * *',
  '0 2 * * *',
  '0 */6 * * *',
  '0 * * * *',
  '*/30 * * * *',
  '0 3 * * 0',
  '0 4 1 * *',
].map((value) => ({ value, detail: cronInWords(value) ?? say`` }));
