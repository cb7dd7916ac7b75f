import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { DocumentLink } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { claimedSubjects } from '../subjects/claimedSubjects.ts';
import { rangeOf } from '../findingSpan.ts';
import { ofEachDocument } from '../workspace/manifestFile.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';

/** A kind leads to its manual, a rule id in a comment to the rule's page. */
export function documentLinks(context: LanguageContext, file: ManifestFile): readonly DocumentLink[] {
  return ofEachDocument(file, linksKey, (placed) => [
    ...kindLinks(context, file, placed),
    ...ruleLinks(context, placed),
  ]);
}

const linksKey = Symbol('links');

function kindLinks(context: LanguageContext, file: ManifestFile, placed: PlacedSlot): DocumentLink[] {
  return claimedSubjects(context, file, placed).flatMap(({ resource: { identity, root } }) => {
    const node = root.at('kind');
    const { kind, manual } = context.packs.claim(identity)?.kind ?? {};
    return kind !== undefined && manual && node.kind === 'scalar'
      ? [{ range: rangeOf(placed, node.span), target: manual, tooltip: render(say`Manual of ${kind}`, context.words) }]
      : [];
  });
}

const ruleId = /(?<![a-z0-9-])[a-z][a-z0-9-]*\/[a-z0-9-]+/g;

function ruleLinks(context: LanguageContext, placed: PlacedSlot): DocumentLink[] {
  if (!placed.slot.text.includes('db-manifests-disable')) return [];
  return placed.slot.document.comments
    .filter(({ text }) => text.startsWith('db-manifests-disable'))
    .flatMap(({ span }) =>
      [...placed.slot.text.slice(span.start, span.end).matchAll(ruleId)].flatMap((match) => {
        const target = context.ruleLink(match[0]);
        const start = span.start + match.index;
        return target
          ? [
              {
                range: rangeOf(placed, { start, end: start + match[0].length }),
                target,
                tooltip: render(say`About this rule`, context.words),
              },
            ]
          : [];
      }),
    );
}
