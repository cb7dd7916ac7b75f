import type { CompiledSchema, SchemaNode, SchemaRef } from '../contract/index.ts';

/**
 * What a definition says of a kind, with what a pack knows of the same fields: texts, samples, suggestions, and what a webhook
 * fills in. Where the definition leaves open what may stand in a map the pack has the say; the API server keeps what the
 * pack does not know there.
 * @param texts of the definition, behind which those of the pack are counted on
 */
export function annotateSchema(definition: CompiledSchema, texts: number, pack: CompiledSchema): CompiledSchema {
  const annotation = new Annotation(definition, texts, pack);
  const root = annotation.merge(definition.root, pack.root);
  return { ...definition, root, nodes: annotation.nodes };
}

class Annotation {
  readonly nodes: SchemaNode[] = [];
  readonly #own: CompiledSchema;
  readonly #texts: number;
  readonly #pack: CompiledSchema;
  readonly #known = new Map<string, SchemaRef>();

  constructor(own: CompiledSchema, texts: number, pack: CompiledSchema) {
    this.#own = own;
    this.#texts = texts;
    this.#pack = pack;
  }

  /** A node of the definition with that of the pack, if it knows the field. */
  merge(ref: SchemaRef, packRef: SchemaRef | undefined): SchemaRef {
    return this.#remembered(`${String(ref)} ${String(packRef)}`, () => {
      const node = this.#own.nodes.at(ref) ?? {};
      const packNode = packRef === undefined ? undefined : this.#pack.nodes.at(packRef);
      if (packRef !== undefined && packNode?.properties !== undefined && saysNothing(node)) return this.#open(packRef);
      return this.#add({
        ...node,
        ...(packNode === undefined ? {} : this.#annotations(node, packNode)),
        ...withRefs(node, {
          property: (key, below) => this.merge(below, ownRef(packNode?.properties, key) ?? packNode?.values),
          values: (below) => this.merge(below, packNode?.values),
          items: (below) => this.merge(below, packNode?.items),
          branch: (below) => this.merge(below, undefined),
        }),
      });
    });
  }

  /** A node of the pack, below one that the definition leaves open. */
  #open(ref: SchemaRef): SchemaRef {
    return this.#remembered(`open ${String(ref)}`, () => {
      const node = this.#pack.nodes.at(ref) ?? {};
      const closed = node.properties !== undefined && node.values === undefined && node.unknown === undefined;
      const below = (each: SchemaRef) => this.#open(each);
      return this.#add({
        ...node,
        ...(node.help === undefined ? {} : { help: this.#texts + node.help }),
        ...(closed ? { unknown: 'warn' as const } : {}),
        ...withRefs(node, { property: (_, each) => below(each), values: below, items: below, branch: below }),
      });
    });
  }

  #annotations(node: SchemaNode, { expected, help, successor, until, ...pack }: SchemaNode): Partial<SchemaNode> {
    const filledIn = expected?.filter((key) => node.required?.includes(key)) ?? [];
    const required = node.required?.filter((key) => !filledIn.includes(key)) ?? [];
    const words: Partial<SchemaNode> = Object.fromEntries(
      (['sample', 'suggest', 'keys', 'explain', 'immutable'] as const).flatMap((keyword) =>
        pack[keyword] === undefined ? [] : [[keyword, pack[keyword]]],
      ),
    );
    return {
      ...words,
      ...(filledIn.length > 0 ? { expected: filledIn, required } : {}),
      ...(help === undefined ? {} : { help: this.#texts + help }),
      // A field that is there is not gone yet.
      ...(successor === undefined || until !== undefined ? {} : { successor }),
    };
  }

  #add(node: SchemaNode): SchemaRef {
    return this.nodes.push(node) - 1;
  }

  #remembered(key: string, make: () => SchemaRef): SchemaRef {
    let ref = this.#known.get(key);
    if (ref === undefined) this.#known.set(key, (ref = make()));
    return ref;
  }
}

function saysNothing({ properties, values, unknown, items }: SchemaNode): boolean {
  return properties === undefined && values === undefined && items === undefined && unknown === 'silent';
}

interface Moves {
  readonly property: (key: string, ref: SchemaRef) => SchemaRef;
  readonly values: (ref: SchemaRef) => SchemaRef;
  readonly items: (ref: SchemaRef) => SchemaRef;
  readonly branch: (ref: SchemaRef) => SchemaRef;
}

/** The keywords of a node that refer to others, moved. */
function withRefs(node: SchemaNode, moves: Moves): Partial<SchemaNode> {
  const { properties, values, items, not, anyOf, oneOf, allOf, readings } = node;
  return {
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, ref]) => [key, moves.property(key, ref)]),
          ),
        }),
    ...(values === undefined ? {} : { values: moves.values(values) }),
    ...(items === undefined ? {} : { items: moves.items(items) }),
    ...(not === undefined ? {} : { not: moves.branch(not) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(moves.branch) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(moves.branch) }),
    ...(allOf === undefined ? {} : { allOf: allOf.map(moves.branch) }),
    ...(readings === undefined
      ? {}
      : { readings: readings.map((reading) => ({ ...reading, schema: moves.branch(reading.schema) })) }),
  };
}

function ownRef(properties: SchemaNode['properties'], key: string): SchemaRef | undefined {
  return properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
}
