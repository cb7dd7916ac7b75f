import type {
  CompiledSchema,
  FieldHelp,
  ManifestPath,
  SchemaNode,
  SchemaRef,
} from '../../../schemas/contract/index.ts';
import type { SchemaField } from './types.ts';

/** What the schema says at a path; `undefined` where it says nothing: an unknown key, or below a value of any type. */
export function fieldAt(schema: CompiledSchema, path: ManifestPath): SchemaField | undefined {
  let field: SchemaField | undefined = rootField(schema);
  for (const key of path) {
    if (field === undefined) return undefined;
    field = childField(field, key);
  }
  return field;
}

/** The whole resource. */
export function rootField(schema: CompiledSchema): SchemaField {
  return newField(schema, [], undefined, schema.root, undefined, false);
}

/** The field below: under a key of a map (named by the schema or not), or at an index of a list. */
export function childField(parent: SchemaField, key: string | number): SchemaField | undefined {
  const named = typeof key === 'string' ? namedRef(parent.nodes, key) : undefined;
  const ref = named ?? openRef(parent.nodes, key);
  if (ref === undefined) return undefined;
  return newField(parent.schema, [...parent.path, key], parent, ref, key, named !== undefined);
}

/** The keys that the schema names in this map, in the order of the schema. Keys of an open map are not among them. */
export function childrenOf(parent: SchemaField): SchemaField[] {
  const keys = new Set(parent.nodes.flatMap((node) => Object.keys(node.properties ?? {})));
  return [...keys].map((key) => childField(parent, key)).filter((field) => field !== undefined);
}

/** Text, link and texts per value of a field; from the first of its nodes that has any. A link is that of the nearest field around it. */
export function helpOf(field: SchemaField, help: readonly FieldHelp[]): FieldHelp | undefined {
  const own = ownHelp(field, help);
  if (own === undefined || own.link !== undefined) return own;
  for (let around = field.parent; around; around = around.parent) {
    const link = ownHelp(around, help)?.link;
    if (link !== undefined) return { ...own, link };
  }
  return own;
}

function ownHelp(field: SchemaField, help: readonly FieldHelp[]): FieldHelp | undefined {
  const node = field.nodes.find((each) => each.help !== undefined);
  return node?.help === undefined ? undefined : help[node.help];
}

/** The types that a value may have; empty: any. */
export function typesOf(field: SchemaField): NonNullable<SchemaNode['type']> {
  const types = field.nodes.flatMap((node) => node.type ?? []);
  return [...new Set(types)];
}

/** A node and the branches of its allOf, anyOf and oneOf, nested ones too. */
export function nodesOf(schema: CompiledSchema, ref: SchemaRef): readonly SchemaNode[] {
  const node = schema.nodes.at(ref);
  if (node === undefined) return [];
  if (!node.allOf && !node.anyOf && !node.oneOf) return [node];
  const branches = [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  return [node, ...branches.flatMap((branch) => nodesOf(schema, branch))];
}

/** A map that takes keys which the schema does not name. */
export function isOpen(nodes: readonly SchemaNode[]): boolean {
  const [node] = nodes;
  if (node === undefined || node.unknown !== undefined) return true;
  return nodes.some((each) => each.values !== undefined) || node.properties === undefined;
}

function newField(
  schema: CompiledSchema,
  path: ManifestPath,
  parent: SchemaField | undefined,
  ref: SchemaRef,
  key: string | number | undefined,
  named: boolean,
): SchemaField {
  const isIn = (list: readonly string[] | undefined) => typeof key === 'string' && (list?.includes(key) ?? false);
  return {
    schema,
    path,
    key,
    ref,
    node: schema.nodes.at(ref) ?? {},
    nodes: nodesOf(schema, ref),
    required: parent !== undefined && isIn(parent.node.required),
    expected: parent !== undefined && isIn(parent.node.expected),
    named,
    parent,
  };
}

/** Entries are looked up by `typeof`, so that keys such as `constructor` find nothing. */
export function namedRef(nodes: readonly SchemaNode[], key: string): SchemaRef | undefined {
  for (const node of nodes) {
    const ref: unknown = node.properties?.[key];
    if (typeof ref === 'number') return ref;
  }
  return undefined;
}

function openRef(nodes: readonly SchemaNode[], key: string | number): SchemaRef | undefined {
  for (const node of nodes) {
    const ref = typeof key === 'string' ? node.values : node.items;
    if (ref !== undefined) return ref;
  }
  return undefined;
}
