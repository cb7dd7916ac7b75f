import { burn, burnNewText, burnText } from '../frame.ts';
import type { Frame } from '../frame.ts';
import { MadeList } from '../madeList.ts';
import { overload } from '../overloads.ts';
import type { Library } from '../overloads.ts';
import { Failure } from '../values.ts';
import type { Value } from '../values.ts';
import { formatText } from './formatText.ts';

/**
 * Strings, counted in code points. Sources: cel-go's standard library and ext/strings.go in version 2, and Kubernetes'
 * find and findAll.
 */
export const strings: Library = {
  functions: {
    matches: [overload(['string', 'string'], matches)],
    'strings.quote': [overload(['string'], quote)],
  },
  members: {
    matches: [overload(['string', 'string'], matches)],
    find: [overload(['string', 'string'], (text, pattern, frame) => findAll(text, pattern, 1n, frame, first))],
    findAll: [
      overload(['string', 'string'], (text, pattern, frame) => findAll(text, pattern, -1n, frame, listOf)),
      overload(['string', 'string', 'int'], (text, pattern, most, frame) =>
        findAll(text, pattern, most, frame, listOf),
      ),
    ],
    contains: [overload(['string', 'string'], (text, part, frame) => searched(text, frame).includes(part))],
    startsWith: [overload(['string', 'string'], (text, part, frame) => searched(text, frame).startsWith(part))],
    endsWith: [overload(['string', 'string'], (text, part, frame) => searched(text, frame).endsWith(part))],
    charAt: [overload(['string', 'int'], charAt)],
    indexOf: [
      overload(['string', 'string'], (text, part, frame) => indexOf(text, part, 0n, frame)),
      overload(['string', 'string', 'int'], indexOf),
    ],
    lastIndexOf: [
      overload(['string', 'string'], (text, part, frame) => lastIndexOf(text, part, undefined, frame)),
      overload(['string', 'string', 'int'], lastIndexOf),
    ],
    lowerAscii: [
      overload(['string'], (text, frame) =>
        searched(text, frame).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
      ),
    ],
    upperAscii: [
      overload(['string'], (text, frame) =>
        searched(text, frame).replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
      ),
    ],
    trim: [overload(['string'], trim)],
    replace: [
      overload(['string', 'string', 'string'], (text, old, by, frame) => replace(text, old, by, -1n, frame)),
      overload(['string', 'string', 'string', 'int'], replace),
    ],
    split: [
      overload(['string', 'string'], (text, by, frame) => split(text, by, -1n, frame)),
      overload(['string', 'string', 'int'], split),
    ],
    substring: [
      overload(['string', 'int'], (text, from, frame) => substring(text, from, undefined, frame)),
      overload(['string', 'int', 'int'], substring),
    ],
    format: [overload(['string', 'list'], formatText)],
  },
};

/** The text, paid for. */
function searched(text: string, frame: Frame): string {
  burnText(frame, text);
  return text;
}

function matches(text: string, pattern: string, frame: Frame): Value {
  const found = frame.matcher(pattern);
  return found instanceof Failure ? found : found.test(text, frame);
}

function findAll(
  text: string,
  pattern: string,
  most: bigint,
  frame: Frame,
  make: (found: readonly string[]) => Value,
): Value {
  const matcher = frame.matcher(pattern);
  if (matcher instanceof Failure) return matcher;
  return make(matcher.find(text, most < 0n ? Infinity : Number(most), frame));
}

function first([found = '']: readonly string[]): Value {
  return found;
}

function listOf(texts: readonly string[]): Value {
  return new MadeList(texts);
}

const surrogate = /[\ud800-\udfff]/;

/** A text as code points; one without large ones is its own list. */
function codePoints(text: string, frame: Frame): string | readonly string[] {
  burnText(frame, text);
  return surrogate.test(text) ? Array.from(text) : text;
}

