/** What a pack sees of a YAML document: values with places, without the YAML library. */

/** UTF-16 offsets from the start of the document (not of the file), end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Keys of maps and indices of lists from the root of the document. */
export type ManifestPath = readonly (string | number)[];

/** A value as it can be written into a manifest. */
export type ManifestValue =
  string | number | boolean | null | readonly ManifestValue[] | { readonly [key: string]: ManifestValue };

/** How a scalar is written: bare, in one of the two quotes, or as a block behind `|` or `>`. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/**
 * One value of a document. Immutable. An alias reads as what it stands for (with the alias's own span), a merge
 * key (`<<`) as the entries it brings.
 */
export interface ManifestNode {
  /** `missing`: nothing is written at this path. */
  readonly kind: 'map' | 'list' | 'scalar' | 'missing';
  readonly path: ManifestPath;
  /** Where the value stands. Of a missing node: the nearest value above it that is written. */
  readonly span: Span;
  /** Where the key stands, quotes included. Absent for list items, the root and missing nodes. */
  readonly keySpan?: Span;
  /**
   * What kubectl makes of it: string, number, boolean, null, plain object or array. `undefined` for a missing node
   * and for a placeholder such as `${SIZE}` that another tool fills in: then nothing is known.
   */
  readonly value: unknown;
  /** The characters of a scalar as written, quotes and block indicators excluded, escapes not resolved. */
  readonly source?: string;
  readonly style?: ScalarStyle;
  /** The text that this value was read out of, by a pack; what is to be changed is changed there. */
  readonly readFrom?: ManifestNode;
  /** The map or list that holds this value; absent for the root. */
  readonly parent?: ManifestNode;
  /** The node below, or a `missing` one that knows its path; never throws, whatever this node is. */
  at(...path: ManifestPath): ManifestNode;
  /** Entries of a map in written order, merged ones last; of anything else, none. */
  entries(): readonly (readonly [key: string, node: ManifestNode])[];
  /** Items of a list; of anything else, none. */
  items(): readonly ManifestNode[];
}

/** Which resource a document is. Empty strings where the document does not say. */
export interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Empty: not written, so the namespace of whoever applies it. */
  readonly namespace: string;
}

/** One resource: a document, or an item of a `kind: List`. */
export interface Resource {
  readonly identity: Identity;
  readonly root: ManifestNode;
  /** Part of a resource only (a Kustomize patch): what is absent here may stand elsewhere. */
  readonly partial: boolean;
}
