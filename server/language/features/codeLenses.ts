import { render } from '../../../schemas/vocabulary/render.ts';
import { counted, say } from '../../../schemas/vocabulary/say.ts';
import type { CodeLens, Location } from '../answers.ts';
import type { LanguageContext } from '../context.ts';
import { rangeOf } from '../findingSpan.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { locate, queryOf } from './nameAt.ts';

/** Above this many places in all there are no more lenses: where thousands of resources share one name, each has them all. */
const mostPlaces = 50_000;

/** Above resources, and what packs count inside them, the number of places that refer to them; to what the operator makes of them, too. */
export function codeLenses(context: LanguageContext, file: ManifestFile): CodeLens[] {
  let left = mostPlaces;
  return file.placed().flatMap((placed) => {
    const bySpan = new Map<number, { span: { start: number; end: number }; uses: Map<string, Location> }>();
    for (const entry of context.names.of(placed.slot)) {
      if (entry.role !== 'declares' || (entry.within !== undefined && !context.packs.countsNames(entry.type))) continue;
      const refers = context.names.find('refers', queryOf(entry));
      left -= refers.length;
      if (left < 0) break;
      for (const location of locate(refers)) {
        const at = bySpan.get(entry.span.start) ?? { span: entry.span, uses: new Map<string, Location>() };
        at.uses.set(JSON.stringify(location), location);
        bySpan.set(entry.span.start, at);
      }
    }
    return [...bySpan.values()].map(({ span, uses }) => ({
      range: rangeOf(placed, span, true),
      title: render(counted(uses.size, say`1 reference`, say`${uses.size} references`), context.words),
      locations: [...uses.values()],
    }));
  });
}
