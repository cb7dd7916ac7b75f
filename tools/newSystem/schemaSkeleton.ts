import type { AuthoredSchema } from '../../schemas/compiler/authoredSchema.ts';
import type { KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';
import type { SchemaRule } from '../../schemas/contract/index.ts';
import { kubernetesTypeOf } from './kubernetesTypeOf.ts';

/** What is written into a file: keywords as a person writes them. */
export type WrittenSchema = Readonly<Record<string, unknown>>;

/** How `resource.Quantity` is written in a CRD. */
const isQuantity = ({ pattern = '' }: AuthoredSchema) => pattern.includes('numkMGTPE') || pattern.includes('KMGTPE]i');

/** Keywords that are taken over as they are, in the order in which they are written. */
const kept = [
  ...['type', 'nullable', 'required', 'enum', 'format', 'pattern', 'default', 'multipleOf', 'uniqueItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties'],
  ...['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'],
  ...['x-kubernetes-list-type', 'x-kubernetes-list-map-keys', 'x-kubernetes-map-type'],
] as const satisfies readonly (keyof AuthoredSchema)[];

/**
 * The schema of a CRD without its sentences: structure, types, bounds and rules. Types of the Kubernetes API are references;
 * every other field has an empty `description`, and rules have no message, for a person to write.
 */
export function schemaSkeleton(schema: AuthoredSchema, types: KubernetesTypes): WrittenSchema {
  const properties = without(schema.properties ?? {}, common);
  const required = (schema.required ?? []).filter((key) => Object.hasOwn(properties, key));
  return without(skeletonOf({ ...schema, required, properties }, types), ['description']);
}

/** The build gives them to every kind. */
const common = ['apiVersion', 'kind', 'metadata', 'status'];

function skeletonOf(schema: AuthoredSchema, types: KubernetesTypes): WrittenSchema {
  const type = kubernetesTypeOf(schema, types);
  if (type !== undefined) {
    const { nullable, default: usual } = schema;
    return { $ref: `k8s:${type}`, ...defined({ nullable, default: usual }) };
  }
  const below = (each: AuthoredSchema | undefined) => each && skeletonOf(each, types);
  const branches = (list: readonly AuthoredSchema[] | undefined) => list?.map((each) => branchOf(each, types));
  const { required, properties, additionalProperties: open } = schema;
  const keywords = Object.fromEntries(kept.map((keyword) => [keyword, schema[keyword]]));
  return defined({
    ...keywords,
    required: required !== undefined && required.length > 0 ? required : undefined,
    'x-explain': isQuantity(schema) ? 'quantity' : undefined,
    'x-kubernetes-validations': schema['x-kubernetes-validations']?.map(ruleOf),
    ...(schema['x-kubernetes-int-or-string'] ? {} : { anyOf: branches(schema.anyOf) }),
    oneOf: branches(schema.oneOf),
    allOf: branches(schema.allOf),
    not: schema.not && branchOf(schema.not, types),
    description: '',
    properties: properties && mapValues(properties, (each) => skeletonOf(each, types)),
    additionalProperties: typeof open === 'object' ? withoutDescription(skeletonOf(open, types)) : open,
    items: schema.items && withoutDescription(below(schema.items) ?? {}),
  });
}

/** A branch describes nothing: it only asks for something of the node around it. */
function branchOf(schema: AuthoredSchema, types: KubernetesTypes): WrittenSchema {
  const { properties, ...rest } = withoutDescription(skeletonOf(schema, types));
  if (properties === undefined) return rest;
  return { ...rest, properties: mapValues(properties as Readonly<Record<string, WrittenSchema>>, withoutDescription) };
}

/** Of a rule its message is left out, and what makes one: it is said in words of ours. */
function ruleOf({ rule, reason, fieldPath, optionalOldSelf }: SchemaRule): WrittenSchema {
  return defined({ rule, reason, fieldPath: fieldPath?.map(stepOf).join(''), optionalOldSelf });
}

function stepOf(step: string): string {
  return /^[^.[\]']+$/.test(step) ? `.${step}` : `['${step.replaceAll(/['\\]/g, '\\$&')}']`;
}

function withoutDescription(schema: WrittenSchema): WrittenSchema {
  return without(schema, ['description']);
}

function without<T>(map: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}

function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

function defined(map: Readonly<Record<string, unknown>>): WrittenSchema {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));
}
