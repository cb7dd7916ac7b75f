import type { CompiledSchema, ManifestPath, OperatorVersion, Resource } from '../../schemas/contract/index.ts';
import type { LanguageContext } from './context.ts';
import type { OperatorVersions } from './operatorVersion.ts';
import type { Claim } from './packs.ts';
import type { ManifestSlot } from './workspace/manifestSlot.ts';

/** The resource that a path of a document belongs to, also while the document is broken. */
export interface CursorResource {
  readonly resource: Resource;
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
  if (header.kind !== '' && header.kind !== 'List' && !context.packs.claim(header)) return undefined;
  if (slot.document.template) return undefined;
  const resource =
    slot.resources.find(({ root }) => root.path.every((key, index) => path[index] === key)) ?? fromHeader(slot);
  const claim = context.packs.claim(resource.identity);
  if (!claim) return undefined;
  return {
    resource,
    claim,
    schema: context.schemas.schema(resource.identity.apiVersion, resource.identity.kind),
    version: versions.inForce(claim.pack).version,
    path: path.slice(resource.root.path.length),
  };
}

/** While text is being typed the parser may see no map at all: the header still tells what this will be. */
function fromHeader(slot: ManifestSlot): Resource {
  return { identity: { ...slot.header, name: '', namespace: '' }, root: slot.document.root, partial: false };
}
