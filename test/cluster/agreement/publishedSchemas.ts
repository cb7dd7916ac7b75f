import type { ApiClient } from '../bed/apiClient.ts';
import type { StructuralSchema } from '../support/structuralSchema.ts';

type Published = Readonly<Record<string, unknown>>;

/** What the API server publishes of its kinds (OpenAPI v3), with everything that is referred to in place. */
export class PublishedSchemas {
  readonly #api: ApiClient;
  readonly #groups = new Map<string, Promise<Readonly<Record<string, Published>>>>();

  constructor(api: ApiClient) {
    this.#api = api;
  }

  /** `undefined`: it has no such kind. */
  async of(apiVersion: string, kind: string): Promise<StructuralSchema | undefined> {
    const path = apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
    const named = this.#groups.get(path) ?? this.#read(path);
    this.#groups.set(path, named);
    const schemas = await named;
    const found = Object.values(schemas).find((schema) => isOf(schema, apiVersion, kind));
    return found && (resolved(found, schemas) as StructuralSchema);
  }

  async #read(path: string): Promise<Readonly<Record<string, Published>>> {
    const answer = await this.#api.request('GET', `/openapi/v3/${path}`);
    return (answer as { components: { schemas: Record<string, Published> } }).components.schemas;
  }
}

function isOf(schema: Published, apiVersion: string, kind: string): boolean {
  const kinds = (schema['x-kubernetes-group-version-kind'] ?? []) as { group: string; version: string; kind: string }[];
  const [name] = kinds;
  if (kinds.length !== 1 || name === undefined) return false;
  return name.kind === kind && [name.group, name.version].filter((part) => part !== '').join('/') === apiVersion;
}

/** `within`: names that are being put in place; a type that holds itself says nothing below. */
function resolved(
  value: unknown,
  schemas: Readonly<Record<string, Published>>,
  within: readonly string[] = [],
): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, schemas, within));
  if (typeof value !== 'object' || value === null) return value;
  const { allOf, $ref, ...own } = value as Record<string, unknown>;
  const rest = Object.fromEntries(Object.entries(own).map(([key, each]) => [key, resolved(each, schemas, within)]));
  const reference = typeof $ref === 'string' ? $ref : (allOf as { $ref?: unknown }[] | undefined)?.[0]?.$ref;
  if (typeof reference !== 'string')
    return allOf === undefined ? rest : { ...rest, allOf: resolved(allOf, schemas, within) };
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  if (within.includes(name)) return rest;
  const target = resolved(schemas[name] ?? {}, schemas, [...within, name]) as Published;
  // Quantities and ports are published as alternatives.
  const either =
    name.endsWith('.Quantity') || name.endsWith('.IntOrString') ? { 'x-kubernetes-int-or-string': true } : {};
  return { ...target, ...either, ...rest };
}
