import type { ProblemCode } from '../problem.ts';
import { Refusal, type Token } from './token.ts';

/**
 * What is wrong about a token that cannot stand where it does.
 * @param open offset of the bracket in which it stands, if its place is behind an entry.
 */
export function unexpected(text: string, token: Token, open?: number): Refusal {
  if (token.type === 'key' && text[token.start] === '?') {
    return new Refusal('question-mark', token.start, behindWord(text, token));
  }
  if (open !== undefined) {
    const isValue = token.type === 'scalar' || token.type === '[' || token.type === '{' || token.type === 'key';
    if (isValue) return new Refusal('missing-comma', token.start, behindWord(text, token));
    if (token.type !== 'value') return new Refusal('unclosed-flow', open, open + 1);
    if (beginsLine(text, token.start)) return new Refusal('colon-alone', token.start, token.end);
  }
  return new Refusal(codeOf(text, token), token.start, behindWord(text, token));
}

function codeOf(text: string, { type, start }: Token): ProblemCode {
  switch (type) {
    case ',':
      return 'extra-comma';
    case '-':
      return 'block-in-flow';
    case 'value':
      return 'colon-start';
    case 'directive':
      return 'directive';
    case 'key':
    case 'scalar':
    case 'alias':
    case 'list-start':
    case 'map-start':
      return beginsLine(text, start) ? 'indentation' : 'syntax';
    default:
      return 'syntax';
  }
}

function beginsLine(text: string, offset: number): boolean {
  let before = offset;
  while (text[before - 1] === ' ') before--;
  return before === 0 || text[before - 1] === '\n';
}

/** To the end of the word in which a token begins; tokens of no width have one too. */
function behindWord(text: string, { start }: Token): number {
  let end = start;
  while (end < text.length && !/[\s,\]}]/.test(text[end] ?? '')) end++;
  if (text[end - 1] === ':') end--;
  return Math.min(Math.max(end, start + 1), text.length);
}
