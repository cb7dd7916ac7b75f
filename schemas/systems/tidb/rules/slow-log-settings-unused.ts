import type { Finding, Rule } from '../../../contract/index.ts';
import { isFalse, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { code } from '../sources.ts';

/** Settings of a container that is not there. */
export const slowLogSettingsUnused: Rule = {
  id: 'tidb/slow-log-settings-unused',
  severity: 'information',
  kinds: ['TidbCluster'],
  help: `The container that prints the slow log, and the volume for it, are there while the log is separate. With
\`separateSlowLog: false\` slow queries stand in TiDB's own log, and \`slowLogTailer\` and \`slowLogVolumeName\` have no effect.`,
  source: code('apis/pingcap/v1alpha1/tidbcluster.go#L1105'),
  *check({ spec }): Iterable<Finding> {
    const tidb = spec.at('tidb');
    if (!isFalse(tidb.at('separateSlowLog'))) return;
    for (const field of ['slowLogTailer', 'slowLogVolumeName']) {
      const node = tidb.at(field);
      if (!isWritten(node) || node.value === '') continue;
      yield {
        node,
        mark: 'key',
        message: say`The slow log is not separate, so \`${field}\` has no effect: take it out.`,
        fixes: [{ title: say`Remove \`${field}\``, edits: [{ do: 'remove', node }] }],
      };
    }
  },
};
