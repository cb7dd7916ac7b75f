import type { ManifestValue } from '../../../schemas/contract/index.ts';
import { type DocumentStyle, documentStyle } from './documentStyle.ts';
import { unifyLineBreaks } from './splitDocuments.ts';
import type { YamlNode } from './node.ts';
import type { TextEdit } from './types.ts';

/** What a new entry holds: a value to be written, or lines taken over from column 0, the key included. */
export type Addition = { readonly value: ManifestValue } | { readonly lines: readonly string[] };

export interface PlannedEdit extends TextEdit {
  /** Of several insertions at one place the one furthest to the right comes first: it closes the innermost block. */
  readonly column?: number;
}

/** Changes collected per collection, because several of them may meet at one place of the text. */
export interface EditPlan {
  readonly text: string;
  readonly root: YamlNode;
  readonly edits: PlannedEdit[];
  readonly added: Map<YamlNode, Map<string, Addition>>;
  readonly appended: Map<YamlNode, readonly ManifestValue[]>;
  readonly removed: Map<YamlNode, Set<YamlNode>>;
  style(near: YamlNode): DocumentStyle;
}

export function newPlan(document: string, root: YamlNode): EditPlan {
  const text = unifyLineBreaks(document);
  const style = (near: YamlNode): DocumentStyle => documentStyle(text, root, near);
  return { text, root, edits: [], added: new Map(), appended: new Map(), removed: new Map(), style };
}
