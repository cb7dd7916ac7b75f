import type {
  CompiledSchema,
  Finding,
  ManifestPath,
  OperatorVersion,
  SchemaNode,
  SchemaRef,
  Severity,
} from '../../../schemas/contract/index.ts';

/** What a schema says about the value at one path. */
export interface SchemaField {
  readonly schema: CompiledSchema;
  readonly path: ManifestPath;
  /** The last element of the path; `undefined` for the resource itself. */
  readonly key: string | number | undefined;
  readonly ref: SchemaRef;
  /** The node behind `ref`. */
  readonly node: SchemaNode;
  /** `node` first, then the branches of its allOf, anyOf and oneOf, nested ones too: any of them may hold a keyword. */
  readonly nodes: readonly SchemaNode[];
  readonly required: boolean;
  /** Required, but filled in by a webhook. */
  readonly expected: boolean;
  /** The schema names this key; false for items of lists and for keys of an open map. */
  readonly named: boolean;
  readonly parent: SchemaField | undefined;
}

/** A schema finding, ready for the list of problems. */
export interface SchemaFinding extends Finding {
  readonly code: SchemaCode;
  readonly severity: Severity;
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  /** The expression that does not hold. */
  readonly rule?: string;
}

export type SchemaCode =
  | 'schema/unknown-key'
  | 'schema/missing-key'
  | 'schema/type'
  | 'schema/enum'
  | 'schema/format'
  | 'schema/pattern'
  | 'schema/bounds'
  | 'schema/length'
  | 'schema/duplicate-item'
  | 'schema/branches'
  | 'schema/rule'
  | 'schema/not-checked'
  | 'schema/deprecated-field'
  | 'schema/removed-field'
  | 'schema/too-new'
  | 'schema/too-old';

export interface ValidateOptions {
  /** The operator version in force; `undefined`: unknown, every version's reading is accepted. */
  readonly version: OperatorVersion | undefined;
  /** The newest that is known here. Absent: a newer one may have more. */
  readonly newest?: OperatorVersion | undefined;
}
