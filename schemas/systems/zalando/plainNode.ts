import type { ManifestNode } from '../../contract/index.ts';

/** What every node has: written out, because a node of the YAML layer does not keep its methods when it is copied. */
export function plainNode(node: ManifestNode): ManifestNode {
  const { kind, path, span, keySpan, value, source, style, parent } = node;
  return {
    kind,
    path,
    span,
    ...(keySpan ? { keySpan } : {}),
    value,
    ...(source === undefined ? {} : { source }),
    ...(style ? { style } : {}),
    ...(parent ? { parent } : {}),
    at: (...below) => node.at(...below),
    entries: () => node.entries(),
    items: () => node.items(),
  };
}
