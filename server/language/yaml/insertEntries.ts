import type { ManifestValue } from '../../../schemas/contract/index.ts';
import { columnOf, type DocumentStyle } from './documentStyle.ts';
import type { Addition, EditPlan } from './editPlan.ts';
import { afterLine, lineEnd, lineStart } from './lineText.ts';
import { owner, type YamlNode } from './node.ts';
import { putBlock, putInline } from './replaceValue.ts';
import { indent, type Lines, renderEntry, renderFlow, renderItem } from './render.ts';
import { renderKey } from './renderScalar.ts';

/** Adds entries at the end of a map, or in the place of an empty value. */
export function insertEntries(plan: EditPlan, map: YamlNode, entries: ReadonlyMap<string, Addition>): void {
  const isInFlow = map.flow && (map.children.length > 0 || owner(map.parent)?.flow === true);
  if (isInFlow || owner(map.parent)?.flow === true) return insertIntoFlow(plan, map, flowEntries(plan, map, entries));
  const style = plan.style(map);
  const lines = [...entries].flatMap(([key, content]) => linesOf(key, content, style));
  if (isEmptied(plan, map)) putBlock(plan, map, lines, 'map');
  else insertLines(plan, map, lines, style);
}

/** Adds items at the end of a list, or in the place of an empty one. */
export function insertItems(plan: EditPlan, list: YamlNode, items: readonly ManifestValue[]): void {
  const isInFlow = owner(list.parent)?.flow === true;
  if (isInFlow || (list.flow && list.children.length > 0)) {
    const quote = quoteOfFirst(plan, list);
    return insertIntoFlow(
      plan,
      list,
      items.map((item) => renderFlow(item, quote)),
    );
  }
  const style = plan.style(list);
  const lines = items.flatMap((item) => renderItem(item, style));
  if (isEmptied(plan, list)) putBlock(plan, list, lines, 'list');
  else insertLines(plan, list, lines, style);
}

function linesOf(key: string, content: Addition, style: DocumentStyle): Lines {
  return 'lines' in content ? content.lines : renderEntry(key, content.value, style);
}

function isEmptied(plan: EditPlan, node: YamlNode): boolean {
  const removed = plan.removed.get(node);
  return node.kind === 'scalar' || node.children.every((child) => removed?.has(child) === true);
}

/** Behind the line on which the block ends, so that comments that follow stay with what follows. */
function insertLines(plan: EditPlan, node: YamlNode, lines: Lines, style: DocumentStyle): void {
  const { text } = plan;
  const column = columnOf(text, node);
  const written = indent(lines, column).join(style.lineBreak);
  const end = endOfBlock(text, node);
  const place = afterLine(text, end);
  const hasBreak = text.indexOf('\n', end) !== -1;
  const span = { start: place, end: place };
  plan.edits.push({ span, column, text: hasBreak ? written + style.lineBreak : style.lineBreak + written });
}

/** Blank lines at the end of a block scalar that keeps them (`|+`) are part of it. */
function endOfBlock(text: string, node: YamlNode): number {
  let last = node;
  for (let child = last.children.at(-1); child && !last.origin; child = child.children.at(-1)) last = child;
  const { start, end } = last.place;
  const isBlockScalar = last.style === 'literal' || last.style === 'folded';
  if (!isBlockScalar || last.origin || !text.slice(start, lineEnd(text, start)).includes('+'))
    return Math.max(end, last.place.keyEnd);
  let place = end;
  while (place < text.length) {
    const next = afterLine(text, place);
    if (next >= text.length || text.slice(next, lineEnd(text, next)).trim() !== '') break;
    place = next;
  }
  return place;
}

function flowEntries(plan: EditPlan, map: YamlNode, entries: ReadonlyMap<string, Addition>): string[] {
  const quote = quoteOfFirst(plan, map);
  const written: string[] = [];
  for (const [key, content] of entries) {
    if ('value' in content) written.push(`${renderKey(key, quote, true)}: ${renderFlow(content.value, quote)}`);
  }
  return written;
}

/** JSON wants its quotes. */
function quoteOfFirst({ text, root }: EditPlan, node: YamlNode): 'double' | undefined {
  const first = node.children[0];
  const at = first ? (first.place.keyStart < 0 ? first.place.start : first.place.keyStart) : -1;
  const isJson = root.flow && text[root.children[0]?.place.keyStart ?? -1] === '"';
  return isJson || (node.kind === 'map' && text[at] === '"') ? 'double' : undefined;
}

function insertIntoFlow(plan: EditPlan, node: YamlNode, entries: readonly string[]): void {
  if (entries.length === 0) return;
  const { text } = plan;
  const removed = plan.removed.get(node);
  const last = node.children.filter((child) => removed?.has(child) !== true).at(-1);
  const [open, close] = node.kind === 'list' ? ['[', ']'] : ['{', '}'];
  if (!last || node.kind === 'scalar') return putInline(plan, node, open + entries.join(', ') + close);
  const end = Math.max(last.place.end, last.place.keyEnd);
  const first = last.place.keyStart < 0 ? last.place.start : last.place.keyStart;
  const start = lineStart(text, first);
  const isOwnLine = text.slice(start, first).trim() === '';
  const gap = isOwnLine ? `,${plan.style(node).lineBreak}${text.slice(start, first)}` : ', ';
  plan.edits.push({ span: { start: end, end }, text: entries.map((entry) => gap + entry).join('') });
}
