import type { ManifestNode } from '../../../schemas/contract/index.ts';
import type { FoldingRange } from '../answers.ts';
import { rangeOf } from '../findingSpan.ts';
import { ofEachDocument } from '../workspace/manifestFile.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import { writtenChildren } from '../yaml/index.ts';

/** Documents, maps, lists, block scalars and runs of comment lines; nothing that stands on one line. */
export function foldingRanges(file: ManifestFile): readonly FoldingRange[] {
  return ofEachDocument(file, foldsKey, (placed) => [
    ...documentFold(placed),
    ...outermost(nodeFolds(placed, placed.slot.document.root)),
    ...commentFolds(placed),
  ]);
}

const foldsKey = Symbol('folds');

/** Of those that begin on one line (a list and its first item, in flow style) the outer one: it comes first. */
function outermost(folds: readonly FoldingRange[]): FoldingRange[] {
  const starts = new Set<number>();
  return folds.filter(({ startLine }) => !starts.has(startLine) && starts.add(startLine));
}

function documentFold(placed: PlacedSlot): FoldingRange[] {
  if (!/^(?:\uFEFF)?---/.test(placed.slot.text)) return [];
  const { end } = rangeOf(placed, placed.slot.document.root.span);
  return fold(placed.line, lastLine(end));
}

function nodeFolds(placed: PlacedSlot, node: ManifestNode): FoldingRange[] {
  return writtenChildren(node).flatMap((value) => {
    if (value.span.start < node.span.start || value.span.end > node.span.end) return [];
    const head = rangeOf(placed, value.keySpan ?? value.span).start.line;
    const own = fold(head, lastLine(rangeOf(placed, value.span).end));
    return own.length ? [...own, ...nodeFolds(placed, value)] : [];
  });
}

function commentFolds(placed: PlacedSlot): FoldingRange[] {
  const lines = placed.slot.document.comments
    .filter(({ ownLine }) => ownLine)
    .map(({ span }) => rangeOf(placed, span).start.line);
  const folds: FoldingRange[] = [];
  let start = 0;
  for (let index = 1; index <= lines.length; index++) {
    if (lines[index] === (lines[index - 1] ?? 0) + 1) continue;
    for (const each of fold(lines[start] ?? 0, lines[index - 1] ?? 0, 'comment')) folds.push(each);
    start = index;
  }
  return folds;
}

function lastLine(end: { line: number; character: number }): number {
  return end.character === 0 ? end.line - 1 : end.line;
}

function fold(startLine: number, endLine: number, kind?: FoldingRange['kind']): FoldingRange[] {
  return endLine > startLine ? [{ startLine, endLine, ...(kind ? { kind } : {}) }] : [];
}
