import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledSchema, FieldHelp, SchemaSource } from '../../schemas/contract/index.ts';

export interface SchemaFiles extends SchemaSource {
  /** Names of the files read so far, in order; an unreadable one counts. */
  loaded(): readonly string[];
}

interface IndexEntry {
  readonly apiVersion: string;
  readonly kind: string;
  readonly file: string;
}

/**
 * The schemas that the build wrote into a folder. Each file is read when its kind is first asked for, and once. A file
 * that cannot be read is the same as no schema: the kind then gets no answers, the others keep theirs.
 */
export function createSchemaFiles(folder: string): SchemaFiles {
  const loaded: string[] = [];
  const cache = new Map<string, unknown>();
  const read = (name: string): unknown => {
    if (!cache.has(name)) {
      loaded.push(name);
      cache.set(name, readJson(join(folder, name)));
    }
    return cache.get(name);
  };
  let index: ReadonlyMap<string, IndexEntry> | undefined;
  const entries = () => (index ??= indexByKind(read('index.json')));
  const load = (apiVersion: string, kind: string, suffix: string): unknown => {
    const entry = entries().get(kindKey(apiVersion, kind));
    return entry === undefined ? undefined : read(`${entry.file}${suffix}`);
  };
  return {
    schema: (apiVersion, kind) => load(apiVersion, kind, '.json') as CompiledSchema | undefined,
    help: (apiVersion, kind) => (load(apiVersion, kind, '.help.json') as readonly FieldHelp[] | undefined) ?? [],
    kinds: () => [...entries().values()].map(({ apiVersion, kind }) => ({ apiVersion, kind })),
    loaded: () => loaded,
  };
}

function indexByKind(content: unknown): ReadonlyMap<string, IndexEntry> {
  const entries = Array.isArray(content) ? (content as readonly IndexEntry[]) : [];
  return new Map(entries.map((entry) => [kindKey(entry.apiVersion, entry.kind), entry]));
}

function kindKey(apiVersion: string, kind: string): string {
  return `${apiVersion} ${kind}`;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
