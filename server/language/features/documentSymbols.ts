import type { ManifestNode, Resource } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { DocumentSymbol } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { rangeOf } from '../findingSpan.ts';
import { ofEachDocument } from '../workspace/manifestFile.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import { claimedSubjects } from '../subjects/claimedSubjects.ts';
import { blockOf, writtenChildren } from '../yaml/index.ts';

/** Above this many characters the outline shows resources and their first levels only: nobody reads 60,000 symbols. */
const fullOutline = 500_000;

/** One symbol per resource, its fields below; of values of a chart its keys. YAML in a text is shown as what it says. */
export function documentSymbols(context: LanguageContext, file: ManifestFile): readonly DocumentSymbol[] {
  const length = file.slots.reduce((sum, slot) => sum + slot.text.length, 0);
  const depth = length > fullOutline ? 1 : 64;
  return ofEachDocument(file, depth === 1 ? shallowKey : outlineKey, (placed) => {
    const subjects = claimedSubjects(context, file, placed);
    const { document } = placed.slot.sound;
    const { resources } = document;
    const roots = new Map(
      subjects.flatMap((subject) => {
        const block = subject.document === document ? undefined : blockOf(subject.document);
        return block ? [[block, subject.document.root] as const] : [];
      }),
    );
    const outline = { placed, roots };
    const isFile = resources.length === 0 && subjects.length > 0;
    return isFile
      ? children(outline, document.root, depth)
      : resources.map((resource) => resourceSymbol(context, outline, resource, depth));
  });
}

const outlineKey = Symbol('outline');
const shallowKey = Symbol('first level of the outline');

interface Outline {
  readonly placed: PlacedSlot;
  /** Of YAML in texts, by the text. */
  readonly roots: ReadonlyMap<ManifestNode, ManifestNode>;
}

function resourceSymbol(
  { words }: LanguageContext,
  outline: Outline,
  { identity, root }: Resource,
  depth: number,
): DocumentSymbol {
  const { kind, namespace } = identity;
  const { placed } = outline;
  const name = root.at('metadata', 'name');
  return {
    name: identity.name || identity.kind,
    detail: namespace ? render(say`${kind} in ${namespace}`, words) : kind,
    kind: 'resource',
    range: rangeOf(placed, root.span),
    selectionRange: rangeOf(placed, name.kind === 'scalar' && contains(root, name) ? name.span : root.span, true),
    children: children(outline, root, depth),
  };
}

function children(outline: Outline, node: ManifestNode, depth: number): DocumentSymbol[] {
  if (depth === 0) return [];
  return writtenChildren(node)
    .filter((value) => value.keySpan !== undefined || node.kind === 'list')
    .map((value, index) => {
      const key = node.kind === 'map' ? String(value.path.at(-1)) : itemName(value, index);
      return symbol(outline, key, value, depth);
    });
}

function symbol({ placed, roots }: Outline, name: string, node: ManifestNode, depth: number): DocumentSymbol {
  const inner = roots.get(node);
  const key = node.keySpan ?? node.span;
  const span = { start: Math.min(key.start, node.span.start), end: Math.max(key.end, node.span.end) };
  return {
    name: name || ' ',
    ...(node.kind === 'scalar' && node.source && !inner ? { detail: shorten(node.source) } : {}),
    kind: inner?.kind === 'map' ? 'map' : node.kind === 'missing' ? 'scalar' : node.kind,
    range: rangeOf(placed, span),
    selectionRange: rangeOf(placed, key, true),
    children: children({ placed, roots }, inner ?? node, depth - 1),
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
