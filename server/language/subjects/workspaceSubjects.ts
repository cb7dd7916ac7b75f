import type { IndexedResource, PartClaim, WorkspaceIndex } from '../../../schemas/contract/index.ts';
import type { Packs } from '../packs.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { subjectsOf } from './subjectsOf.ts';

interface Search {
  readonly workspace: Workspace;
  readonly packs: Packs;
  /** What others in the workspace say; it notes what is asked. */
  readonly index: WorkspaceIndex;
  /** Notes that all documents of a kind were looked at. */
  readonly lookedAt: (kind: string) => void;
}

/** All that stands in the workspace of a subject. */
export function workspaceSubjects(search: Search, id: string): readonly IndexedResource[] {
  const { workspace, packs, index } = search;
  const parts = packs.subject(id)?.subject.parts ?? [];
  const documents = new Map(parts.flatMap((part) => documentsOf(search, part)));
  return [...documents].flatMap(([slot, uri]) => {
    const partial = workspace.isPatch(uri);
    return subjectsOf(packs, slot.document, index)
      .filter(({ claim }) => claim.subject?.id === id)
      .map(({ resource }) => ({ resource: partial ? { ...resource, partial } : resource, uri }));
  });
}

/** Documents that show by themselves what they hold, or whose resources somebody names. */
function documentsOf({ workspace, index, lookedAt }: Search, part: PartClaim) {
  lookedAt(part.kind);
  const named = new Set(Array.from(part.namedBy?.(index) ?? [], ({ name }) => name));
  const mayHold = (slot: ManifestSlot) => isMarked(slot, part) || [...named].some((name) => slot.text.includes(name));
  return workspace
    .slotsOf(part.kind)
    .filter(({ slot }) => mayHold(slot))
    .map(({ slot, uri }) => [slot, uri] as const);
}

const marksKeys = new WeakMap<PartClaim, symbol>();

function isMarked(slot: ManifestSlot, part: PartClaim): boolean {
  let key = marksKeys.get(part);
  if (!key) marksKeys.set(part, (key = Symbol(part.kind)));
  return slot.fact(key, () => part.marks.some((mark) => slot.text.includes(mark)));
}
