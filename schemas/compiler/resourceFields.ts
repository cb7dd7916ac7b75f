import { mergeSchemas } from './authoredSchema.ts';
import type { AuthoredSchema } from './authoredSchema.ts';

type Fields = Readonly<Record<string, AuthoredSchema>>;

interface ResourceKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope?: 'Namespaced' | 'Cluster';
  /** The only name that an object of the kind may have. */
  readonly objectName?: string;
}

/** A kind's schema with the fields that every resource has. Of `metadata` the schema itself may only say what names are like. */
export function withResourceFields(schema: AuthoredSchema, resource: ResourceKind): AuthoredSchema {
  const { apiVersion: _, kind: __, metadata, ...own } = schema.properties ?? {};
  return {
    ...schema,
    required: ['apiVersion', 'kind', 'metadata', ...(schema.required ?? []).filter((key) => !common.has(key))],
    properties: {
      apiVersion: only(resource.apiVersion, 'Group and version of the schema that this document follows.'),
      kind: only(resource.kind, 'What kind of object this document describes.'),
      metadata: resourceMetadata(metadata?.properties ?? {}, resource),
      ...own,
    },
  };
}

/** @param own what the schema says of single fields */
function resourceMetadata(own: Fields, { kind, scope, objectName }: ResourceKind): AuthoredSchema {
  const samples: Fields =
    objectName === undefined
      ? { generateName: { 'x-sample': `${kind.toLowerCase()}-` } }
      : { name: { 'x-sample': objectName } };
  const names: Fields = {
    name: nameOf('k8s-long-name'),
    generateName: nameOf('k8s-long-name-prefix'),
    // What has no namespace may name one: it is dropped.
    namespace: scope === 'Cluster' ? {} : nameOf('k8s-short-name'),
  };
  return {
    ...metadata,
    description: 'Name, namespace, labels and annotations of the object.',
    'x-sample': { name: objectName ?? kind.toLowerCase() },
    ...[{ properties: own }, { properties: samples }].reduce(mergeSchemas, { properties: names }),
    anyOf: ['name', 'generateName'].map((key) => ({
      required: [key],
      properties: { [key]: { 'x-empty-is-absent': true } },
    })),
  };
}

/** The API server reads it into Go's own types, in custom resources too, and refuses what these do not know. */
const metadata: AuthoredSchema = { $ref: 'k8s:meta/v1/ObjectMeta', 'x-unknown': 'refused' };

function nameOf(format: string): AuthoredSchema {
  return { format, 'x-empty-is-absent': true };
}

/**
 * The schema of a resource inside another one, of which the API server asks what it is; its name may be left out, and be
 * whatever fits into a URL.
 * https://github.com/kubernetes/apiextensions-apiserver/blob/v0.36.3/pkg/apiserver/schema/objectmeta/validation.go
 */
export function withEmbeddedFields(schema: AuthoredSchema): AuthoredSchema {
  const properties = schema.properties?.['metadata']?.properties ?? {};
  return {
    ...schema,
    required: [...new Set(['apiVersion', 'kind', ...(schema.required ?? [])])],
    ...mergeSchemas({ properties: embeddedFields }, { properties: { ...schema.properties, metadata: { properties } } }),
  };
}

const embeddedFields: Fields = {
  apiVersion: { type: 'string', minLength: 1, pattern: '^[^/]*(/[^/]*)?$', 'x-sample': 'v1' },
  kind: {
    type: 'string',
    minLength: 1,
    maxLength: 63,
    pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$',
    'x-sample': 'Secret',
  },
  metadata: {
    ...metadata,
    properties: {
      name: { format: 'k8s-path-segment-name' },
      generateName: { pattern: '^[^/%]*$' },
      namespace: nameOf('k8s-short-name'),
    },
  },
};

const common = new Set(['apiVersion', 'kind', 'metadata']);

function only(value: string, description: string): AuthoredSchema {
  return { type: 'string', enum: [value], description };
}
