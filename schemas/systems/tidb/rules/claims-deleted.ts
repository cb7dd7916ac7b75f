import type { Rule } from '../../../contract/index.ts';
import { isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** Two settings that are harmless by themselves. */
export const claimsDeleted: Rule = {
  id: 'tidb/claims-deleted',
  severity: 'warning',
  kinds: ['TidbCluster', 'DMCluster'],
  help: `With \`enablePVReclaim\` the operator deletes the claims of pods that a scale-in has taken away, and with
\`pvReclaimPolicy: Delete\` the volume goes with its claim. So the data of those pods are gone at once, and a scale-in by mistake
cannot be undone. Keep \`Retain\`, and delete volumes by hand once nobody needs them.`,
  source: manual('configure-storage-class#data-safety'),
  *check({ spec }) {
    const reclaim = spec.at('enablePVReclaim');
    const policy = spec.at('pvReclaimPolicy');
    if (!isTrue(reclaim) || policy.value !== 'Delete') return;
    yield {
      node: policy,
      message: say`A scale-in deletes claims (\`enablePVReclaim\`) and with this their data at once: keep \`Retain\`.`,
      related: [{ node: reclaim, message: say`Claims are deleted` }],
      fixes: [{ title: say`Write "Retain"`, edits: [{ do: 'set', node: policy, value: 'Retain' }], safe: false }],
    };
  },
};
