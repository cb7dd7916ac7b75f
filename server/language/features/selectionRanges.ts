import type { ManifestNode, Span } from '../../../schemas/contract/index.ts';
import type { Position, Range } from '../answers.ts';
import { rangeOf } from '../findingSpan.ts';
import { offsetIn } from '../workspace/manifestFile.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';

/** The word, its entry, the map or list around it, and so on up to the document. */
export function selectionRanges(file: ManifestFile, positions: readonly Position[]): Range[][] {
  return positions.map((position) => {
    const placed = file.at(position);
    const { slot } = placed;
    const offset = offsetIn(placed, position);
    const hit = slot.document.nodeAt(offset);
    const spans = [...(hit ? spansAround(hit.node, hit.on) : []), { start: 0, end: slot.text.length }];
    return grow(spans, offset).map((span) => rangeOf(placed, span));
  });
}

function spansAround(node: ManifestNode, on: 'key' | 'value'): Span[] {
  const spans: Span[] = on === 'key' && node.keySpan ? [node.keySpan] : [node.span];
  for (let at: ManifestNode | undefined = node; at; at = at.parent) {
    spans.push(at.span);
    if (at.keySpan) spans.push({ start: at.keySpan.start, end: Math.max(at.span.end, at.keySpan.end) });
  }
  return spans;
}

/** Only spans that hold the offset, each holding the one before. */
function grow(spans: readonly Span[], offset: number): Span[] {
  const around: Span[] = [];
  for (const span of spans) {
    const inner = around.at(-1) ?? { start: offset, end: offset };
    const holds = span.start <= inner.start && span.end >= inner.end;
    if (holds && span.end - span.start > inner.end - inner.start) around.push(span);
  }
  return around;
}
