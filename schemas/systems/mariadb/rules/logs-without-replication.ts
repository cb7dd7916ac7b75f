import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten, mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { types } from '../sources.ts';

/** Only replication has logs to keep. */
export const logsWithoutReplication: Rule = {
  id: 'mariadb/logs-without-replication',
  severity: 'warning',
  kinds: ['MariaDB'],
  since: '26.3',
  help: `The operator keeps binary logs of a MariaDB with \`replication\` only. Without it \`pointInTimeRecoveryRef\` is not read: nothing is archived,
and nothing can be recovered to a point in time.`,
  source: types('mariadb', 1048),
  wholeOnly: true,
  *check({ spec }) {
    const node = spec.at('pointInTimeRecoveryRef');
    if (!isWritten(node) || isTrue(spec.at('replication', 'enabled')) || mayHoldMore(spec.at('replication'))) return;
    yield {
      node,
      mark: 'key',
      message: say`Without \`replication\` no log is kept, and nothing can be recovered to a point in time: switch it on.`,
    };
  },
};
