import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isTrue, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { partsOf } from '../parts.ts';
import { manual } from '../sources.ts';

/** Volumes keep their class. */
export const storageClassChanged: Rule = {
  id: 'tidb/storage-class-changed',
  severity: 'warning',
  kinds: ['TidbCluster', 'DMCluster', 'TidbNGMonitoring', 'TidbDashboard'],
  help: `A volume keeps the storage class that it was made with. Another \`storageClassName\` moves nothing: at most volumes of pods that
come later have it, and the operator writes the difference into its log. Restore the class. To move the data of a
TidbCluster set \`enablePVCReplace\`, with which the operator replaces pods and volumes one by one. Volumes of AWS EBS it changes in
place where it was started with the feature gate \`VolumeModifying\`.`,
  source: manual('configure-storage-class'),
  *check({ resource, spec, previous }): Iterable<Finding> {
    if (previous === undefined || isTrue(spec.at('enablePVCReplace')) || isPlaceholder(spec.at('enablePVCReplace')))
      return;
    const before = new Map(partsOf(previous).map(({ node }) => [node.path.join('.'), node]));
    for (const { node: part } of partsOf(resource)) {
      const old = before.get(part.path.join('.'));
      if (old === undefined) continue;
      yield* compare(part.at('storageClassName'), old.at('storageClassName'));
      for (const [index, claim] of part.at('storageClaims').items().entries()) {
        yield* compare(claim.at('storageClassName'), old.at('storageClaims', index, 'storageClassName'));
      }
    }
  },
};

function* compare(node: ManifestNode, before: ManifestNode): Iterable<Finding> {
  const [now, was] = [textOf(node), textOf(before)];
  if (!now || !was || now === was || !isWritten(before)) return;
  yield {
    node,
    message: say`The volumes were made with "${was}" and keep that class: this moves nothing.`,
    fixes: [{ title: say`Restore "${was}"`, edits: [{ do: 'set', node, value: was }], safe: false }],
  };
}
