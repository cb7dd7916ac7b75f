import type { AuthoredSchema } from '../../schemas/compiler/authoredSchema.ts';

/** The least that a schema asks for: required fields with their default, their first value, or something of their type. */
export function sampleOf(schema: AuthoredSchema): unknown {
  const { default: usual, enum: values, type, properties = {}, required = [], items, minItems = 0 } = schema;
  if (usual !== undefined) return usual;
  if (values?.[0] !== undefined) return values[0];
  if (schema['x-kubernetes-int-or-string']) return schema.pattern === undefined ? 1 : '1Gi';
  switch (Array.isArray(type) ? type[0] : type) {
    case 'object':
      return Object.fromEntries(required.map((key) => [key, sampleOf(properties[key] ?? {})]));
    case 'array':
      return Array.from({ length: minItems }, () => sampleOf(items ?? {}));
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    default:
      return 'shop'.padEnd(schema.minLength ?? 0, '-shop');
  }
}
