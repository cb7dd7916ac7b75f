import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { groupsOf } from '../groups.ts';
import { v2ClusterType } from '../kinds.ts';
import { v2Manual } from '../sources.ts';

/** A TiDB by itself serves nobody. */
export const clusterIncomplete: Rule = {
  id: 'tidb/cluster-incomplete',
  severity: 'information',
  kinds: ['TiDBGroup', 'TiKVGroup', 'TiFlashGroup', 'TiCDCGroup'],
  wholeOnly: true,
  help: `TiDB needs PD and TiKV of the same cluster, and all stores need PD; until they are there its pods wait. The cluster stands in this workspace, and no
group that is needed names it: it may be missing, or name another cluster. Write it, or correct the name.`,
  source: v2Manual('deploy-tidb-cluster/'),
  *check({ resource, spec, workspace }) {
    const node = spec.at('cluster', 'name');
    const name = knownName(node);
    const { kind, namespace, apiVersion } = resource.identity;
    if (name === undefined || !workspace.complete || !apiVersion.startsWith('core.pingcap.com/')) return;
    if (workspace.find(v2ClusterType, name, namespace).length !== 1) return;
    const needed = kind === 'TiKVGroup' ? ['PDGroup'] : ['PDGroup', 'TiKVGroup'];
    const missing = needed.filter((each) => groupsOf(workspace, each, name, namespace).length === 0);
    if (missing.length === 0) return;
    const kinds = listed(
      missing.map((each) => say`\`${each}\``),
      'and',
    );
    yield {
      node,
      message: say`No ${kinds} here names cluster "${name}", and the pods wait for that: write it, or correct the name.`,
    };
  },
};
