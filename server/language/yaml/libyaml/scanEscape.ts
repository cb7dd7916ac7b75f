import type { ScannedText } from './scannedText.ts';
import { Refusal } from './token.ts';

/** The escape sequence of a text in double quotes that begins at the scanner's place. */
export function scanEscape(scanner: ScannedText): string {
  const { text, at } = scanner;
  const letter = text[at + 1] ?? '';
  const simple = SIMPLE.get(letter);
  if (simple !== undefined) {
    scanner.at += 2;
    return simple;
  }
  const length = LENGTHS.get(letter);
  const digits = length === undefined ? '' : text.slice(at + 2, at + 2 + length);
  const isHex = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length;
  const code = isHex ? parseInt(digits, 16) : -1;
  if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new Refusal('escape', at, Math.min(at + 2 + digits.length, text.length));
  }
  scanner.at += 2 + digits.length;
  return String.fromCodePoint(code);
}

const SIMPLE = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const LENGTHS = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);
