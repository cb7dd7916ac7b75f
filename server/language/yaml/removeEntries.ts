import type { EditPlan } from './editPlan.ts';
import { afterLine, lineStart } from './lineText.ts';
import { entryOffset, keyColumn } from './documentStyle.ts';
import { putInline } from './replaceValue.ts';
import type { YamlNode } from './node.ts';

/** Takes entries or items out of a collection; one that loses all of them becomes `{}` or `[]`. */
export function removeEntries(plan: EditPlan, parent: YamlNode, removed: ReadonlySet<YamlNode>): void {
  const rest = parent.children.filter((child) => !removed.has(child));
  if (rest.length === 0) {
    // Insertions write the whole collection anew.
    if (!plan.added.has(parent) && !plan.appended.has(parent))
      putInline(plan, parent, parent.kind === 'map' ? '{}' : '[]');
    return;
  }
  for (const child of parent.children) {
    if (!removed.has(child)) continue;
    if (parent.flow) removeFromFlow(plan, parent, child, removed);
    else removeLines(plan, parent, child);
  }
}

/** Where an entry of a block begins: its key or dash. */
export function entryStart(plan: EditPlan, parent: YamlNode, child: YamlNode): number {
  if (parent.kind === 'map') return entryOffset(plan.text, child.place.keyStart);
  return dashOf(plan.text, parent, child);
}

/** First character of the lines that go with an entry: own-line comments right above it in its column included. */
export function removalStart(plan: EditPlan, child: YamlNode): number {
  const { text } = plan;
  const column = child.place.keyStart < 0 ? undefined : keyColumn(text, child.place.keyStart);
  let start = lineStart(text, child.place.keyStart < 0 ? child.place.start : child.place.keyStart);
  while (start > 0) {
    const above = lineStart(text, start - 1);
    const match = /^( *)#/.exec(text.slice(above, start));
    if (above >= start || !match || match[1]?.length !== column) break;
    start = above;
  }
  return start;
}

function removeLines(plan: EditPlan, parent: YamlNode, child: YamlNode): void {
  const { text } = plan;
  const begin = entryStart(plan, parent, child);
  const end = Math.max(child.place.end, child.place.keyEnd);
  const start = lineStart(text, begin);
  if (text.slice(start, begin).trim() !== '') {
    // The first entry of a block that begins behind a dash: the next one moves up.
    const next = parent.children[parent.children.indexOf(child) + 1];
    if (next) plan.edits.push({ span: { start: begin, end: entryStart(plan, parent, next) }, text: '' });
    return;
  }
  let first = start;
  while (first > 0) {
    const above = lineStart(text, first - 1);
    const match = /^( *)#/.exec(text.slice(above, first));
    if (above >= first || match?.[1]?.length !== begin - start) break;
    first = above;
  }
  plan.edits.push({ span: { start: first, end: afterLine(text, end) }, text: '' });
}

function removeFromFlow(plan: EditPlan, parent: YamlNode, child: YamlNode, removed: ReadonlySet<YamlNode>): void {
  const { children } = parent;
  const index = children.indexOf(child);
  const next = children[index + 1];
  if (next) plan.edits.push({ span: { start: first(child), end: first(next) }, text: '' });
  else {
    let before = index - 1;
    while (before > 0 && removed.has(children[before] ?? child)) before--;
    const last = children[before];
    if (last)
      plan.edits.push({
        span: {
          start: Math.max(last.place.end, last.place.keyEnd),
          end: Math.max(child.place.end, child.place.keyEnd),
        },
        text: '',
      });
  }
}

function first({ place }: YamlNode): number {
  return place.keyStart < 0 ? place.start : place.keyStart;
}

/** The dash of a list item: the first line behind the item before that begins with one. */
function dashOf(text: string, list: YamlNode, item: YamlNode): number {
  const index = list.children.indexOf(item);
  const previous = list.children[index - 1];
  if (!previous) return list.place.start;
  let at = afterLine(text, previous.place.end);
  while (at < item.place.start) {
    const match = /^[ \t]*-/.exec(text.slice(at, at + 1000));
    if (match) return at + match[0].length - 1;
    const next = afterLine(text, at);
    if (next <= at) break;
    at = next;
  }
  return text.lastIndexOf('-', item.place.start - 1);
}
