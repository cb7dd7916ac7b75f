import type { ScalarStyle, Span } from '../../../schemas/contract/index.ts';
import { flowCursor } from './flowCursor.ts';
import { isBlankLine, type LineShape, lineShape, type LineToken, nextLineAt } from './lineShape.ts';
import { lineStart } from './lineText.ts';
import { unifyLineBreaks } from './splitDocuments.ts';
import type { Cursor } from './types.ts';

/**
 * Tells from the lines above, by their columns alone, what is being typed: the text need not be YAML anywhere. Reads
 * the lines of the maps around the cursor, upwards, and those of its own map downwards.
 */
export function cursorAt(text: string, offset: number): Cursor {
  const source = unifyLineBreaks(text);
  const line = lineShape(source, lineStart(source, offset));
  const inner = inBrackets(source, line, offset);
  if (inner) return inner;
  if (line.commentStart !== undefined && offset > line.commentStart) return nowhere('comment', offset);
  if (isStreamMark(source, line)) return nowhere('text', offset);
  const token = line.tokens.filter((each) => each.start <= offset).at(-1);
  if (token?.type === 'key') {
    return offset <= token.end ? onKey(source, line, token) : onValue(source, line, token, offset);
  }
  if (token?.type === 'dash' && offset >= token.end) return onItem(source, line, token, offset);
  return onFreeLine(source, line, offset);

  function onKey(source: string, line: LineShape, token: LineToken): Cursor {
    const climbed = climb(source, line, token);
    if (climbed.isText) return nowhere('text', offset);
    const isQuoted = token.end - token.start > token.key.length;
    return {
      ...nowhere('key', offset),
      path: climbed.path,
      prefix: source.slice(token.start + (isQuoted ? 1 : 0), Math.max(offset, token.start + (isQuoted ? 1 : 0))),
      replace: { start: token.start, end: token.end },
      siblings: new Set([...climbed.siblings, ...keysBelow(source, line, token.column)]),
      indent: token.column,
      indentStep: climbed.step,
      quote: isQuoted ? quoteOf(source[token.start]) : undefined,
      colonFollows: true,
    };
  }

  function onValue(source: string, line: LineShape, token: LineToken, offset: number): Cursor {
    const climbed = climb(source, line, token);
    if (climbed.isText || (line.value.kind === 'block' && offset > line.value.start)) return nowhere('text', offset);
    const word = wordOf(source, line, offset);
    return {
      ...nowhere('value', offset),
      ...word,
      path: [...climbed.path, token.key],
      indent: token.column,
      indentStep: climbed.step,
      spaceNeeded: word.replace.start === token.behind,
    };
  }

  function onItem(source: string, line: LineShape, token: LineToken, offset: number): Cursor {
    const climbed = climb(source, line, token);
    if (climbed.isText || (line.value.kind === 'block' && offset > line.value.start)) return nowhere('text', offset);
    // In front of a first key that is there already: in the blanks behind the dash.
    const next = line.tokens.find((each) => each.start > offset);
    const word = next ? { ...EMPTY_WORD, replace: { start: offset, end: offset } } : wordOf(source, line, offset);
    const column = word.replace.start === token.end ? token.column + 2 : word.replace.start - line.start;
    const { keys, column: found } = mapBelow(source, line, token.column);
    return {
      ...nowhere('item', offset),
      ...word,
      path: climbed.path,
      siblings: new Set(next?.type === 'key' ? [...keys, next.key] : keys),
      indent: found ?? column,
      indentStep: climbed.step,
      spaceNeeded: word.replace.start === token.end,
    };
  }
}

/** On a line, or at a place before all tokens of a line, that says nothing: blank, or a word without a colon. */
function onFreeLine(source: string, line: LineShape, offset: number): Cursor {
  const isOnWord = offset >= line.first && !isBlankLine(line) && line.tokens.length === 0;
  const column = isOnWord ? line.first - line.start : offset - line.start;
  const word = isOnWord ? wordOf(source, line, offset) : { ...EMPTY_WORD, replace: { start: offset, end: offset } };
  const owner = mapAround(source, line, column);
  if (owner === 'text') return nowhere('text', offset);
  if (owner === undefined) {
    const below = keysBelow(source, line, 0, !isOnWord);
    const isAlone = below.length === 0 && !hasContentBelow(source, line);
    return { ...nowhere(isAlone ? 'top' : 'key', offset), ...word, siblings: new Set(below) };
  }
  const common = { ...nowhere(owner.place, offset), ...word, path: owner.path, indentStep: owner.step };
  return { ...common, indent: owner.column, siblings: owner.siblings };
}

interface MapAround {
  readonly place: 'key' | 'item';
  readonly path: readonly (string | number)[];
  readonly column: number;
  readonly step: number;
  readonly siblings: ReadonlySet<string>;
}

