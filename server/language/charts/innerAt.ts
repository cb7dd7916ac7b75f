import { mayHaveSchema, schemedValues } from './schemedValues.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { blockOf } from '../yaml/index.ts';
import type { ManifestDocument } from '../yaml/index.ts';
import { chartOf } from '../subjects/claimedSubjects.ts';
import { mayHoldValues } from '../subjects/mayHoldSubjects.ts';
import { subjectsOf } from '../subjects/subjectsOf.ts';

/** YAML in a text of a document, with the place of its lines; empty ones that follow belong to it. */
export interface InnerPlace {
  readonly document: ManifestDocument;
  readonly start: number;
  readonly end: number;
}

/** The YAML in a text that an offset stands in, if a pack answers for it. */
export function innerAt(context: LanguageContext, slot: ManifestSlot, offset: number): InnerPlace | undefined {
  const { packs, index } = context;
  // Most documents are not parsed for it.
  const isOfPack = mayHoldValues(packs, slot);
  if ((!isOfPack && !mayHaveSchema(context, slot)) || slot.document.template) return undefined;
  const subjects = isOfPack
    ? subjectsOf(packs, slot.document, { workspace: index, chart: chartOf(context, slot) })
    : [];
  return [...subjects, ...schemedValues(context, slot)]
    .flatMap(({ document }) => (document === slot.document ? [] : placeOf(document, slot.text)))
    .find(({ start, end }) => start <= offset && offset <= end);
}

function placeOf(document: ManifestDocument, text: string): readonly InnerPlace[] {
  const block = blockOf(document);
  if (!block) return [];
  const start = text.indexOf('\n', block.span.start) + 1;
  const [blank = ''] = /^[ \t]*(?:\r?\n[ \t]*(?=\r?\n|$))*/.exec(text.slice(block.span.end)) ?? [];
  return [{ document, start, end: block.span.end + blank.length }];
}
