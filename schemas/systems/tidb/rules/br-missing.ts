import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupPartsOf, isSketch } from '../backupParts.ts';
import { v2Code } from '../sources.ts';

/** The second operator has no other tool. */
export const brMissing: Rule = {
  id: 'tidb/br-missing',
  severity: 'error',
  kinds: ['Backup', 'Restore'],
  wholeOnly: true,
  help: `The second operator backs up and restores with BR alone, and marks a resource without \`br\` as Invalid: no job starts. Dumps, which
the first operator made where \`br\` was left out, are gone; run Dumpling or TiDB Lightning in a Job of your own for them. Add \`br\` with the name of
the cluster.`,
  source: v2Code('pkg/controllers/br/manager/util/util.go', 507),
  *check({ resource, spec }) {
    const br = spec.at('br');
    if (isWritten(br) || isHidden(br)) return;
    for (const part of backupPartsOf(resource)) {
      const { node, generation } = part;
      if (generation !== 'v2') continue;
      yield {
        node,
        ...(isSketch(part) ? { severity: 'warning' as const } : {}),
        mark: 'key',
        message: say`Without \`br\` the operator calls this invalid, and nothing runs: add \`br\` with the name of the cluster.`,
      };
    }
  },
};
