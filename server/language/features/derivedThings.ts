import type { ManifestPath } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import type { DerivedThings } from '../answers.ts';
import { ask } from '../ask.ts';
import type { LanguageContext } from '../languageContext.ts';
import { rangeOf } from '../findingSpan.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { placedResources } from './writtenResources.ts';

/** What operators will make of the resources of a file; those of which nothing is made are left out. */
export function derivedThings(context: LanguageContext, file: ManifestFile): DerivedThings[] {
  return placedResources(file).flatMap(({ resource, placed }) => {
    const system = context.packs.claim(resource.identity)?.pack.system;
    const derived = system ? ask(context, 'derive', [], () => [...system.derive(resource)]) : [];
    if (derived.length === 0) return [];
    const things = derived.map(({ because, note, serves: _, ...thing }) => ({
      ...thing,
      ...(note === undefined ? {} : { note: render(note, context.words) }),
      because: fieldText(because),
    }));
    return [{ identity: resource.identity, range: rangeOf(placed, resource.root.at('kind').span), things }];
  });
}

/** As the API server names fields: `spec.users[0].name`. */
function fieldText(path: ManifestPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${String(step)}]` : index === 0 ? step : `.${step}`))
    .join('');
}
