import type { ManifestNode, Resource, RuleContext } from '../../contract/index.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { instanceKinds, v2Group } from './kinds.ts';

/** Kinds of groups of the second operator: `TiKVGroup`. */
export const groupKinds: readonly string[] = Object.keys(instanceKinds).map((kind) => `${kind}Group`);

/** `template.spec` of a group; `undefined`: it is none. */
export function instanceOf({ identity, root }: Resource): ManifestNode | undefined {
  const isGroup = identity.apiVersion.split('/')[0] === v2Group && groupKinds.includes(identity.kind);
  return isGroup ? root.at('spec', 'template', 'spec') : undefined;
}

/** Groups of a kind that name a cluster in the same namespace. */
export function groupsOf(
  workspace: RuleContext['workspace'],
  kind: string,
  cluster: string,
  namespace: string,
): readonly Resource[] {
  return workspace
    .resources(v2Group, kind)
    .map(({ resource }) => resource)
    .filter(({ identity, root }) => {
      const isNear = identity.namespace === namespace || identity.namespace === '' || namespace === '';
      return isNear && knownName(root.at('spec', 'cluster', 'name')) === cluster;
    });
}
