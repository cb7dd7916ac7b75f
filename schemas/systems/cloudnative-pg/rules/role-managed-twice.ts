import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { clusterType } from '../naming.ts';
import { manual } from '../sources.ts';

/** The list of the cluster comes first. */
export const roleManagedTwice: Rule = {
  id: 'cloudnative-pg/role-managed-twice',
  severity: 'warning',
  kinds: ['DatabaseRole'],
  help: `A role that stands under \`managed.roles\` of its cluster is kept as it is written there, and a \`DatabaseRole\` of the same
name is passed over. Remove it from the list: the role itself stays, and the resource takes over.`,
  source: manual('declarative_role_management/#coexistence-and-precedence'),
  since: '1.30',
  *check({ resource, spec, workspace }) {
    const node = spec.at('name');
    const [name, cluster] = [textOf(node), textOf(spec.at('cluster', 'name'))];
    if (!name || !cluster || isFilledInLater(name) || isFilledInLater(cluster)) return;
    for (const { resource: found } of workspace.find(clusterType, cluster, resource.identity.namespace)) {
      const roles = found.root.at('spec', 'managed', 'roles').items();
      if (!roles.some((role) => role.at('name').value === name)) continue;
      yield {
        node,
        message: say`Cluster "${cluster}" has role "${name}" under \`managed.roles\`, which wins: this resource is passed over. Remove the role there.`,
      };
      return;
    }
  },
};
