import type { Rule } from '../../../contract/index.ts';
import { isFalse, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { postgresBoolean } from '../postgresValues.ts';
import { webhook } from '../sources.ts';

/** What the extension rests on. */
export const failoverSlotsIncomplete: Rule = {
  id: 'cloudnative-pg/failover-slots-incomplete',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `A parameter of \`pg_failover_slots\` brings the extension in. It needs \`hot_standby_feedback\` to be on, and the slots
for replicas that \`replicationSlots.highAvailability\` keeps (on by default). The webhook refuses the cluster otherwise.`,
  source: webhook('cluster', 2629),
  *check({ spec }) {
    const parameters = spec.at('postgresql', 'parameters');
    const [used] = parameters.entries().filter(([name]) => name.startsWith('pg_failover_slots.'));
    if (!used) return;
    const feedback = parameters.at('hot_standby_feedback');
    const text = textOf(feedback) ?? '';
    if (postgresBoolean(text) !== true && !text.includes('${')) {
      yield {
        node: text === '' ? used[1] : feedback,
        mark: text === '' ? 'key' : 'value',
        message: say`\`pg_failover_slots\` needs \`hot_standby_feedback\` to be on, or the webhook refuses the cluster: set it.`,
        fixes: [
          {
            title: say`Set \`hot_standby_feedback\` to "on"`,
            edits: [{ do: 'set', node: feedback, value: 'on' }],
            safe: false,
          },
        ],
      };
    }
    const node = spec.at('replicationSlots', 'highAvailability', 'enabled');
    if (!isFalse(node)) return;
    yield {
      node,
      message: say`\`pg_failover_slots\` needs the slots for replicas, so the webhook refuses this: set \`enabled\` to \`true\`.`,
      fixes: [{ title: say`Set it to \`true\``, edits: [{ do: 'set', node, value: true }], safe: false }],
    };
  },
};
