import type { ManifestNode } from '../contract/index.ts';

/** The text of a node that kubectl reads as a string; `undefined` for anything else, placeholders included. */
export function textOf(node: ManifestNode): string | undefined {
  return typeof node.value === 'string' ? node.value : undefined;
}

/** The number at a node; `undefined` for anything else. */
export function numberOf(node: ManifestNode): number | undefined {
  return typeof node.value === 'number' ? node.value : undefined;
}

export function isTrue(node: ManifestNode): boolean {
  return node.value === true;
}

export function isFalse(node: ManifestNode): boolean {
  return node.value === false;
}

/** Something other than nothing or `null` is written here; a placeholder counts as written. */
export function isWritten(node: ManifestNode): boolean {
  return node.kind !== 'missing' && node.value !== null;
}

/** A placeholder such as `${NAME}`: nothing is known about the value. */
export function isPlaceholder(node: ManifestNode): boolean {
  return node.kind === 'scalar' && node.value === undefined;
}

/** Whether a map has, or may have once its placeholders are filled in, a key. */
export function mayHaveKey(map: ManifestNode, key: string): boolean {
  if (isPlaceholder(map)) return true;
  return map.entries().some(([written]) => written === key || written.includes('${'));
}

/** The strings of a list with their nodes; everything else in it is passed over. */
export function textItems(list: ManifestNode): [text: string, node: ManifestNode][] {
  return list.items().flatMap((node) => {
    const text = textOf(node);
    return text === undefined ? [] : [[text, node] as [string, ManifestNode]];
  });
}
