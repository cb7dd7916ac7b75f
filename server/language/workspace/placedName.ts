import type { NameScope } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { isSameList } from '../queries/isSameList.ts';
import { isSameData } from '../yaml/index.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import type { IndexedName } from './readNames.ts';

/** Where a name stands. */
export interface PlacedName {
  readonly entry: IndexedName;
  readonly slot: ManifestSlot;
  readonly uri: string;
}

/** A document with the names that it has, or had. */
export interface NamedSlot {
  readonly slot: ManifestSlot;
  readonly entries: readonly IndexedName[];
}

/** A name by what is said about it. */
export type Saying = Pick<PlacedName, 'entry' | 'uri'>;

/** Each name once. */
export function distinct(found: readonly PlacedName[]): PlacedName[] {
  return [...new Map(found.map((placed) => [placed.entry, placed])).values()];
}

/**
 * So that an answer does not depend on what was read first: written names before derived ones, by file and place. Documents that
 * stay do not change places, so the answer holds when lines move.
 */
export function byPlace(a: PlacedName, b: PlacedName): number {
  return (
    Number(a.entry.derived !== undefined) - Number(b.entry.derived !== undefined) ||
    (a.uri < b.uri ? -1 : Number(a.uri > b.uri)) ||
    (a.slot.line.peek() ?? 0) - (b.slot.line.peek() ?? 0) ||
    a.entry.span.start - b.entry.span.start
  );
}

/** One place may declare several names. */
export function byPlaceAndName(a: PlacedName, b: PlacedName): number {
  return byPlace(a, b) || (a.entry.name < b.entry.name ? -1 : Number(a.entry.name > b.entry.name));
}

/** What is being edited came last, and of a file that goes the first goes first: where thousands use a name, both are found at once. */
export function placeIn(uses: readonly PlacedName[], slot: ManifestSlot, entry: IndexedName): number {
  const isIt = (use: PlacedName | undefined) => use?.entry === entry && use.slot === slot;
  for (let first = 0, last = uses.length - 1; first <= last; first++, last--) {
    if (isIt(uses[last])) return last;
    if (isIt(uses[first])) return first;
  }
  return -1;
}

export interface ComparedNames {
  readonly kept: readonly (readonly [before: IndexedName, after: IndexedName])[];
  readonly gone: readonly IndexedName[];
  readonly come: readonly IndexedName[];
}

/** Names of a document before and after an edit: mostly all of them are kept, else those around what was edited. */
export function compareNames(before: readonly IndexedName[], after: readonly IndexedName[]): ComparedNames {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && saysTheSame(before[first], after[first])) first++;
  let last = 0;
  while (last < most - first && saysTheSame(before.at(-1 - last), after.at(-1 - last))) last++;
  const [gone, come] = [before.slice(first, before.length - last), after.slice(first, after.length - last)];
  const ends = [...before.slice(0, first), ...before.slice(before.length - last)];
  const kept = ends.map((name, at) => [name, after[at < first ? at : at + come.length] as IndexedName] as const);
  return { kept, gone, come };
}

/** Whether two entries of one file say the same, wherever they stand in it; `sayingKey` without a text for each. */
function saysTheSame(a: IndexedName | undefined, b: IndexedName | undefined): boolean {
  if (!a || !b || a.name !== b.name || a.type !== b.type || a.role !== b.role) return false;
  const isSameUse = a.namespace === b.namespace && a.optional === b.optional && a.open === b.open && a.self === b.self;
  if (!isSameUse || a.moves !== b.moves || a.kustomized !== b.kustomized) return false;
  return isSameScope(a.within, b.within) && isSameData(a.derived, b.derived) && isSameList(a.keys, b.keys);
}

function isSameScope(a: NameScope | undefined, b: NameScope | undefined): boolean {
  return a === b || (a?.name === b?.name && a?.type === b?.type && a?.namespace === b?.namespace);
}

/** Equal for entries of one file that say the same, wherever they stand in it. */
export function sayingKey(entry: IndexedName, uri: string): string {
  const { type, role, name, namespace, within, optional, open, self, derived, keys, moves, kustomized } = entry;
  const ways = moves && kustomized ? JSON.stringify([kustomized.ways, [...kustomized.roots]]) : '';
  const scope = within && [within.type, within.name, within.namespace].join('\0');
  const made = derived && render(derived);
  return [type, role, name, namespace, scope, optional, open, self, made, keys, moves, ways, uri].join('\0');
}
