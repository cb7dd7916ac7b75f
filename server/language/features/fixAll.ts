import type { FileEdit, Position, Problem, Range } from '../answers.ts';

/** The first fix of every problem where that is safe; of edits that overlap, the earlier one. */
export function fixAll(problems: readonly Problem[]): FileEdit[] {
  const chosen = new Map<number, FileEdit[]>();
  const result: FileEdit[] = [];
  for (const { fixes } of problems) {
    const [fix] = fixes;
    const edits = fix?.safe ? fix.edits() : [];
    if (
      edits.some((edit) =>
        linesOf(edit).some((line) => chosen.get(line)?.some((other) => collides(edit.range, other.range))),
      )
    )
      continue;
    result.push(...edits);
    for (const edit of edits) for (const line of linesOf(edit)) chosen.set(line, [...(chosen.get(line) ?? []), edit]);
  }
  return result.sort((a, b) => comparePositions(a.range.start, b.range.start));
}

export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

function linesOf({ range: { start, end } }: FileEdit): number[] {
  return Array.from({ length: end.line - start.line + 1 }, (_, index) => start.line + index);
}

/** Edits collide if they overlap or begin at one place: their order would be chance. */
function collides(a: Range, b: Range): boolean {
  const apart = comparePositions(a.end, b.start) <= 0 || comparePositions(b.end, a.start) <= 0;
  return !apart || comparePositions(a.start, b.start) === 0;
}
