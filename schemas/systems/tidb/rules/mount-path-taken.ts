import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { partsOf } from '../parts.ts';
import { manual } from '../sources.ts';

/** One path, one volume. */
export const mountPathTaken: Rule = {
  id: 'tidb/mount-path-taken',
  severity: 'error',
  kinds: ['TidbCluster', 'TidbDashboard', 'TidbNGMonitoring', 'DMCluster'],
  help: `A container finds one volume at a path. Where two of \`storageVolumes\` and \`additionalVolumeMounts\` have the same one, the
API server refuses the StatefulSet, and the component is neither made nor changed; only the operator's log says why. Give each
volume a path of its own.`,
  source: manual('configure-a-tidb-cluster#storage-volumes'),
  *check({ resource }): Iterable<Finding> {
    for (const { node: part } of partsOf(resource)) {
      const taken = new Map<string, ManifestNode>();
      for (const node of [...mountsIn(part.at('storageVolumes')), ...mountsIn(part.at('additionalVolumeMounts'))]) {
        const path = textOf(node);
        if (!path || isFilledInLater(path)) continue;
        const first = taken.get(path);
        if (first === undefined) taken.set(path, node);
        else {
          yield {
            node,
            message: say`Another volume is mounted at "${path}" already, so the pods are refused: choose another path.`,
            related: [{ node: first, message: say`The other one` }],
          };
        }
      }
    }
  },
};

function mountsIn(list: ManifestNode): readonly ManifestNode[] {
  return list.items().map((item) => item.at('mountPath'));
}
