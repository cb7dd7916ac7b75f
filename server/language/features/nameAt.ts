import type { Location, Position } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { rangeOf } from '../findingSpan.ts';
import { offsetIn, placeOf } from '../workspace/manifestFile.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import type { PlacedName } from '../workspace/placedName.ts';
import type { IndexedName } from '../workspace/readNames.ts';

/** The names that are written at a position: a key of a map may be a user and its Secret at once. */
export function namesAt(context: LanguageContext, file: ManifestFile, position: Position): IndexedName[] {
  const placed = file.at(position);
  const offset = offsetIn(placed, position);
  return context.names.of(placed.slot).filter(({ span }) => span.start <= offset && offset <= span.end);
}

/** Those of them that somebody has written, not the operator. */
export function writtenNamesAt(context: LanguageContext, file: ManifestFile, position: Position): IndexedName[] {
  return namesAt(context, file, position).filter(({ derived }) => derived === undefined);
}

/** Where a name stands now; empty if its file has gone meanwhile. */
export function locate(names: readonly PlacedName[]): Location[] {
  const locations = names.flatMap(({ entry, slot, uri }) => {
    const placed = placeOf(slot);
    return placed ? [{ uri, range: rangeOf(placed, entry.span, true) }] : [];
  });
  return sortLocations(locations);
}

/** By file and place, each place once. */
function sortLocations(locations: readonly Location[]): Location[] {
  const sorted = [...locations].sort(
    (a, b) =>
      (a.uri < b.uri ? -1 : Number(a.uri > b.uri)) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character,
  );
  return sorted.filter((each, index) => JSON.stringify(each) !== JSON.stringify(sorted[index - 1]));
}
