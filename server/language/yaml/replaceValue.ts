import { isSameData } from './isSameData.ts';
import type { ManifestValue, Span } from '../../../schemas/contract/index.ts';
import { columnOf, keyColumn } from './documentStyle.ts';
import type { EditPlan } from './editPlan.ts';
import { behindBlanks, behindText, lineEnd, lineStart } from './lineText.ts';
import { owner, type YamlNode } from './node.ts';
import { indent, isList, isScalar, type Lines, renderBlock, renderFlow } from './render.ts';
import { renderScalar } from './renderScalar.ts';

/** Writes another value in the place of a written one; entries that stay the same keep their text. */
export function replaceValue(plan: EditPlan, node: YamlNode, value: ManifestValue): void {
  if (!node.origin && isSameData(node.value, value)) return;
  if (!node.origin && changeInside(plan, node, value)) return;
  // A merge key that refers to a map needs one.
  const isOtherKind = node.kind !== 'scalar' && node.kind !== kindOf(value);
  if (!node.origin && !canReplace(plan, node, isOtherKind)) return;
  if (owner(node.parent)?.flow === true) return putInline(plan, node, renderFlow(value, jsonQuote(plan, node)));
  if (isScalar(value)) {
    const isLiteral = node.style === 'literal' || node.style === 'folded' || node.kind !== 'scalar';
    const rendered = renderBlock(value, plan.style(node));
    if (rendered.lines.length > 1) return putLiteral(plan, node, rendered.lines);
    const keepsQuote = typeof value === 'string' && !isLiteral && !node.origin;
    return putInline(plan, node, renderScalar(value, keepsQuote ? node.style : undefined));
  }
  if (node.flow && node.children.length > 0) return putInline(plan, node, renderFlow(value, jsonQuote(plan, node)));
  const { lines, isInline } = renderBlock(value, plan.style(node));
  if (isInline) putInline(plan, node, lines[0] ?? '');
  else putBlock(plan, node, lines, isList(value) ? 'list' : 'map');
}

function kindOf(value: ManifestValue): YamlNode['kind'] {
  return isScalar(value) ? 'scalar' : isList(value) ? 'list' : 'map';
}

