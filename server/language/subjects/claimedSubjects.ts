import type { LanguageContext } from '../context.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import { subjectsOf } from './subjectsOf.ts';
import type { Subject } from './subjectsOf.ts';

/** A subject with the place where it stands. */
export interface ClaimedSubject extends Subject {
  readonly uri: string;
  readonly slot: PlacedSlot;
}

/** What packs answer for in one document; documents of others are not parsed for it. */
export function claimedSubjects(context: LanguageContext, file: ManifestFile, slot: PlacedSlot): ClaimedSubject[] {
  const { workspace, packs, index } = context;
  if (!packs.mayClaim(slot.slot.header)) return [];
  const partial = workspace.isPatch(file.uri);
  return subjectsOf(packs, slot.slot.document, index).map((subject) => {
    const resource = partial ? { ...subject.resource, partial } : subject.resource;
    return { ...subject, resource, uri: file.uri, slot };
  });
}
