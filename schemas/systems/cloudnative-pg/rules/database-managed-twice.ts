import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { group } from '../naming.ts';
import { manual } from '../sources.ts';

/** Two resources for one database or role: only the first is heard. */
export const databaseManagedTwice: Rule = {
  id: 'cloudnative-pg/database-managed-twice',
  severity: 'warning',
  kinds: ['Database', 'DatabaseRole'],
  help: `One database of a cluster is managed by one \`Database\`, and one role by one \`DatabaseRole\`: the operator follows the one
that was there first, and the other says "already managed" in its status. What is written in it never happens. Join the two.`,
  source: manual('declarative_database_management/#conflict-resolution'),
  *check({ resource, spec, workspace }) {
    const { kind, namespace } = resource.identity;
    const node = spec.at('name');
    const [name, cluster] = [textOf(node), textOf(spec.at('cluster', 'name'))];
    if (!name || !cluster || isFilledInLater(name) || isFilledInLater(cluster)) return;
    const other = workspace.resources(group, kind).find(({ resource: each }) => {
      const target = each.root.at('spec');
      const isHere = !namespace || !each.identity.namespace || each.identity.namespace === namespace;
      const isOther = each.identity.name !== resource.identity.name;
      return isOther && isHere && target.at('name').value === name && target.at('cluster', 'name').value === cluster;
    });
    if (!other) return;
    yield {
      node,
      message: say`${kind} "${other.resource.identity.name}" manages "${name}" in cluster "${cluster}" too: only the one that was there first counts. Join the two.`,
    };
  },
};
