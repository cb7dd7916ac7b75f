import type { Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

/** A script for the first start. */
export const bootstrapSqlChanged: Rule = {
  id: 'tidb/bootstrap-sql-changed',
  severity: 'warning',
  kinds: ['TidbCluster'],
  help: `The script of \`bootstrapSQLConfigMapName\` runs when a cluster is first started, and never again. Named later, or changed, it is
not run, though pods of TiDB are replaced for it; the admission webhook of the operator, where it is switched on, refuses that.
Run the statements yourself. It can be taken out at any time.`,
  source: validation(699),
  since: '1.5',
  *check({ spec, previous }) {
    const node = spec.at('tidb', 'bootstrapSQLConfigMapName');
    const name = textOf(node);
    const tidb = previous?.root.at('spec', 'tidb');
    if (!name || tidb?.kind !== 'map') return;
    const before = tidb.at('bootstrapSQLConfigMapName');
    if (before.value === name || (isWritten(before) && before.value === undefined)) return;
    yield {
      node,
      message: say`The cluster exists already, so this script is not run: run its statements yourself.`,
    };
  },
};
