import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { postgresBoolean } from '../postgresValues.ts';
import { instancesOf } from '../instancesOf.ts';
import { webhook } from '../sources.ts';

/** The three switches that the webhook reads. */
export const parameterNotBoolean: Rule = {
  id: 'cloudnative-pg/parameter-not-boolean',
  severity: 'error',
  kinds: ['Cluster'],
  help: `The webhook reads \`hot_standby_feedback\`, \`sync_replication_slots\` and \`wal_log_hints\`, and refuses a value that
is neither on nor off. \`wal_log_hints\` has to be on as soon as there is a second instance: without it an old primary cannot be
taken in again after a failover.`,
  source: webhook('cluster', 1144),
  *check({ spec }) {
    const instances = instancesOf(spec) ?? 1;
    for (const name of ['hot_standby_feedback', 'sync_replication_slots', 'wal_log_hints']) {
      const node = spec.at('postgresql', 'parameters', name);
      const text = textOf(node);
      if (text === undefined || text.includes('${')) continue;
      const value = postgresBoolean(text);
      if (value === undefined) {
        yield { node, message: say`"${text}" is neither on nor off, so \`${name}\` is refused: write "on" or "off".` };
      } else if (name === 'wal_log_hints' && !value && instances > 1) {
        yield {
          node,
          message: say`With ${instances} instances \`wal_log_hints\` has to be on, or an old primary could not come back: it is refused. Remove it.`,
          fixes: [{ title: say`Remove \`wal_log_hints\``, edits: [{ do: 'remove', node }], safe: false }],
        };
      }
    }
  },
};
