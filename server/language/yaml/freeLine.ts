import { EMPTY_WORD, nowhere, type Word, wordOf } from './cursorWord.ts';
import { type LineShape, type LineToken } from './lineShape.ts';
import {
  type Below,
  climb,
  contentBelow,
  holdsText,
  keysBelow,
  mapBelow,
  stepBelow,
  tokensAbove,
} from './linesAround.ts';
import type { Cursor } from './types.ts';

/**
 * A cursor on a line that says nothing yet: blank, or a word without a colon. What is written there becomes an entry of
 * one of the maps and lists that are open, with the indentation that this takes: the line may stand further left or right.
 */
export function freeLine(source: string, line: LineShape, offset: number): Cursor {
  // In the blanks in front of something: what is written there would not be a line of its own.
  if (line.tokens.length > 0) return nowhere('text', offset);
  if (line.commentStart === offset) return nowhere('comment', offset);
  const isOnWord = offset >= line.first && line.value.kind !== 'empty';
  const isWord = line.value.kind === 'plain' || line.value.kind === 'single' || line.value.kind === 'double';
  if (line.value.kind !== 'empty' && (!isOnWord || !isWord || line.value.start !== line.first)) {
    return nowhere('text', offset);
  }
  const word = isOnWord ? wordOf(source, line, offset) : { ...EMPTY_WORD, replace: { start: offset, end: offset } };
  const writing = { source, line, word, column: word.replace.start - line.start, below: contentBelow(source, line) };
  const [first, ...others] = spotsOf(writing).map((spot) => cursorOf(writing, spot, offset));
  return first ? { ...first, others } : nowhere('text', offset);
}

interface Writing {
  readonly source: string;
  readonly line: LineShape;
  readonly word: Word;
  /** Where the word begins, or the cursor stands. */
  readonly column: number;
  readonly below: Below;
}

/** A place where an entry can be written so that all other lines keep their meaning. */
interface Spot {
  readonly place: 'top' | 'key' | 'item';
  readonly path: readonly (string | number)[];
  readonly siblings: ReadonlySet<string>;
  readonly column: number;
  readonly step: number;
  /** A new item of a list, whose dash is still to be written. */
  readonly isNewItem: boolean;
}

function cursorOf({ source, line, word }: Writing, spot: Spot, offset: number): Cursor {
  const blanks = ' '.repeat(spot.column);
  const dash = spot.isNewItem ? '- ' : '';
  const isInPlace = source.slice(line.start, word.replace.start) === blanks;
  return {
    ...nowhere(spot.place, offset),
    ...word,
    ...(isInPlace ? {} : { replace: { start: line.start, end: word.replace.end } }),
    before: isInPlace ? dash : blanks + dash,
    path: spot.path,
    siblings: spot.siblings,
    indent: spot.column + dash.length,
    indentStep: spot.step,
  };
}

function spotsOf(writing: Writing): Spot[] {
  const { source, line, word, column, below } = writing;
  const levels = openLevels(source, line);
  if (levels === undefined) return [];
  const deepest = levels[0];
  if (!deepest) return rootSpots(writing);
  const { value } = deepest.line;
  const isDeeper = column > deepest.token.column;
  if (!deepest.isClosed && holdsText(deepest.line) && (isDeeper || below.column > deepest.token.column)) return [];
  // A second word, further right than the key of several: prose that goes on.
  const isProse = word.prefix !== '' && value.kind === 'plain' && /\s/.test(source.slice(value.start, value.end));
  if (!deepest.isClosed && isDeeper && isProse) return [];
  if (!deepest.isClosed && value.kind === 'empty') {
    const inside = spotsInside(writing, deepest.token, deepest.line);
    // Editors leave the cursor below the key itself, where the next key of its map may be meant as well.
    if (inside) return column === deepest.token.column ? [...inside, ...spotsBeside(writing, levels)] : inside;
  }
  return spotsBeside(writing, levels);
}

/** A map or list that is open at the line, with the key or dash that stands for it. */
interface Level {
  readonly token: LineToken;
  readonly line: LineShape;
  /** Its value is written and ends above: text of several lines, or brackets. */
  readonly isClosed: boolean;
}

