import type { Rule } from '../../../contract/index.ts';
import { isWritten, textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A disk of one node is there for pods of that node. */
export const localVolumeShared: Rule = {
  id: 'kubernetes/local-volume-shared',
  severity: 'information',
  kinds: ['PersistentVolume'],
  help: `A local volume is a disk of one node, and every pod that uses it has to run there. With \`ReadWriteMany\` or \`ReadOnlyMany\` pods of
other nodes may seem to fit; they stay \`Pending\`. Write \`ReadWriteOnce\`, or use storage that several nodes reach.`,
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  *check({ spec }) {
    if (!isWritten(spec.at('local'))) return;
    for (const [mode, node] of textItems(spec.at('accessModes'))) {
      if (mode !== 'ReadWriteMany' && mode !== 'ReadOnlyMany') continue;
      yield {
        node,
        message: say`Pods of other nodes stay Pending: a local volume is there on one node, whatever \`${mode}\` says.`,
      };
    }
  },
};
