import type { Draft, Edit, ManifestNode, ManifestValue } from '../../../schemas/contract/index.ts';
import { addDocument, renderDocument } from './addDocument.ts';
import { quoteOf } from './cursorWord.ts';
import { columnOf, keyColumn } from './documentStyle.ts';
import { type Addition, type EditPlan, newPlan } from './editPlan.ts';
import { finishPlan } from './finishPlan.ts';
import { behindBlanks, lineEnd, lineStart } from './lineText.ts';
import { owner, type YamlNode } from './node.ts';
import { removalStart } from './removeEntries.ts';
import { indent } from './render.ts';
import { renderKey } from './renderScalar.ts';
import { canReplace, replaceValue } from './replaceValue.ts';
import type { ManifestDocument, TextEdit } from './types.ts';

/**
 * Writes changes into the text of a document, with comments, indentation, quotes and line ends kept. Returns sorted
 * edits that do not overlap; a change that cannot be written (below an alias, of an anchor that is used elsewhere, of
 * a scalar's children) is left out.
 */
export function writeEdits(document: ManifestDocument, edits: readonly Edit[]): TextEdit[] {
  const root = owner(document.root);
  if (!root || document.template) return [];
  const plan = newPlan(document.text, root);
  for (const edit of edits) applyEdit(plan, inText(edit));
  return finishPlan(plan);
}

/** What was read out of a text is changed in the text: a value becomes one, an item goes behind the last comma. */
function inText(edit: Edit): Edit {
  if (edit.do === 'document' || edit.node.readFrom === undefined) return edit;
  const node = edit.node.readFrom;
  if (edit.do === 'set') return { ...edit, node, value: textOf(edit.value) };
  if (edit.do !== 'append') return { ...edit, node };
  return {
    do: 'set',
    node,
    value: [...edit.node.items().map(({ value }) => String(value)), textOf(edit.value)].join(','),
  };
}

function textOf(value: ManifestValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function applyEdit(plan: EditPlan, edit: Edit): void {
  switch (edit.do) {
    case 'set':
      return set(plan, edit.node, edit.value);
    case 'append':
      return append(plan, edit.node, edit.value);
    case 'rename':
      return rename(plan, edit.node, edit.key);
    case 'remove':
      return remove(plan, edit.node);
    case 'move':
      return move(plan, edit.node, edit.to, edit.key);
    case 'document':
      return insertDocument(plan, edit);
  }
}

function set(plan: EditPlan, target: ManifestNode, value: ManifestValue): void {
  const node = owner(target);
  if (!node) return insert(plan, target, { value });
  if (node.origin) return setBesideAlias(plan, node, [], value);
  replaceValue(plan, node, value);
}

/** Creates what is missing between a missing node and the nearest value above it. */
function insert(plan: EditPlan, target: ManifestNode, content: Addition): void {
  const steps: (string | number)[] = [];
  let above: ManifestNode | undefined = target;
  while (above?.kind === 'missing') {
    steps.unshift(above.path.at(-1) ?? '');
    above = above.parent;
  }
  const node = owner(above);
  const [first, ...rest] = steps;
  if (!node || first === undefined) return;
  // Lines that are taken over bring the last key themselves.
  const wrapped = 'lines' in content ? wrap(steps.slice(0, -1), content, plan) : wrap(rest, content, plan);
  if (node.origin) {
    if ('value' in content) setBesideAlias(plan, node, steps, content.value);
    return;
  }
  if (node.kind === 'map') return addEntry(plan, node, String(first), wrapped);
  if (node.kind === 'list') {
    if (typeof first === 'number' && 'value' in wrapped)
      plan.appended.set(node, [...(plan.appended.get(node) ?? []), wrapped.value]);
    return;
  }
  if (node.value === null && typeof first === 'string') return addEntry(plan, node, first, wrapped);
  const whole = wrap([first], wrapped, plan);
  if ('value' in whole && node.scalar) replaceValue(plan, node, whole.value);
}

function wrap(steps: readonly (string | number)[], content: Addition, plan: EditPlan): Addition {
  let wrapped = content;
  for (const step of [...steps].reverse()) {
    if ('value' in wrapped) wrapped = { value: typeof step === 'number' ? [wrapped.value] : { [step]: wrapped.value } };
    else wrapped = { lines: [`${renderKey(String(step))}:`, ...indent(wrapped.lines, plan.style(plan.root).step)] };
  }
  return wrapped;
}

function addEntry(plan: EditPlan, map: YamlNode, key: string, content: Addition): void {
  const entries = plan.added.get(map) ?? new Map<string, Addition>();
  plan.added.set(map, entries);
  const before = entries.get(key);
  entries.set(
    key,
    before && 'value' in before && 'value' in content ? { value: merge(before.value, content.value) } : content,
  );
}

/** Two insertions below the same missing parent become one. */
function merge(first: ManifestValue, second: ManifestValue): ManifestValue {
  if (!isRecord(first) || !isRecord(second)) return second;
  const merged: Record<string, ManifestValue> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const before = merged[key];
    merged[key] = before === undefined ? value : merge(before, value);
  }
  return merged;
}

function isRecord(value: ManifestValue): value is { readonly [key: string]: ManifestValue } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The alias gives way to its value, changed; an entry that a merge key brings is written out below it. */
function setBesideAlias(
  plan: EditPlan,
  node: YamlNode,
  below: readonly (string | number)[],
  value: ManifestValue,
): void {
  let top = node;
  const steps = [...below];
  for (let parent = owner(node.parent); parent?.origin; parent = owner(parent.parent)) {
    if (top.key !== undefined) steps.unshift(top.key);
    top = parent;
  }
  const parent = owner(top.parent);
  const changed = withChange(top.value, steps, value);
  if (!parent || changed === undefined) return;
  if (parent.children.includes(top)) replaceValue(plan, top, changed);
  else addEntry(plan, parent, String(top.key), { value: changed });
}

