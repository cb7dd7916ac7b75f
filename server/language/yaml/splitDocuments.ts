/**
 * Cuts a text into its documents as kubectl does, in order; the pieces put together are the text, and there is always at
 * least one. No YAML is parsed: a line that begins with `---`, whatever follows, ends a document everywhere, inside a
 * block scalar too, and nothing else does; `...` does not. Comments, blank lines and `%` lines before a `---` stay with
 * the document that it starts. A text that begins with JSON may hold more values without `---` between them.
 */
export function splitDocuments(text: string): string[] {
  const pieces: string[] = [];
  const lines = unifyLineBreaks(text);
  let start = 0;
  const separator = nextSeparator(text, 0);
  for (let end = behindJson(text, start); end !== -1; end = behindJson(text, start)) {
    if (!hasContent(lines, end, separator)) break;
    pieces.push(text.slice(start, end));
    start = end;
  }
  for (let at = separator; at < text.length; at = nextSeparator(text, at + 3)) {
    if (!hasContent(lines, start, at)) continue;
    pieces.push(text.slice(start, at));
    start = at;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** A lone `\r` ends a line in YAML, though not to what cuts documents; written as `\n` every offset stays what it was. */
export function unifyLineBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/**
 * Offset of the next line that begins with `---`, or the end. Searching for the mark alone is twice as fast as with the
 * line break, which is everywhere.
 */
export function nextSeparator(text: string, from: number): number {
  for (let at = text.indexOf('---', from); at !== -1; at = text.indexOf('---', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (at === 0 || before === LF || (at === 1 && before === BOM)) return at;
  }
  return text.length;
}

/** Whether lines from one offset to another hold more than comments, blanks and directives. */
export function hasContent(text: string, from: number, to: number): boolean {
  let at = from;
  if (at === 0 && text.charCodeAt(0) === BOM) at = 1;
  while (at < to) {
    let first = at;
    while (text[first] === ' ' || text[first] === '\t') first++;
    const char = text[first];
    const isBlank = char === undefined || char === '\n' || char === '\r' || char === '#';
    const isDirective = first === at && char === '%';
    if (first < to && !isBlank && !isDirective) return true;
    at = nextLine(text, at);
  }
  return false;
}

/** Whether kubectl tries a text as JSON first. */
export function mayBeJson(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text);
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text.charCodeAt(0) === BOM ? text.slice(1) : text);
    return true;
  } catch {
    return false;
  }
}

/** Offset of the line behind the JSON value with which a text begins at an offset; -1 if there is none, or more in its last line. */
function behindJson(text: string, from: number): number {
  let at = from === 0 && text.charCodeAt(0) === BOM ? 1 : from;
  const start = at;
  while (/\s/.test(text[at] ?? '')) at++;
  if (text[at] !== '{') return -1;
  const end = behindBracket(text, at);
  const line = nextLine(text, end);
  const isAlone = end !== -1 && text.slice(end, line).trim() === '' && line < text.length;
  return isAlone && isJson(text.slice(start, end)) ? line : -1;
}

/** Behind the brace that closes the one at an offset, if what is between is JSON; or -1. */
function behindBracket(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      do at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
      while (at < text.length && text.charCodeAt(at) !== QUOTE);
    } else if (unit === OPEN_BRACE) depth++;
    else if (unit === CLOSE_BRACE && --depth === 0) return at + 1;
  }
  return -1;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

const BOM = 0xfeff;
const LF = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
