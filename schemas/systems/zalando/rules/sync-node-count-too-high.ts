import type { Rule } from '../../../contract/index.ts';
import { isTrue, numberOf } from '../../../vocabulary/read.ts';
import { counted, say } from '../../../vocabulary/say.ts';

/** There cannot be more synchronous replicas than replicas. */
export const syncNodeCountTooHigh: Rule = {
  id: 'zalando/sync-node-count-too-high',
  severity: 'information',
  kinds: ['postgresql'],
  help: `\`synchronous_node_count\` says how many replicas confirm each commit. A cluster has one replica less than
instances, so a higher count is never reached and gives less safety than it promises. Lower it, or add instances.`,
  source: 'https://patroni.readthedocs.io/en/latest/replication_modes.html',
  *check({ spec }) {
    const node = spec.at('patroni', 'synchronous_node_count');
    const count = numberOf(node);
    const instances = numberOf(spec.at('numberOfInstances'));
    if (!isTrue(spec.at('patroni', 'synchronous_mode')) || count === undefined || !instances || instances < 2) return;
    const replicas = instances - 1;
    if (count <= replicas) return;
    yield {
      node,
      message: counted(
        replicas,
        say`\`synchronous_node_count\` ${count} is never reached: ${instances} instances have only 1 replica.`,
        say`\`synchronous_node_count\` ${count} is never reached: ${instances} instances have only ${replicas} replicas.`,
      ),
      fixes: [{ title: say`Write ${replicas}`, edits: [{ do: 'set', node, value: replicas }], safe: false }],
    };
  },
};
