import type { FileEdit, Position } from '../../server/language/answers.ts';

/** The text after edits that do not overlap, as an editor applies them: insertions at one place stay in their order. */
export function applyEdits(text: string, edits: readonly FileEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((found) => found.index + found[0].length)];
  const offsetAt = ({ line, character }: Position) => Math.min((starts[line] ?? text.length) + character, text.length);
  const sorted = edits
    .map(({ range, text: replacement }) => ({ start: offsetAt(range.start), end: offsetAt(range.end), replacement }))
    .reverse()
    .sort((a, b) => b.start - a.start);
  return sorted.reduce(
    (result, { start, end, replacement }) => result.slice(0, start) + replacement + result.slice(end),
    text,
  );
}
