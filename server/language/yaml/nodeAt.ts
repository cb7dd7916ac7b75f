import { asManifestNode, type YamlNode } from './node.ts';
import type { NodeHit } from './types.ts';

/** The innermost entry, item or value at an offset; the end of a word still counts as inside. */
export function nodeAt(root: YamlNode, offset: number): NodeHit | undefined {
  if (offset < root.place.start || offset > root.place.end) return undefined;
  let node = root;
  for (;;) {
    const child = childAt(node, offset);
    if (!child) return { node: asManifestNode(node), on: 'value' };
    const { keyStart, keyEnd, start } = child.place;
    if (keyStart !== -1 && offset >= keyStart && offset <= keyEnd) return { node: asManifestNode(child), on: 'key' };
    if (offset < start) return { node: asManifestNode(child), on: 'value' };
    node = child;
  }
}

/** The child that covers an offset, from its key to the end of its value; content of an alias stands elsewhere. */
function childAt(node: YamlNode, offset: number): YamlNode | undefined {
  if (node.origin) return undefined;
  const { children } = node;
  let low = 0;
  let high = children.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle];
    if (!child) return undefined;
    if (offset < first(child)) high = middle - 1;
    else if (offset > Math.max(child.place.end, child.place.keyEnd)) low = middle + 1;
    else return child;
  }
  return undefined;
}

function first({ place }: YamlNode): number {
  return place.keyStart === -1 ? place.start : place.keyStart;
}
