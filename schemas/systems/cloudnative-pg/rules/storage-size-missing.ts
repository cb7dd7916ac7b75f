import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isHidden, isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';
import { requestNode, storagesOf } from '../storages.ts';

/** A claim has a size. */
export const storageSizeMissing: Rule = {
  id: 'cloudnative-pg/storage-size-missing',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `Every instance gets a volume, and there is no default for its size: the webhook refuses a cluster without
\`storage.size\` or a request in \`storage.pvcTemplate\`. The same holds for \`walStorage\` and for each tablespace. Volumes grow
later, and never shrink.`,
  source: webhook('cluster', 1720),
  *check({ spec }) {
    if (spec.kind !== 'map') return;
    const storage = spec.at('storage');
    const written = storagesOf(spec);
    // Another operator's word for it is told by name.
    if (!isWritten(storage) && ['volume', 'dataVolumeClaimSpec'].some((word) => isWritten(spec.at(word)))) return;
    for (const each of isWritten(storage) ? written : [storage, ...written]) {
      if (isSized(each) || isPlaceholder(each)) continue;
      yield {
        node: each,
        mark: 'key',
        // Who leaves it out altogether often shows a part of a cluster.
        ...(isWritten(each) ? {} : { severity: 'warning' as const }),
        message: isWritten(each)
          ? say`Without a size the volume is refused: add \`size\`.`
          : say`Without \`storage.size\` the cluster is refused: every instance needs a volume for its data. Add it.`,
        fixes: [{ title: say`Add \`size: 10Gi\``, edits: [{ do: 'set', node: each.at('size'), value: '10Gi' }] }],
      };
    }
  },
};

function isSized(storage: ManifestNode): boolean {
  const size = storage.at('size');
  if (isPlaceholder(size) || (isWritten(size) && size.value !== '')) return true;
  const request = requestNode(storage);
  return isHidden(request) || (isWritten(request) && request.value !== 0);
}
