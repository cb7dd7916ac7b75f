import type { CompiledSchema, SchemaSource } from '../../schemas/contract/index.ts';
import {
  helpFile,
  indexFile,
  joinHelp,
  joinNodes,
  kindKey,
  nodesFile,
  readIndex,
  schemaOf,
  sharedTable,
} from './schemaTables.ts';
import type { IndexedKind, JoinFiles } from './schemaTables.ts';

/** Reads a file that the build wrote, by its path below `dist`; rejects when there is none. */
export type ReadText = (path: string) => Promise<string>;

/**
 * The schemas of `dist/schemas` where nothing can be read while somebody waits. A table is fetched when a kind of its pack is
 * first seen, its texts right behind: until they have arrived the kind has no schema, and a hover shows the rest. What could not be
 * fetched is asked for again with the next look at the kind.
 * @param arrived is told that kinds have a schema which had none.
 */
export async function loadSchemas(readText: ReadText, arrived: () => void): Promise<SchemaSource> {
  const index = readIndex(await readText(`schemas/${indexFile}`));
  const nodes = new FetchedTables(readText, nodesFile, joinNodes, arrived);
  const help = new FetchedTables(readText, helpFile, joinHelp, () => undefined);
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

class FetchedTables<T> {
  readonly #readText: ReadText;
  readonly #fileOf: (table: string) => string;
  readonly #arrived: () => void;
  readonly #join: JoinFiles<T>;
  readonly #tables = new Map<string, T>();
  readonly #contents = new Map<string, Promise<string>>();
  readonly #underWay = new Set<string>();

  constructor(readText: ReadText, fileOf: (table: string) => string, join: JoinFiles<T>, arrived: () => void) {
    this.#readText = readText;
    this.#fileOf = fileOf;
    this.#join = join;
    this.#arrived = arrived;
  }

  /** The shared table and a pack's; `undefined`: not yet. */
  get(table: string): T | undefined {
    const known = this.#tables.get(table);
    // Cannot fail: what is missing is the same as not yet.
    if (!known && !this.#underWay.has(table)) this.#fetch(table).catch(() => undefined);
    return known;
  }

  async #fetch(table: string): Promise<void> {
    this.#underWay.add(table);
    const parts = await Promise.all([sharedTable, table].map((each) => this.#read(each)));
    this.#underWay.delete(table);
    const joined = this.#join(parts[0], parts[1]);
    if (!joined) return;
    this.#tables.set(table, joined);
    this.#arrived();
  }

  async #read(table: string): Promise<string | undefined> {
    const content = this.#contents.get(table) ?? this.#readText(`schemas/${this.#fileOf(table)}`);
    this.#contents.set(table, content);
    try {
      return await content;
    } catch {
      this.#contents.delete(table);
      return undefined;
    }
  }
}
