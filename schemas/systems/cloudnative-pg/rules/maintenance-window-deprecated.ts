import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** `enablePDB` does the same. */
export const maintenanceWindowDeprecated: Rule = {
  id: 'cloudnative-pg/maintenance-window-deprecated',
  severity: 'information',
  kinds: ['Cluster'],
  help: `\`nodeMaintenanceWindow\` takes the disruption budgets away for a while, and somebody has to remember to end it. The webhook
advises \`enablePDB: false\` for clusters that may be interrupted instead; with replicas nodes can be drained without either.`,
  source: webhook('cluster', 2815),
  since: '1.23',
  *check({ spec }) {
    const node = spec.at('nodeMaintenanceWindow');
    if (!isWritten(node)) return;
    yield {
      node,
      mark: 'key',
      message: say`The operator advises against \`nodeMaintenanceWindow\`: use \`enablePDB: false\`, or nothing where there are replicas.`,
      fixes: [{ title: say`Remove \`nodeMaintenanceWindow\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
