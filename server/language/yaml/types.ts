import type { Fix, ManifestNode, Resource, Said, ScalarStyle, Span } from '../../../schemas/contract/index.ts';

/** One `---` document. Immutable and blind to where in its file it stands: every span counts from its own first character. */
export interface ManifestDocument {
  readonly text: string;
  readonly root: ManifestNode;
  /** Usually one; the items of a `kind: List`; none if the document is empty, a template or no map. */
  readonly resources: readonly Resource[];
  readonly problems: readonly SyntaxProblem[];
  /** Holds `{{`, `{%` or `<%` outside comments and quotes: to be filled in by Helm, Jinja ... so nothing is said about it. */
  readonly template: boolean;
  readonly comments: readonly Comment[];
  /** The innermost entry, item or value at an offset. */
  nodeAt(offset: number): NodeHit | undefined;
}

export interface NodeHit {
  readonly node: ManifestNode;
  readonly on: 'key' | 'value';
}

export interface SyntaxProblem {
  /** `yaml/<what>`, such as `yaml/duplicate-key`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: Said;
  readonly span: Span;
  readonly fixes?: readonly { readonly title: Said; readonly edits: readonly TextEdit[]; readonly safe?: false }[];
  /** Fixes that are changes to nodes of the document. */
  readonly nodeFixes?: () => readonly Fix[];
}

export interface Comment {
  readonly span: Span;
  /** Without `#` and the spaces around it. */
  readonly text: string;
  /** Nothing but the comment on its line. */
  readonly ownLine: boolean;
}

/** Replaces a span by a text; the edits of one list do not overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** What is being typed at an offset, found without a parse: the text may be broken anywhere, above or below. */
export interface Cursor {
  /**
   * key: a key of a map (or of a map that starts here). value: the value of `path`. item: an item of the list at
   * `path` which has no key yet, so a scalar or the first key of a map. comment, text: nothing to offer (text: inside
   * a block scalar). top: nothing but comments in this document.
   */
  readonly place: 'key' | 'value' | 'item' | 'comment' | 'text' | 'top';
  /** key: the map that gets the key. value: the value itself. item: the item (its index is the last element). */
  readonly path: readonly (string | number)[];
  /** Characters from the start of the word up to the cursor. */
  readonly prefix: string;
  /**
   * What accepting a completion replaces: the word around the cursor, quotes included; from the start of its line or the
   * end of its dash where the word has to stand at another column.
   */
  readonly replace: Span;
  /** Keys that the map has already, without the one under the cursor (`place` key, or item with a map). */
  readonly siblings: ReadonlySet<string>;
  /** Column of a key at this place; where a block value below it would start is this plus `indentStep`. */
  readonly indent: number;
  readonly indentStep: number;
  /** Style of an existing quote around the word. */
  readonly quote: ScalarStyle | undefined;
  /** Inside `{ }` or `[ ]`. */
  readonly flow: boolean;
  /** place key: a `:` follows the word already, so only the key is to be written. */
  readonly colonFollows: boolean;
  /** To be written in front: a blank behind a colon, the indentation of a line that stands elsewhere, a dash. */
  readonly before: string;
  /** To be written behind: a blank if a comment follows. */
  readonly behind: string;
  /** Other places that may be meant: at the dash of an item its next key and a new item. Without `others` of their own. */
  readonly others: readonly Cursor[];
}

export type { ScalarContent } from './node.ts';
