import type { Said, Suggestion } from '../contract/index.ts';
import { counted, joined, say } from './say.ts';

/** Go durations (`5m`, `1h30m`, `500ms`), in nanoseconds. Grammar: https://pkg.go.dev/time#ParseDuration */

/** Nanoseconds; `undefined`: Go would refuse the text. Days and weeks are no units, and a number needs one (except `0`); Go keeps 64 bits, about 292 years. */
export function parseDuration(text: string): bigint | undefined {
  const match = /^([+-]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text.slice(0, MAX_LENGTH + 1));
  if (match === null || text.length > MAX_LENGTH) return undefined;
  let total = 0n;
  const parts = (match[2] ?? '').split(/(ns|[uµμ]s|ms|s|m|h)/);
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [whole = '', fraction = ''] = (parts[at] ?? '').split('.');
    const unit = parts[at + 1] ?? '';
    total += (BigInt(`0${whole}${fraction}`) * (NANOS.get(unit) ?? 0n)) / 10n ** BigInt(fraction.length);
  }
  const nanos = match[1] === '-' ? -total : total;
  return BigInt.asIntN(64, nanos) === nanos ? nanos : undefined;
}

/** Why a text is no duration, as the end of a sentence whose subject is the field. `undefined`: it is one. */
export function durationProblem(text: string): string | undefined {
  if (parseDuration(text) !== undefined) return undefined;
  if (text.trim() === '') return 'is empty, a duration is a number with a unit, such as 30s or 5m';
  if (/^\s*[\d.]+\s*$/.test(text)) return 'has no unit: write s, m or h behind the number';
  const unit = /[\d.]\s*([a-zµμ]+)/i.exec(text)?.[1];
  if (unit !== undefined && !NANOS.has(unit)) return `has the unit "${unit}", known are h, m, s, ms, us and ns`;
  if (/\s/.test(text)) return 'has blanks in it, write it in one word such as 1h30m';
  return 'is no duration such as 30s, 5m or 1h30m';
}

/** The spelling most likely meant: `1d` -> `24h`, `5 min` -> `5m`. `undefined`: right already, or the unit is anyone's guess. */
export function repairDuration(text: string): string | undefined {
  if (text.length > MAX_LENGTH || parseDuration(text) !== undefined) return undefined;
  const repaired = text
    .toLowerCase()
    .replace(/[\s,]+|and/g, '')
    .replace(/(?<!\d)(\d+)([a-zµμ]+)/g, (part, count: string, unit: string) => {
      const days = /^d(ays?)?$/.test(unit) ? 1n : /^w(eeks?)?$/.test(unit) ? 7n : undefined;
      if (days !== undefined) return `${BigInt(count) * days * 24n}h`;
      const known = LONG_UNITS.find(([pattern]) => pattern.test(unit));
      return known === undefined ? part : `${count}${known[1]}`;
    });
  return parseDuration(repaired) === undefined ? undefined : repaired;
}

/** `1 hour 30 minutes`, `500 milliseconds`; `0 seconds` for nothing. */
export function durationInWords(nanos: bigint): Said {
  let rest = nanos < 0n ? -nanos : nanos;
  const parts: Said[] = [];
  for (const [size, words] of UNITS) {
    const count = rest / size;
    rest -= count * size;
    if (count > 0n) parts.push(words(Number(count)));
  }
  if (parts.length === 0) return say`0 seconds`;
  return nanos < 0n ? say`minus ${joined(parts, ' ')}` : joined(parts, ' ');
}

/** Usual durations, shortest first. */
export function suggestDurations(): readonly Suggestion[] {
  return COMMON_DURATIONS.map((value) => ({ value, detail: durationInWords(parseDuration(value) ?? 0n) }));
}

const COMMON_DURATIONS = ['1s', '5s', '30s', '1m', '5m', '10m', '30m', '1h', '24h'];
const MAX_LENGTH = 100;
const SECOND = 1_000_000_000n;
const NANOS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['µs', 1000n],
  ['μs', 1000n],
  ['ms', 1_000_000n],
  ['s', SECOND],
  ['m', 60n * SECOND],
  ['h', 3600n * SECOND],
]);
const UNITS: readonly (readonly [nanos: bigint, words: (count: number) => Said])[] = [
  [24n * 3600n * SECOND, (count) => counted(count, say`1 day`, say`${count} days`)],
  [3600n * SECOND, (count) => counted(count, say`1 hour`, say`${count} hours`)],
  [60n * SECOND, (count) => counted(count, say`1 minute`, say`${count} minutes`)],
  [SECOND, (count) => counted(count, say`1 second`, say`${count} seconds`)],
  [1_000_000n, (count) => counted(count, say`1 millisecond`, say`${count} milliseconds`)],
  [1000n, (count) => counted(count, say`1 microsecond`, say`${count} microseconds`)],
  [1n, (count) => counted(count, say`1 nanosecond`, say`${count} nanoseconds`)],
];
const LONG_UNITS: readonly (readonly [RegExp, string])[] = [
  [/^h(ours?|rs?)?$/, 'h'],
  [/^m(in(ute)?s?)?$/, 'm'],
  [/^s(ec(ond)?s?)?$/, 's'],
  [/^(ms|msecs?|millis(econds?)?)$/, 'ms'],
];
