import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldHelp, SchemaNode, SchemaSource } from '../../schemas/contract/index.ts';
import { remembered } from './remembered.ts';
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

export interface SchemaFiles extends SchemaSource {
  /** Names of the files read so far, in order; an unreadable one counts. */
  loaded(): readonly string[];
}

/**
 * The schemas that the build wrote into a folder. Each file is read when one of its kinds is first asked for, and once. A
 * file that cannot be read is the same as no schema: its kinds then get no answers, the others keep theirs.
 */
export function createSchemaFiles(folder: string): SchemaFiles {
  const loaded: string[] = [];
  const read = remembered((name: string) => {
    loaded.push(name);
    return readJson(join(folder, name));
  });
  let index: ReadonlyMap<string, IndexedKind> | undefined;
  const kinds = () => (index ??= readIndex(read(indexFile)));
  const find = (apiVersion: string, kind: string) => kinds().get(kindKey(apiVersion, kind));
  const tables = (fileOf: (table: string) => string) =>
    remembered((table: string) => joinTables(read(fileOf(sharedTable)), read(fileOf(table))));
  const nodesOf = tables(nodesFile) as (table: string) => readonly SchemaNode[] | undefined;
  const helpOf = tables(helpFile) as (table: string) => readonly FieldHelp[] | undefined;
  const schemas = remembered((entry: IndexedKind) => {
    const nodes = nodesOf(entry.table);
    return nodes && schemaOf(entry, nodes);
  });
  return {
    schema(apiVersion, kind) {
      const entry = find(apiVersion, kind);
      return entry && schemas(entry);
    },
    help(apiVersion, kind) {
      const entry = find(apiVersion, kind);
      return (entry && helpOf(entry.table)) ?? [];
    },
    kinds: () => [...kinds().values()].map(({ apiVersion, kind }) => ({ apiVersion, kind })),
    loaded: () => loaded,
  };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
