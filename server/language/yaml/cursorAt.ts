import { nowhere, quoteOf, type Word, wordOf } from './cursorWord.ts';
import { flowCursor } from './flowCursor.ts';
import { freeLine } from './freeLine.ts';
import { isBlankLine, type LineShape, lineShape, type LineToken } from './lineShape.ts';
import {
  climb,
  type Climbed,
  contentBelow,
  isStreamMark,
  keysBelow,
  mapBelow,
  stepBelow,
  tokensAbove,
} from './linesAround.ts';
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
  return freeLine(source, line, offset);

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
    const below = contentBelow(source, line);
    const hasBlock = below.column > token.column || (below.column === token.column && below.isItem);
    if (climbed.isText || hasBlock || !isOneWord(line, offset)) return nowhere('text', offset);
    const word = wordOf(source, line, offset);
    return {
      ...nowhere('value', offset),
      ...word,
      path: [...climbed.path, token.key],
      indent: token.column,
      indentStep: climbed.step,
      before: word.replace.start === token.behind ? ' ' : '',
      behind: behindOf(source, word),
    };
  }

  function onItem(source: string, line: LineShape, token: LineToken, offset: number): Cursor {
    const climbed = climb(source, line, token);
    // In front of a first key that is there already nothing can be written.
    const isFirst = line.tokens.at(-1) === token;
    if (climbed.isText || !isFirst || !isOneWord(line, offset)) return nowhere('text', offset);
    const word = wordOf(source, line, offset);
    const written = word.replace.start === token.end ? token.column + 2 : word.replace.start - line.start;
    const { keys, column } = mapBelow(source, line, token.column);
    const isOther = column === undefined && contentBelow(source, line).column > token.column;
    if (isOther || column === token.column + 1) return nowhere('text', offset);
    // A first key stands above those that are there.
    const isMoved = column !== undefined && column !== written;
    return {
      ...nowhere('item', offset),
      ...word,
      ...(isMoved ? { replace: { start: token.end, end: word.replace.end } } : {}),
      path: climbed.path,
      siblings: new Set(keys),
      indent: column ?? written,
      indentStep: climbed.step,
      before: isMoved ? ' '.repeat(column - token.column - 1) : word.replace.start === token.end ? ' ' : '',
      behind: behindOf(source, word),
    };
  }
}

/** Brackets and the text below a `|` are not replaced as a whole, and behind a quoted text nothing is written. */
function isOneWord({ value }: LineShape, offset: number): boolean {
  const isQuoted = value.kind === 'double' || value.kind === 'single';
  if (isQuoted && !value.isOpen && offset > value.end) return false;
  return offset < value.start ? value.kind === 'empty' : value.kind !== 'block' && value.kind !== 'flow';
}

/** A comment needs a blank in front of it. */
function behindOf(source: string, { replace }: Word): string {
  return source[replace.end] === '#' ? ' ' : '';
}

function inBrackets(source: string, line: LineShape, offset: number): Cursor | undefined {
  let behind = 0;
  for (const opening of openings(source, line, offset)) {
    // It is part of the one before.
    if (opening.at < behind) continue;
    const inner = flowCursor(source, opening.at, offset);
    if (typeof inner === 'number') {
      behind = inner;
      continue;
    }
    const { path, column, step } = placeOf(source, opening);
    const base = { ...nowhere(inner.place, offset), ...inner, flow: true, indent: column, indentStep: step };
    return { ...base, path: [...path, ...inner.path] };
  }
  return undefined;
}

/** A bracket that may still be open at the cursor. */
interface Opening {
  readonly at: number;
  readonly line: LineShape;
  /** Of which it is the value; `undefined`: of the document. */
  readonly token: LineToken | undefined;
}

/** Outermost first. */
function openings(source: string, line: LineShape, offset: number): Opening[] {
  const found: Opening[] = [];
  const own = line.tokens.at(-1);
  if (line.value.kind === 'flow' && line.value.start < offset) found.push({ at: line.value.start, line, token: own });
  let column = isBlankLine(line) ? offset - line.start : line.first - line.start;
  for (const [token, tokenLine] of tokensAbove(source, line, 0)) {
    if (column === 0) break;
    if (token.column >= column) continue;
    column = token.column;
    if (tokenLine.tokens.at(-1) !== token) continue;
    if (tokenLine.value.kind === 'flow') found.push({ at: tokenLine.value.start, line: tokenLine, token });
  }
  const root = rootBracket(source);
  if (root !== undefined && root < offset) found.push({ at: root, line, token: undefined });
  return found.reverse();
}

function placeOf(source: string, { line, token }: Opening): Pick<Climbed, 'path' | 'step'> & { column: number } {
  if (!token) return { path: [], column: 0, step: stepBelow(source) || 2 };
  const { path, step } = climb(source, line, token);
  return { path: token.type === 'key' ? [...path, token.key] : path, column: token.column, step };
}

/** A document that is JSON. */
function rootBracket(source: string): number | undefined {
  const match = /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?\r?\n|---[ \t]*\r?\n)*[ \t]*[[{]/.exec(source.slice(0, 4096));
  return match ? match[0].length - 1 : undefined;
}
