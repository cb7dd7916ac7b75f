import type { Finding, Rule } from '../../../contract/index.ts';
import { isHidden, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { counted, say } from '../../../vocabulary/say.ts';
import { readConfig } from '../config.ts';
import { manual } from '../sources.ts';

/** As many stores as there are to be copies. */
export const storesTooFew: Rule = {
  id: 'tidb/stores-too-few',
  severity: 'information',
  kinds: ['TidbCluster'],
  wholeOnly: true,
  help: `PD keeps \`max-replicas\` copies of each row, 3 unless it is told otherwise, each on a store of its own. With fewer stores the
copies stay too few: the loss of one store can be the loss of data, and a store can never be taken away, because its data have
nowhere to go. A scale-in below that number waits for ever. Take as many stores, or a smaller \`max-replicas\`. A single store is
taken for a test, and nothing is said about it.`,
  source: manual('scale-a-tidb-cluster#horizontal-scaling'),
  *check({ spec, previous }): Iterable<Finding> {
    const node = spec.at('tikv', 'replicas');
    const stores = numberOf(node);
    const before = numberOf(previous?.root.at('spec', 'tikv', 'replicas') ?? node);
    // Where another cluster is joined, its stores count as well.
    if (stores === undefined || isWritten(spec.at('cluster')) || isWritten(spec.at('pdAddresses'))) return;
    const config = readConfig(spec.at('pd', 'config'));
    if (config === undefined || isHidden(spec.at('pd', 'config'))) return;
    const copies = config.value('replication', 'max-replicas') ?? 3;
    if (typeof copies !== 'number' || stores >= copies) return;
    const fixes = [
      { title: say`Write ${copies}`, edits: [{ do: 'set' as const, node, value: copies }], safe: false as const },
    ];
    if (before !== undefined && before >= copies && previous !== undefined) {
      yield {
        node,
        severity: 'warning',
        message: say`This scale-in never ends: ${copies} copies of each row need ${copies} stores, and fewer would be left.`,
        fixes,
      };
    } else if (stores > 1) {
      const count = counted(stores, say`one store`, say`${stores} stores`);
      yield {
        node,
        message: say`PD wants ${copies} copies of each row, and there are ${count} for them: no store may fail, and none can be taken away.`,
        fixes,
      };
    }
  },
};
