import type { AuthoredSchema } from '../../schemas/compiler/authoredSchema.ts';
import type { KubernetesTypes } from '../../schemas/compiler/schemaFile.ts';
import type { CompiledSchema, SchemaNode, SchemaRef } from '../../schemas/contract/index.ts';

/** Where the build put the schema of a kind. */
export interface IndexedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The table of its pack, which continues the shared one. */
  readonly table: string;
  /** In the nodes of both. */
  readonly root: SchemaRef;
}

/** The file of all kinds (`IndexedKind[]`). */
export const indexFile = 'index.json';

/** The file of Kubernetes' own types that stand in every definition (`AuthoredSchema`, by name). */
export const typesFile = 'types.json';

/** The table of what two packs or more have. */
export const sharedTable = 'shared';

/** The file of a table's nodes (`SchemaNode[]`). */
export function nodesFile(table: string): string {
  return `${table}.json`;
}

/** The file of a table's texts (`FieldHelp[]`). */
export function helpFile(table: string): string {
  return `${table}.help.json`;
}

export function kindKey(apiVersion: string, kind: string): string {
  return `${apiVersion} ${kind}`;
}

/** Kinds by `kindKey`; none if the content is something else. */
export function readIndex(content: unknown): ReadonlyMap<string, IndexedKind> {
  const entries = Array.isArray(content) ? (content as readonly IndexedKind[]) : [];
  return new Map(entries.map((entry) => [kindKey(entry.apiVersion, entry.kind), entry]));
}

/** The entries of both; `undefined` where one is missing: without the shared table no index means anything. */
export function joinTables(shared: unknown, own: unknown): readonly unknown[] | undefined {
  return Array.isArray(shared) && Array.isArray(own) ? (shared as unknown[]).concat(own) : undefined;
}

export function schemaOf({ apiVersion, kind, root }: IndexedKind, nodes: readonly SchemaNode[]): CompiledSchema {
  return { id: kindKey(apiVersion, kind), root, nodes };
}

/** None, if the content is something else. */
export function readTypes(content: unknown): KubernetesTypes {
  const types = new Map(Object.entries((content ?? {}) as Readonly<Record<string, AuthoredSchema>>));
  return { find: (name) => types.get(name) };
}
