import type { LanguageContext } from '../languageContext.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { chartBeside } from './chartBeside.ts';
import type { ChartBeside } from './chartBeside.ts';
import { mayHoldSubjects } from './mayHoldSubjects.ts';
import { subjectsOf } from './subjectsOf.ts';
import type { Subject } from './subjectsOf.ts';

/** A subject with the place where it stands. */
export interface ClaimedSubject extends Subject {
  readonly uri: string;
  readonly slot: PlacedSlot;
}

/** What packs answer for in one document, without its broken lines; documents of others are not parsed for it. */
export function claimedSubjects(
  context: LanguageContext,
  file: ManifestFile,
  slot: PlacedSlot,
  document = slot.slot.sound.document,
): ClaimedSubject[] {
  const { workspace, packs } = context;
  const chart = chartOf(context, slot.slot);
  if (!mayHoldSubjects(packs, slot.slot, chart)) return [];
  // Nobody else would say how to merge it.
  const isPatch = document.root.at('$patch').kind !== 'missing';
  return subjectsOf(packs, document, { workspace: context.index, chart, uri: file.uri }).map((subject) => {
    const written = document.resources[subject.number] ?? subject.resource;
    const partial =
      subject.resource.partial ||
      isPatch ||
      packs.claim(written.identity)?.kind.isPatch?.(written) === true ||
      workspace.isPartial(file.uri, written.identity);
    const resource = partial ? { ...subject.resource, partial } : subject.resource;
    return { ...subject, resource, uri: file.uri, slot };
  });
}

/** What a document may be part of; of one that says its kind, nothing. */
export function chartOf(
  { workspace }: Pick<LanguageContext, 'workspace'>,
  slot: ManifestSlot,
): ChartBeside | undefined {
  const { header, uri } = slot;
  return header.kind === '' && header.apiVersion === '' ? chartBeside(workspace, uri) : undefined;
}
