import type { IndexedResource, PartClaim, SubjectKind } from '../../../schemas/contract/index.ts';
import type { Packs } from '../packs.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { chartBeside } from './chartBeside.ts';
import { releaseKinds } from './chartValues.ts';
import { mayHoldValues } from './mayHoldSubjects.ts';
import type { PartsIndex } from './namedParts.ts';
import { partsIn, subjectsOf } from './subjectsOf.ts';

interface Search {
  readonly workspace: Workspace;
  readonly packs: Packs;
  /** What others in the workspace say. */
  readonly index: PartsIndex;
}

/** All that stands in the workspace of a subject. */
export function workspaceSubjects(search: Search, id: string): readonly IndexedResource[] {
  const { workspace, packs, index } = search;
  const claim = packs.subject(id);
  if (claim?.subject.chart) return givenValues(search, claim.subject);
  return (claim?.subject.parts ?? []).flatMap((part) =>
    documentsOf(search, part).flatMap((slot) => {
      const { uri } = slot;
      return slot.resources
        .filter(({ identity }) => packs.partsOf(identity).some((each) => each.part === part))
        .flatMap((resource) => {
          const partial = workspace.isPartial(uri, resource.identity);
          return claim ? partsIn(partial ? { ...resource, partial } : resource, { claim, part }, index) : [];
        })
        .map(({ resource }) => ({ resource, uri }));
    }),
  );
}

/** Values of the chart, in releases and in files of their own. */
function givenValues({ workspace, packs }: Search, subject: SubjectKind): readonly IndexedResource[] {
  return ['', ...releaseKinds.map(({ kind }) => kind)].flatMap((kind) => {
    return workspace.slotsOf(kind).flatMap((slot) => {
      const { uri } = slot;
      const chart = kind === '' ? chartBeside(workspace, uri) : undefined;
      if (!mayHoldValues(packs, slot, chart)) return [];
      const values = subjectsOf(packs, slot.document, { chart }).filter(({ claim }) => claim.subject === subject);
      return values.map(({ resource }) => ({ resource, uri }));
    });
  });
}

/** Documents that show by themselves what they hold, or whose resources somebody names. */
function documentsOf({ workspace, index }: Search, part: PartClaim) {
  const named = index.named(part);
  const mayHold = (slot: ManifestSlot) =>
    isMarked(slot, part) || [...named.keys()].some((name) => slot.text.includes(name));
  return workspace.slotsOf(part.kind).filter(mayHold);
}

const marksKeys = new WeakMap<PartClaim, symbol>();

function isMarked(slot: ManifestSlot, part: PartClaim): boolean {
  let key = marksKeys.get(part);
  if (!key) marksKeys.set(part, (key = Symbol(part.kind)));
  return slot.fact(key, () => part.marks.some((mark) => slot.text.includes(mark)));
}
