import type { IndexedResource, PartClaim, WorkspaceIndex } from '../../../schemas/contract/index.ts';
import type { Packs } from '../packs.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { partsIn } from './subjectsOf.ts';

interface Search {
  readonly workspace: Workspace;
  readonly packs: Packs;
  /** What others in the workspace say. */
  readonly index: WorkspaceIndex;
}

/** All that stands in the workspace of a subject. */
export function workspaceSubjects(search: Search, id: string): readonly IndexedResource[] {
  const { workspace, packs, index } = search;
  const claim = packs.subject(id);
  return (claim?.subject.parts ?? []).flatMap((part) =>
    documentsOf(search, part).flatMap((slot) => {
      const { uri } = slot;
      const partial = workspace.isPatch(uri);
      return slot.resources
        .filter(({ identity }) => packs.partsOf(identity).some((each) => each.part === part))
        .flatMap((resource) => (claim ? partsIn(resource, { claim, part }, index) : []))
        .map(({ resource }) => ({ resource: partial ? { ...resource, partial } : resource, uri }));
    }),
  );
}

/** Documents that show by themselves what they hold, or whose resources somebody names. */
function documentsOf({ workspace, index }: Search, part: PartClaim) {
  const named = new Set(Array.from(part.namedBy?.(index) ?? [], ({ name }) => name));
  const mayHold = (slot: ManifestSlot) => isMarked(slot, part) || [...named].some((name) => slot.text.includes(name));
  return workspace.slotsOf(part.kind).filter(mayHold);
}

const marksKeys = new WeakMap<PartClaim, symbol>();

function isMarked(slot: ManifestSlot, part: PartClaim): boolean {
  let key = marksKeys.get(part);
  if (!key) marksKeys.set(part, (key = Symbol(part.kind)));
  return slot.fact(key, () => part.marks.some((mark) => slot.text.includes(mark)));
}
