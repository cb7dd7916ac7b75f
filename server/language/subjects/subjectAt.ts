import type {
  CompiledSchema,
  Identity,
  ManifestPath,
  OperatorVersion,
  Resource,
} from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../context.ts';
import type { OperatorVersions } from '../operatorVersion.ts';
import type { Claim } from '../packs.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import { subjectsOf } from './subjectsOf.ts';
import type { Subject } from './subjectsOf.ts';

/** What a path of a document belongs to, also while the document is broken. */
export interface CursorSubject {
  /** Read when it is asked for: in the middle of a word the document is broken, and takes longest to parse. */
  readonly resource: Resource;
  /** By what its schema is found. */
  readonly header: Pick<Identity, 'apiVersion' | 'kind'>;
  readonly claim: Claim;
  /** Of a kind that is known by its names only, none. */
  readonly schema: CompiledSchema | undefined;
  readonly version: OperatorVersion | undefined;
  /** The path counted from the subject: without `items` and index in a `kind: List`, without `data` in a part. */
  readonly path: ManifestPath;
}

/** The innermost subject; `undefined` in documents of others, which are not parsed for it, and in templates. */
export function subjectAt(
  context: LanguageContext,
  versions: OperatorVersions,
  slot: ManifestSlot,
  path: ManifestPath,
): CursorSubject | undefined {
  const { packs } = context;
  const { header } = slot;
  if (!packs.mayClaim(header)) return undefined;
  if (slot.isTemplate) return undefined;
  const claim = packs.claim(header);
  const isPlain = claim && packs.partsOf(header).length === 0;
  if (!isPlain) {
    const subject = innermost(subjectsOf(packs, slot.document, context.index), path);
    const { resource } = subject ?? {};
    if (subject && resource) {
      const below = path.slice(resource.root.path.length);
      return cursorSubject(context, versions, subject.claim, resource.identity, below, () => resource);
    }
  }
  return claim && cursorSubject(context, versions, claim, header, path, () => slot.resources[0] ?? fromHeader(slot));
}

function innermost(subjects: readonly Subject[], path: ManifestPath): Subject | undefined {
  const around = subjects.filter(({ resource: { root } }) => root.path.every((key, index) => path[index] === key));
  // Parts stand behind what they are parts of.
  return around.at(-1);
}

function cursorSubject(
  context: LanguageContext,
  versions: OperatorVersions,
  claim: Claim,
  { apiVersion, kind }: Pick<Identity, 'apiVersion' | 'kind'>,
  path: ManifestPath,
  read: () => Resource,
): CursorSubject {
  let resource: Resource | undefined;
  return {
    get resource() {
      return (resource ??= read());
    },
    header: { apiVersion, kind },
    claim,
    schema: context.schemas.schema(apiVersion, kind),
    version: versions.inForce(claim.pack).version,
    path,
  };
}

/** While text is being typed the parser may see no map at all: the header still tells what this will be. */
function fromHeader(slot: ManifestSlot): Resource {
  return { identity: { ...slot.header, name: '', namespace: '' }, root: slot.document.root, partial: false };
}
