import type { IndexedResource, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { searchBy } from '../../../vocabulary/searchBy.ts';
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
    const rivals = byTarget(workspace.resources(group, kind), targetKey(cluster, name));
    const other = rivals.find(({ resource: each }) => {
      const isHere = !namespace || !each.identity.namespace || each.identity.namespace === namespace;
      return isHere && each.identity.name !== resource.identity.name;
    });
    if (!other) return;
    yield {
      node,
      message: say`${kind} "${other.resource.identity.name}" manages "${name}" in cluster "${cluster}" too: only the one that was there first counts. Join the two.`,
    };
  },
};

const byTarget = searchBy(({ resource: { root } }: IndexedResource) => {
  const [name, cluster] = [textOf(root.at('spec', 'name')), textOf(root.at('spec', 'cluster', 'name'))];
  return name && cluster ? [targetKey(cluster, name)] : [];
});

function targetKey(cluster: string, name: string): string {
  return [cluster, name].join('\0');
}
