import type { CompiledSchema, FieldHelp, SchemaSource } from '../../schemas/contract/index.ts';

/** Reads a file that the build wrote, by its path below `dist`; rejects when there is none. */
export type ReadJson = (path: string) => Promise<unknown>;

interface LoadedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly file: string;
  readonly schema: CompiledSchema;
  help: readonly FieldHelp[];
  helpIsAsked: boolean;
}

/**
 * The schemas of `dist/schemas` where nothing can be read while somebody waits. All schemas are there before the first
 * answer (a few kilobytes a kind as they travel); the texts, four times as large, are fetched when their kind is first
 * seen, and until they have arrived a hover shows the rest. A kind whose file is missing gets no answers.
 */
export async function loadSchemas(readJson: ReadJson): Promise<SchemaSource> {
  const index = (await readJson('schemas/index.json')) as readonly { apiVersion: string; kind: string; file: string }[];
  const loaded = await Promise.all(
    index.map(async (entry): Promise<LoadedKind[]> => {
      const schema = (await readJson(`schemas/${entry.file}.json`).catch(() => undefined)) as
        CompiledSchema | undefined;
      return schema ? [{ ...entry, schema, help: [], helpIsAsked: false }] : [];
    }),
  );
  const kinds = new Map(loaded.flat().map((kind) => [`${kind.apiVersion} ${kind.kind}`, kind]));
  const find = (apiVersion: string, kind: string): LoadedKind | undefined => {
    const found = kinds.get(`${apiVersion} ${kind}`);
    // Cannot fail: without a network there is no help.
    if (found && !found.helpIsAsked) fetchHelp(found).catch(() => undefined);
    return found;
  };
  async function fetchHelp(kind: LoadedKind): Promise<void> {
    kind.helpIsAsked = true;
    const help = await readJson(`schemas/${kind.file}.help.json`).catch(() => undefined);
    // Asked for again with the next look at the kind: the network may be back by then.
    if (Array.isArray(help)) kind.help = help as readonly FieldHelp[];
    else kind.helpIsAsked = false;
  }
  return {
    schema: (apiVersion, kind) => find(apiVersion, kind)?.schema,
    help: (apiVersion, kind) => find(apiVersion, kind)?.help ?? [],
    kinds: () => [...kinds.values()].map(({ apiVersion, kind }) => ({ apiVersion, kind })),
  };
}
