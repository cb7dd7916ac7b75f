import type { ScalarStyle } from '../../../schemas/contract/index.ts';
import { closingQuote, skipBlanks } from './lineShape.ts';
import { growingLineEnd, lineEnd } from './lineText.ts';
import type { Cursor } from './types.ts';

/** The part of a cursor that is decided inside brackets; the path is relative to the collection. */
export type FlowCursor = Pick<
  Cursor,
  'place' | 'path' | 'prefix' | 'replace' | 'siblings' | 'quote' | 'colonFollows' | 'before'
>;

/** Finds a cursor inside the flow collection that opens at `open`; the offset behind it if it is closed before the cursor. */
export function flowCursor(text: string, open: number, offset: number): FlowCursor | number {
  const frames: Frame[] = [];
  const endOfLine = growingLineEnd(text);
  let at = open;
  while (at < offset) {
    const char = text[at] ?? '';
    const frame = frames.at(-1);
    if (char === '{' || char === '[') {
      frames.push({ isMap: char === '{', keys: new Set(), key: undefined, index: 0, hasValue: false, colonAt: -1 });
      at++;
    } else if (!frame) return at;
    else if (char === '}' || char === ']') {
      frames.pop();
      const outer = frames.at(-1);
      if (!outer) return at + 1;
      outer.hasValue = true;
      at++;
    } else if (char === ',') {
      nextEntry(frame);
      at++;
    } else if (char === ':' && isSeparator(text, at)) {
      frame.colonAt = at;
      at++;
    } else if (char === '#' && /\s/.test(text[at - 1] ?? ' ')) {
      const end = endOfLine(at);
      if (offset <= end) return { ...nothing(offset), place: 'comment' };
      at = end;
    } else if (/\s/.test(char)) at++;
    else {
      const limit = endOfLine(at);
      const word = wordAt(text, at, limit);
      const reach = word.isClosed ? word.end : Math.max(word.end, skipBlanks(text, word.end, limit));
      if (offset <= reach && !(word.isClosed && offset > word.end)) return inWord(text, frames, frame, word, offset);
      takeWord(text, frame, word);
      at = word.end;
    }
  }
  const frame = frames.at(-1);
  if (!frame) return at;
  const start = skipBlanks(text, offset, text.length);
  const isWord = start === offset && /[^\s,:#[\]{}]/.test(text[offset] ?? ' ');
  const word = isWord
    ? wordAt(text, offset, endOfLine(offset))
    : { start: offset, end: offset, isClosed: false, quote: undefined };
  return inWord(text, frames, frame, word, offset);
}

interface Frame {
  readonly isMap: boolean;
  readonly keys: Set<string>;
  key: string | undefined;
  index: number;
  hasValue: boolean;
  colonAt: number;
}

interface Word {
  readonly start: number;
  readonly end: number;
  /** Ends with its quote. */
  readonly isClosed: boolean;
  readonly quote: ScalarStyle | undefined;
}

function nextEntry(frame: Frame): void {
  if (frame.key !== undefined) frame.keys.add(frame.key);
  frame.key = undefined;
  frame.colonAt = -1;
  frame.hasValue = false;
  frame.index++;
}

function takeWord(text: string, frame: Frame, word: Word): void {
  if (frame.isMap && frame.colonAt === -1) frame.key = wordText(text, word);
  else frame.hasValue = true;
}

function inWord(text: string, frames: readonly Frame[], frame: Frame, word: Word, offset: number): FlowCursor {
  const path = frames.slice(0, -1).map(step);
  const isKey = frame.isMap && frame.colonAt === -1;
  if (!isKey && frame.hasValue) return { ...nothing(offset), place: 'text', path };
  if (isKey && frame.key !== undefined) return { ...nothing(offset), place: 'text', path };
  const base = {
    prefix: text.slice(word.start + (word.quote ? 1 : 0), Math.max(offset, word.start)),
    replace: { start: word.start, end: Math.max(word.end, offset) },
    quote: word.quote,
    before: '',
  };
  if (isKey) {
    const colon = skipBlanks(text, word.end, lineEnd(text, word.end));
    const colonFollows = text[colon] === ':' && isSeparator(text, colon);
    const siblings = new Set([...frame.keys, ...keysBehind(text, word.end)]);
    return { ...base, place: 'key', path, siblings, colonFollows };
  }
  const place = frame.isMap ? 'value' : 'item';
  const before = frame.isMap && word.start === frame.colonAt + 1 ? ' ' : '';
  return { ...base, place, path: [...path, step(frame)], siblings: new Set(), colonFollows: false, before };
}

function step(frame: Frame): string | number {
  return frame.isMap ? (frame.key ?? '') : frame.index;
}

/** Keys of the same map behind the cursor, up to its bracket. */
function keysBehind(text: string, from: number): string[] {
  const keys: string[] = [];
  let depth = 0;
  let isKey = false;
  const limit = Math.min(text.length, from + MAX_LOOK_AHEAD);
  const endOfLine = growingLineEnd(text);
  for (let at = from; at < limit;) {
    const char = text[at] ?? '';
    if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') {
      if (--depth < 0) break;
    } else if (char === ',' && depth === 0) isKey = true;
    else if (!/[\s:#]/.test(char)) {
      const word = wordAt(text, at, endOfLine(at));
      if (isKey && depth === 0) keys.push(wordText(text, word));
      isKey = false;
      at = Math.max(word.end, at + 1);
      continue;
    }
    at++;
  }
  return keys;
}

/** A quoted or plain word on a line that ends at `limit`; a quote that ends nowhere ends with the next entry, or with the line. */
function wordAt(text: string, start: number, limit: number): Word {
  const first = text[start];
  if (first === '"' || first === "'") {
    const onLine = closingQuote(text, start, limit);
    const close = onLine === -1 ? quoteBelow(text, start, limit) : onLine;
    const quote = first === '"' ? 'double' : 'single';
    if (close !== -1) return { start, end: close + 1, isClosed: true, quote };
    let end = start + 1;
    while (end < limit && !/[,\]}]/.test(text[end] ?? '')) end++;
    return { start, end, isClosed: false, quote };
  }
  let end = start;
  while (end < limit) {
    const char = text[end] ?? '';
    if (/[,[\]{}]/.test(char) || (char === ':' && isColon(text, end))) break;
    if (char === '#' && /\s/.test(text[end - 1] ?? '')) break;
    end++;
  }
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  return { start, end: Math.max(end, start + 1), isClosed: false, quote: undefined };
}

/** Where a quoted text of several lines ends; -1: its quote is open, and the next one begins another text. */
function quoteBelow(text: string, start: number, limit: number): number {
  const close = closingQuote(text, start, Math.min(text.length, limit + MAX_LOOK_AHEAD));
  return close !== -1 && /[,\]}\r\n]/.test(text[skipBlanks(text, close + 1, text.length)] ?? '\n') ? close : -1;
}

function wordText(text: string, word: Word): string {
  return word.quote
    ? text.slice(word.start + 1, word.isClosed ? word.end - 1 : word.end)
    : text.slice(word.start, word.end);
}

/** In JSON a colon needs no blank behind it. */
function isSeparator(text: string, at: number): boolean {
  return isColon(text, at) || /["']/.test(text[at - 1] ?? '');
}

function isColon(text: string, at: number): boolean {
  const next = text[at + 1];
  return next === undefined || /[\s,[\]{}]/.test(next);
}

function nothing(offset: number): Omit<FlowCursor, 'place'> {
  const replace = { start: offset, end: offset };
  return {
    path: [],
    prefix: '',
    replace,
    siblings: new Set(),
    quote: undefined,
    colonFollows: false,
    before: '',
  };
}

const MAX_LOOK_AHEAD = 10_000;
