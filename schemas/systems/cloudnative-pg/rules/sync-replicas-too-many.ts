import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { instancesOf } from '../instancesOf.ts';
import { webhook } from '../sources.ts';

/** The old fields: min <= max < instances. */
export const syncReplicasTooMany: Rule = {
  id: 'cloudnative-pg/sync-replicas-too-many',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `\`minSyncReplicas\` may not exceed \`maxSyncReplicas\`, which is 0 where it is left out, and \`maxSyncReplicas\` has to be
below \`instances\`, because the primary is no replica. The webhook refuses anything else. Both fields are deprecated:
\`postgresql.synchronous\` takes their place.`,
  source: webhook('cluster', 1576),
  *check({ spec }) {
    const [least, most] = [spec.at('minSyncReplicas'), spec.at('maxSyncReplicas')];
    const instances = instancesOf(spec);
    const [min = 0, max = 0] = [numberOf(least), numberOf(most)];
    if (isPlaceholder(least) || isPlaceholder(most)) return;
    if (instances !== undefined && max >= instances && isWritten(most) && max > 0) {
      const value = instances - 1;
      yield {
        node: most,
        message: say`\`maxSyncReplicas\` has to be below \`instances\` (${instances}), because the primary is no replica: ${max} is refused.`,
        fixes: [{ title: say`Write ${value}`, edits: [{ do: 'set', node: most, value }], safe: false }],
      };
    }
    if (min > max) {
      yield {
        node: least,
        message: say`\`minSyncReplicas\` is ${min} and \`maxSyncReplicas\` ${max}, which is refused: the least may not exceed the most.`,
        fixes: [
          { title: say`Make \`maxSyncReplicas\` ${min}`, edits: [{ do: 'set', node: most, value: min }], safe: false },
        ],
      };
    }
  },
};
