import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { isTrue, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { partsOf } from '../parts.ts';
import type { Part } from '../parts.ts';
import { manual } from '../sources.ts';

/** Volumes only grow. */
export const volumeShrunk: Rule = {
  id: 'tidb/volume-shrunk',
  severity: 'warning',
  kinds: ['TidbCluster', 'DMCluster', 'TidbNGMonitoring', 'TidbDashboard'],
  help: `Kubernetes cannot make a volume smaller. The operator leaves it as it is, says so in its log only, and new pods get volumes of
the new size. Restore the size. For smaller volumes add stores of a cluster that joins this one, and take the old ones away; or
set \`enablePVCReplace\`, with which the operator replaces pods and volumes one by one.`,
  source: manual('configure-storage-class'),
  *check({ resource, spec, previous }): Iterable<Finding> {
    if (previous === undefined || isTrue(spec.at('enablePVCReplace'))) return;
    const before = new Map(partsOf(previous).flatMap(sizesOf));
    for (const [key, node] of partsOf(resource).flatMap(sizesOf)) {
      const was = before.get(key);
      const [old, now] = [quantityOf(was?.value), quantityOf(node.value)];
      if (was === undefined || !old || !now || compareQuantities(now, old) >= 0) continue;
      const value = typeof was.value === 'number' ? was.value : String(was.value);
      yield {
        node,
        message: say`This was "${String(value)}" when last committed: volumes cannot shrink, so it stays as it is.`,
        fixes: [{ title: say`Restore "${String(value)}"`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    }
  },
};

/** Sizes by what tells their volumes apart. */
function sizesOf({ node: part }: Part): (readonly [key: string, size: ManifestNode])[] {
  const at = part.path.join('.');
  const claims = part.at('storageClaims').items();
  const volumes = part.at('storageVolumes').items();
  return [
    [`${at} data`, part.at('requests', 'storage')],
    [`${at} size`, part.at('storageSize')],
    ...claims.map(
      (claim, index) => [`${at} claim ${String(index)}`, claim.at('resources', 'requests', 'storage')] as const,
    ),
    ...volumes.map((volume) => [`${at} volume ${textOf(volume.at('name')) ?? ''}`, volume.at('storageSize')] as const),
  ];
}
