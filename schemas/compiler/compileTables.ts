import type { CompiledSchema, FieldHelp, SchemaNode, SchemaRef } from '../contract/index.ts';
import type { NestedKeyword, SchemaTree } from './schemaTree.ts';

/** A kind that is to be compiled. */
export interface PackKind {
  /** Kinds of one pack share a table. */
  readonly pack: string;
  readonly tree: SchemaTree;
}

export interface SchemaTable {
  readonly nodes: readonly SchemaNode[];
  readonly help: readonly FieldHelp[];
}

export interface CompiledTables {
  /** What two packs or more have. It comes before what is a pack's own: indexes count from its beginning. */
  readonly shared: SchemaTable;
  /** What each pack has for itself. */
  readonly packs: ReadonlyMap<string, SchemaTable>;
  /** Root of each kind, as they were given. */
  readonly roots: readonly SchemaRef[];
}

/**
 * The compact form of all kinds: nodes that are alike, texts included, become one, so that a text is found without a path.
 * Deterministic: nodes are numbered as they are met, children first.
 */
export function compileTables(kinds: readonly PackKind[]): CompiledTables {
  const [nodes, help] = [new Interned<SchemaNode>(), new Interned<FieldHelp>()];
  const roots = kinds.map(({ pack, tree }) => new Adding(pack, nodes, help).add(tree));
  const [placedNodes, placedHelp] = [nodes.place(), help.place()];
  const moved = (table: readonly SchemaNode[]) =>
    table.map((node) => moveRefs(node, placedNodes.places, placedHelp.places));
  const packs = new Set(kinds.map(({ pack }) => pack));
  return {
    shared: { nodes: moved(placedNodes.shared), help: placedHelp.shared },
    packs: new Map(
      Array.from(packs, (pack) => [
        pack,
        { nodes: moved(placedNodes.own.get(pack) ?? []), help: placedHelp.own.get(pack) ?? [] },
      ]),
    ),
    roots: roots.map((root) => placedNodes.places[root] ?? root),
  };
}

/** One kind with a table of its own. */
export function compileTree(id: string, tree: SchemaTree): { schema: CompiledSchema; help: readonly FieldHelp[] } {
  const { packs, roots } = compileTables([{ pack: id, tree }]);
  const { nodes = [], help = [] } = packs.get(id) ?? {};
  return { schema: { id, root: roots[0] ?? 0, nodes }, help };
}

/** Values that are alike once, with the packs that have them. */
class Interned<T> {
  readonly #entries: { readonly value: T; readonly packs: Set<string> }[] = [];
  readonly #byText = new Map<string, number>();

  add(value: T, pack: string): number {
    const text = JSON.stringify(value);
    const known = this.#byText.get(text) ?? this.#entries.length;
    if (known === this.#entries.length) {
      this.#entries.push({ value, packs: new Set() });
      this.#byText.set(text, known);
    }
    this.#entries[known]?.packs.add(pack);
    return known;
  }

  /** `places`: by the number that `add` gave, the index in the shared values followed by those of a pack. */
  place(): { shared: readonly T[]; own: ReadonlyMap<string, readonly T[]>; places: readonly number[] } {
    const shared = this.#entries.filter(({ packs }) => packs.size > 1).map(({ value }) => value);
    const own = new Map<string, T[]>();
    let next = 0;
    const places = this.#entries.map(({ value, packs }) => {
      if (packs.size > 1) return next++;
      const [pack = ''] = packs;
      const values = own.get(pack) ?? [];
      own.set(pack, values);
      values.push(value);
      return shared.length + values.length - 1;
    });
    return { shared, own, places };
  }
}

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
  keyFormat: true,
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
  maxBytes: true,
  uniqueItems: true,
  list: true,
  listKeys: true,
  listLenient: true,
  atomic: true,
  embedded: true,
  rules: true,
  nullIsEmpty: true,
  emptyIsAbsent: true,
  bytes: true,
  since: true,
  until: true,
  successor: true,
  immutable: true,
  filled: true,
  default: true,
  sample: true,
  suggest: true,
  keys: true,
  explain: true,
};
const copiedKeywords = Object.keys(copied) as (keyof typeof copied)[];

/** The nodes of one kind on their way into the tables. */
class Adding {
  readonly #pack: string;
  readonly #nodes: Interned<SchemaNode>;
  readonly #help: Interned<FieldHelp>;
  /** Of a definition one tree may stand in many places. */
  readonly #known = new Map<SchemaTree, SchemaRef>();

  constructor(pack: string, nodes: Interned<SchemaNode>, help: Interned<FieldHelp>) {
    this.#pack = pack;
    this.#nodes = nodes;
    this.#help = help;
  }

  add(tree: SchemaTree): SchemaRef {
    const known = this.#known.get(tree) ?? this.#add(tree);
    this.#known.set(tree, known);
    return known;
  }

  #add(tree: SchemaTree): SchemaRef {
    const node: Record<string, unknown> = {};
    const below = (nested: SchemaTree) => this.add(nested);
    for (const keyword of copiedKeywords) if (tree[keyword] !== undefined) node[keyword] = tree[keyword];
    if (tree.properties !== undefined) node['properties'] = mapValues(tree.properties, below);
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
    if (tree.help !== undefined) node['help'] = this.#help.add(tree.help, this.#pack);
    return this.#nodes.add(node, this.#pack);
  }
}

function moveRefs(node: SchemaNode, nodes: readonly number[], help: readonly number[]): SchemaNode {
  const moved = (ref: SchemaRef) => nodes[ref] ?? ref;
  const { properties, values, items, not, anyOf, oneOf, allOf, readings } = node;
  return {
    ...node,
    ...(properties === undefined ? {} : { properties: mapValues(properties, moved) }),
    ...(values === undefined ? {} : { values: moved(values) }),
    ...(items === undefined ? {} : { items: moved(items) }),
    ...(not === undefined ? {} : { not: moved(not) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(moved) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(moved) }),
    ...(allOf === undefined ? {} : { allOf: allOf.map(moved) }),
    ...(readings === undefined
      ? {}
      : { readings: readings.map((reading) => ({ ...reading, schema: moved(reading.schema) })) }),
    ...(node.help === undefined ? {} : { help: help[node.help] ?? node.help }),
  };
}

function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
