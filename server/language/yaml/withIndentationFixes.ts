import { say } from '../../../schemas/vocabulary/say.ts';
import { afterLine, lineEnd, lineStart } from './lineText.ts';
import type { SyntaxProblem, TextEdit } from './types.ts';

/** What a line may stand beside. */
interface Neighbour {
  readonly column: number;
  readonly name: string;
}

/** With fixes that move the line, and what belongs to it, to the column of an entry above: the nearest on either side. */
export function withIndentationFixes(problem: SyntaxProblem, text: string): SyntaxProblem {
  if (problem.code !== 'yaml/indentation') return problem;
  const start = lineStart(text, problem.span.start);
  const own = readLine(text, start);
  if (own === undefined) return problem;
  const neighbours = neighboursAbove(text, start, own.isItem);
  const left = neighbours.find(({ column }) => column < own.column);
  const right = neighbours.filter(({ column }) => column > own.column).at(-1);
  const byDistance = [left, right]
    .filter((each) => each !== undefined)
    .sort((one, other) => Math.abs(one.column - own.column) - Math.abs(other.column - own.column));
  const fixes = byDistance.map(({ column, name }) => ({
    title: say`Start it in the column of \`${name}\``,
    edits: shifted(text, start, own.column, column),
    safe: false as const,
  }));
  return { ...problem, fixes };
}

/** Entries whose blocks are open above a line, from right to left; of a block the last one. */
function neighboursAbove(text: string, start: number, items: boolean): Neighbour[] {
  const found: Neighbour[] = [];
  let least = Infinity;
  for (let at = start, lines = 0; at > 0 && least > 0 && lines < MAX_LINES; lines++) {
    at = lineStart(text, at - 1);
    const line = readLine(text, at);
    if (line === undefined || line.column >= least) continue;
    least = line.column;
    // Behind a dash stands a key as well: both begin a block.
    if (!items && line.keyColumn !== undefined) found.push({ column: line.keyColumn, name: line.name });
    if (items === line.isItem && (items || line.keyColumn === undefined))
      found.push({ column: line.column, name: line.name });
  }
  return found;
}

const MAX_LINES = 2000;

interface Line {
  readonly column: number;
  readonly isItem: boolean;
  readonly name: string;
  /** Of a key. */
  readonly keyColumn: number | undefined;
}

/** `undefined`: an empty line, a comment, or one that begins like neither an entry nor an item. */
function readLine(text: string, start: number): Line | undefined {
  const line = text.slice(start, Math.min(lineEnd(text, start), start + MAX_LINE));
  const [, indent = '', dash = '', word = '', colon] = /^( *)((?:- +)*)(-|[\w."'/-]+)?(:(?=\s|$))?/.exec(line) ?? [];
  if (word === '' && dash === '') return undefined;
  const isItem = dash !== '' || word === '-';
  if (!isItem && colon === undefined) return undefined;
  const keyColumn = colon === undefined ? undefined : indent.length + dash.length;
  return { column: indent.length, isItem, name: word, keyColumn };
}

const MAX_LINE = 200;

/** The line and the ones below that stand further right. */
function shifted(text: string, start: number, from: number, to: number): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = start; at < text.length;) {
    const end = lineEnd(text, at);
    const indent = /^ */.exec(text.slice(at, end))?.[0].length ?? 0;
    const isEmpty = text.slice(at, end).trim() === '';
    if (at !== start && !isEmpty && indent <= from && !isItemOf(text, at, indent, from)) break;
    if (!isEmpty)
      edits.push({ span: { start: at, end: at + indent }, text: ' '.repeat(Math.max(0, indent + to - from)) });
    const next = afterLine(text, at);
    if (next <= at) break;
    at = next;
  }
  return edits;
}

/** A list may begin in the column of its key. */
function isItemOf(text: string, at: number, indent: number, from: number): boolean {
  return indent === from && /^ *-(?:\s|$)/.test(text.slice(at, at + indent + 2));
}
