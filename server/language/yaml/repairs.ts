import type { YAMLError } from 'yaml';
import type { Span } from '../../../schemas/contract/index.ts';
import type { OpenQuote } from './buildNodes.ts';
import { closingQuote } from './lineShape.ts';
import { afterLine, behindBlanks, lineEnd } from './lineText.ts';
import { problem } from './problem.ts';
import { openBracket } from './syntaxProblems.ts';
import type { SyntaxProblem } from './types.ts';

/**
 * A mistake after which the parser misreads healthy lines too: what is wrong is covered up, in the same number of
 * characters, and the text parsed again.
 */
export interface Repair {
  /** None if only the parser minds. */
  readonly problem?: SyntaxProblem;
  readonly mask: Span;
  /** `x` leaves a value that nothing is known about, a blank leaves nothing, `join` puts all lines into one. */
  readonly fill: 'x' | ' ' | 'join';
}

export function findRepair(
  text: string,
  errors: readonly YAMLError[],
  quote: OpenQuote | undefined,
): Repair | undefined {
  const unclosed = errors.find((error) => error.message.includes('sufficiently indented and end with'));
  const joined = unclosed && joinLines(text, unclosed.pos[0]);
  if (joined) return joined;
  if (quote) return closeQuote(text, quote);
  const nested = errors.find((error) => error.code === 'BLOCK_AS_IMPLICIT_KEY' && error.message.startsWith('Nested'));
  return nested ? flatten(text, nested.pos[0]) : undefined;
}

export function masked(text: string, { mask, fill }: Repair): string {
  const inside = text.slice(mask.start, mask.end);
  const covered = fill === 'join' ? asOneLine(inside) : inside.replace(/[^\r\n]/g, fill);
  return text.slice(0, mask.start) + covered + text.slice(mask.end);
}

function asOneLine(text: string): string {
  return text.replace(/(?<=\s)#[^\n]*|[\r\n]/g, (part) => ' '.repeat(part.length));
}

/** To kubectl the columns between brackets mean nothing, so that `]` may stand anywhere. */
function joinLines(text: string, error: number): Repair | undefined {
  const { start } = openBracket(text, error);
  const end = closingBracket(text, start);
  if (end === -1 || !text.slice(start, end).includes('\n')) return undefined;
  return { mask: { start, end }, fill: 'join' };
}

/** Behind the bracket that closes the one at an offset, or -1. */
function closingBracket(text: string, open: number): number {
  let depth = 0;
  const limit = Math.min(text.length, open + MAX_FLOW);
  for (let at = open; at < limit; at++) {
    const char = text[at] ?? '';
    if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') {
      if (--depth === 0) return at + 1;
    } else if (char === '#' && /\s/.test(text[at - 1] ?? '')) at = lineEnd(text, at);
    else if ((char === '"' || char === "'") && /[\s,:[{]/.test(text[at - 1] ?? '')) {
      const close = closingQuote(text, at, limit);
      if (close === -1) return -1;
      at = close;
    }
  }
  return -1;
}

const MAX_FLOW = 100_000;

function closeQuote(text: string, { start, isInFlow }: OpenQuote): Repair {
  const line = lineEnd(text, start);
  const bracket = isInFlow ? /[,\]}]/.exec(text.slice(start, line))?.index : undefined;
  const end = Math.max(start + 1, behindBlanks(text, bracket === undefined ? line : start + bracket));
  const span = { start, end };
  return { problem: problem('unclosed-quote', span, text[start]), mask: span, fill: 'x' };
}

/** `a: b: c`, or a key further right than its neighbours, so that it continues the value above. */
function flatten(text: string, start: number): Repair | undefined {
  const line = lineEnd(text, start);
  if (/:(?:[ \t]|$)/.test(text.slice(start, line))) {
    const end = behindBlanks(text, line);
    const word = /^[^\s:]*/.exec(text.slice(start, end))?.[0].length ?? 1;
    return {
      problem: problem('nested-colon', { start, end: start + Math.max(1, word) }),
      mask: { start, end },
      fill: 'x',
    };
  }
  let next = afterLine(text, start);
  while (next < text.length && /^[ \t]*(?:#|$)/.test(text.slice(next, lineEnd(text, next))))
    next = afterLine(text, next);
  if (next >= text.length) return undefined;
  const end = lineEnd(text, next);
  const first = next + (/^[ \t]*/.exec(text.slice(next, end))?.[0].length ?? 0);
  const word = /^[^\s:]*/.exec(text.slice(first, end))?.[0].length ?? 1;
  return {
    problem: problem('indentation', { start: first, end: first + Math.max(1, word) }),
    mask: { start: first, end },
    fill: ' ',
  };
}
