import type { Said } from '../contract/index.ts';
import { say } from './say.ts';

/** One of the five fields of a cron schedule, as the controller of CronJobs reads it. */
export interface CronField {
  /** In the words that all readers of cron share: `*` where the field limits nothing. */
  readonly text: string;
  /** Why Kubernetes refuses the field, as the end of a sentence. */
  readonly problem?: Said;
}

export type CronFieldName = 'minute' | 'hour' | 'day' | 'month' | 'weekday';

/** One star without a step opens the whole field, whatever stands beside it (github.com/robfig/cron, parser.go). */
export function cronField(name: CronFieldName, text: string): CronField {
  const items = text.split(',').map((item) => readItem(name, item));
  const problem = items.find((item) => item.problem !== undefined)?.problem;
  if (problem !== undefined) return { text, problem };
  return { text: items.some((item) => item.text === '*') ? '*' : items.map((item) => item.text).join(',') };
}

const LIMITS: Readonly<Record<CronFieldName, readonly [low: number, high: number]>> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  month: [1, 12],
  weekday: [0, 6],
};
const TITLES: Readonly<Record<CronFieldName, Said>> = {
  minute: say`minute`,
  hour: say`hour`,
  day: say`day of the month`,
  month: say`month`,
  weekday: say`day of the week`,
};
const NAMES: Readonly<Partial<Record<CronFieldName, readonly string[]>>> = {
  month: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
  weekday: 'sun mon tue wed thu fri sat'.split(' '),
};

/** The values that a field of a schedule has, ascending. @param text as `cronField` gives it */
export function cronValues(name: CronFieldName, text: string): readonly number[] {
  const [low, high] = LIMITS[name];
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step = '1'] = item.split('/');
    const [first = '', last] = range.split('-');
    const from = valueOf(name, first) ?? low;
    const isOpen = range === '*' || (last === undefined && item.includes('/'));
    const to = isOpen ? high : last === undefined ? from : (valueOf(name, last) ?? high);
    for (let value = from; value <= to; value += Number(step)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** An item such as `*`, `5`, `1-5`, `10/15` or `mon-fri/2`. */
function readItem(name: CronFieldName, item: string): CronField {
  const title = TITLES[name];
  const [low, high] = LIMITS[name];
  const refused = (problem: Said): CronField => ({ text: item, problem });
  const match = /^(?:[*?]|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
  if (match === null) return refused(say`has "${item}" as ${title}, which is no number, range or step`);
  const [, first, last, stepText = '1'] = match;
  const step = Number(stepText);
  if (step === 0) return refused(say`has the step 0 as ${title}, the smallest is 1`);
  const from = first === undefined ? low : valueOf(name, first);
  if (from === undefined) return refused(outside(name, first ?? ''));
  const to = last === undefined ? from : valueOf(name, last);
  if (to === undefined) return refused(outside(name, last ?? ''));
  if (from > to) return refused(say`has the range ${item} as ${title}, which ends before it begins`);
  // A step that leads out of the range leaves its beginning; croner would refuse it.
  const end = last === undefined ? high : to;
  if (step > 1 && step > end - from) return { text: String(from) };
  const plain = item.replace('?', '*');
  return { text: step === 1 && first === undefined ? '*' : plain };
}

/** `undefined`: the field does not know such a value. */
function valueOf(name: CronFieldName, text: string): number | undefined {
  const [low, high] = LIMITS[name];
  const named = NAMES[name]?.indexOf(text.toLowerCase()) ?? -1;
  const value = named >= 0 ? named + low : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : undefined;
}

function outside(name: CronFieldName, text: string): Said {
  const [low, high] = LIMITS[name];
  if (name === 'weekday' && text === '7') return say`has the day of the week 7, Sunday is 0`;
  return say`has the ${TITLES[name]} ${text}, allowed are ${low} to ${high}`;
}
