import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A local volume says on which node it is. */
export const localVolumeWithoutNode: Rule = {
  id: 'kubernetes/local-volume-without-node',
  severity: 'error',
  kinds: ['PersistentVolume'],
  help: `A \`local\` volume is a disk of one node, and pods that use it have to run there: \`nodeAffinity\` says where. Without
it the API server refuses the volume (\`Local volume requires node affinity\`). Put in the name of the node, as in
\`kubectl get nodes\`.`,
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  wholeOnly: true,
  *check({ spec }) {
    const local = spec.at('local');
    const affinity = spec.at('nodeAffinity');
    if (local.kind !== 'map' || isWritten(affinity.at('required')) || (isWritten(affinity) && affinity.kind !== 'map'))
      return;
    const values = ['node-1'];
    const term = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values }] };
    yield {
      node: local,
      mark: 'key',
      message: say`\`local\` needs \`nodeAffinity\`: without it nobody knows on which node the disk is, and the API server refuses the volume.`,
      fixes: [
        {
          title: say`Add \`nodeAffinity\`, to fill in the node`,
          edits: [{ do: 'set', node: affinity.at('required'), value: { nodeSelectorTerms: [term] } }],
          safe: false,
        },
      ],
    };
  },
};
