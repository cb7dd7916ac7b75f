import type { ManifestNode, Resource } from '../../../schemas/contract/index.ts';
import type { DocumentSymbol } from '../answers.ts';
import { rangeOf } from '../place.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import { writtenChildren } from '../yaml/index.ts';

/** Above this many characters the outline shows resources and their first levels only: nobody reads 60,000 symbols. */
const fullOutline = 500_000;

/** One symbol per resource, its fields below. */
export function documentSymbols(file: ManifestFile): DocumentSymbol[] {
  const length = file.slots.reduce((sum, slot) => sum + slot.text.length, 0);
  const depth = length > fullOutline ? 1 : 64;
  return file
    .placed()
    .flatMap((placed) => placed.slot.resources.map((resource) => resourceSymbol(placed, resource, depth)));
}

function resourceSymbol(placed: PlacedSlot, { identity, root }: Resource, depth: number): DocumentSymbol {
  const name = root.at('metadata', 'name');
  return {
    name: identity.name || identity.kind,
    detail: identity.namespace ? `${identity.kind} in ${identity.namespace}` : identity.kind,
    kind: 'resource',
    range: rangeOf(placed, root.span),
    selectionRange: rangeOf(placed, name.kind === 'scalar' && contains(root, name) ? name.span : root.span, true),
    children: children(placed, root, depth),
  };
}

function children(placed: PlacedSlot, node: ManifestNode, depth: number): DocumentSymbol[] {
  if (depth === 0) return [];
  return writtenChildren(node)
    .filter((value) => value.keySpan !== undefined || node.kind === 'list')
    .map((value, index) => {
      const key = node.kind === 'map' ? String(value.path.at(-1)) : itemName(value, index);
      return symbol(placed, key, value, depth);
    });
}

function symbol(placed: PlacedSlot, name: string, node: ManifestNode, depth: number): DocumentSymbol {
  const key = node.keySpan ?? node.span;
  const span = { start: Math.min(key.start, node.span.start), end: Math.max(key.end, node.span.end) };
  return {
    name: name || ' ',
    ...(node.kind === 'scalar' && node.source ? { detail: shorten(node.source) } : {}),
    kind: node.kind === 'missing' ? 'scalar' : node.kind,
    range: rangeOf(placed, span),
    selectionRange: rangeOf(placed, key, true),
    children: children(placed, node, depth - 1),
  };
}

/** Items of a list go by their name, as in `kubectl describe`. */
function itemName(item: ManifestNode, index: number): string {
  if (item.kind === 'scalar') return shorten(item.source ?? '') || String(index);
  const name = item.at('name').value;
  return typeof name === 'string' && name ? name : `[${String(index)}]`;
}

function contains(outer: ManifestNode, inner: ManifestNode): boolean {
  return inner.span.start >= outer.span.start && inner.span.end <= outer.span.end;
}

function shorten(text: string): string {
  const line = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
