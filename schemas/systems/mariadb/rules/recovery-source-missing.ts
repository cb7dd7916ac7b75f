import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { types } from '../sources.ts';

/** A replica is made of something. */
export const recoverySourceMissing: Rule = {
  id: 'mariadb/recovery-source-missing',
  severity: 'error',
  kinds: ['MariaDB'],
  since: '25.10',
  help: `A replica that cannot go on is made anew from a physical backup, by the example that \`replica.bootstrapFrom\` names. The webhook
refuses \`recovery.enabled: true\` without it.`,
  source: types('mariadb_replication', 212),
  wholeOnly: true,
  *check({ spec }) {
    const replica = spec.at('replication', 'replica');
    const node = replica.at('recovery', 'enabled');
    if (!isTrue(spec.at('replication', 'enabled')) || !isTrue(node) || isWritten(replica.at('bootstrapFrom'))) return;
    yield {
      node,
      message: say`\`bootstrapFrom\` is missing, and the webhook refuses recovery without: name a \`PhysicalBackup\` there.`,
    };
  },
};
