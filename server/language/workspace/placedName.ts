import { render } from '../../../schemas/vocabulary/render.ts';
import type { ManifestSlot } from './manifestSlot.ts';
import type { IndexedName } from './readNames.ts';

/** Where a name stands. */
export interface PlacedName {
  readonly entry: IndexedName;
  readonly slot: ManifestSlot;
  readonly uri: string;
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

/** Equal for entries of one file that say the same, wherever they stand in it. */
export function sayingKey(entry: IndexedName, uri: string): string {
  const { type, role, name, namespace, within, optional, open, self, derived, keys, moves, kustomized } = entry;
  const ways = moves && kustomized ? JSON.stringify([kustomized.ways, [...kustomized.roots]]) : '';
  const scope = within && [within.type, within.name, within.namespace].join('\0');
  const made = derived && render(derived);
  return [type, role, name, namespace, scope, optional, open, self, made, keys, moves, ways, uri].join('\0');
}
