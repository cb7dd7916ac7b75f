import * as c from './characters.ts';
import type { ScannedText } from './scannedText.ts';
import { Refusal, Token } from './token.ts';

/** `&name` or `*name`. */
export function scanAnchor(scanner: ScannedText, type: 'anchor' | 'alias'): Token {
  const { text, at: start } = scanner;
  scanner.at++;
  const name = takeWhile(scanner, c.isWord);
  const unit = text.charCodeAt(scanner.at);
  if (name === '' || !(c.isBlankOrEnd(unit) || BEHIND_ANCHOR.has(unit))) {
    throw new Refusal('bad-alias', start, behindWord(text, start));
  }
  return new Token(type, start, scanner.at, name);
}

const BEHIND_ANCHOR = unitsOf('?:,]}%@`');

/** `!`, `!local`, `!!str`, `!handle!name` or `!<tag:yaml.org,2002:str>`. */
export function scanTag(scanner: ScannedText): Token {
  const { text, at: start } = scanner;
  let handle = '';
  let suffix: string;
  if (text.charCodeAt(start + 1) === c.LESS) {
    scanner.at += 2;
    suffix = scanUri(scanner, start, '');
    if (text.charCodeAt(scanner.at++) !== c.GREATER) throw badTag(text, start);
  } else {
    handle = scanHandle(scanner);
    if (handle.length > 1 && handle.endsWith('!')) suffix = scanUri(scanner, start, '');
    else {
      suffix = scanUri(scanner, start, handle);
      handle = '!';
      if (suffix === '') [handle, suffix] = ['', '!'];
    }
  }
  if (!c.isBlankOrEnd(text.charCodeAt(scanner.at))) throw badTag(text, start);
  return new Token('tag', start, scanner.at, handle, 'plain', suffix);
}

/** `%YAML 1.1` or `%TAG !x! tag:x,2026:`, with its line break. */
export function scanDirective(scanner: ScannedText): Token {
  const { text, at: start } = scanner;
  scanner.at++;
  const name = takeWhile(scanner, c.isWord);
  const isKnown = name === 'YAML' || name === 'TAG';
  if (!isKnown || !c.isBlankOrEnd(text.charCodeAt(scanner.at))) throw badDirective(text, start);
  scanner.skipBlanks();
  if (name === 'YAML') scanVersion(scanner, start);
  else scanPrefix(scanner, start);
  scanner.skipBlanks();
  scanner.skipComment();
  if (!c.isBreakOrEnd(text.charCodeAt(scanner.at))) throw badDirective(text, start);
  const end = scanner.at;
  scanner.skipBreak();
  return new Token('directive', start, end);
}

function scanVersion(scanner: ScannedText, start: number): void {
  for (const part of ['major', 'minor']) {
    const digits = takeWhile(scanner, c.isDigit);
    if (digits === '' || digits.length > 2) throw badDirective(scanner.text, start);
    if (part === 'major' && scanner.text.charCodeAt(scanner.at++) !== c.DOT) throw badDirective(scanner.text, start);
  }
}

function scanPrefix(scanner: ScannedText, start: number): void {
  const { text } = scanner;
  if (text.charCodeAt(scanner.at) !== c.EXCLAMATION) throw badDirective(text, start);
  const handle = scanHandle(scanner);
  if (handle !== '!' && !handle.endsWith('!')) throw badDirective(text, start);
  if (!c.isBlank(text.charCodeAt(scanner.at))) throw badDirective(text, start);
  scanner.skipBlanks();
  scanUri(scanner, start, '');
  if (!c.isBlankOrEnd(text.charCodeAt(scanner.at))) throw badDirective(text, start);
}

/** `!`, `!word` or `!word!`. */
function scanHandle(scanner: ScannedText): string {
  const start = scanner.at++;
  takeWhile(scanner, c.isWord);
  if (scanner.text.charCodeAt(scanner.at) === c.EXCLAMATION) scanner.at++;
  return scanner.text.slice(start, scanner.at);
}

/** `head`: what has been read of it already, with its `!`. */
function scanUri(scanner: ScannedText, start: number, head: string): string {
  const { text } = scanner;
  let uri = head.slice(1);
  const from = scanner.at;
  for (;;) {
    const part = takeWhile(scanner, (unit) => c.isWord(unit) || URI.has(unit));
    uri += part;
    if (text.charCodeAt(scanner.at) !== c.PERCENT) break;
    uri += scanEscapedOctets(scanner, start);
  }
  if (head === '' && scanner.at === from) throw badTag(text, start);
  return uri;
}

const URI = unitsOf(";/?:@&=+$,.!~*'()[]");

/** One character, as many times `%xx` as it takes in UTF-8. */
function scanEscapedOctets(scanner: ScannedText, start: number): string {
  const { text, at: from } = scanner;
  let left = 1;
  for (let isFirst = true; left > 0; isFirst = false, left--) {
    const escape = text.slice(scanner.at, scanner.at + 3);
    if (!/^%[0-9a-f]{2}$/i.test(escape)) throw badTag(text, start);
    const octet = parseInt(escape.slice(1), 16);
    if (isFirst)
      left = octet < 0x80 ? 1 : octet < 0xc0 ? 0 : octet < 0xe0 ? 2 : octet < 0xf0 ? 3 : octet < 0xf8 ? 4 : 0;
    else if ((octet & 0xc0) !== 0x80) left = 0;
    if (left === 0) throw badTag(text, start);
    scanner.at += 3;
  }
  const escaped = text.slice(from, scanner.at);
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

function takeWhile(scanner: ScannedText, isPart: (unit: number) => boolean): string {
  const start = scanner.at;
  while (isPart(scanner.text.charCodeAt(scanner.at))) scanner.at++;
  return scanner.text.slice(start, scanner.at);
}

function badTag(text: string, start: number): Refusal {
  return new Refusal('bad-tag', start, behindWord(text, start));
}

function badDirective(text: string, start: number): Refusal {
  let end = start;
  while (!c.isBreakOrEnd(text.charCodeAt(end))) end++;
  return new Refusal('directive', start, end);
}

function behindWord(text: string, start: number): number {
  let end = start;
  while (!c.isBlankOrEnd(text.charCodeAt(end))) end++;
  return end;
}

function unitsOf(chars: string): ReadonlySet<number> {
  return new Set(Array.from(chars, (char) => char.charCodeAt(0)));
}
