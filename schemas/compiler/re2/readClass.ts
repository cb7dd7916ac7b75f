import { complement } from './characterSet.ts';
import type { CharacterSet, CodeRange, SetItem } from './characterSet.ts';
import type { Re2Reader } from './re2Reader.ts';
import { Re2Error } from './re2Node.ts';

/** Characters from ... to, in pairs and in order. */
function ranges(pairs: string): CodeRange[] {
  const codes = Array.from(pairs, (char) => char.codePointAt(0) ?? 0);
  return codes.flatMap((from, index) => (index % 2 === 0 ? [[from, codes[index + 1] ?? from] as const] : []));
}

const perlClasses: ReadonlyMap<string, readonly CodeRange[]> = new Map([
  ['d', ranges('09')],
  ['s', ranges('\t\n\f\r  ')],
  ['w', ranges('09AZ__az')],
]);

const posixClasses: ReadonlyMap<string, readonly CodeRange[]> = new Map([
  ['alnum', ranges('09AZaz')],
  ['alpha', ranges('AZaz')],
  ['ascii', ranges('\0\x7f')],
  ['blank', ranges('\t\t  ')],
  ['cntrl', ranges('\0\x1f\x7f\x7f')],
  ['digit', ranges('09')],
  ['graph', ranges('!~')],
  ['lower', ranges('az')],
  ['print', ranges(' ~')],
  ['punct', ranges('!/:@[`{~')],
  ['space', ranges('\t\r  ')],
  ['upper', ranges('AZ')],
  ['word', ranges('09AZ__az')],
  ['xdigit', ranges('09AFaf')],
]);

/** Letters without which a class has none, and what they are one with when case is ignored. */
const [S, LONG_S, KELVIN] = [0x53, 0x17f, 0x212a];

/** What is not in a class. Ignoring case, it is what no form of its letters is. */
function without(items: readonly CodeRange[], fold: boolean): CodeRange[] {
  const hasLetters = fold && items.some(([from, to]) => (from <= S && S <= to) || (from <= S + 32 && S + 32 <= to));
  return complement(hasLetters ? [...items, [LONG_S, LONG_S], [KELVIN, KELVIN]] : items);
}

/** Behind the `[`. @throws {Re2Error} */
export function readClass(reader: Re2Reader, fold: boolean): CharacterSet {
  const negated = reader.take('^');
  const items: SetItem[] = [];
  for (let isFirst = true; isFirst || !reader.take(']'); isFirst = false) {
    if (reader.isAtEnd) throw new Re2Error('a "[" is not closed');
    for (const item of readItems(reader, fold)) items.push(item);
  }
  return { items, negated, fold };
}

function readItems(reader: Re2Reader, fold: boolean): readonly SetItem[] {
  const posix = reader.match(/\[:(\^?)(\w*):\]/y);
  if (posix) {
    const [written, caret, name = ''] = posix;
    const found = posixClasses.get(name);
    if (found === undefined) throw new Re2Error(`"${written}" is unknown`);
    return caret === '^' ? without(found, fold) : found;
  }
  const from = readClassCharacter(reader, fold);
  if (typeof from !== 'number') return from;
  if (!reader.sees('-') || reader.sees('-]')) return [[from, from]];
  reader.take('-');
  const to = readClassCharacter(reader, fold);
  if (typeof to !== 'number') throw new Re2Error('a range ends in a class');
  if (to < from) throw new Re2Error('a range ends before it begins');
  return [[from, to]];
}

function readClassCharacter(reader: Re2Reader, fold: boolean): number | readonly SetItem[] {
  if (reader.isAtEnd) throw new Re2Error('a "[" is not closed');
  return reader.take('\\') ? readEscape(reader, fold) : reader.takeCode();
}

const controls: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

/** Behind the `\`: a character, or a class of them. @throws {Re2Error} */
export function readEscape(reader: Re2Reader, fold: boolean): number | readonly SetItem[] {
  const named = reader.match(/([pP])(?:\{(\^?)(\w+)\}|(\w))/y);
  if (named) return [propertyOf(named)];
  const code = reader.match(/x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))|(0[0-7]{0,2}|[1-7][0-7]{1,2})/y);
  if (code) return checked(code[3] === undefined ? parseInt(code[1] ?? code[2] ?? '', 16) : parseInt(code[3], 8));
  if (reader.isAtEnd) throw new Re2Error('a "\\" stands at the end');
  const char = String.fromCodePoint(reader.takeCode());
  const control = controls.get(char);
  if (control !== undefined) return control;
  const perl = perlClasses.get(char.toLowerCase());
  if (perl !== undefined) return char === char.toLowerCase() ? perl : without(perl, fold);
  if (char > '\x7f' || /[A-Za-z0-9]/.test(char)) throw new Re2Error(`"\\${char}" is unknown`);
  return char.charCodeAt(0);
}

function checked(code: number): number {
  if (code > 0x10ffff) throw new Re2Error('there is no such character');
  return code;
}

const generalCategory = /^(?:[CLMNPSZ][a-z]?|LC)$/;
const ownNames = new Set(['Any', 'ASCII', 'Assigned']);

function propertyOf([, escape, caret, braced, letter]: RegExpExecArray): SetItem {
  const name = braced ?? letter ?? '';
  const property = generalCategory.test(name) || ownNames.has(name) ? name : `Script=${name}`;
  try {
    new RegExp(`\\p{${property}}`, 'u');
  } catch {
    throw new Re2Error(`"${name}" is no class of characters`);
  }
  return { property, negated: (escape === 'P') !== (caret === '^') };
}
