import type { LineStyle } from './render.ts';
import { behindProperties, lineStart } from './lineText.ts';
import { owner, type YamlNode } from './node.ts';

export interface DocumentStyle extends LineStyle {
  readonly lineBreak: string;
}

/** How the text around a node is laid out: its own ancestors first, then the document, then two columns and indented lists. */
export function documentStyle(text: string, root: YamlNode, near: YamlNode): DocumentStyle {
  const found: { step?: number; listStep?: number } = {};
  for (let node: YamlNode | undefined = near; node; node = owner(node.parent)) look(text, node, found);
  walk(text, root, found, 0);
  return { step: found.step ?? 2, listStep: found.listStep ?? 2, lineBreak: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** Column of the keys or dashes of a block; of another value, where it starts. */
export function columnOf(text: string, node: YamlNode): number {
  const first = node.children[0];
  if (node.kind === 'map' && first && !node.flow) return keyColumn(text, first.place.keyStart);
  return node.place.start - lineStart(text, node.place.start);
}

/** Column of a key; properties and a `?` in front of it count as part of it. */
export function keyColumn(text: string, keyStart: number): number {
  return entryOffset(text, keyStart) - lineStart(text, keyStart);
}

/** Offset of a key, its properties and a `?` in front of it included. */
export function entryOffset(text: string, keyStart: number): number {
  return behindProperties(text, keyStart, '?&!');
}

function walk(text: string, node: YamlNode, found: { step?: number; listStep?: number }, depth: number): void {
  if (depth > MAX_LOOK || (found.step !== undefined && found.listStep !== undefined)) return;
  if (node.origin) return;
  look(text, node, found);
  for (const child of node.children.slice(0, MAX_CHILDREN)) walk(text, child, found, depth + 1);
}

/** Compares the column of a node's key with that of the block below it. */
function look(text: string, node: YamlNode, found: { step?: number; listStep?: number }): void {
  if (node.origin || node.flow || node.kind === 'scalar' || node.place.keyStart < 0 || node.children.length === 0)
    return;
  if (lineStart(text, node.place.start) === lineStart(text, node.place.keyStart)) return;
  const difference = columnOf(text, node) - keyColumn(text, node.place.keyStart);
  if (node.kind === 'map' && difference > 0) found.step ??= difference;
  if (node.kind === 'list' && difference >= 0) found.listStep ??= difference;
}

const MAX_LOOK = 12;
const MAX_CHILDREN = 200;
