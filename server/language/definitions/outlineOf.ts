import type { Span } from '../../../schemas/contract/index.ts';

/** A text without the schemas of the definitions in it, which are nearly all of it: what is left says what they define. */
export interface Outline {
  readonly text: string;
  /** What has been left out, in the order of the text. */
  readonly cuts: readonly Span[];
}

/**
 * Leaves out what is indented deeper than a key `schema` that stands on a line without a value: in YAML as people and tools write
 * it, and in JSON that is indented. In any other text nothing is left out.
 */
export function outlineOf(text: string): Outline {
  const cuts: Span[] = [];
  let from = 0;
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, from)) {
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const lineEnd = endOfLine(text, at);
    const opener = /^( *(?:- *)?)"?schema"? ?: ?\{?\s*$/.exec(text.slice(lineStart, lineEnd));
    from = lineEnd;
    if (opener === null) continue;
    from = endOfBlock(text, lineEnd, opener[1]?.length ?? 0);
    if (from > lineEnd) cuts.push({ start: lineEnd, end: from });
  }
  return withoutCuts(text, cuts);
}

const key = 'schema';

/** The text without some spans that do not overlap, in their order. */
export function withoutCuts(text: string, cuts: readonly Span[]): Outline {
  let kept = '';
  let at = 0;
  for (const { start, end } of cuts) {
    kept += text.slice(at, start);
    at = end;
  }
  return { text: kept + text.slice(at), cuts };
}

/** Where a place in the outline stands in the text. */
export function placeInText({ cuts }: Pick<Outline, 'cuts'>, offset: number): number {
  let place = offset;
  for (const { start, end } of cuts) {
    if (start > place) break;
    place += end - start;
  }
  return place;
}

export function spanInText(outline: Pick<Outline, 'cuts'>, { start, end }: Span): Span {
  return { start: placeInText(outline, start), end: placeInText(outline, end) };
}

/** Behind the line break. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

/** The start of the first line from a place on that is not indented deeper, is not empty and no comment; else the end of the text. */
function endOfBlock(text: string, start: number, indent: number): number {
  const deeper = ' '.repeat(indent + 1);
  const outside = /[^ ]/g;
  for (let line = start; line < text.length; line = endOfLine(text, line)) {
    if (text.startsWith(deeper, line)) continue;
    outside.lastIndex = line;
    const [first = '\n'] = outside.exec(text) ?? [];
    if (!'#\r\n'.includes(first)) return line;
  }
  return text.length;
}