/** Deepest first. `undefined`: the line is part of a text. */
function openLevels(source: string, line: LineShape): Level[] | undefined {
  const levels: Level[] = [];
  let column = Infinity;
  const below = contentBelow(source, line).column;
  for (const [token, tokenLine] of tokensAbove(source, line, 0)) {
    const last = levels.at(-1);
    const holdsList = token.column === column && token.type === 'key' && last?.token.type === 'dash';
    if (token.column >= column && !holdsList) continue;
    const isLast = tokenLine.tokens.at(-1) === token;
    // What looks like keys further right is part of its text or brackets.
    const isClosed = last !== undefined && isLast && tokenLine.value.kind !== 'empty';
    if (isClosed) {
      if (holdsText(tokenLine) && below > token.column) return undefined;
      levels.length = 0;
    }
    levels.push({ token, line: tokenLine, isClosed: isClosed && !holdsText(tokenLine) });
    column = token.column;
    if (column === 0 && token.type === 'key') break;
  }
  return levels;
}

/** Nothing stands above. */
function rootSpots({ source, line, below }: Writing): Spot[] {
  if (below.isItem) return [];
  const column = Math.max(below.column, 0);
  const place = below.column === -1 ? 'top' : 'key';
  const siblings = new Set(keysBelow(source, line, column));
  return [{ place, path: [], siblings, column, step: stepBelow(source) || 2, isNewItem: false }];
}

/** Below `key:` or `-` with nothing behind it; `undefined`: the line is not in there. */
function spotsInside(writing: Writing, token: LineToken, tokenLine: LineShape): Spot[] | undefined {
  const { source, line, below } = writing;
  const isList = token.type === 'key' && below.isItem && below.column === token.column;
  const hasContent = below.column > token.column || isList;
  const isBelow = writing.column > token.column || (writing.column === token.column && token.type === 'key');
  if (!hasContent && !isBelow) return undefined;
  const climbed = climb(source, tokenLine, token);
  if (climbed.isText) return [];
  const typed = writing.column > token.column ? writing.column : token.column + climbed.step;
  const column = hasContent ? below.column : typed;
  const common = { column, step: climbed.step };
  const path = token.type === 'key' ? [...climbed.path, token.key] : climbed.path;
  const newItem = {
    ...common,
    place: 'item',
    path: [...path, 0],
    siblings: new Set<string>(),
    isNewItem: true,
  } as const;
  if (hasContent && below.isItem) return [newItem];
  const siblings = new Set(hasContent ? mapBelow(source, line, token.column).keys : []);
  const place = token.type === 'key' || siblings.size > 0 ? 'key' : 'item';
  const own = { ...common, place, path, siblings, isNewItem: false } as const;
  return token.type === 'dash' || hasContent ? [own] : [own, newItem];
}

/** An entry more for a map or a list that is open: for that at the column of the line, else for the next one further left. */
function spotsBeside(writing: Writing, levels: readonly Level[]): Spot[] {
  const { below } = writing;
  const canGrow = ({ token: { type, column } }: Level) =>
    below.column < column || (below.column === column && (type === 'dash' || !below.isItem));
  const possible = levels.filter(canGrow);
  const found = possible.find(({ token }) => token.column <= writing.column) ?? possible.at(-1);
  if (!found) return [];
  const chosen = possible.filter(({ token }) => token.column === found.token.column);
  const dash = levels.findIndex((level) => level.token.type === 'dash' && chosen.includes(level));
  const inItem = levels[dash - 1];
  // At a dash people write the next item, or go on with the one above.
  if (inItem?.token.type === 'key' && canGrow(inItem)) chosen.push(inItem);
  const keysFirst = chosen.sort((a, b) => Number(a.token.type === 'dash') - Number(b.token.type === 'dash'));
  return keysFirst.flatMap((level) => spotOf(writing, level));
}

function spotOf({ source, line }: Writing, { token, line: tokenLine }: Level): Spot[] {
  const climbed = climb(source, tokenLine, token);
  if (climbed.isText) return [];
  const common = { column: token.column, step: climbed.step };
  if (token.type === 'dash') {
    const index = Number(climbed.path.at(-1) ?? 0);
    const path = [...climbed.path.slice(0, -1), index + 1];
    return [{ ...common, place: 'item', path, siblings: new Set(), isNewItem: true }];
  }
  const siblings = new Set([...climbed.siblings, token.key, ...keysBelow(source, line, token.column)]);
  return [{ ...common, place: 'key', path: climbed.path, siblings, isNewItem: false }];
}
