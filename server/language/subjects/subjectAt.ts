import type { CompiledSchema, ManifestPath, OperatorVersion, Resource } from '../../../schemas/contract/index.ts';
import type { Header } from '../apiGroups.ts';
import type { ChartHelp } from '../../../schemas/compiler/charts/chartFields.ts';
import type { Definition } from '../definitions/definitions.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { Claim } from '../packs.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { ManifestDocument } from '../yaml/index.ts';
import { chartOf } from './claimedSubjects.ts';
import { mayHoldSubjects } from './mayHoldSubjects.ts';
import { subjectsOf, wholeOf } from './subjectsOf.ts';
import type { Subject } from './subjectsOf.ts';

/** What a path of a document belongs to, also while the document is broken. */
export interface CursorSubject {
  /** Read when it is asked for: in the middle of a word the document is broken, and takes longest to parse. */
  readonly resource: Resource;
  /** By what its schema is found. */
  readonly header: Header;
  readonly claim: Claim;
  /** Of a kind that is known by its names only, none. */
  readonly schema: CompiledSchema | undefined;
  /** What the schema was read from; absent: it is ours. */
  readonly definition?: Definition;
  readonly version: OperatorVersion | undefined;
  /** The path counted from the subject: without `items` and index in a `kind: List`, without `data` in a part. */
  readonly path: ManifestPath;
  /** Texts of whoever wrote the schema, where it is none of ours. */
  readonly help?: readonly ChartHelp[];
}

export interface SubjectPlace {
  readonly slot: ManifestSlot;
  /** Counted from the root of the document. */
  readonly path: ManifestPath;
  /** Absent: that of the slot, and not one in a text. */
  readonly document?: ManifestDocument | undefined;
}

/** The innermost subject; `undefined` in documents of others, which are not parsed for it, and in templates. */
export function subjectAt(context: LanguageContext, place: SubjectPlace): CursorSubject | undefined {
  const { packs, index } = context;
  const { slot, path } = place;
  const { header, uri } = slot;
  const chart = chartOf(context, slot);
  if (!mayHoldSubjects(packs, slot, chart)) return undefined;
  if (slot.isTemplate) return undefined;
  const file = packs.file(uri);
  if (file) {
    const version = context.versions.of({ claim: file }, uri);
    const ofFile = { apiVersion: '', kind: file.subject.id };
    return cursorSubject({ context, uri, version }, file, ofFile, path, () => wholeOf(slot.document, file));
  }
  const claim = packs.claim(header);
  const isPlain = claim && packs.partsOf(header).length === 0;
  if (!isPlain) {
    const { document = slot.document } = place;
    const subjects = subjectsOf(packs, slot.document, { workspace: index, chart });
    const subject = innermost(
      subjects.filter((each) => each.document === document),
      path,
    );
    if (subject) {
      const { resource } = subject;
      const below = path.slice(resource.root.path.length);
      return cursorSubject(
        { context, uri, version: context.versions.of(subject, uri) },
        subject.claim,
        resource.identity,
        below,
        () => resource,
      );
    }
  }
  const read = () => slot.resources[0] ?? fromHeader(slot);
  return (
    claim && cursorSubject({ context, uri, version: context.versions.of({ claim }, uri) }, claim, header, path, read)
  );
}

function innermost(subjects: readonly Subject[], path: ManifestPath): Subject | undefined {
  const around = subjects.filter(({ resource: { root } }) => root.path.every((key, index) => path[index] === key));
  // Parts stand behind what they are parts of.
  return around.at(-1);
}

function cursorSubject(
  {
    context,
    uri,
    version,
  }: Pick<CursorSubject, 'version'> & { readonly context: LanguageContext; readonly uri: string },
  claim: Claim,
  { apiVersion, kind }: Header,
  path: ManifestPath,
  read: () => Resource,
): CursorSubject {
  let resource: Resource | undefined;
  const known = context.schemas.of({ apiVersion, kind }, uri);
  return {
    get resource() {
      return (resource ??= read());
    },
    header: { apiVersion, kind },
    claim,
    schema: known?.schema,
    ...(known?.definition === undefined ? {} : { definition: known.definition }),
    version,
    path,
  };
}

/** While text is being typed the parser may see no map at all: the header still tells what this will be. */
function fromHeader(slot: ManifestSlot): Resource {
  return { identity: { ...slot.header, name: '', namespace: '' }, root: slot.document.root, partial: false };
}
