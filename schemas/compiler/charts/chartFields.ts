import type { CompiledSchema, JsonType, SchemaNode, SchemaRef } from '../../contract/index.ts';
import { referredTo } from './jsonSchema.ts';
import type { JsonSchema, JsonSchemaKeywords } from './jsonSchema.ts';

/** What a chart's schema says of a value, in the words of whoever wrote it: plain text of strangers. */
export interface ChartHelp {
  readonly title: string;
  readonly description: string;
}

/** The schema of a chart's values in the form in which all others are walked, for completion and help; it judges nothing. */
export interface ChartFields {
  readonly schema: CompiledSchema;
  /** By `SchemaNode.help`. */
  readonly help: readonly ChartHelp[];
}

/** @param id of the schema */
export function chartFields(root: JsonSchema, id: string): ChartFields {
  return new FieldTable(root).read(id);
}

/** More branches than a person wrote for one value, and values of which the schema says something. */
const mostBranches = 100;
const mostNodes = 20_000;

class FieldTable {
  readonly #root: JsonSchema;
  readonly #nodes: SchemaNode[] = [];
  readonly #help: ChartHelp[] = [];
  /** What a schema says by itself, and together with its branches. */
  readonly #alone = new Map<JsonSchemaKeywords, SchemaRef>();
  readonly #whole = new Map<JsonSchemaKeywords, SchemaRef>();
  readonly #waiting: JsonSchemaKeywords[] = [];
  /** What several branches say of one key, by their numbers. */
  readonly #joined = new Map<string, JsonSchemaKeywords>();

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  read(id: string): ChartFields {
    const root = this.#ref(this.#root);
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) this.#write(next);
    return { schema: { id, root, nodes: this.#nodes }, help: this.#help };
  }

  /** It is read later: it may hold itself. */
  #ref(schema: JsonSchema): SchemaRef {
    const keywords = typeof schema === 'boolean' ? anything : schema;
    const known = this.#whole.get(keywords);
    if (known !== undefined) return known;
    const ref = this.#nodes.push({}) - 1;
    this.#whole.set(keywords, ref);
    this.#waiting.push(keywords);
    return ref;
  }

  #write(schema: JsonSchemaKeywords): void {
    const branches = this.#branches(schema);
    const node = this.#keywords(schema);
    const joined = branches.length > 0 ? this.#joinedKeys([schema, ...branches]) : {};
    const properties = { ...node.properties, ...joined };
    this.#nodes[this.#ref(schema)] = {
      ...node,
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(branches.length > 0 ? { anyOf: branches.map((each) => this.#aloneRef(each)) } : {}),
    };
  }

  /** Keys of which more than one branch speaks: any of them may hold. */
  #joinedKeys(branches: readonly JsonSchemaKeywords[]): Readonly<Record<string, SchemaRef>> {
    const said = new Map<string, JsonSchema[]>();
    for (const { properties = {} } of branches)
      for (const [key, each] of Object.entries(properties))
        if (each !== false) said.set(key, [...(said.get(key) ?? []), each]);
    const several = [...said].filter(([, each]) => each.length > 1);
    return Object.fromEntries(several.map(([key, each]) => [key, this.#ref(this.#join(each))]));
  }

  #join(schemas: readonly JsonSchema[]): JsonSchema {
    if (this.#nodes.length > mostNodes) return true;
    const numbers = [...new Set(schemas.map((each) => this.#ref(each)))].sort((a, b) => a - b).join(' ');
    const known = this.#joined.get(numbers) ?? { anyOf: schemas };
    this.#joined.set(numbers, known);
    return known;
  }

  #aloneRef(schema: JsonSchemaKeywords): SchemaRef {
    let ref = this.#alone.get(schema);
    if (ref === undefined) {
      ref = this.#nodes.push(this.#keywords(schema)) - 1;
      this.#alone.set(schema, ref);
    }
    return ref;
  }

  /** All that may be said of the same value, nested branches too, each once. */
  #branches(schema: JsonSchemaKeywords): JsonSchemaKeywords[] {
    const found = new Set([schema]);
    for (const each of found) {
      for (const branch of this.#nextTo(each))
        if (typeof branch === 'object' && found.size < mostBranches) found.add(branch);
    }
    found.delete(schema);
    return [...found];
  }

  #nextTo({
    $ref,
    allOf = [],
    anyOf = [],
    oneOf = [],
    dependentSchemas = {},
    ...rest
  }: JsonSchemaKeywords): JsonSchema[] {
    const referred = $ref === undefined ? [] : [referredTo(this.#root, $ref)];
    const conditional = rest.if === undefined ? [] : [rest.then ?? true, rest.else ?? true];
    return [...referred, ...allOf, ...anyOf, ...oneOf, ...conditional, ...Object.values(dependentSchemas)];
  }

  #keywords(schema: JsonSchemaKeywords): SchemaNode {
    return { ...ofScalar(schema), ...this.#below(schema), ...this.#helpOf(schema) };
  }

  #below({ properties, patternProperties, items, prefixItems, required, ...rest }: JsonSchemaKeywords): SchemaNode {
    const named = Object.entries(properties ?? {}).filter(([, each]) => each !== false);
    const [patterned] = Object.values(patternProperties ?? {});
    const values = patterned ?? rest.additionalProperties;
    const item = items ?? prefixItems?.[0];
    return {
      ...(properties ? { properties: Object.fromEntries(named.map(([key, each]) => [key, this.#ref(each)])) } : {}),
      ...(required && required.length > 0 ? { required } : {}),
      ...(typeof values === 'object' ? { values: this.#ref(values) } : {}),
      ...(item !== undefined && item !== false ? { items: this.#ref(item) } : {}),
    };
  }

  #helpOf({ title = '', description = '' }: JsonSchemaKeywords): SchemaNode {
    return title === '' && description === '' ? {} : { help: this.#help.push({ title, description }) - 1 };
  }
}

const anything: JsonSchemaKeywords = {};

function ofScalar(schema: JsonSchemaKeywords): SchemaNode {
  const types = (schema.type ?? []).filter((type): type is JsonType => type !== 'null');
  const listed = schema.const === undefined ? schema.enum : [schema.const];
  const scalars = listed?.filter(isScalar) ?? [];
  const [example] = schema.examples ?? [];
  return {
    ...(types.length > 0 ? { type: types } : {}),
    ...(scalars.length > 0 ? { enum: scalars } : {}),
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...(isScalar(example) ? { sample: example } : {}),
    ...(schema.deprecated === true ? { successor: '' } : {}),
  };
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
