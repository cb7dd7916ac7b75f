import type { CompiledSchema, ManifestPath, OperatorVersion, Resource } from '../../schemas/contract/index.ts';
import type { LanguageContext } from './context.ts';
import type { OperatorVersions } from './operatorVersion.ts';
import type { Claim } from './packs.ts';
import type { Header, ManifestSlot } from './workspace/manifestSlot.ts';

/** The resource that a path of a document belongs to, also while the document is broken. */
export interface CursorResource {
  /** Read when it is asked for: in the middle of a word the document is broken, and takes longest to parse. */
  readonly resource: Resource;
  readonly header: Header;
  readonly claim: Claim;
  /** Of a kind that is known by its names only, none. */
  readonly schema: CompiledSchema | undefined;
  readonly version: OperatorVersion | undefined;
  /** The path counted from the resource: without `items` and index in a `kind: List`. */
  readonly path: ManifestPath;
}

/** `undefined` in documents of others, which are not parsed for it, and in templates. */
export function resourceAt(
  context: LanguageContext,
  versions: OperatorVersions,
  slot: ManifestSlot,
  path: ManifestPath,
): CursorResource | undefined {
  const { header } = slot;
  if (!context.packs.mayClaim(header)) return undefined;
  if (mayBeTemplate.test(slot.text) && slot.document.template) return undefined;
  if (context.packs.claim(header))
    return cursorResource(context, versions, header, path, () => findResource(slot, path));
  const resource = findResource(slot, path);
  return cursorResource(context, versions, resource.identity, path.slice(resource.root.path.length), () => resource);
}

const mayBeTemplate = /\{\{|\{%|<%/;

function cursorResource(
  context: LanguageContext,
  versions: OperatorVersions,
  header: Header,
  path: ManifestPath,
  read: () => Resource,
): CursorResource | undefined {
  const claim = context.packs.claim(header);
  if (!claim) return undefined;
  let resource: Resource | undefined;
  return {
    get resource() {
      return (resource ??= read());
    },
    header,
    claim,
    schema: context.schemas.schema(header.apiVersion, header.kind),
    version: versions.inForce(claim.pack).version,
    path,
  };
}

function findResource(slot: ManifestSlot, path: ManifestPath): Resource {
  return slot.resources.find(({ root }) => root.path.every((key, index) => path[index] === key)) ?? fromHeader(slot);
}

/** While text is being typed the parser may see no map at all: the header still tells what this will be. */
function fromHeader(slot: ManifestSlot): Resource {
  return { identity: { ...slot.header, name: '', namespace: '' }, root: slot.document.root, partial: false };
}
