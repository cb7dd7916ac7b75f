import { escapeCode } from './characterSet.ts';
import type { CharacterSet, CodeRange, SetItem } from './characterSet.ts';
import { parseRe2 } from './parseRe2.ts';
import { Re2Error } from './re2Node.ts';
import type { Assertion, Re2Node } from './re2Node.ts';

/** For `new RegExp(js, flags)`. */
export interface JavaScriptPattern {
  readonly js: string;
  readonly flags: string;
}

/**
 * RE2, in which CRDs write their patterns, to JavaScript under the flag `u`, because RE2 matches code points. It finds what
 * RE2 finds, but may take time that grows exponentially: for patterns that somebody has read.
 * @throws {Re2Error} also for what JavaScript cannot express
 */
export function convertRe2(source: string): JavaScriptPattern {
  return { js: written(parseRe2(source)), flags: 'u' };
}

function written(node: Re2Node): string {
  switch (node.kind) {
    case 'empty':
      return '';
    case 'set':
      return setText(node.set);
    case 'assertion':
      return assertions[node.what];
    case 'sequence':
      return node.nodes.map((each) => (each.kind === 'alternatives' ? `(?:${written(each)})` : written(each))).join('');
    case 'alternatives':
      return node.nodes.map(written).join('|');
    case 'repeat': {
      const { node: repeated, least, most, lazy } = node;
      const text = repeated.kind === 'set' ? written(repeated) : `(?:${written(repeated)})`;
      return `${text}${timesText(least, most)}${lazy ? '?' : ''}`;
    }
  }
}

const assertions: Readonly<Record<Assertion, string>> = {
  textStart: '^',
  textEnd: '$',
  lineStart: '(?<=^|\\n)',
  lineEnd: '(?=\\n|$)',
  wordEdge: '\\b',
  noWordEdge: '\\B',
};

function timesText(least: number, most: number | undefined): string {
  if (most === undefined) return least < 2 ? (least === 0 ? '*' : '+') : `{${String(least)},}`;
  if (least === 0 && most === 1) return '?';
  return least === most ? `{${String(least)}}` : `{${String(least)},${String(most)}}`;
}

function setText({ items, negated, fold }: CharacterSet): string {
  const [first, ...others] = items;
  if (first === undefined) return negated ? '[^]' : '[]';
  const all = fold ? items.flatMap(bothCases) : items;
  const isSingle = !('property' in first) && first[0] === first[1] && others.length === 0 && !negated;
  if (isSingle && all.length === 1) return literal(first[0]);
  return `[${negated ? '^' : ''}${all.map(itemText).join('')}]`;
}

function itemText(item: SetItem): string {
  if ('property' in item) return `\\${item.negated ? 'P' : 'p'}{${item.property}}`;
  const [from, to] = item;
  return from === to ? escapeCode(from) : `${escapeCode(from)}-${escapeCode(to)}`;
}

function literal(code: number): string {
  const char = String.fromCodePoint(code);
  if (/[A-Za-z0-9_ !"#%&',:;<=>@`~-]/.test(char)) return char;
  return escapeCode(code);
}

/** JavaScript ignores the case of a whole pattern or not at all, so the letters of a set get their other forms. */
function bothCases(item: SetItem): SetItem[] {
  if ('property' in item || hasCaseBeyondAscii(item))
    throw new Re2Error('JavaScript cannot ignore the case of these characters alone');
  const [from, to] = item;
  const other = (low: number, high: number, shift: number): SetItem[] => {
    const [start, end] = [Math.max(from, low), Math.min(to, high)];
    return start > end ? [] : [[start + shift, end + shift]];
  };
  const third = thirdForms.filter(([, letters]) =>
    Array.from(letters).some((letter) => isIn(letter.charCodeAt(0), item)),
  );
  return [item, ...other(0x41, 0x5a, 32), ...other(0x61, 0x7a, -32), ...third.map(([code]) => [code, code] as const)];
}

function isIn(code: number, [from, to]: CodeRange): boolean {
  return from <= code && code <= to;
}

/** The letters of ASCII that have a form beyond it. */
const thirdForms: readonly (readonly [code: number, letters: string])[] = [
  [0x17f, 'sS'],
  [0x212a, 'kK'],
];

function hasCaseBeyondAscii([from, to]: CodeRange): boolean {
  if (to - from > 1000) return true;
  for (let code = Math.max(from, 0x80); code <= to; code++) {
    const char = String.fromCodePoint(code);
    if (char.toLowerCase() !== char || char.toUpperCase() !== char) return true;
  }
  return false;
}
