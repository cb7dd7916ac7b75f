import { cursorAt } from './cursorAt.ts';
import { isBlankLine, lineShape, nextLineAt } from './lineShape.ts';
import type { LineShape } from './lineShape.ts';
import { holdsText, isStreamMark } from './linesAround.ts';
import { lineStart } from './lineText.ts';
import { unifyLineBreaks } from './splitDocuments.ts';

/** A text behind `|`, around a place in it. */
export interface BlockPlace {
  /** Of the value, from the root of the document. */
  readonly path: readonly (string | number)[];
  /** The whole text without its indentation, lines end with `\n`. */
  readonly text: string;
  /** Of the place, as UTF-16 offset into `text`. */
  readonly offset: number;
}

/**
 * The literal block that an offset stands in, told from the lines around it as `cursorAt` does: what is being typed there is
 * broken. `undefined`: it stands in none, left of its text, or in a first line that is indented otherwise than the rest, whose
 * indentation would become that of all.
 */
export function blockAround(written: string, offset: number): BlockPlace | undefined {
  const source = unifyLineBreaks(written);
  const own = lineStart(source, offset);
  const line = lineShape(source, own);
  const column = Math.min(offset, isBlankLine(line) ? line.end : line.first) - own;
  if (column === 0 || source.slice(own, own + column).includes('\t')) return undefined;
  let least = column;
  for (let start = own; start > 0;) {
    const above = lineShape(source, lineStart(source, start - 1));
    start = above.start;
    if (isBlankLine(above)) continue;
    if (isStreamMark(source, above)) return undefined;
    const indent = above.first - above.start;
    const key = above.tokens.at(-1);
    const isLiteral = holdsText(above) && source[above.value.start] === '|';
    if (indent < least && isLiteral && key?.type === 'key') {
      const { path, place } = cursorAt(source, key.start);
      if (place !== 'key') return undefined;
      const block = textBelow(source, above, { offset, column });
      return block && { path: [...path, key.key], ...block };
    }
    least = Math.min(least, indent);
    if (least === 0) return undefined;
  }
  return undefined;
}

/** @param head the line with the `|` */
function textBelow(
  source: string,
  head: LineShape,
  { offset, column }: { readonly offset: number; readonly column: number },
): Omit<BlockPlace, 'path'> | undefined {
  const lines: LineShape[] = [];
  let indent: number | undefined;
  let isFirst = true;
  const outside = head.tokens.at(-1)?.column ?? 0;
  for (let start = nextLineAt(source, head); start !== -1;) {
    const line = lineShape(source, start);
    const isOwn = start <= offset && offset <= line.end;
    if (!isBlankLine(line) && line.first - start <= outside) break;
    if (isOwn) isFirst = indent === undefined;
    else if (!isBlankLine(line)) indent ??= line.first - start;
    lines.push(line);
    start = nextLineAt(source, line);
  }
  const cut = indent ?? column;
  if (column < cut || (isFirst && column !== cut)) return undefined;
  let text = '';
  let place = 0;
  for (const { start, end } of lines) {
    const from = Math.min(start + cut, end);
    if (start <= offset && offset <= end) place = text.length + offset - from;
    text += `${source.slice(from, end)}\n`;
  }
  return { text, offset: place };
}
