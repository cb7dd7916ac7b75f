/** As much of an OpenAPI schema in a CRD as random resources and paths need. */
export interface StructuralSchema {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly items?: StructuralSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly allOf?: readonly StructuralSchema[];
  readonly anyOf?: readonly StructuralSchema[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly 'x-kubernetes-validations'?: readonly WrittenRule[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
}

export interface WrittenRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly fieldPath?: string;
  readonly reason?: string;
  readonly optionalOldSelf?: boolean;
}

/** The schema of what stands under a key; `undefined`: it has none. */
export function entrySchema(schema: StructuralSchema | undefined, key: string): StructuralSchema | undefined {
  const { properties, additionalProperties } = schema ?? {};
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** All rules, those of allOf too. */
export function* rulesIn(schema: StructuralSchema): Generator<WrittenRule> {
  yield* schema['x-kubernetes-validations'] ?? [];
  for (const below of belowOf(schema)) yield* rulesIn(below);
}

export function belowOf({
  properties = {},
  additionalProperties,
  items,
  allOf = [],
}: StructuralSchema): StructuralSchema[] {
  const values = typeof additionalProperties === 'object' ? [additionalProperties] : [];
  return [...Object.values(properties), ...values, ...(items ? [items] : []), ...allOf];
}

/** A path as the API server writes it: fields behind a dot, keys of maps and indexes in brackets. */
export function pathText(schema: StructuralSchema, path: readonly (string | number)[]): string {
  let text = '';
  let at: StructuralSchema | undefined = schema;
  for (const step of path) {
    const isField = typeof step === 'string' && at?.properties !== undefined && Object.hasOwn(at.properties, step);
    text += isField ? `${text === '' ? '' : '.'}${step}` : `[${String(step)}]`;
    at = typeof step === 'number' ? at?.items : entrySchema(at, step);
  }
  return text === '' ? '<nil>' : text;
}
