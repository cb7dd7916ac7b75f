import type { FileEdit, Position, Problem, Range } from '../answers.ts';

/** The first fix of every problem where that is safe, or wanted all the same; of edits that overlap, the earlier one. */
export function safeEdits(problems: readonly Problem[], isWanted = false): FileEdit[] {
  const chosen: FileEdit[] = [];
  for (const { fixes } of problems) {
    const [fix] = fixes;
    const edits = fix && (fix.safe || isWanted) ? fix.edits() : [];
    if (edits.some(({ range }) => collides(chosen, range))) continue;
    for (const edit of edits) chosen.splice(placeOf(chosen, edit.range.start), 0, edit);
  }
  return chosen;
}

export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Whether one of the edits, which are in order, overlaps a range or begins where it does: their order would be chance. */
function collides(edits: readonly FileEdit[], { start, end }: Range): boolean {
  const next = placeOf(edits, start);
  const before = edits[next - 1];
  const behind = edits[next];
  if (before && comparePositions(before.range.end, start) > 0) return true;
  if (!behind) return false;
  return comparePositions(behind.range.start, start) === 0 || comparePositions(behind.range.start, end) < 0;
}

/** Index of the first edit that begins there or later; problems come in order, so it is mostly the end. */
function placeOf(edits: readonly FileEdit[], start: Position): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const edit = edits[middle];
    if (edit && comparePositions(edit.range.start, start) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
