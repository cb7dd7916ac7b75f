import type { ReleaseChange } from '../../contract/index.ts';
import { isWritten } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

/** What releases of the operator make of manifests that they take as before. */
export const crunchyChanges: readonly ReleaseChange[] = [
  {
    id: 'crunchy/sidecars-begin-to-run',
    since: '5.8',
    effect: 'different',
    severity: 'information',
    kinds: ['PostgresCluster'],
    source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.0/internal/feature/features.go',
    *find({ spec }) {
      for (const set of spec.at('instances').items()) {
        const node = set.at('containers');
        if (node.items().length === 0) continue;
        yield {
          node,
          mark: 'key',
          message: say`These containers begin to run and the pods are replaced: the feature gate \`InstanceSidecars\` is on from 5.8 on. Before they were ignored, unless the gate was on already. See whether they are still meant.`,
        };
      }
    },
  },
  {
    id: 'crunchy/volumes-begin-to-grow',
    since: '6.0',
    effect: 'different',
    severity: 'information',
    kinds: ['PostgresCluster'],
    source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.0/internal/feature/features.go',
    *find({ spec }) {
      for (const set of spec.at('instances').items()) {
        const node = set.at('dataVolumeClaimSpec', 'resources', 'limits', 'storage');
        if (!isWritten(node)) continue;
        yield {
          node,
          message: say`The volume grows by itself up to this size: the feature gate \`AutoGrowVolumes\` is on from 6.0 on. Before the limit did nothing, unless the gate was on already. A volume never shrinks again: see whether the limit is meant.`,
        };
      }
    },
  },
];
