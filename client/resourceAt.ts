import type { WirePosition, WireRange, WrittenResource } from '../schemas/contract/protocol.ts';

/**
 * The resource that a person points at with the cursor: the innermost place that holds it, else the one in whose lines it
 * is. A file with one resource is about that one, wherever the cursor stands.
 */
export function resourceAt(resources: readonly WrittenResource[], at: WirePosition): WrittenResource | undefined {
  const [only, ...others] = resources;
  if (only && others.length === 0) return only;
  return (
    resources.find(({ range }) => isIn(range, at)) ??
    resources.find(({ range }) => isInLines(range, at)) ??
    // Behind the last line.
    resources.filter(({ range }) => isEqual(range.end, at)).at(-1)
  );
}

function isIn({ start, end }: WireRange, at: WirePosition): boolean {
  return compare(start, at) <= 0 && compare(at, end) < 0;
}

/** A document ends before the first character of the next one's first line. */
function isInLines({ start, end }: WireRange, { line }: WirePosition): boolean {
  return start.line <= line && line < end.line + Number(end.character > 0);
}

function isEqual(one: WirePosition, other: WirePosition): boolean {
  return compare(one, other) === 0;
}

function compare(one: WirePosition, other: WirePosition): number {
  return one.line - other.line || one.character - other.character;
}
