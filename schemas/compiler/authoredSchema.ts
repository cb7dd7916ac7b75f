import type { JsonType, SchemaRule } from '../contract/index.ts';

/** A place in a parsed file: keys of maps and indexes of lists, from the root on. */
export type SchemaPath = readonly (string | number)[];

/**
 * A schema as it is written, with what is malformed left out (`readSchema`): the keywords of a CRD's OpenAPI v3 schema, and
 * ours. What each means stands in `schemas/AUTHORING.md`.
 */
export interface AuthoredSchema {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, AuthoredSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | AuthoredSchema;
  readonly items?: AuthoredSchema;
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly uniqueItems?: boolean;
  readonly anyOf?: readonly AuthoredSchema[];
  readonly oneOf?: readonly AuthoredSchema[];
  readonly allOf?: readonly AuthoredSchema[];
  readonly not?: AuthoredSchema;
  readonly default?: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
  readonly 'x-kubernetes-validations'?: readonly SchemaRule[];
  readonly 'x-since'?: string;
  readonly 'x-until'?: string;
  readonly 'x-successor'?: string;
  readonly 'x-sample'?: unknown;
  readonly 'x-suggest'?: string;
  readonly 'x-keys'?: string;
  readonly 'x-explain'?: string;
  readonly 'x-enum-versions'?: Readonly<Record<string, readonly [since: string, until: string]>>;
  readonly 'x-enum-lenient'?: boolean;
  readonly 'x-list-lenient'?: boolean;
  readonly 'x-bytes'?: boolean;
  readonly 'x-empty-is-absent'?: boolean;
  readonly 'x-key-format'?: string;
  readonly 'x-max-bytes'?: number;
  readonly 'x-decoded'?: AuthoredSchema;
  readonly 'x-by-version'?: readonly VersionedSchema[];
  readonly 'x-expected'?: readonly string[];
  readonly 'x-without'?: readonly string[];
  readonly 'x-partial'?: boolean;
  readonly 'x-unknown'?: 'silent' | 'warn' | 'near' | 'later' | 'refused';
  readonly 'x-immutable'?: boolean;
  readonly 'x-filled'?: boolean;
  readonly 'x-flat-texts'?: boolean;
  readonly 'x-link'?: string;
  readonly 'x-values'?: Readonly<Record<string, string>>;
  readonly 'x-deviates'?: string;
}

/** Keywords that hold from `since` on, and before `until`. */
export interface VersionedSchema {
  readonly since?: string;
  readonly until?: string;
  readonly schema: AuthoredSchema;
}

/**
 * `over` wins keyword by keyword. What is below is merged, so that a field can be added to or changed in a type: properties one
 * by one, items, values of a map. Rules of both hold. Fields that `over` says it is without are left
 * out.
 */
export function mergeSchemas(type: AuthoredSchema, over: AuthoredSchema): AuthoredSchema {
  const merged: { -readonly [Keyword in keyof AuthoredSchema]: AuthoredSchema[Keyword] } = { ...type, ...over };
  if (type.properties !== undefined && over.properties !== undefined) {
    merged.properties = mergeProperties(type.properties, over.properties);
  }
  const without = over['x-without'];
  if (without !== undefined && merged.properties !== undefined) {
    const kept = Object.entries(merged.properties).filter(([key]) => !without.includes(key));
    merged.properties = Object.fromEntries(kept);
  }
  if (over.items !== undefined) merged.items = mergeBelow(type.items, over.items);
  if (typeof over.additionalProperties === 'object') {
    merged.additionalProperties = mergeBelow(type.additionalProperties, over.additionalProperties);
  }
  const rules = [...(type['x-kubernetes-validations'] ?? []), ...(over['x-kubernetes-validations'] ?? [])];
  if (rules.length > 0) merged['x-kubernetes-validations'] = rules;
  return merged;
}

type Properties = Readonly<Record<string, AuthoredSchema>>;

function mergeProperties(type: Properties, over: Properties): Properties {
  const merged = Object.entries(over).map(([key, schema]) => [key, mergeBelow(ownValue(type, key), schema)] as const);
  return { ...type, ...Object.fromEntries(merged) };
}

/** A reference is to another type, of which nothing is kept. */
function mergeBelow(type: AuthoredSchema | boolean | undefined, over: AuthoredSchema): AuthoredSchema {
  return typeof type !== 'object' || over.$ref !== undefined ? over : mergeSchemas(type, over);
}

/** The value of a key that the map itself has: `constructor` is a name like any other. */
export function ownValue<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