/** Code points. @throws {Exhausted} */
export function lengthOf(text: string, frame: Frame): bigint {
  return BigInt(codePoints(text, frame).length);
}

function outOfRange(index: bigint): Failure {
  return new Failure(`index out of range: ${String(index)}`);
}

function charAt(text: string, index: bigint, frame: Frame): Value {
  const points = codePoints(text, frame);
  return index < 0n || index > points.length ? outOfRange(index) : (points[Number(index)] ?? '');
}

/** An index in code points from one in UTF-16 units; -1 stays. */
function pointIndex(text: string, index: number): bigint {
  if (index < 0) return -1n;
  return BigInt(surrogate.test(text) ? Array.from(text.slice(0, index)).length : index);
}

/** An index in UTF-16 units from one in code points that the text has. */
function unitIndex(text: string, index: number): number {
  return surrogate.test(text) ? Array.from(text).slice(0, index).join('').length : index;
}

function indexOf(text: string, part: string, from: bigint, frame: Frame): Value {
  if (part === '') return from;
  if (from < 0n) return outOfRange(from);
  if (from >= lengthOf(text, frame)) return -1n;
  return pointIndex(text, text.indexOf(part, unitIndex(text, Number(from))));
}

/** @param from the last index at which it may begin */
function lastIndexOf(text: string, part: string, from: bigint | undefined, frame: Frame): Value {
  const length = lengthOf(text, frame);
  if (part === '') return from ?? length;
  if (from === undefined) return pointIndex(text, text.lastIndexOf(part));
  if (from < 0n) return outOfRange(from);
  return from >= length ? -1n : pointIndex(text, text.lastIndexOf(part, unitIndex(text, Number(from))));
}

/** Unicode's white space, which is what Go trims. */
const notBlank = /[^\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

function trim(text: string, frame: Frame): Value {
  burnText(frame, text);
  const start = text.search(notBlank);
  if (start < 0) return '';
  let end = text.length;
  while (!notBlank.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** @param most how often; below zero: wherever it stands */
function replace(text: string, old: string, by: string, most: bigint, frame: Frame): Value {
  burnText(frame, text);
  const parts = old === '' ? ['', ...Array.from(text), ''] : text.split(old);
  // Of an empty text there is one place, before its end.
  const places = old === '' && text === '' ? 1 : parts.length - 1;
  const count = most < 0n || most > places ? places : Number(most);
  burnNewText(frame, text.length + count * by.length);
  const replaced = parts.slice(0, count + 1).join(by);
  return count >= parts.length - 1 ? replaced : [replaced, ...parts.slice(count + 1)].join(old);
}

/** @param most how many parts; below zero: all */
function split(text: string, by: string, most: bigint, frame: Frame): Value {
  burnText(frame, text);
  if (most === 0n) return new MadeList([]);
  const parts = by === '' ? Array.from(text) : text.split(by);
  burn(frame, parts.length);
  if (most < 0n || most >= parts.length) return new MadeList(parts);
  const kept = parts.slice(0, Number(most) - 1);
  return new MadeList([...kept, parts.slice(kept.length).join(by)]);
}

function substring(text: string, from: bigint, to: bigint | undefined, frame: Frame): Value {
  const points = codePoints(text, frame);
  const end = to ?? BigInt(points.length);
  if (to !== undefined && from > to) return new Failure('invalid substring range');
  if (from < 0n || from > points.length) return outOfRange(from);
  if (end < 0n || end > points.length) return outOfRange(end);
  const [start, stop] = [Number(from), Number(end)];
  return typeof points === 'string' ? points.slice(start, stop) : points.slice(start, stop).join('');
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['\\', '\\\\'],
  ['"', '\\"'],
]);

function quote(text: string, frame: Frame): Value {
  burnNewText(frame, text.length * 2);
  return `"${text.replace(/[\x07\b\f\n\r\t\v\\"]/g, (char) => escapes.get(char) ?? char)}"`;
}
