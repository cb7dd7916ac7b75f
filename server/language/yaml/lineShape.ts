import { lineEnd } from './lineText.ts';

/** The shape of one line as far as it can be told without the lines around it. */
export interface LineShape {
  /** Offset of the first character. */
  readonly start: number;
  /** Offset behind the last character, the line break excluded. */
  readonly end: number;
  /** Offset of the first character that is no blank; `end` for a blank line. */
  readonly first: number;
  /** `- ` and `key:` from left to right; a key can only be the last one. */
  readonly tokens: readonly LineToken[];
  /** What stands behind the last token. */
  readonly value: LineValue;
  /** Offset of the `#`. */
  readonly commentStart: number | undefined;
}

export interface LineToken {
  readonly type: 'dash' | 'key';
  /** Characters from the start of the line. */
  readonly column: number;
  readonly start: number;
  /** Behind the dash, or behind the key with its quotes. */
  readonly end: number;
  /** Behind the dash or colon. */
  readonly behind: number;
  readonly key: string;
}

export interface LineValue {
  readonly kind: 'empty' | 'plain' | 'single' | 'double' | 'block' | 'flow';
  /** Anchors and tags excluded; where it would start if it is empty. */
  readonly start: number;
  readonly end: number;
  /** A quote that does not end on this line is open; of flow collections nothing is said. */
  readonly isOpen: boolean;
}

/** Reads the line that begins at an offset. */
export function lineShape(text: string, start: number): LineShape {
  const end = lineEnd(text, start);
  let at = skipBlanks(text, start, end);
  const first = at;
  const tokens: LineToken[] = [];
  while (text[at] === '-' && isBlankAt(text, at + 1, end)) {
    tokens.push({ type: 'dash', column: at - start, start: at, end: at + 1, behind: at + 1, key: '' });
    at = skipBlanks(text, at + 1, end);
  }
  if (text[at] === '?' && isBlankAt(text, at + 1, end)) at = skipBlanks(text, at + 1, end);
  const bare = skipProperties(text, at, end);
  const key = keyAt(text, bare, end, start);
  if (key) tokens.push(key);
  const valueFrom = key ? skipBlanks(text, key.behind, end) : bare;
  const { value, commentStart } = valueAt(text, key ? skipProperties(text, valueFrom, end) : bare, end);
  return { start, end, first, tokens, value, commentStart };
}

export function isBlankLine(line: LineShape): boolean {
  return line.first === line.end;
}

/** Offset of the next line, or -1. */
export function nextLineAt(text: string, line: LineShape): number {
  const end = text.indexOf('\n', line.end);
  return end === -1 || end + 1 > text.length ? -1 : end + 1;
}

function keyAt(text: string, at: number, end: number, lineStart: number): LineToken | undefined {
  const first = text[at];
  if (at >= end || first === undefined || NO_KEY.has(first)) return undefined;
  let keyEnd: number;
  if (first === '"' || first === "'") {
    const close = closingQuote(text, at, end);
    if (close === -1) return undefined;
    keyEnd = close + 1;
    const colon = skipBlanks(text, keyEnd, end);
    if (text[colon] !== ':' || !isBlankAt(text, colon + 1, end)) return undefined;
    const key = text.slice(at + 1, close);
    return { type: 'key', column: at - lineStart, start: at, end: keyEnd, behind: colon + 1, key };
  }
  for (let colon = at; colon < end; colon++) {
    const char = text[colon];
    if (char === '#' && isBlank(text[colon - 1])) return undefined;
    if (char !== ':' || !isBlankAt(text, colon + 1, end)) continue;
    keyEnd = colon;
    while (keyEnd > at && isBlank(text[keyEnd - 1])) keyEnd--;
    const key = text.slice(at, keyEnd);
    return { type: 'key', column: at - lineStart, start: at, end: keyEnd, behind: colon + 1, key };
  }
  return undefined;
}

function valueAt(text: string, start: number, end: number): Pick<LineShape, 'value' | 'commentStart'> {
  const first = text[start];
  if (start >= end) return { value: { kind: 'empty', start: end, end, isOpen: false }, commentStart: undefined };
  if (first === '#') return { value: { kind: 'empty', start, end: start, isOpen: false }, commentStart: start };
  if (first === '"' || first === "'") {
    const close = closingQuote(text, start, end);
    const comment = commentFrom(text, close === -1 ? start : close + 1, end);
    const valueEnd = close === -1 ? trimEnd(text, start, comment ?? end) : close + 1;
    const kind = first === '"' ? 'double' : 'single';
    return { value: { kind, start, end: valueEnd, isOpen: close === -1 }, commentStart: comment };
  }
  const kind =
    first === '[' || first === '{'
      ? 'flow'
      : /^[|>][-+0-9]*(?=\s|$)/.test(text.slice(start, start + 6))
        ? 'block'
        : 'plain';
  const comment = kind === 'flow' ? flowComment(text, start, end) : commentFrom(text, start, end);
  const valueEnd = trimEnd(text, start, comment ?? end);
  return { value: { kind, start, end: valueEnd, isOpen: false }, commentStart: comment };
}

/** Offset of the quote that ends the quoted text which begins at `at`, or -1. */
export function closingQuote(text: string, at: number, end: number): number {
  const quote = text[at];
  for (let next = at + 1; next < end; next++) {
    const char = text[next];
    if (char === '\\' && quote === '"') next++;
    else if (char !== quote) continue;
    else if (quote === "'" && text[next + 1] === "'") next++;
    else return next;
  }
  return -1;
}

/** Offset of the first `#` that begins a comment. */
function commentFrom(text: string, from: number, end: number): number | undefined {
  // Not in the whole text: most lines have none, and the search would go on to the end of the document.
  const line = text.slice(from, end);
  for (let at = line.indexOf('#'); at !== -1; at = line.indexOf('#', at + 1)) {
    if (isBlank(text[from + at - 1])) return from + at;
  }
  return undefined;
}

/** The same, past the quotes of a flow collection. */
function flowComment(text: string, from: number, end: number): number | undefined {
  for (let at = from; at < end; at++) {
    const char = text[at];
    if (char === '#' && isBlank(text[at - 1])) return at;
    if ((char === '"' || char === "'") && /[\s,:[{]/.test(text[at - 1] ?? ' ')) {
      const close = closingQuote(text, at, end);
      if (close !== -1) at = close;
    }
  }
  return undefined;
}

/** Behind `&anchor` and `!tag`. */
function skipProperties(text: string, at: number, end: number): number {
  let place = at;
  while (place < end && (text[place] === '&' || text[place] === '!')) {
    let behind = place;
    while (behind < end && !isBlank(text[behind])) behind++;
    if (behind === end) return text[place] === '!' || text[place] === '&' ? behind : place;
    place = skipBlanks(text, behind, end);
  }
  return place;
}

export function skipBlanks(text: string, at: number, end: number): number {
  let place = at;
  while (place < end && (text[place] === ' ' || text[place] === '\t')) place++;
  return place;
}

function trimEnd(text: string, start: number, end: number): number {
  let place = end;
  while (place > start && isBlank(text[place - 1])) place--;
  return place;
}

function isBlankAt(text: string, at: number, end: number): boolean {
  return at >= end || isBlank(text[at]);
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === undefined;
}

const NO_KEY: ReadonlySet<string> = new Set(['[', '{', '#', '|', '>', '%', ',', ']', '}']);
