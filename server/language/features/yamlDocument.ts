import type { ManifestValue } from '../../../schemas/contract/index.ts';
import { renderBlock } from '../yaml/render.ts';

/** A value as a document that kubectl reads as that value, keys in their order; ends in a line break. */
export function yamlDocument(value: ManifestValue): string {
  return [...renderBlock(value, { step: 2, listStep: 2 }).lines, ''].join('\n');
}
