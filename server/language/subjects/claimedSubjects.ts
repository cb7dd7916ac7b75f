import type { LanguageContext } from '../context.ts';
import type { ManifestFile, PlacedSlot } from '../workspace/manifestFile.ts';
import { workspaceIndex } from '../workspace/workspaceIndex.ts';
import type { Reads } from '../workspace/workspaceIndex.ts';
import { subjectsOf } from './subjectsOf.ts';
import type { Subject } from './subjectsOf.ts';

/** A subject with the place where it stands. */
export interface ClaimedSubject extends Subject {
  readonly uri: string;
  readonly slot: PlacedSlot;
}

/**
 * What packs answer for in one document; documents of others are not parsed for it.
 * @param reads what others in the workspace were asked about it goes in here
 */
export function claimedSubjects(
  context: LanguageContext,
  file: ManifestFile,
  slot: PlacedSlot,
  reads?: Reads,
): ClaimedSubject[] {
  const { workspace, names, packs } = context;
  if (!packs.mayClaim(slot.slot.header)) return [];
  const partial = workspace.isPatch(file.uri);
  const index = reads ? workspaceIndex(workspace, names, packs, reads) : context.index;
  return subjectsOf(packs, slot.slot.document, index).map((subject) => {
    const resource = partial ? { ...subject.resource, partial } : subject.resource;
    return { ...subject, resource, uri: file.uri, slot };
  });
}
