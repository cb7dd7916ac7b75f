import { isBlankLine, type LineShape, lineShape, type LineToken, nextLineAt } from './lineShape.ts';
import { lineStart } from './lineText.ts';

/** What the lines around a line say about it, by their columns alone. */

export interface Climbed {
  /** Of the map that has the key, or of the item that a dash begins. */
  readonly path: readonly (string | number)[];
  /** Keys above in the same map. */
  readonly siblings: readonly string[];
  readonly step: number;
  /** Inside a block scalar, or a quoted one of several lines. */
  readonly isText: boolean;
}

/** From a key or dash up to the root: what stands further left is around it. */
export function climb(source: string, line: LineShape, from: LineToken): Climbed {
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
export function* tokensAbove(
  source: string,
  line: LineShape,
  column: number,
): Generator<readonly [LineToken, LineShape]> {
  for (const token of [...line.tokens].reverse()) if (token.column < column) yield [token, line];
  let start = line.start;
  while (start > 1 || (start === 1 && source.charCodeAt(0) !== BOM)) {
    const above = lineShape(source, lineStart(source, start - 1));
    if (isStreamMark(source, above)) return;
    for (const token of [...above.tokens].reverse()) yield [token, above];
    start = above.start;
  }
}

export function holdsText({ value }: LineShape): boolean {
  return value.kind === 'block' || value.isOpen;
}

/** Keys at a column in the lines below, as long as they belong to the same map. */
export function keysBelow(source: string, line: LineShape, column: number): string[] {
  const keys: string[] = [];
  for (const below of linesBelow(source, line)) {
    const indent = below.first - below.start;
    if (indent < column) break;
    const token = below.tokens.at(-1);
    if (indent === column && token?.type === 'key' && token.column === column) keys.push(token.key);
  }
  return keys;
}

/** The map that is written in the lines below, further right than a column. */
export function mapBelow(
  source: string,
  line: LineShape,
  column: number,
): { keys: string[]; column: number | undefined } {
  for (const below of linesBelow(source, line)) {
    const token = below.tokens[0];
    if (below.first - below.start <= column || token?.type !== 'key') break;
    const keys = [token.key, ...keysBelow(source, below, token.column)];
    return { keys, column: token.column };
  }
  return { keys: [], column: undefined };
}

/** Lines below with something on them besides a comment. */
export function* linesBelow(source: string, line: LineShape): Generator<LineShape> {
  for (let next = nextLineAt(source, line); next !== -1;) {
    const below = lineShape(source, next);
    if (isStreamMark(source, below)) return;
    if (!isBlankLine(below) && below.commentStart !== below.first) yield below;
    next = nextLineAt(source, below);
  }
}

export interface Below {
  /** Column of the first character; -1 if nothing follows in the document. */
  readonly column: number;
  /** Begins with a dash. */
  readonly isItem: boolean;
}

/** The next line that says something. */
export function contentBelow(source: string, line: LineShape): Below {
  for (const below of linesBelow(source, line))
    return { column: below.first - below.start, isItem: below.tokens[0]?.type === 'dash' };
  return { column: -1, isItem: false };
}

/** Indentation of the first indented key of the document. */
export function stepBelow(source: string): number {
  const match = /\n( +)[^\s#-]/.exec(source.slice(0, 4096));
  return match?.[1]?.length ?? 0;
}

export function isStreamMark(source: string, { start, first }: LineShape): boolean {
  if (first !== start) return false;
  return source[start] === '%' || /^(---|\.\.\.)(\s|$)/.test(source.slice(start, start + 4));
}

const BOM = 0xfeff;
