import type { CompiledSchema, FieldHelp, SchemaNode, SchemaSource } from '../../schemas/contract/index.ts';
import {
  helpFile,
  indexFile,
  joinTables,
  kindKey,
  nodesFile,
  readIndex,
  schemaOf,
  sharedTable,
} from './schemaTables.ts';
import type { IndexedKind } from './schemaTables.ts';

/** Reads a file that the build wrote, by its path below `dist`; rejects when there is none. */
export type ReadJson = (path: string) => Promise<unknown>;

/**
 * The schemas of `dist/schemas` where nothing can be read while somebody waits. A table is fetched when a kind of its pack is
 * first seen, its texts right behind: until they have arrived the kind has no schema, and a hover shows the rest. What could not be
 * fetched is asked for again with the next look at the kind.
 * @param arrived is told that kinds have a schema which had none.
 */
export async function loadSchemas(readJson: ReadJson, arrived: () => void): Promise<SchemaSource> {
  const index = readIndex(await readJson(`schemas/${indexFile}`));
  const nodes = new FetchedTables<SchemaNode>(readJson, nodesFile, arrived);
  const help = new FetchedTables<FieldHelp>(readJson, helpFile, () => undefined);
  const schemas = new Map<IndexedKind, CompiledSchema>();
  const find = (apiVersion: string, kind: string): IndexedKind | undefined => index.get(kindKey(apiVersion, kind));
  return {
    schema(apiVersion, kind) {
      const entry = find(apiVersion, kind);
      const table = entry && nodes.get(entry.table);
      if (!table) return undefined;
      help.get(entry.table);
      const schema = schemas.get(entry) ?? schemaOf(entry, table);
      schemas.set(entry, schema);
      return schema;
    },
    help(apiVersion, kind) {
      const entry = find(apiVersion, kind);
      return (entry && help.get(entry.table)) ?? [];
    },
    kinds: () => [...index.values()].map(({ apiVersion, kind }) => ({ apiVersion, kind })),
  };
}

class FetchedTables<T extends SchemaNode | FieldHelp> {
  readonly #readJson: ReadJson;
  readonly #fileOf: (table: string) => string;
  readonly #arrived: () => void;
  readonly #tables = new Map<string, readonly T[]>();
  readonly #contents = new Map<string, Promise<unknown>>();
  readonly #underWay = new Set<string>();

  constructor(readJson: ReadJson, fileOf: (table: string) => string, arrived: () => void) {
    this.#readJson = readJson;
    this.#fileOf = fileOf;
    this.#arrived = arrived;
  }

  /** The shared table and a pack's; `undefined`: not yet. */
  get(table: string): readonly T[] | undefined {
    const known = this.#tables.get(table);
    // Cannot fail: what is missing is the same as not yet.
    if (!known && !this.#underWay.has(table)) this.#fetch(table).catch(() => undefined);
    return known;
  }

  async #fetch(table: string): Promise<void> {
    this.#underWay.add(table);
    const parts = await Promise.all([sharedTable, table].map((each) => this.#read(each)));
    this.#underWay.delete(table);
    const joined = joinTables(parts[0], parts[1]);
    if (!joined) return;
    this.#tables.set(table, joined as readonly T[]);
    this.#arrived();
  }

  async #read(table: string): Promise<unknown> {
    const content = this.#contents.get(table) ?? this.#readJson(`schemas/${this.#fileOf(table)}`);
    this.#contents.set(table, content);
    try {
      return await content;
    } catch {
      this.#contents.delete(table);
      return undefined;
    }
  }
}