/** Whether nothing outside refers to an anchor in what would go; `isEntry`: the key and its anchors go too. */
export function canReplace({ text }: EditPlan, node: YamlNode, isEntry = false): boolean {
  if (!text.includes('&') || !text.includes('*')) return true;
  const start = isEntry ? behindPrevious(text, node) : node.place.start;
  const outside = `${text.slice(0, start)} ${text.slice(node.place.end)}`;
  for (const [, name = ''] of text.slice(start, node.place.end).matchAll(/(?<=^|[\s,[{])&([^\s,[\]{}"']+)/g)) {
    if (outside.includes(`*${name}`)) return false;
  }
  return true;
}

/** Where the entry or item before ends; of the first one, the start of its line. */
function behindPrevious(text: string, node: YamlNode): number {
  const children = owner(node.parent)?.children ?? [];
  const previous = children[children.indexOf(node) - 1];
  if (previous) return Math.max(previous.place.end, previous.place.keyEnd);
  return lineStart(text, node.place.keyStart < 0 ? node.place.start : node.place.keyStart);
}

/** Puts one line, or brackets, in the place of a value; a comment behind the key stays. */
export function putInline(plan: EditPlan, node: YamlNode, written: string): void {
  const { text } = plan;
  const { start, end, keyEnd } = node.place;
  const isInFlow = owner(node.parent)?.flow === true;
  if (isBare(text, node)) {
    if (isInFlow) plan.edits.push({ span: { start: keyEnd, end: keyEnd }, text: `: ${written}` });
    return;
  }
  const isBelow = node.place.keyStart >= 0 && lineStart(text, start) > lineStart(text, Math.max(0, keyEnd - 1));
  if (isBelow && !isInFlow) {
    const head = headOf(text, keyEnd, start);
    plan.edits.push({ span: head.span, text: `${head.anchor} ${written}` });
    plan.edits.push({ span: { start: lineEnd(text, head.span.end), end }, text: '' });
    return;
  }
  const from = withoutTag(plan, node);
  const gap = start === end && !/[\s[{]/.test(text[start - 1] ?? ' ') ? ' ' : '';
  plan.edits.push({ span: { start: from, end }, text: gap + written });
}

/** Puts a block map or list, given from column 0, in the place of a value. */
export function putBlock(plan: EditPlan, node: YamlNode, lines: Lines, kind: 'map' | 'list'): void {
  const { text } = plan;
  if (isBare(text, node)) return;
  const { start, end, keyStart } = node.place;
  const style = plan.style(node);
  const join = (column: number): string => indent(lines, column).join(style.lineBreak);
  if (keyStart < 0) {
    const isEmpty = start === end;
    if (!node.parent && isEmpty) return putAtRoot(plan, lines);
    const isDash = isEmpty && text[start - 1] === '-';
    const column = isEmpty ? columnOf(text, node) - (isDash ? 1 : 0) + 2 : start - lineStart(text, start);
    const offset = isEmpty ? behindBlanks(text, start) - lineStart(text, start) + 1 : column;
    plan.edits.push({
      span: { start: withoutTag(plan, node), end },
      text: (isEmpty ? ' ' : '') + join(offset).trimStart(),
    });
    return;
  }
  const key = keyColumn(text, keyStart);
  const isBlockNow =
    node.kind !== 'scalar' && !node.flow && !node.origin && lineStart(text, start) > lineStart(text, keyStart);
  const column =
    isBlockNow && kind === node.kind ? columnOf(text, node) : key + (kind === 'list' ? style.listStep : style.step);
  if (isBlockNow) {
    plan.edits.push({ span: { start: lineStart(text, start), end }, text: join(column) });
    return;
  }
  const from = behindText(text, withoutTag(plan, node));
  const line = lineEnd(text, end);
  const rest = text.slice(end, line).trim();
  const block = style.lineBreak + join(column);
  if (rest === '') plan.edits.push({ span: { start: from, end: line }, text: block, column });
  else {
    plan.edits.push({ span: { start: from, end: start === end ? from : end }, text: '' });
    plan.edits.push({ span: { start: line, end: line }, text: block, column });
  }
}

/** Into a document without content: behind its `---` and comments. */
function putAtRoot(plan: EditPlan, lines: Lines): void {
  const { text } = plan;
  const { lineBreak } = plan.style(plan.root);
  const isLineOpen = text.length > 0 && text.replace(/^\uFEFF/, '') !== '' && !text.endsWith('\n');
  const at = text.length;
  plan.edits.push({
    span: { start: at, end: at },
    text: (isLineOpen ? lineBreak : '') + lines.join(lineBreak) + lineBreak,
  });
}

/** A literal block scalar: its header in the line of the key or dash, its lines further right than that. */
function putLiteral(plan: EditPlan, node: YamlNode, lines: Lines): void {
  const { text } = plan;
  if (isBare(text, node)) return;
  const { start, end, keyStart, keyEnd } = node.place;
  const style = plan.style(node);
  const [header = '', ...rest] = lines;
  const isBelow = keyStart >= 0 && lineStart(text, start) > lineStart(text, Math.max(0, keyEnd - 1));
  const column = keyStart >= 0 ? keyColumn(text, keyStart) : Math.max(0, start - lineStart(text, start) - style.step);
  const body = style.lineBreak + indent(rest, column).join(style.lineBreak);
  if (isBelow) {
    const head = headOf(text, keyEnd, start);
    plan.edits.push({ span: head.span, text: `${head.anchor} ${header}` });
    plan.edits.push({ span: { start: lineEnd(text, head.span.end), end }, text: body });
    return;
  }
  const line = lineEnd(text, end);
  const gap = start === end && !/\s/.test(text[start - 1] ?? ' ') ? ' ' : '';
  if (text.slice(end, line).trim() === '') {
    plan.edits.push({ span: { start: withoutTag(plan, node), end }, text: gap + header + body });
    return;
  }
  plan.edits.push({ span: { start: withoutTag(plan, node), end }, text: gap + header });
  plan.edits.push({ span: { start: line, end: line }, text: body, column: column + 1 });
}

/** No colon behind the key: `? key`, which is left alone, or `{key}`. */
function isBare(text: string, { place }: YamlNode): boolean {
  return place.keyStart >= 0 && !/^[ \t]*:/.test(text.slice(place.keyEnd, place.keyEnd + 100));
}

/** Anchor and tag behind the colon of a value that stands in the lines below; the tag would not fit another value. */
function headOf(text: string, keyEnd: number, valueStart: number): { span: Span; anchor: string } {
  const [, colon = '', properties = ''] = /^([ \t]*:)((?:[ \t]+[&!]\S*)*)/.exec(text.slice(keyEnd, valueStart)) ?? [];
  const start = keyEnd + colon.length;
  return { span: { start, end: start + properties.length }, anchor: / &\S+/.exec(properties)?.[0] ?? '' };
}

/** Start of a value, with the tag in front of it on the same line. */
function withoutTag({ text }: EditPlan, node: YamlNode): number {
  const { start } = node.place;
  const head = text.slice(lineStart(text, start), start);
  const tag = /(?:^|\s)(!\S*[ \t]*)$/.exec(head)?.[1];
  return tag === undefined ? start : start - tag.length;
}

/** Changes entry by entry, as far as the value is of the same kind, so that comments inside stay. */
function changeInside(plan: EditPlan, node: YamlNode, value: ManifestValue): boolean {
  if (node.hasMerge || isScalar(value) || node.children.length === 0) return false;
  if (isList(value)) {
    if (node.kind !== 'list' || value.length === 0) return false;
    node.children.forEach((item, index) => {
      const next = value[index];
      if (next === undefined) removeChild(plan, node, item);
      else replaceValue(plan, item, next);
    });
    if (value.length > node.children.length) plan.appended.set(node, value.slice(node.children.length));
    return true;
  }
  if (node.kind !== 'map') return false;
  const written = node.effective();
  if (written.size !== node.children.length || !Object.keys(value).some((key) => written.has(key))) return false;
  for (const [key, child] of written) {
    const next = Object.hasOwn(value, key) ? value[key] : undefined;
    if (next === undefined) removeChild(plan, node, child);
    else replaceValue(plan, child, next);
  }
  const added = plan.added.get(node) ?? new Map<string, { value: ManifestValue }>();
  for (const [key, next] of Object.entries(value)) if (!written.has(key)) added.set(key, { value: next });
  if (added.size > 0) plan.added.set(node, added);
  return true;
}

function removeChild(plan: EditPlan, parent: YamlNode, child: YamlNode): void {
  const removed = plan.removed.get(parent) ?? new Set<YamlNode>();
  plan.removed.set(parent, removed.add(child));
}

function jsonQuote({ text }: EditPlan, node: YamlNode): 'double' | undefined {
  if (node.style === 'double') return 'double';
  return text[node.place.keyStart] === '"' ||
    (node.kind === 'map' && text[node.children[0]?.place.keyStart ?? -1] === '"')
    ? 'double'
    : undefined;
}
