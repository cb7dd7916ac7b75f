import { burn, burnNewText } from '../frame.ts';
import type { Frame } from '../frame.ts';
import { compareText } from '../compare.ts';
import { encodeUtf8 } from '../utf8.ts';
import { Duration, Failure, List, MapValue, Timestamp, TypeValue, Uint } from '../values.ts';
import type { Value } from '../values.ts';
import { fixedText, scientificText } from './decimalText.ts';
import { textOf } from './textOf.ts';

/**
 * `'%s of %d'.format([a, 1])`, in the version of the string library that Kubernetes has: numbers of `%f` are grouped,
 * `%e` writes powers of ten, and values in lists are written as literals. Source: cel-go's ext/formatting.go.
 */
export function formatText(format: string, values: List, frame: Frame): Value {
  const clause = /%(?:%|(\.\d+)?([a-zA-Z]))/y;
  const parts: string[] = [];
  let length = 0;
  let used = 0;
  for (let at = 0; at < format.length;) {
    const next = format.indexOf('%', at);
    const end = next < 0 ? format.length : next;
    parts.push(format.slice(at, end));
    if (next < 0) break;
    clause.lastIndex = next;
    const match = clause.exec(format);
    if (!match) return new Failure('could not parse formatting clause');
    at = clause.lastIndex;
    const [, precision, verb] = match;
    const text = verb === undefined ? '%' : formatted(verb, precision, values, used, frame);
    if (text instanceof Failure) return text;
    used += verb === undefined ? 0 : 1;
    length += text.length;
    burnNewText(frame, length);
    parts.push(text);
  }
  return parts.join('');
}

function formatted(
  verb: string,
  precision: string | undefined,
  values: List,
  index: number,
  frame: Frame,
): string | Failure {
  if (index >= values.size) return new Failure(`index ${String(index)} out of range`);
  const value = values.at(index);
  if (value instanceof Failure) return value;
  burn(frame, 1);
  switch (verb) {
    case 's':
      return shown(value, frame);
    case 'd':
      return integerText(value, 10);
    case 'b':
      return typeof value === 'boolean' ? String(Number(value)) : integerText(value, 2);
    case 'o':
      return integerText(value, 8);
    case 'x':
      return hexText(value);
    case 'X': {
      const hex = hexText(value);
      return hex instanceof Failure ? hex : hex.toUpperCase();
    }
    case 'f':
    case 'e':
      return decimalText(value, verb, precision === undefined ? 6 : Number(precision.slice(1)), frame);
    default:
      return new Failure(`unrecognized formatting clause "${verb}"`);
  }
}

const wrongType = new Failure('error during formatting: no such value for this clause');

function integerText(value: Value, radix: number): string | Failure {
  if (typeof value === 'bigint') return value.toString(radix);
  return value instanceof Uint ? value.value.toString(radix) : wrongType;
}

function hexText(value: Value): string | Failure {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return integerText(value, 16);
  const bytes = typeof value === 'string' ? encodeUtf8(value) : value;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const wordsForNumbers: ReadonlyMap<Value, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/** Behind `%.3e` the number is the width. */
function decimalText(value: Value, verb: 'f' | 'e', precision: number, frame: Frame): string | Failure {
  const number = typeof value === 'number' ? value : wordsForNumbers.get(value);
  if (number === undefined) return wrongType;
  burn(frame, precision);
  if (verb === 'f') return fixedText(number, precision, ',');
  const text = scientificText(number);
  return ' '.repeat(Math.max(0, precision - Array.from(text).length)) + text;
}

/** For a person, as the whole of a clause. */
function shown(value: Value, frame: Frame): string | Failure {
  if (value === null) return 'null';
  if (value instanceof TypeValue) return value.name;
  if (value instanceof List) return listText(value, frame);
  if (value instanceof MapValue) return mapText(value, frame);
  const text = textOf(value, frame);
  return typeof text === 'string' ? text : text instanceof Failure ? text : wrongType;
}

/** As a literal. */
function literal(value: Value, frame: Frame): string | Failure {
  burn(frame, 1);
  if (typeof value === 'number') {
    const text = Number.isFinite(value) ? fixedText(value, 6, '') : undefined;
    if (text !== undefined) return text;
  }
  const text = shown(value, frame);
  if (text instanceof Failure) return text;
  if (typeof value === 'string' || typeof value === 'number') return quoted(text);
  if (value instanceof Uint8Array) return `b${quoted(text)}`;
  if (value instanceof Duration) return `duration(${quoted(text)})`;
  return value instanceof Timestamp ? `timestamp(${quoted(text)})` : text;
}

function listText(list: List, frame: Frame): string | Failure {
  const texts: string[] = [];
  for (const item of list.items()) {
    const text = literal(item, frame);
    if (text instanceof Failure) return text;
    texts.push(text);
  }
  return `[${texts.join(', ')}]`;
}

function mapText(map: MapValue, frame: Frame): string | Failure {
  const entries: [key: string, value: string][] = [];
  for (const key of map.keys()) {
    const isKey = ['string', 'boolean', 'bigint'].includes(typeof key) || key instanceof Uint;
    const [name, value] = [literal(key, frame), literal(map.find(key) ?? null, frame)];
    if (name instanceof Failure) return name;
    if (value instanceof Failure) return value;
    if (!isKey) return wrongType;
    entries.push([name, value]);
  }
  entries.sort(([a], [b]) => compareText(a, b));
  return `{${entries.map(([key, value]) => `${key}:${value}`).join(', ')}}`;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ...([
    ['\x07', '\\a'],
    ['\b', '\\b'],
    ['\f', '\\f'],
    ['\n', '\\n'],
  ] as const),
  ...([
    ['\r', '\\r'],
    ['\t', '\\t'],
    ['\v', '\\v'],
    ['\\', '\\\\'],
    ['"', '\\"'],
  ] as const),
]);

/** Go's `%q`: in quotes, and what cannot be printed as an escape. */
function quoted(text: string): string {
  const escaped = text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    if (code < 0x80) return escapes.get(char) ?? `\\x${hex.padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  });
  return `"${escaped}"`;
}
