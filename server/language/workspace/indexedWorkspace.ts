import type { Packs } from '../packs.ts';
import { chartOf } from '../subjects/claimedSubjects.ts';
import { Clock } from '../queries/clock.ts';
import { Query } from '../queries/query.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import { NameIndex } from './nameIndex.ts';
import { readSlotNames } from './readNames.ts';
import type { IndexedName, SlotPlace } from './readNames.ts';
import { Workspace } from './workspace.ts';
import type { WorkspaceEvents } from './workspace.ts';

const namesKey = Symbol('names');

/** Files and the names in them, kept together: documents that come and go, kustomizations that change. */
export function indexedWorkspace(
  packs: Packs,
  clock = new Clock(),
  events: WorkspaceEvents = {},
  read: (slot: ManifestSlot, place: SlotPlace) => readonly IndexedName[] = (slot, place) =>
    readSlotNames(packs, slot, place),
): { readonly workspace: Workspace; readonly names: NameIndex } {
  const workspace: Workspace = new Workspace(clock, {
    ...events,
    added(slot, isKept) {
      names.add(slot, isKept);
      events.added?.(slot, isKept);
    },
    removed(slot) {
      names.remove(slot);
      events.removed?.(slot);
    },
    kept: (file) => names.hurry(file),
  });
  const namesOf = (slot: ManifestSlot): readonly IndexedName[] => {
    const place = { ...workspace.namesPlace(slot), chart: chartOf({ workspace }, slot) };
    const { isParsed } = slot;
    const entries = read(slot, place);
    // It holds a tree for the sake of the index only.
    if (!isParsed) workspace.giveBack(slot);
    return entries;
  };
  // What files make of names in others.
  const place = new Query(
    clock,
    () => ({ graph: workspace.kustomizations.graph, charts: workspace.charts() }),
    (a, b) => a.graph === b.graph && a.charts === b.charts,
  );
  const names = new NameIndex(clock, {
    read: (slot) => slot.fact(namesKey, () => namesOf(slot)),
    place: () => place.read(),
  });
  return { workspace, names };
}
