import { schemaPlaces } from './jsonSchema.ts';
import type { JsonSchema, JsonSchemaKeywords } from './jsonSchema.ts';

/** Keywords of our own, for whoever judges. */
export interface JudgedKeywords {
  /** Holds of a map that is a part of one: what is absent from it may stand elsewhere. */
  readonly 'x-partial'?: true;
  /** Holds of a map that has a scalar under each of these keys. */
  readonly 'x-scalars'?: readonly string[];
}

export type JudgedSchema =
  boolean | (Omit<JsonSchemaKeywords, '$defs'> & JudgedKeywords & { readonly $defs?: unknown });

/**
 * A schema that refuses values only for what stands in them. Values of a chart are parts: other files have more, and the chart
 * the rest. So of a partial map nothing is asked that absent keys could answer; all else is as it was. Where the choice
 * between branches depends on such keys, one that may hold is enough.
 */
export function judgedSchema(root: JsonSchema): JudgedSchema {
  return typeof root === 'boolean' ? root : new Judged().root(root);
}

const partial: JudgedSchema = { 'x-partial': true };

class Judged {
  /** Schemas that stand at several places. */
  readonly #shared = new Map<string, JudgedSchema>();

  root(root: JsonSchemaKeywords): JudgedSchema {
    const { $defs = {}, ...keywords } = root;
    const judged = this.#schema(keywords);
    const defs = Object.entries($defs).map(([name, each]) => [name, this.#schema(each)] as const);
    const all = Object.fromEntries([...defs, ...this.#shared]);
    return typeof judged === 'boolean' ? judged : { ...judged, $defs: all };
  }

  #schema(schema: JsonSchema): JudgedSchema {
    if (typeof schema === 'boolean') return schema;
    const below = this.#below(schema);
    const {
      required,
      minProperties,
      dependentRequired,
      not,
      oneOf,
      if: condition,
      then,
      else: otherwise,
      ...rest
    } = below;
    const added: JudgedSchema[] = [];
    const ofWhole = present({ required, minProperties, dependentRequired, not });
    if (Object.keys(ofWhole).length > 0) added.push({ if: partial, else: ofWhole } as JudgedSchema);
    if (oneOf) {
      const branches = oneOf.map((each) => this.#share(each));
      added.push({ if: partial, then: { anyOf: branches }, else: { oneOf: branches } } as JudgedSchema);
    }
    if (condition !== undefined && (then ?? otherwise) !== undefined)
      added.push(this.#conditional(schema, { condition, then: then ?? true, otherwise: otherwise ?? true }));
    const [values, others] = apart(rest);
    if (values) added.push({ if: partial, else: values } as JudgedSchema);
    if (added.length === 0) return others;
    return { ...others, allOf: [...(others.allOf ?? []), ...(added as JsonSchema[])] };
  }

  /** The same with what stands below it judged. */
  #below(schema: JsonSchemaKeywords): JsonSchemaKeywords {
    const judge = (each: JsonSchema) => this.#schema(each) as JsonSchema;
    const found: Record<string, unknown> = { ...schema };
    for (const keyword of schemaPlaces.one) {
      const each = schema[keyword];
      if (each !== undefined) found[keyword] = judge(each);
    }
    for (const keyword of schemaPlaces.list) {
      const each = schema[keyword];
      if (each) found[keyword] = each.map(judge);
    }
    for (const keyword of schemaPlaces.map) {
      const each = schema[keyword];
      if (each) found[keyword] = Object.fromEntries(Object.entries(each).map(([key, value]) => [key, judge(value)]));
    }
    return found;
  }

  #share(schema: JsonSchema): JsonSchema {
    if (typeof schema === 'boolean') return schema;
    const name = `s${String(this.#shared.size)}`;
    this.#shared.set(name, schema);
    return { $ref: `#/$defs/${name}` };
  }

  /** Of a partial map `else` follows if the condition cannot hold, and `then` if it holds of scalars that are there. */
  #conditional(
    { if: written }: JsonSchemaKeywords,
    parts: { readonly condition: JsonSchema; readonly then: JsonSchema; readonly otherwise: JsonSchema },
  ): JudgedSchema {
    const [condition, then, otherwise] = [parts.condition, parts.then, parts.otherwise].map((each) =>
      this.#share(each),
    );
    const keys = decidingKeys(written);
    const decided = keys ? [{ if: { allOf: [{ 'x-scalars': keys }, condition] }, then }] : [];
    // What `then` knows of is known, whether it has to hold or not.
    const ofPartial = { allOf: [{ anyOf: [true, then] }, { if: condition, else: otherwise }, ...decided] };
    return { if: partial, then: ofPartial, else: { if: condition, then, else: otherwise } } as unknown as JudgedSchema;
  }
}

/** Keys whose scalars decide whether a condition holds; `undefined`: something else does. */
function decidingKeys(condition: JsonSchema | undefined): readonly string[] | undefined {
  if (typeof condition !== 'object') return undefined;
  const { properties = {}, required = [], title: _title, description: _description, type, ...others } = condition;
  const isOfMaps = type === undefined || type.includes('object');
  if (!isOfMaps || Object.keys(others).length > 0) return undefined;
  const isOfScalar = (each: JsonSchema) =>
    typeof each === 'boolean' || Object.keys(each).every((keyword) => scalarKeywords.has(keyword));
  return Object.values(properties).every(isOfScalar) ? [...Object.keys(properties), ...required] : undefined;
}

const scalarKeywords: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'title', 'description', 'default'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'examples', 'deprecated'],
]);

/** What compares a value with a map that is written out, apart from the rest. */
function apart(schema: JsonSchemaKeywords): readonly [JsonSchemaKeywords | undefined, JsonSchemaKeywords] {
  const { enum: listed, const: only, ...others } = schema;
  const isMap = (value: unknown) => typeof value === 'object' && value !== null;
  if (!(listed ?? []).some(isMap) && !isMap(only)) return [undefined, schema];
  return [present({ enum: listed, const: only }), others];
}

function present(keywords: Readonly<Record<string, unknown>>): JsonSchemaKeywords {
  return Object.fromEntries(Object.entries(keywords).filter(([, each]) => each !== undefined));
}
