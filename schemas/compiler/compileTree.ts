import type { CompiledSchema, FieldHelp, SchemaNode } from '../contract/index.ts';
import type { NestedKeyword, SchemaTree } from './schemaTree.ts';

/** Keywords that a node has from its tree as they are, in the order in which they are written. */
const copied: Readonly<Record<Exclude<keyof SchemaNode, NestedKeyword | 'help'>, true>> = {
  type: true,
  nullable: true,
  required: true,
  expected: true,
  unknown: true,
  enum: true,
  enumVersions: true,
  enumLenient: true,
  pattern: true,
  format: true,
  minimum: true,
  maximum: true,
  exclusiveMinimum: true,
  exclusiveMaximum: true,
  multipleOf: true,
  minLength: true,
  maxLength: true,
  minItems: true,
  maxItems: true,
  minProperties: true,
  maxProperties: true,
  uniqueItems: true,
  list: true,
  listKeys: true,
  listLenient: true,
  atomic: true,
  embedded: true,
  rules: true,
  nullIsEmpty: true,
  bytes: true,
  since: true,
  until: true,
  successor: true,
  immutable: true,
  default: true,
  sample: true,
  suggest: true,
  keys: true,
  explain: true,
};
const copiedKeywords = Object.keys(copied) as (keyof typeof copied)[];

interface Compiled {
  readonly schema: CompiledSchema;
  readonly help: readonly FieldHelp[];
  readonly treeNodes: number;
}

interface Table<T> {
  readonly entries: T[];
  readonly byText: Map<string, number>;
}

interface Tables {
  readonly nodes: Table<SchemaNode>;
  readonly help: Table<FieldHelp>;
  treeNodes: number;
}

/**
 * The compact form of a tree: nodes that are alike, texts included, become one, so that a text is found without a path.
 * Deterministic: nodes are numbered as they are met, children first.
 */
export function compileTree(id: string, tree: SchemaTree): Compiled {
  const tables: Tables = {
    nodes: { entries: [], byText: new Map() },
    help: { entries: [], byText: new Map() },
    treeNodes: 0,
  };
  const root = compileNode(tree, tables);
  const { nodes, help, treeNodes } = tables;
  return { schema: { id, root, nodes: nodes.entries }, help: help.entries, treeNodes };
}

function compileNode(tree: SchemaTree, tables: Tables): number {
  tables.treeNodes += 1;
  const node: Record<string, unknown> = {};
  const below = (nested: SchemaTree) => compileNode(nested, tables);
  for (const keyword of copiedKeywords) if (tree[keyword] !== undefined) node[keyword] = tree[keyword];
  if (tree.properties !== undefined) {
    node['properties'] = Object.fromEntries(
      Object.entries(tree.properties).map(([key, property]) => [key, below(property)]),
    );
  }
  for (const keyword of ['values', 'items', 'not'] as const) {
    const nested = tree[keyword];
    if (nested !== undefined) node[keyword] = below(nested);
  }
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const branches = tree[keyword];
    if (branches !== undefined) node[keyword] = branches.map(below);
  }
  if (tree.readings !== undefined) {
    node['readings'] = tree.readings.map(({ schema, ...range }) => ({ ...range, schema: below(schema) }));
  }
  if (tree.help !== undefined) node['help'] = indexOf(tree.help, tables.help);
  return indexOf(node as SchemaNode, tables.nodes);
}

function indexOf<T>(value: T, table: Table<T>): number {
  const text = JSON.stringify(value);
  const known = table.byText.get(text);
  if (known !== undefined) return known;
  table.entries.push(value);
  table.byText.set(text, table.entries.length - 1);
  return table.entries.length - 1;
}
