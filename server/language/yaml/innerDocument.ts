import type { ManifestNode } from '../../../schemas/contract/index.ts';
import { asManifestNode, owner } from './node.ts';
import { parseWithin } from './parseDocument.ts';
import type { ManifestDocument } from './types.ts';

interface Inner {
  readonly document: ManifestDocument | undefined;
}

const known = new WeakMap<ManifestNode, Inner>();
/** The blocks that inner documents stand in, by their roots. */
const blocks = new WeakMap<ManifestNode, ManifestNode>();

/**
 * The YAML in a literal block, with the places of the text around: what is written into it stands where the block has its
 * lines, so edits fit as they are. `undefined`: no such block, or several documents.
 * @param text of the document that the block stands in
 */
export function innerDocument(block: ManifestNode, text: string): ManifestDocument | undefined {
  const node = owner(block);
  if (!node || node.origin || node.style !== 'literal') return undefined;
  const before = known.get(block);
  if (before) return before.document;
  const start = text.indexOf('\n', node.place.start) + 1;
  const document = start === 0 || start > node.place.end ? undefined : parseWithin(text, start, node.place.end);
  known.set(asManifestNode(node), { document });
  if (document) blocks.set(document.root, block);
  return document;
}

/** The block that an inner document stands in. */
export function blockOf({ root }: Pick<ManifestDocument, 'root'>): ManifestNode | undefined {
  return blocks.get(root);
}

/** The root of the document that a node stands in, also from within a block. */
export function outermost(node: ManifestNode): ManifestNode {
  let top = node;
  for (;;) {
    while (top.parent) top = top.parent;
    const block = blocks.get(top);
    if (!block) return top;
    top = block;
  }
}
