import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { queryOf } from '../../../server/language/workspace/nameQuery.ts';
import { Packs } from '../../../server/language/packs.ts';
import { indexedWorkspace } from '../../../server/language/workspace/indexedWorkspace.ts';
import type { NameIndex } from '../../../server/language/workspace/nameIndex.ts';
import type { PlacedName } from '../../../server/language/workspace/placedName.ts';
import type { NameQuery } from '../../../server/language/workspace/nameQuery.ts';
import type { Workspace } from '../../../server/language/workspace/workspace.ts';

export const packs = new Packs(languagePacks);

/** An index of files by their path below `file:///w/`. */
export function indexOf(files: Readonly<Record<string, string>>): { workspace: Workspace; names: NameIndex } {
  const index = indexedWorkspace(packs);
  for (const [path, text] of Object.entries(files)) index.workspace.set(`file:///w/${path}`, text);
  return index;
}

/** `path:offset name`, sorted: where each of them stands. */
export function places(workspace: Workspace, found: Iterable<PlacedName>): string[] {
  return [...found].map((each) => place(workspace, each)).sort();
}

function place(workspace: Workspace, { entry, slot, uri }: PlacedName): string {
  const number = workspace.file(uri)?.slots.indexOf(slot) ?? -1;
  return `${uri.slice('file:///w/'.length)}#${String(number)}:${String(entry.span.start)} ${entry.name}`;
}

/** Everything that an index answers about everything that it knows, in words. */
export function everything({ workspace, names }: { workspace: Workspace; names: NameIndex }): unknown {
  const all = [...names.all()];
  return all
    .map((placed) => {
      const query: NameQuery = queryOf(placed.entry);
      return {
        at: place(workspace, placed),
        entry: { ...placed.entry, kustomized: placed.entry.kustomized && [...placed.entry.kustomized.roots] },
        declares: places(workspace, names.find('declares', query)),
        refers: places(workspace, names.find('refers', query)),
        has: names.has(query),
        declared: places(workspace, names.declared(query)),
        meant: names.meant(query),
      };
    })
    .map((each) => JSON.stringify(each))
    .sort();
}

/** The reference that is written `name`, in a file. */
export function referenceIn(names: NameIndex, path: string, name: string): NameQuery {
  for (const { entry, uri } of names.all())
    if (uri === `file:///w/${path}` && entry.role === 'refers' && entry.name === name) return queryOf(entry);
  throw new Error(`${path} does not refer to ${name}`);
}
