import type { ManifestNode, Resource, WorkspaceIndex } from '../../../schemas/contract/index.ts';
import type { Claim, Packs, PartOfKind } from '../packs.ts';
import type { ManifestDocument } from '../yaml/index.ts';

/** What a pack answers for: a resource, or a part of one. */
export interface Subject {
  /** Of what is no resource, `kind` is the id of the subject, and `apiVersion` is empty. */
  readonly resource: Resource;
  readonly claim: Claim;
  /** Number of the resource in its document. */
  readonly number: number;
}

/**
 * Everything in a document that packs answer for: each resource, followed by its parts. Without a workspace only those parts
 * that the resource itself shows.
 */
export function subjectsOf(
  packs: Packs,
  { resources }: Pick<ManifestDocument, 'resources'>,
  workspace?: WorkspaceIndex,
): Subject[] {
  return resources.flatMap((resource, number) => {
    const claim = packs.claim(resource.identity);
    const parts = packs.partsOf(resource.identity).flatMap((part) => partsIn(resource, part, workspace));
    return [...(claim ? [{ resource, claim, number }] : []), ...parts.map((part) => ({ ...part, number }))];
  });
}

/** What a resource holds of one subject. */
export function partsIn(
  resource: Resource,
  { claim, part }: PartOfKind,
  workspace?: WorkspaceIndex,
): Omit<Subject, 'number'>[] {
  const roots = part.paths.map((path) => resource.root.at(...path)).filter(({ kind }) => kind === 'map');
  const holds = () => part.shows(resource) || (workspace !== undefined && isNamed(resource, part.namedBy?.(workspace)));
  if (roots.length === 0 || !holds()) return [];
  return roots.map((root) => ({ resource: partOf(resource, claim.subject.id, root), claim }));
}

function partOf({ identity, partial }: Resource, id: string, root: ManifestNode): Resource {
  return { identity: { ...identity, apiVersion: '', kind: id }, root, partial };
}

function isNamed({ identity }: Resource, named: ReturnType<NonNullable<PartOfKind['part']['namedBy']>> = []): boolean {
  for (const { name, namespace } of named) {
    const isSame = namespace === '' || identity.namespace === '' || namespace === identity.namespace;
    if (name === identity.name && isSame) return true;
  }
  return false;
}
