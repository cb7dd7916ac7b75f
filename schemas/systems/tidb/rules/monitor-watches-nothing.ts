import type { Finding, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isTrue, textOf } from '../../../vocabulary/read.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** Without a cluster, or without the right to look at it. */
export const monitorWatchesNothing: Rule = {
  id: 'tidb/monitor-watches-nothing',
  severity: 'warning',
  kinds: ['TidbMonitor'],
  wholeOnly: true,
  help: `Prometheus watches the clusters that are listed under \`clusters\`, and those of Data Migration under \`dm.clusters\`. With
neither it runs and measures nothing. Pods of another namespace it may only see with \`clusterScoped\`; without it those clusters
have no measurements, and nothing says so.`,
  source: manual('monitor-a-tidb-cluster'),
  *check({ resource, spec }): Iterable<Finding> {
    const lists = [spec.at('clusters'), spec.at('dm', 'clusters')];
    if (spec.kind !== 'map' || lists.some(isPlaceholder) || isPlaceholder(spec.at('dm'))) return;
    const references = lists.flatMap((list) => list.items());
    const [clusters] = lists;
    if (references.length === 0 && clusters) {
      yield {
        node: clusters.kind === 'missing' ? spec : clusters,
        mark: 'key',
        message: say`Without \`clusters\` nothing is watched: name the \`TidbCluster\`.`,
      };
    }
    const scope = spec.at('clusterScoped');
    const { namespace: own } = resource.identity;
    if (isTrue(scope) || isPlaceholder(scope) || own === '' || isFilledInLater(own)) return;
    for (const reference of references) {
      const node = reference.at('namespace');
      const namespace = textOf(node);
      if (!namespace || namespace === own || isFilledInLater(namespace)) continue;
      yield {
        node,
        message: say`Prometheus may not see pods of "${namespace}", so this cluster has no measurements: set \`clusterScoped: true\`.`,
        fixes: [
          { title: say`Set \`clusterScoped: true\``, edits: [{ do: 'set', node: scope, value: true }], safe: false },
        ],
      };
    }
  },
};
