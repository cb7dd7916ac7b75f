import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaSource } from '../../schemas/contract/index.ts';
import { remembered } from './remembered.ts';
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
  const read = (name: string): string | undefined => {
    loaded.push(name);
    return readText(join(folder, name));
  };
  const tables = <T>(fileOf: (table: string) => string, join: JoinFiles<T>) => {
    const files = remembered((table: string) => read(fileOf(table)));
    return remembered((table: string) => join(files(sharedTable), files(table)));
  };
  let index: ReadonlyMap<string, IndexedKind> | undefined;
  const kinds = () => (index ??= readIndex(read(indexFile)));
  const find = (apiVersion: string, kind: string) => kinds().get(kindKey(apiVersion, kind));
  const [nodesOf, helpOf] = [tables(nodesFile, joinNodes), tables(helpFile, joinHelp)];
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

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
