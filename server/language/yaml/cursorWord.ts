import type { ScalarStyle, Span } from '../../../schemas/contract/index.ts';
import type { LineShape } from './lineShape.ts';
import type { Cursor } from './types.ts';

/** A cursor about which nothing is known but its place. */
export function nowhere(place: Cursor['place'], offset: number): Cursor {
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
    before: '',
    behind: '',
    others: [],
  };
}

export interface Word {
  readonly prefix: string;
  readonly replace: Span;
  readonly quote: ScalarStyle | undefined;
}

export const EMPTY_WORD = { prefix: '', quote: undefined } as const;

/** The value of a line if the cursor touches it, else nothing, at the cursor. */
export function wordOf(source: string, line: LineShape, offset: number): Word {
  const { value } = line;
  const isQuoted = value.kind === 'double' || value.kind === 'single';
  if (value.kind === 'empty' || offset < value.start) return { ...EMPTY_WORD, replace: { start: offset, end: offset } };
  const start = value.start + (isQuoted ? 1 : 0);
  const end = Math.max(value.end, offset);
  const quote = isQuoted ? (value.kind as ScalarStyle) : undefined;
  return { prefix: source.slice(Math.min(start, offset), offset), replace: { start: value.start, end }, quote };
}

export function quoteOf(char: string | undefined): ScalarStyle | undefined {
  return char === '"' ? 'double' : char === "'" ? 'single' : undefined;
}
