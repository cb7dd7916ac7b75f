import type { ObjectType } from '../schemas/contract/index.ts';
import type { KubernetesObject } from './cluster/connection.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * A CustomResourceDefinition as a document of JSON, with one version and nothing but what says what its resources look like.
 * `undefined`: it does not serve the version.
 */
export function definitionDocument({ metadata, ...object }: KubernetesObject, version: string): string | undefined {
  const { group, names, scope, versions } = mapOf(object['spec']);
  const served = listOf(versions).find((each) => mapOf(each)['name'] === version && mapOf(each)['served'] === true);
  if (served === undefined) return undefined;
  const { schema, subresources } = mapOf(served);
  const written = { name: version, served: true, storage: true, schema, subresources };
  return definition(metadata.name, { group, names, scope, versions: [written] });
}

/**
 * The same from what the API server says of a group and version (`/openapi/v3/apis/GROUP/VERSION`). `undefined`: it says
 * nothing of the kind.
 */
export function describedDefinition(description: Values, type: ObjectType): string | undefined {
  const { group, version, kind, plural, scope } = type;
  const schemas = Object.values(mapOf(mapOf(description['components'])['schemas']));
  const isOfKind = (schema: unknown): boolean =>
    listOf(mapOf(schema)['x-kubernetes-group-version-kind']).some((each) => {
      const said = mapOf(each);
      return said['group'] === group && said['version'] === version && said['kind'] === kind;
    });
  const found = schemas.find(isOfKind);
  if (found === undefined) return undefined;
  const { 'x-kubernetes-group-version-kind': _, properties, ...schema } = mapOf(found);
  // What every resource has is written as a reference to another schema of the answer.
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...own } = mapOf(properties);
  const openAPIV3Schema = { ...schema, properties: own };
  const written = { name: version, served: true, storage: true, schema: { openAPIV3Schema } };
  return definition(`${plural}.${group}`, { group, names: { kind, plural }, scope, versions: [written] });
}

function definition(name: string, spec: Values): string {
  const head = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name } };
  return JSON.stringify({ ...head, spec });
}

function mapOf(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
