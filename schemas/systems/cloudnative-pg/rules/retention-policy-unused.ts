import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Snapshots and plugins do not read it. */
export const retentionPolicyUnused: Rule = {
  id: 'cloudnative-pg/retention-policy-unused',
  severity: 'warning',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `\`backup.retentionPolicy\` is for the built-in \`barmanObjectStore\` only. Snapshots are never deleted by it, and with the
Barman Cloud plugin the policy stands in the \`ObjectStore\`. So backups pile up that somebody believes to be deleted. Move it, or
remove it.`,
  source: webhook('cluster', 2765),
  *check({ spec }) {
    const node = spec.at('backup', 'retentionPolicy');
    if (!isWritten(node) || node.value === '' || isWritten(spec.at('backup', 'barmanObjectStore'))) return;
    yield {
      node,
      mark: 'key',
      message: say`Without \`barmanObjectStore\` nobody reads \`retentionPolicy\`, and nothing is ever deleted: write it into the \`ObjectStore\` of the plugin, and remove it here.`,
      fixes: [{ title: say`Remove \`retentionPolicy\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
