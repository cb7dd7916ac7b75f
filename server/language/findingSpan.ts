import type { Finding, ManifestNode, Span } from '../../schemas/contract/index.ts';
import type { Range } from './answers.ts';
import type { PlacedSlot } from './workspace/manifestFile.ts';

/** Where a finding is shown: always within one line where the node allows it, never a whole block. */
export function findingSpan({ node, mark, part }: Pick<Finding, 'node' | 'mark' | 'part'>): Span {
  if (part && node.kind === 'scalar') return partSpan(node, part);
  if (mark === 'entry') return { start: (node.keySpan ?? node.span).start, end: node.span.end };
  if (mark === 'key') return keyOrValue(node);
  if (node.kind === 'scalar' && node.span.end > node.span.start) return node.span;
  return keyOrValue(node);
}

/** The key; of an item in a list its value; of what is not written, the nearest thing above it that is. */
function keyOrValue(node: ManifestNode): Span {
  if (node.keySpan) return node.keySpan;
  if (node.kind === 'missing' && node.parent) return keyOrValue(node.parent);
  return node.span;
}

function partSpan(node: ManifestNode, part: { start: number; end: number }): Span {
  if (node.style === 'literal') return blockPartSpan(node, part);
  const quotes = node.style === 'single' || node.style === 'double' ? 1 : 0;
  const start = node.span.start + quotes;
  return { start: start + part.start, end: start + part.end };
}

/** The source of a block begins in the line behind its header. An alias has the source of another place. */
function blockPartSpan({ span, source = '' }: ManifestNode, part: { start: number; end: number }): Span {
  const start = span.end - source.length;
  return start > span.start ? { start: start + part.start, end: start + part.end } : span;
}

/** A span of a document as a range of its file; a span over several lines ends with its first line if `firstLine`. */
export function rangeOf({ slot, line }: PlacedSlot, span: Span, firstLine = false): Range {
  const start = slot.lines.positionAt(span.start);
  let end = slot.lines.positionAt(span.end);
  if (firstLine && end.line > start.line) end = slot.lines.positionAt(slot.lines.lineEnd(start.line));
  return {
    start: { line: start.line + line, character: start.character },
    end: { line: end.line + line, character: end.character },
  };
}
