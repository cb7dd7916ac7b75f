import type { Packs } from '../packs.ts';
import type { NamesPlace } from './kustomized.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import { NameIndex } from './nameIndex.ts';
import { readSlotNames } from './readNames.ts';
import type { IndexedName } from './readNames.ts';
import { Workspace } from './workspace.ts';
import type { WorkspaceEvents } from './workspace.ts';

const none: readonly ManifestSlot[] = [];

/** Files and the names in them, kept together: documents that come and go, kustomizations that change. */
export function indexedWorkspace(
  packs: Packs,
  events: WorkspaceEvents = {},
  read: (slot: ManifestSlot, place: NamesPlace) => readonly IndexedName[] = (slot, place) =>
    readSlotNames(packs, slot, place),
): { readonly workspace: Workspace; readonly names: NameIndex } {
  let kustomizeRevision = 0;
  const names = new NameIndex({
    read(slot, uri) {
      const { isParsed } = slot;
      const entries = read(slot, workspace.namesPlace(slot, uri));
      // It holds a tree for the sake of the index only.
      if (!isParsed) workspace.giveBack(slot, uri);
      return entries;
    },
    refresh(known) {
      const { revision } = workspace.kustomize();
      if (revision === kustomizeRevision) return none;
      kustomizeRevision = revision;
      return [...known].flatMap(([slot, { uri, entries }]) =>
        entries[0]?.kustomized === workspace.namesPlace(slot, uri).kustomized ? [] : [slot],
      );
    },
  });
  const workspace = new Workspace({
    ...events,
    added(slot, uri) {
      names.add(slot, uri, workspace.file(uri)?.isKept ?? true);
      events.added?.(slot, uri);
    },
    removed(slot) {
      names.remove(slot);
      events.removed?.(slot);
    },
  });
  return { workspace, names };
}