/** The deepest map that is open at a column, or one that may start there. `undefined`: the line is the first one. */
function mapAround(source: string, line: LineShape, column: number): MapAround | 'text' | undefined {
  let isNearest = true;
  for (const [token, tokenLine] of tokensAbove(source, line, 0)) {
    const isLast = tokenLine.tokens.at(-1) === token;
    if (isNearest && isLast && token.column < column && tokenLine.value.kind === 'empty') {
      return startsBelow(source, line, token, tokenLine, column);
    }
    if (isLast && token.column < column && holdsText(tokenLine)) return 'text';
    isNearest = false;
    if (token.type !== 'key' || token.column > column) continue;
    const climbed = climb(source, tokenLine, token);
    if (climbed.isText) return 'text';
    const siblings = new Set([...climbed.siblings, token.key, ...keysBelow(source, line, token.column)]);
    return { place: 'key', path: climbed.path, column: token.column, step: climbed.step, siblings };
  }
  return undefined;
}

/** Right below `key:` or `-` with nothing behind it. */
function startsBelow(
  source: string,
  line: LineShape,
  token: LineToken,
  tokenLine: LineShape,
  column: number,
): MapAround | 'text' {
  const climbed = climb(source, tokenLine, token);
  if (climbed.isText) return 'text';
  const below = mapBelow(source, line, token.column);
  const place = token.type === 'key' || below.keys.length > 0 ? 'key' : 'item';
  const path = token.type === 'key' ? [...climbed.path, token.key] : climbed.path;
  return { place, path, column: below.column ?? column, step: climbed.step, siblings: new Set(below.keys) };
}

interface Climbed {
  /** Of the map that has the key, or of the item that a dash begins. */
  readonly path: readonly (string | number)[];
  /** Keys above in the same map. */
  readonly siblings: readonly string[];
  readonly step: number;
  /** Inside a block scalar, or a quoted one of several lines. */
  readonly isText: boolean;
}

/** From a key or dash up to the root: what stands further left is around it. */
function climb(source: string, line: LineShape, from: LineToken): Climbed {
  const path: (string | number)[] = [];
  const siblings: string[] = [];
  let step = 0;
  let current = from;
  let index = 0;
  let isOwnMap = from.type === 'key';
  for (const [token, tokenLine] of tokensAbove(source, line, from.column)) {
    if (current.column === 0 && current.type === 'key' && !isOwnMap) break;
    if (token.column > current.column) continue;
    const isLevel = token.column === current.column;
    if (isLevel && token.type === 'dash') {
      if (current.type === 'dash') index++;
      continue;
    }
    if (isLevel && current.type === 'key') {
      if (isOwnMap) siblings.push(token.key);
      continue;
    }
    // The value of this token holds `current`.
    if (tokenLine.tokens.at(-1) === token && holdsText(tokenLine)) return { path: [], siblings, step: 2, isText: true };
    if (current.type === 'dash') path.push(index);
    if (token.type === 'key') path.push(token.key);
    if (step === 0 && token.type === 'key' && current.type === 'key') step = current.column - token.column;
    index = 0;
    isOwnMap = false;
    current = token;
  }
  if (current.type === 'dash') path.push(index);
  return { path: path.reverse(), siblings, step: step || stepBelow(source) || 2, isText: false };
}

/** Tokens left of a column in a line, then those of the lines above, nearest first. */
function* tokensAbove(source: string, line: LineShape, column: number): Generator<readonly [LineToken, LineShape]> {
  for (const token of [...line.tokens].reverse()) if (token.column < column) yield [token, line];
  let start = line.start;
  while (start > 1 || (start === 1 && source.charCodeAt(0) !== BOM)) {
    const above = lineShape(source, lineStart(source, start - 1));
    if (isStreamMark(source, above)) return;
    for (const token of [...above.tokens].reverse()) yield [token, above];
    start = above.start;
  }
}

function holdsText({ value }: LineShape): boolean {
  return value.kind === 'block' || value.isOpen;
}

/** Keys at a column in the lines below, as long as they belong to the same map. */
function keysBelow(source: string, line: LineShape, column: number, withOwnLine = false): string[] {
  const keys: string[] = [];
  if (withOwnLine)
    for (const token of line.tokens) if (token.type === 'key' && token.column === column) keys.push(token.key);
  for (const below of linesBelow(source, line)) {
    const indent = below.first - below.start;
    if (indent < column) break;
    const token = below.tokens.at(-1);
    if (indent === column && token?.type === 'key' && token.column === column) keys.push(token.key);
  }
  return keys;
}

