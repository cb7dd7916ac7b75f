import { isTemplateText } from '../watchTokens.ts';
import * as c from './characters.ts';
import { scanEscape } from './scanEscape.ts';
import type { ScannedText } from './scannedText.ts';
import { Refusal, Token } from './token.ts';

/** Line breaks and blanks that may turn out to stand inside a scalar, and what they become there. */
interface Gap {
  blanks: string;
  isBroken: boolean;
  first: string;
  others: string;
}

export function scanPlain(scanner: ScannedText): Token {
  const { text, at: start } = scanner;
  const indent = scanner.indent + 1;
  const isFlow = scanner.flowLevel > 0;
  const gap: Gap = { blanks: '', isBroken: false, first: '', others: '' };
  let value = '';
  let end = start;
  while (!scanner.isDocumentMark() && text.charCodeAt(scanner.at) !== c.HASH) {
    const from = scanner.at;
    const to = behindPlain(text, from, isFlow);
    if (to > from) {
      value += closeGap(gap) + text.slice(from, to);
      scanner.at = end = to;
    }
    const unit = text.charCodeAt(to);
    if (!c.isBlank(unit) && !c.isBreak(unit)) break;
    readGap(scanner, gap, indent);
    if (!isFlow && scanner.column < indent) break;
  }
  if (gap.isBroken) scanner.mayKeyFollow = true;
  if (scanner.mindsTemplates && isTemplateText(value)) throw new Refusal('template', start, end);
  return new Token('scalar', start, end, value);
}

/** Where blanks, the colon of a key, or between brackets one of `,?[]{}` end a part of a plain scalar. */
function behindPlain(text: string, from: number, isFlow: boolean): number {
  for (let at = from; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit === c.COLON) {
      if (c.isBlankOrEnd(text.charCodeAt(at + 1))) return at;
    } else if (c.isBlankOrEnd(unit) || (isFlow && ENDS_IN_FLOW.has(unit))) return at;
  }
}

const ENDS_IN_FLOW: ReadonlySet<number> = new Set(Array.from(',?[]{}', (char) => char.charCodeAt(0)));

export function scanQuoted(scanner: ScannedText, quote: number): Token {
  const { text, at: start } = scanner;
  const style = quote === c.DOUBLE_QUOTE ? 'double' : 'single';
  scanner.at++;
  if (scanner.isJson && style === 'double') return scanJsonString(scanner, start);
  const gap: Gap = { blanks: '', isBroken: false, first: '', others: '' };
  let value = '';
  for (;;) {
    const isEnd = scanner.at >= text.length;
    if (isEnd || scanner.isDocumentMark()) throw unclosed(text, start);
    value += scanQuotedPart(scanner, quote, gap);
    const unit = text.charCodeAt(scanner.at);
    if (unit === quote) break;
    readGap(scanner, gap, 0);
    value += closeGap(gap);
  }
  return new Token('scalar', start, ++scanner.at, value, style);
}

/** Up to a blank, a line break or the closing quote. */
function scanQuotedPart(scanner: ScannedText, quote: number, gap: Gap): string {
  const { text } = scanner;
  let value = '';
  for (;;) {
    const from = scanner.at;
    let at = from;
    let unit = text.charCodeAt(at);
    while (unit !== quote && unit !== c.BACKSLASH && !c.isBlankOrEnd(unit)) unit = text.charCodeAt(++at);
    if (at > from) value += text.slice(from, at);
    scanner.at = at;
    if (unit === quote && quote === c.SINGLE_QUOTE && text.charCodeAt(at + 1) === quote) {
      value += "'";
      scanner.at += 2;
    } else if (unit === c.BACKSLASH && quote === c.DOUBLE_QUOTE) {
      if (c.isBreak(text.charCodeAt(at + 1))) {
        scanner.at++;
        scanner.skipBreak();
        gap.isBroken = true;
        return value;
      }
      value += scanEscape(scanner);
    } else if (unit === c.BACKSLASH) {
      value += '\\';
      scanner.at++;
    } else return value;
  }
}

function scanJsonString(scanner: ScannedText, start: number): Token {
  const { text } = scanner;
  let end = start + 1;
  while (text.charCodeAt(end) !== c.DOUBLE_QUOTE) end += text.charCodeAt(end) === c.BACKSLASH ? 2 : 1;
  scanner.at = ++end;
  return new Token('scalar', start, end, JSON.parse(text.slice(start, end)) as string, 'double');
}

