import type { FieldHelp, SchemaNode } from '../contract/index.ts';

/** Keywords of a node whose value is another node. */
export type NestedKeyword = 'properties' | 'values' | 'items' | 'anyOf' | 'oneOf' | 'allOf' | 'not' | 'readings';

/** A schema whose references are resolved: a `SchemaNode` that holds the nodes below it, and its help. */
export interface SchemaTree extends Omit<SchemaNode, NestedKeyword | 'help'> {
  readonly properties?: Readonly<Record<string, SchemaTree>>;
  readonly values?: SchemaTree;
  readonly items?: SchemaTree;
  readonly anyOf?: readonly SchemaTree[];
  readonly oneOf?: readonly SchemaTree[];
  readonly allOf?: readonly SchemaTree[];
  readonly not?: SchemaTree;
  readonly readings?: readonly { readonly since?: string; readonly until?: string; readonly schema: SchemaTree }[];
  readonly help?: FieldHelp;
  /** Why the schema differs from the CRD from here on, on purpose; for the comparison. */
  readonly deviates?: string;
  /** From a type of the Kubernetes API, which CRDs copy in part; for the comparison. */
  readonly kubernetes?: true;
}

/** A tree that is being made. */
export type UnfinishedTree = { -readonly [Keyword in keyof SchemaTree]: SchemaTree[Keyword] };