/** The map that is written in the lines below, further right than a column. */
function mapBelow(source: string, line: LineShape, column: number): { keys: string[]; column: number | undefined } {
  for (const below of linesBelow(source, line)) {
    const token = below.tokens[0];
    if (below.first - below.start <= column || token?.type !== 'key') break;
    const keys = [token.key, ...keysBelow(source, below, token.column)];
    return { keys, column: token.column };
  }
  return { keys: [], column: undefined };
}

/** Lines below with something on them besides a comment. */
function* linesBelow(source: string, line: LineShape): Generator<LineShape> {
  for (let next = nextLineAt(source, line); next !== -1;) {
    const below = lineShape(source, next);
    if (isStreamMark(source, below)) return;
    if (!isBlankLine(below) && below.commentStart !== below.first) yield below;
    next = nextLineAt(source, below);
  }
}

function hasContentBelow(source: string, line: LineShape): boolean {
  return !linesBelow(source, line).next().done;
}

/** Indentation of the first indented key of the document. */
function stepBelow(source: string): number {
  const match = /\n( +)[^\s#-]/.exec(source.slice(0, 4096));
  return match?.[1]?.length ?? 0;
}

function inBrackets(source: string, line: LineShape, offset: number): Cursor | undefined {
  for (const { open, path, column, step } of openings(source, line, offset)) {
    const inner = flowCursor(source, open, offset);
    if (!inner) continue;
    const base = { ...nowhere(inner.place, offset), ...inner, flow: true, indent: column, indentStep: step };
    return { ...base, path: [...path, ...inner.path] };
  }
  return undefined;
}

interface Opening {
  readonly open: number;
  readonly path: readonly (string | number)[];
  readonly column: number;
  readonly step: number;
}

/** Flow collections that may still be open at the cursor, outermost first. */
function openings(source: string, line: LineShape, offset: number): Opening[] {
  const found: Opening[] = [];
  const own = line.tokens.at(-1);
  if (line.value.kind === 'flow' && line.value.start < offset) found.push(openingAt(source, line, own));
  let column = isBlankLine(line) ? offset - line.start : line.first - line.start;
  for (const [token, tokenLine] of tokensAbove(source, line, 0)) {
    if (column === 0) break;
    if (token.column >= column) continue;
    column = token.column;
    if (tokenLine.tokens.at(-1) !== token) continue;
    if (tokenLine.value.kind === 'flow') found.push(openingAt(source, tokenLine, token));
  }
  const root = rootBracket(source);
  if (root !== undefined && root < offset)
    found.push({ open: root, path: [], column: 0, step: stepBelow(source) || 2 });
  return found.reverse();
}

function openingAt(source: string, line: LineShape, token: LineToken | undefined): Opening {
  if (!token) return { open: line.value.start, path: [], column: 0, step: 2 };
  const { path, step } = climb(source, line, token);
  const full = token.type === 'key' ? [...path, token.key] : path;
  return { open: line.value.start, path: full, column: token.column, step };
}

/** A document that is JSON. */
function rootBracket(source: string): number | undefined {
  const match = /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?\r?\n|---[ \t]*\r?\n)*[ \t]*[[{]/.exec(source.slice(0, 4096));
  return match ? match[0].length - 1 : undefined;
}

interface Word {
  readonly prefix: string;
  readonly replace: Span;
  readonly quote: ScalarStyle | undefined;
}

const EMPTY_WORD = { prefix: '', quote: undefined } as const;

/** The value of a line if the cursor touches it, else nothing, at the cursor. */
function wordOf(source: string, line: LineShape, offset: number): Word {
  const { value } = line;
  const isQuoted = value.kind === 'double' || value.kind === 'single';
  if (value.kind === 'empty' || offset < value.start) return { ...EMPTY_WORD, replace: { start: offset, end: offset } };
  const start = value.start + (isQuoted ? 1 : 0);
  const end = Math.max(value.end, offset);
  const quote = isQuoted ? (value.kind as ScalarStyle) : undefined;
  return { prefix: source.slice(Math.min(start, offset), offset), replace: { start: value.start, end }, quote };
}

function quoteOf(char: string | undefined): ScalarStyle | undefined {
  return char === '"' ? 'double' : char === "'" ? 'single' : undefined;
}

function isStreamMark(source: string, { start, first }: LineShape): boolean {
  if (first !== start) return false;
  return source[start] === '%' || /^(---|\.\.\.)(\s|$)/.test(source.slice(start, start + 4));
}

function nowhere(place: Cursor['place'], offset: number): Cursor {
  return {
    place,
    path: [],
    prefix: '',
    replace: { start: offset, end: offset },
    siblings: new Set(),
    indent: 0,
    indentStep: 2,
    quote: undefined,
    flow: false,
    colonFollows: false,
    spaceNeeded: false,
  };
}

const BOM = 0xfeff;
