/**
 * A JSON Schema as all later code reads it, whichever draft it was written for: keywords of 2020-12, each well-formed, in
 * one piece. What is referred to lies in `$defs` of the root, and nothing refers to anything else.
 */
export type JsonSchema = boolean | JsonSchemaKeywords;

/** A schema as it may be written. */
export interface JsonSchemaKeywords {
  /** `#`, or `#/$defs/<name>`. */
  readonly $ref?: string;
  /** Of the root. */
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly deprecated?: boolean;
  readonly type?: readonly JsonSchemaType[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly dependentSchemas?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly unevaluatedProperties?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly unevaluatedItems?: JsonSchema;
  readonly contains?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
}

export type JsonSchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';

/** Where schemas stand below a schema. */
export const schemaPlaces = {
  one: [
    ...(['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'items', 'unevaluatedItems'] as const),
    ...(['contains', 'not', 'if', 'then', 'else'] as const),
  ],
  list: ['prefixItems', 'allOf', 'anyOf', 'oneOf'],
  map: ['properties', 'patternProperties', 'dependentSchemas'],
} as const;

/** What a `$ref` of the schema refers to. */
export function referredTo(root: JsonSchema, $ref: string): JsonSchema {
  if ($ref === '#' || typeof root === 'boolean') return root;
  const name = $ref.slice('#/$defs/'.length);
  return root.$defs && Object.hasOwn(root.$defs, name) ? (root.$defs[name] ?? true) : true;
}
