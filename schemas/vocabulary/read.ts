import type { ManifestNode, ManifestPath } from '../contract/index.ts';

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

/** A placeholder stands at the node or above it: nothing is known about what will be there. */
export function isHidden(node: ManifestNode): boolean {
  for (let at: ManifestNode | undefined = node; at; at = at.parent) if (isPlaceholder(at)) return true;
  return false;
}

/** Whether a list may hold items of other names than are written: it, one of its items or a name is filled in later. */
export function mayHoldOthers(list: ManifestNode, ...name: ManifestPath): boolean {
  return isHidden(list) || list.items().some((item) => isHidden(item.at(...name)));
}

/** Whether a placeholder stands at a node, above it or anywhere below: more may be there than is written. */
export function mayHoldMore(node: ManifestNode): boolean {
  return isHidden(node) || holdsPlaceholder(node);
}

function holdsPlaceholder(node: ManifestNode): boolean {
  return (
    isPlaceholder(node) ||
    node.entries().some(([key, child]) => key.includes('${') || holdsPlaceholder(child)) ||
    node.items().some(holdsPlaceholder)
  );
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
