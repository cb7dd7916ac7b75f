import { mergeSchemas } from './authoredSchema.ts';
import type { AuthoredSchema } from './authoredSchema.ts';

interface ResourceKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The only name that an object of the kind may have. */
  readonly objectName?: string;
}

/** A kind's schema with the fields that every resource has. Of `metadata` the schema itself may only say what names are like. */
export function withResourceFields(schema: AuthoredSchema, resource: ResourceKind): AuthoredSchema {
  const { apiVersion, kind, objectName } = resource;
  const { apiVersion: _, kind: __, metadata, ...own } = schema.properties ?? {};
  return {
    ...schema,
    required: ['apiVersion', 'kind', 'metadata', ...(schema.required ?? []).filter((key) => !common.has(key))],
    properties: {
      apiVersion: only(apiVersion, 'Group and version of the schema that this document follows.'),
      kind: only(kind, 'What kind of object this document describes.'),
      metadata: {
        $ref: 'k8s:meta/v1/ObjectMeta',
        description: 'Name, namespace, labels and annotations of the object.',
        'x-sample': { name: objectName ?? kind.toLowerCase() },
        properties: {
          ...metadata?.properties,
          ...(objectName === undefined
            ? { generateName: { 'x-sample': `${kind.toLowerCase()}-` } }
            : { name: { 'x-sample': objectName } }),
        },
        anyOf: [{ required: ['name'] }, { required: ['generateName'] }],
      },
      ...own,
    },
  };
}

/** The schema of a resource inside another one, of which the API server asks what it is; its name may be left out. */
export function withEmbeddedFields(schema: AuthoredSchema): AuthoredSchema {
  const text: AuthoredSchema = { type: 'string', minLength: 1 };
  const { metadata } = schema.properties ?? {};
  return {
    ...schema,
    required: [...new Set(['apiVersion', 'kind', ...(schema.required ?? [])])],
    properties: {
      ...schema.properties,
      apiVersion: mergeSchemas(text, schema.properties?.['apiVersion'] ?? {}),
      kind: mergeSchemas(text, schema.properties?.['kind'] ?? {}),
      metadata: { ...metadata, $ref: 'k8s:meta/v1/ObjectMeta' },
    },
  };
}

const common = new Set(['apiVersion', 'kind', 'metadata']);

function only(value: string, description: string): AuthoredSchema {
  return { type: 'string', enum: [value], description };
}
