import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isHidden, isTrue, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { majorVersion } from '../postgresVersions.ts';
import { postgresBoolean } from '../postgresValues.ts';
import { webhook } from '../sources.ts';

/** What slots of subscribers need to be copied. */
export const logicalSlotsUnsynchronised: Rule = {
  id: 'cloudnative-pg/logical-slots-unsynchronised',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `\`synchronizeLogicalDecoding\` leaves the work to PostgreSQL, from 17 on, if \`hot_standby_feedback\` and
\`sync_replication_slots\` are on, and before that to the extension \`pg_failover_slots\`, which comes with any of its parameters.
The webhook refuses it without. With an image whose version is not written, that of the operator counts.`,
  source: webhook('cluster', 2360),
  since: '1.27',
  *check({ spec }) {
    const node = spec.at('replicationSlots', 'highAvailability', 'synchronizeLogicalDecoding');
    const parameters = spec.at('postgresql', 'parameters');
    const usesExtension = parameters.entries().some(([name]) => name.startsWith('pg_failover_slots.'));
    if (!isTrue(node) || usesExtension || isHidden(parameters)) return;
    const major = majorVersion(spec);
    if (major !== undefined && major < 17) {
      yield {
        node,
        mark: 'key',
        message: say`PostgreSQL ${major} copies no slots of subscribers by itself, so the webhook refuses this: set up \`pg_failover_slots\`, or use PostgreSQL 17.`,
      };
      return;
    }
    for (const name of ['hot_standby_feedback', 'sync_replication_slots']) yield* off(node, parameters.at(name), name);
  },
};

function* off(node: ManifestNode, parameter: ManifestNode, name: string): Iterable<Finding> {
  const text = textOf(parameter);
  if (isHidden(parameter) || text?.includes('${') === true || postgresBoolean(text ?? '') === true) return;
  yield {
    node: text === undefined ? node : parameter,
    message: say`\`synchronizeLogicalDecoding\` needs \`${name}\` to be on, or the webhook refuses the cluster: set it.`,
    fixes: [{ title: say`Set \`${name}\` to "on"`, edits: [{ do: 'set', node: parameter, value: 'on' }], safe: false }],
  };
}