/** A copy with one value changed; `undefined` if the steps do not fit, or if something in it is unknown. */
function withChange(
  value: unknown,
  steps: readonly (string | number)[],
  change: ManifestValue,
): ManifestValue | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return change;
  if (!isKnown(value)) return undefined;
  if (Array.isArray(value) && typeof step === 'number') {
    const inner = withChange(value[step] ?? null, rest, change);
    const copy = [...(value as ManifestValue[])];
    if (inner !== undefined) copy[Math.min(step, copy.length)] = inner;
    return inner === undefined ? undefined : copy;
  }
  if (Array.isArray(value) || typeof value !== 'object') return undefined;
  const record = (value ?? {}) as Record<string, ManifestValue>;
  const inner = withChange(record[step] ?? null, rest, change);
  return inner === undefined ? undefined : { ...record, [step]: inner };
}

function isKnown(value: unknown): boolean {
  if (value === undefined) return false;
  return value === null || typeof value !== 'object' || Object.values(value).every(isKnown);
}

function append(plan: EditPlan, target: ManifestNode, value: ManifestValue): void {
  const node = owner(target);
  if (!node) return insert(plan, target, { value: [value] });
  if (node.kind === 'scalar' && node.value === null) return set(plan, target, [value]);
  if (node.kind !== 'list') return;
  if (node.origin) {
    if (isKnown(node.value)) setBesideAlias(plan, node, [], [...(node.value as ManifestValue[]), value]);
    return;
  }
  plan.appended.set(node, [...(plan.appended.get(node) ?? []), value]);
}

function rename(plan: EditPlan, target: ManifestNode, key: string): void {
  const node = owner(target);
  const parent = owner(node?.parent);
  if (
    !node ||
    parent?.kind !== 'map' ||
    parent.origin ||
    !parent.children.includes(node) ||
    parent.effective().has(key)
  )
    return;
  const { keyStart, keyEnd } = node.place;
  plan.edits.push({
    span: { start: keyStart, end: keyEnd },
    text: renderKey(key, quoteOf(plan.text[keyStart]), parent.flow),
  });
}

function remove(plan: EditPlan, target: ManifestNode): void {
  const node = owner(target);
  const parent = owner(node?.parent);
  if (!node || !parent || parent.origin || !parent.children.includes(node) || !canReplace(plan, node, true)) return;
  const removed = plan.removed.get(parent) ?? new Set<YamlNode>();
  plan.removed.set(parent, removed.add(node));
}

function move(plan: EditPlan, target: ManifestNode, to: ManifestNode, key: string): void {
  const node = owner(target);
  const parent = owner(node?.parent);
  if (!node || !parent || parent.origin || !parent.children.includes(node) || !canReplace(plan, node, true)) return;
  const destination = owner(to);
  if (destination === parent) return rename(plan, target, key);
  if (isInside(to, node) || to.at(key).kind !== 'missing' || (destination && destination.origin)) return;
  const content = entryLines(plan, node, parent, key, destination);
  if (!content) return;
  const removed = plan.removed.get(parent) ?? new Set<YamlNode>();
  plan.removed.set(parent, removed.add(node));
  insert(plan, to.at(key), content);
}

/** Behind everything else that is inserted at the end. What is written in JSON has one document only. */
function insertDocument(plan: EditPlan, draft: Draft): void {
  if (plan.root.flow) return;
  const style = plan.style(plan.root);
  const edit = addDocument(plan.text, renderDocument(draft, style, style.lineBreak), style.lineBreak);
  plan.edits.push({ ...edit, column: -1 });
}

function isInside(node: ManifestNode, outer: YamlNode): boolean {
  for (let each: ManifestNode | undefined = node; each; each = each.parent) if (owner(each) === outer) return true;
  return false;
}

/** An entry with its comments, from column 0 on; its value where lines cannot be taken over. */
function entryLines(
  plan: EditPlan,
  node: YamlNode,
  parent: YamlNode,
  key: string,
  to: YamlNode | undefined,
): Addition | undefined {
  const { text } = plan;
  const asValue = isKnown(node.value) ? { value: node.value as ManifestValue } : undefined;
  if (parent.flow || to?.flow || parent.kind !== 'map' || hasAlias(node)) return asValue;
  const { keyStart, keyEnd } = node.place;
  const column = keyColumn(text, keyStart);
  if (columnOf(text, parent) !== column || keyStart - lineStart(text, keyStart) !== column) return asValue;
  // Behind a dash there are no comments of its own.
  const isFirstInLine = text.slice(lineStart(text, keyStart), keyStart).trim() === '';
  const above = isFirstInLine ? text.slice(removalStart(plan, node), behindBlanks(text, keyStart)) : '';
  const name = renderKey(key, quoteOf(text[keyStart]));
  const below = text.slice(keyEnd, lineEnd(text, Math.max(node.place.end, keyEnd)));
  const lines = `${above}${' '.repeat(column)}${name}${below}`.split(/\r?\n/);
  const shifted = lines.map((line) => line.slice(Math.min(column, /^ */.exec(line)?.[0].length ?? 0)));
  return { lines: shifted };
}

/** An alias may not stand above its anchor. */
function hasAlias(node: YamlNode): boolean {
  return node.origin !== undefined || node.children.some(hasAlias);
}
