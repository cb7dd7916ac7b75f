import type { CompiledSchema, SchemaNode, SchemaRef } from '../../../schemas/contract/index.ts';

import { namedRef, nodesOf } from '../../../server/language/schema/walk.ts';

type JsonSchema = Record<string, unknown>;

/**
 * A compact schema as JSON Schema for ajv, so that two independent readings can be compared. Below branches (`b<ref>`)
 * no map is closed. Lists with keys use the keyword `listKeys`, which the test brings.
 */
export function jsonSchemaView(schema: CompiledSchema): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const refer: Refer = (ref, inBranch) => {
    const name = `${inBranch ? 'b' : 'n'}${String(ref)}`;
    if (!definitions.has(name)) {
      definitions.set(name, {});
      definitions.set(name, viewNode(schema, schema.nodes.at(ref) ?? {}, inBranch, refer));
    }
    return { $ref: `#/definitions/${name}` };
  };
  // First what follows from the root: the table holds other kinds as well.
  const root = refer(schema.root, false);
  return { ...root, definitions: Object.fromEntries(definitions) };
}

/** A reference to the view of a node, which is made when it is first referred to. */
type Refer = (ref: SchemaRef, inBranch: boolean) => JsonSchema;

const copied = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const;

function viewNode(schema: CompiledSchema, node: SchemaNode, inBranch: boolean, to: Refer): JsonSchema {
  const view: JsonSchema = {};
  if (node.type !== undefined) view['type'] = node.type;
  if (node.enum !== undefined && !node.enumLenient) view['enum'] = node.enum;
  if (node.pattern !== undefined) view['pattern'] = node.pattern.js;
  if (node.type === undefined || node.type.length === 1) view['format'] = node.format;
  if (node.keyFormat !== undefined) view['propertyNames'] = { format: node.keyFormat };
  Object.assign(view, viewBounds(node));
  for (const keyword of copied) if (node[keyword] !== undefined) view[keyword] = node[keyword];
  if (node.properties !== undefined) {
    view['properties'] = mapValues(node.properties, (ref) => to(ref, inBranch));
    if (!inBranch && node.unknown === undefined) view['additionalProperties'] = false;
  }
  if (node.values !== undefined) view['additionalProperties'] = to(node.values, inBranch);
  const required = (node.required ?? []).filter((key) => !hasDefault(schema, node, key));
  if (required.length > 0) view['required'] = required;
  if (node.items !== undefined) view['items'] = to(node.items, inBranch);
  if (node.uniqueItems && !node.listLenient) view['uniqueItems'] = true;
  if (node.listKeys !== undefined && !node.listLenient)
    view['listKeys'] = { keys: node.listKeys, defaults: keyDefaults(schema, node) };
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const branches = node[keyword];
    if (branches !== undefined) view[keyword] = branches.map((ref) => to(ref, true));
  }
  if (node.not !== undefined) view['not'] = to(node.not, true);
  const takesNull = node.nullable || inBranch || node.type === undefined || node.nullIsEmpty;
  const others = [...(takesNull ? [{ type: 'null' }] : []), ...(node.bytes ? [bytes] : [])];
  return others.length > 0 ? { anyOf: [...others, view] } : view;
}

/** Whole numbers are compared with the whole part of a limit, and have to fit into 64 bits where nothing else is allowed. */
function viewBounds({ type, minimum, maximum }: SchemaNode): JsonSchema {
  const isWhole = type?.includes('integer') && !type.includes('number');
  if (!isWhole && minimum === undefined && maximum === undefined) return {};
  const most = isWhole ? { format: 'int64' } : {};
  const whole = (limit: number | undefined) => (limit === undefined ? undefined : Math.trunc(limit));
  return {
    if: { type: 'integer' },
    then: { ...most, minimum: whole(minimum), maximum: whole(maximum) },
    else: { minimum, maximum },
  };
}

const bytes = { type: 'array', items: { type: ['integer', 'null'], minimum: 0, maximum: 255 } };

function hasDefault(schema: CompiledSchema, node: SchemaNode, key: string): boolean {
  const ref = node.properties?.[key];
  return ref !== undefined && schema.nodes.at(ref)?.default !== undefined;
}

function keyDefaults(schema: CompiledSchema, node: SchemaNode): Record<string, unknown> {
  const item = node.items === undefined ? undefined : schema.nodes.at(node.items);
  return mapValues(item?.properties ?? {}, (ref) => schema.nodes.at(ref)?.default);
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** What the API server does before validation: nulls of known fields that are not nullable are dropped, items become empty maps and texts. */
export function withoutNulls(schema: CompiledSchema, ref: SchemaRef | undefined, value: unknown): unknown {
  const node = ref === undefined ? undefined : schema.nodes.at(ref);
  if (value === null && node?.nullIsEmpty && node.type?.includes('object')) return {};
  if (value === null && node?.nullIsEmpty && isPlainText(node)) return '';
  if (node === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => withoutNulls(schema, node.items, item));
  const kept = Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    const named = namedRef(nodesOf(schema, ref ?? 0), key) ?? node.values;
    const field = named === undefined ? undefined : schema.nodes.at(named);
    const isKept = node.keyFormat !== undefined && field?.nullIsEmpty === true;
    if (child === null && field !== undefined && !field.nullable && !isKept) return [];
    if (child === '' && field?.emptyIsAbsent) return [];
    return [[key, withoutNulls(schema, named, child)] as const];
  });
  return Object.fromEntries(kept);
}

function isPlainText({ type, enumLenient, emptyIsAbsent }: SchemaNode): boolean {
  return type?.length === 1 && type[0] === 'string' && !enumLenient && !emptyIsAbsent;
}
