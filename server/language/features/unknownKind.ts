import type { Finding, Identity, ManifestNode, SystemKind } from '../../../schemas/contract/index.ts';
import type { Packs } from '../packs.ts';
import { groupOf } from '../workspace/workspace.ts';
import type { ManifestDocument } from '../yaml/index.ts';
import type { NamedFinding } from './checkResource.ts';

/**
 * A kind that differs from one of a pack's only in upper and lower case, or a version that the kind does not have: the
 * API server says "no matches for kind". Other kinds of the group may exist, so nothing is said about them.
 */
export function unknownKindFindings(packs: Packs, document: ManifestDocument): NamedFinding[] {
  return document.resources.flatMap(({ identity, root }) => {
    const claim = packs.claim(identity);
    // A kind without versions has left the API: a rule of its pack says where it went.
    if (claim)
      return claim.kind.versions.length === 0 || hasVersion(claim.kind, identity.apiVersion)
        ? []
        : [wrongVersion(claim.kind, identity, root)];
    const meant = meantKind(packs, identity);
    return meant ? [wrongKind(meant.kind, identity, root)] : [];
  });
}

/** The kind that another spelling in upper and lower case stands for. */
export function meantKind(
  packs: Packs,
  { apiVersion, kind }: Pick<Identity, 'apiVersion' | 'kind'>,
): SystemKind | undefined {
  const group = groupOf(apiVersion);
  return packs
    .ofGroup(group)
    .flatMap((pack) => pack.system.kinds)
    .find((known) => known.group === group && known.kind.toLowerCase() === kind.toLowerCase());
}

function apiVersions({ group, versions }: SystemKind): string[] {
  return versions.map((version) => (group ? `${group}/${version}` : version));
}

function hasVersion(kind: SystemKind, apiVersion: string): boolean {
  return apiVersions(kind).includes(apiVersion);
}

function wrongVersion(known: SystemKind, { apiVersion, kind }: Identity, root: ManifestNode): NamedFinding {
  const versions = apiVersions(known);
  const list = versions.map((version) => `"${version}"`).join(' or ');
  return {
    code: 'schema/unknown-version',
    severity: 'error',
    node: root.at('apiVersion'),
    message: `The API server has no ${kind} in "${apiVersion}": write ${list}.`,
    fixes: versions.map((value) => changeTo(root.at('apiVersion'), value)),
  };
}

function wrongKind(value: string, { apiVersion, kind }: Identity, root: ManifestNode): NamedFinding {
  const group = groupOf(apiVersion);
  return {
    code: 'schema/unknown-kind',
    severity: 'error',
    node: root.at('kind'),
    message: `The API server has no kind "${kind}"${group ? ` in ${group}` : ''}: this one is spelt "${value}".`,
    fixes: [changeTo(root.at('kind'), value)],
  };
}

function changeTo(node: ManifestNode, value: string): NonNullable<Finding['fixes']>[number] {
  return { title: `Change to "${value}"`, edits: [{ do: 'set', node, value }] };
}
