import { parseDuration } from '../../../../schemas/vocabulary/duration.ts';
import { parseTime } from '../../../../schemas/vocabulary/formats/dates.ts';
import { burnText } from '../frame.ts';
import { durationOf, int, timestampOf, uint } from '../operators.ts';
import { overload } from '../overloads.ts';
import type { Library, Overload } from '../overloads.ts';
import { typeOf } from '../typeOf.ts';
import { Failure, isInt } from '../values.ts';
import type { Value } from '../values.ts';
import { encodeUtf8 } from '../utf8.ts';
import { lengthOf } from './strings.ts';
import { textOf } from './textOf.ts';

const SECOND = 1_000_000_000n;

const sizes: readonly Overload[] = [
  overload(['string'], lengthOf),
  overload(['bytes'], (bytes) => BigInt(bytes.length)),
  overload(['list'], (list) => BigInt(list.size)),
  overload(['map'], ({ size }) => (size instanceof Failure ? size : BigInt(size))),
];

/**
 * Conversions and sizes.
 * https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions
 */
export const standard: Library = {
  functions: {
    size: sizes,
    type: [overload(['any'], typeOf)],
    int: [
      overload(['int'], (value) => value),
      overload(['uint'], ({ value }) => int(value)),
      overload(['double'], (value) => truncated(value)),
      overload(['string'], (text) =>
        /^[-+]?\d{1,40}$/.test(text) ? int(BigInt(text.replace('+', ''))) : noConversion,
      ),
      overload(['timestamp'], ({ nanos }) => (nanos - (((nanos % SECOND) + SECOND) % SECOND)) / SECOND),
      overload(['duration'], ({ nanos }) => nanos),
    ],
    uint: [
      overload(['uint'], (value) => value),
      overload(['int'], uint),
      overload(['double'], (value) => (value >= 0 && value < 2 ** 64 ? uint(BigInt(Math.trunc(value))) : outOfRange)),
      overload(['string'], (text) => (/^\d{1,40}$/.test(text) ? uint(BigInt(text)) : noConversion)),
    ],
    double: [
      overload(['double'], (value) => value),
      overload(['int'], Number),
      overload(['uint'], ({ value }) => Number(value)),
      overload(['string'], toDouble),
    ],
    bool: [overload(['bool'], (value) => value), overload(['string'], (text) => booleans.get(text) ?? noConversion)],
    bytes: [
      overload(['bytes'], (value) => value),
      overload(['string'], (text, frame) => {
        burnText(frame, text);
        return encodeUtf8(text);
      }),
    ],
    string: [overload(['any'], textOf)],
    duration: [
      overload(['duration'], (value) => value),
      overload(['int'], durationOf),
      overload(['string'], (text) => {
        const nanos = parseDuration(text);
        return nanos === undefined ? noConversion : durationOf(nanos);
      }),
    ],
    timestamp: [
      overload(['timestamp'], (value) => value),
      overload(['int'], (seconds) => timestampOf(seconds * SECOND)),
      overload(['string'], (text) => {
        const read = parseTime(text);
        return read === undefined ? noConversion : timestampOf(read.nanos, read.offset);
      }),
    ],
  },
  members: { size: sizes },
};

const noConversion = new Failure('type conversion error');
const outOfRange = new Failure('integer overflow');

const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((word) => [word, false] as const),
]);

/** The limits themselves are refused, as they come from rounding. */
function truncated(value: number): Value {
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 63) return outOfRange;
  const whole = BigInt(Math.trunc(value));
  return isInt(whole) ? whole : outOfRange;
}

/** As Go's `strconv.ParseFloat`, without hexadecimal numbers. */
function toDouble(text: string): Value {
  if (/^[-+]?inf(?:inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  if (/^_|_(?!\d)|[^\d]_/.test(text)) return noConversion;
  const digits = text.replaceAll('_', '');
  if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(digits)) return noConversion;
  const value = Number(digits);
  return Number.isFinite(value) ? value : noConversion;
}