function unclosed(text: string, start: number): Refusal {
  let end = start;
  while (!c.isBreakOrEnd(text.charCodeAt(end))) end++;
  return new Refusal('unclosed-quote', start, end, text[start]);
}

/** `indent`: a tab before this column cannot be told from indentation. */
function readGap(scanner: ScannedText, gap: Gap, indent: number): void {
  const { text } = scanner;
  for (;;) {
    const unit = text.charCodeAt(scanner.at);
    if (c.isBlank(unit)) {
      if (!gap.isBroken) gap.blanks += text[scanner.at] ?? '';
      else if (unit === c.TAB && scanner.column < indent) {
        throw new Refusal('tab-indent', scanner.lineStart, scanner.at + 1);
      }
      scanner.at++;
    } else if (!c.isBreak(unit)) return;
    else if (gap.isBroken) gap.others += scanner.readBreak();
    else {
      gap.blanks = '';
      gap.first = scanner.readBreak();
      gap.isBroken = true;
    }
  }
}

/** Blanks stay; one line break becomes a blank, more of them lose the first. */
function closeGap(gap: Gap): string {
  let between = gap.blanks;
  if (gap.isBroken) {
    if (gap.first === '\n') between = gap.others === '' ? ' ' : gap.others;
    else between = gap.first + gap.others;
  }
  gap.blanks = gap.first = gap.others = '';
  gap.isBroken = false;
  return between;
}

export function scanBlock(scanner: ScannedText, isLiteral: boolean): Token {
  const { text, at: start } = scanner;
  const { chomping, increment } = scanHeader(scanner);
  const block = { indent: increment === 0 ? 0 : Math.max(scanner.indent, 0) + increment, end: scanner.at, start };
  let breaks = scanBreaks(scanner, block);
  let value = '';
  let lineBreak = '';
  let isIndented = false;
  while (scanner.column === block.indent && scanner.at < text.length) {
    const isMore = c.isBlank(text.charCodeAt(scanner.at));
    if (isLiteral || isIndented || isMore || lineBreak !== '\n') value += lineBreak;
    else if (breaks === '') value += ' ';
    value += breaks;
    isIndented = isMore;
    const from = scanner.at;
    while (!c.isBreakOrEnd(text.charCodeAt(scanner.at))) scanner.at++;
    value += text.slice(from, scanner.at);
    lineBreak = scanner.readBreak();
    breaks = scanBreaks(scanner, block);
  }
  if (chomping !== '-') value += lineBreak;
  if (chomping === '+') value += breaks;
  return new Token('scalar', start, block.end, value, isLiteral ? 'literal' : 'folded');
}

/** `|`, `>-`, `|2+` ... with the rest of the line. */
function scanHeader(scanner: ScannedText): { chomping: string; increment: number } {
  const { text, at: start } = scanner;
  scanner.at++;
  let chomping = '';
  let increment = 0;
  for (let turn = 0; turn < 2; turn++) {
    const unit = text.charCodeAt(scanner.at);
    if (chomping === '' && (unit === c.PLUS || unit === c.DASH)) chomping = text[scanner.at++] ?? '';
    else if (increment === 0 && c.isDigit(unit) && unit !== c.ZERO) increment = Number(text[scanner.at++]);
  }
  const end = scanner.at;
  scanner.skipBlanks();
  scanner.skipComment();
  if (!c.isBreakOrEnd(text.charCodeAt(scanner.at))) {
    let behind = end;
    while (!c.isBreakOrEnd(text.charCodeAt(behind))) behind++;
    throw new Refusal('block-header', start, behind);
  }
  scanner.skipBreak();
  return { chomping, increment };
}

/** Over indentation and blank lines; the first line that is not blank decides on an indentation that nobody has written. */
function scanBreaks(scanner: ScannedText, block: { indent: number; end: number; readonly start: number }): string {
  const { text } = scanner;
  let breaks = '';
  let deepest = 0;
  block.end = scanner.at;
  for (;;) {
    while ((block.indent === 0 || scanner.column < block.indent) && text.charCodeAt(scanner.at) === c.SPACE) {
      scanner.at++;
    }
    deepest = Math.max(deepest, scanner.column);
    const unit = text.charCodeAt(scanner.at);
    if (unit === c.TAB && (block.indent === 0 || scanner.column < block.indent)) {
      throw new Refusal('tab-indent', scanner.lineStart, scanner.at + 1);
    }
    if (!c.isBreak(unit)) break;
    breaks += scanner.readBreak();
    block.end = scanner.at;
  }
  if (block.indent === 0) block.indent = Math.max(deepest, scanner.indent + 1, 1);
  return breaks;
}
