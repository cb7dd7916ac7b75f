import { render } from '../../../schemas/vocabulary/render.ts';
import { counted, say } from '../../../schemas/vocabulary/say.ts';
import type { Span } from '../../../schemas/contract/index.ts';
import type { CodeLens } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { rangeOf } from '../findingSpan.ts';
import { placeOf } from '../workspace/manifestFile.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { PlacedName } from '../workspace/placedName.ts';
import { locate } from './nameAt.ts';
import { queryOf } from '../workspace/nameQuery.ts';

/** Above this many places in all there are no more lenses: where thousands of resources share one name, each has them all. */
const mostPlaces = 50_000;

/** Above resources, and what packs count inside them, the number of places that refer to them; to what the operator makes of them, too. */
export function codeLenses(context: LanguageContext, file: ManifestFile): CodeLens[] {
  let left = mostPlaces;
  return file.slots.flatMap((slot) => {
    for (const { refers } of usesIn(context, slot)) left -= refers.length;
    return left < 0 ? [] : lensesIn(context, slot);
  });
}

const usesKey = Symbol('uses of names');
const lensesKey = Symbol('lenses');

/** A name with everything that refers to it. */
interface Uses {
  readonly span: Span;
  readonly refers: readonly PlacedName[];
}

function usesIn({ names, packs }: LanguageContext, slot: ManifestSlot): readonly Uses[] {
  return slot.memo(usesKey, () =>
    names.of(slot).flatMap((entry) => {
      if (entry.role !== 'declares' || (entry.within !== undefined && !packs.countsNames(entry.type))) return [];
      const refers = names.find('refers', queryOf(entry));
      return refers.length > 0 ? [{ span: entry.span, refers }] : [];
    }),
  );
}

/** One per place: a key of a map may be a user and its Secret at once. */
function lensesIn(context: LanguageContext, slot: ManifestSlot): readonly CodeLens[] {
  const find = () => {
    const placed = placeOf(slot);
    return placed ? lensesOf(context, placed) : [];
  };
  return slot.memo(lensesKey, find, (a, b) => JSON.stringify(a) === JSON.stringify(b));
}

function lensesOf(context: LanguageContext, placed: PlacedSlot): readonly CodeLens[] {
  const bySpan = new Map<number, Uses>();
  for (const { span, refers } of usesIn(context, placed.slot))
    bySpan.set(span.start, { span, refers: [...(bySpan.get(span.start)?.refers ?? []), ...refers] });
  return [...bySpan.values()].map(({ span, refers }) => {
    const locations = locate(refers);
    const title = counted(locations.length, say`1 reference`, say`${locations.length} references`);
    return { range: rangeOf(placed, span, true), title: render(title, context.words), locations };
  });
}
