import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { writtenTargets } from '../recoveryTargets.ts';
import { webhook } from '../sources.ts';

/** Only times and places in the WAL can be compared with backups. */
export const backupIdMissing: Rule = {
  id: 'cloudnative-pg/backup-id-missing',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `Recovery begins with the last backup before its target. For a named point, a transaction or \`targetImmediate\` the
operator cannot tell which one that is, and the webhook refuses the cluster unless \`backupID\` says it. The id is in the status
of the \`Backup\` (\`status.backupId\`), and the name of its folder in the store. With \`volumeSnapshots\` it is not needed.`,
  source: webhook('cluster', 1490),
  *check({ spec }) {
    const recovery = spec.at('bootstrap', 'recovery');
    const target = recovery.at('recoveryTarget');
    const id = target.at('backupID');
    const isGiven = isWritten(id) && id.value !== '';
    const [node] = writtenTargets(target).filter((each) =>
      ['targetName', 'targetXID', 'targetImmediate'].includes(String(each.path.at(-1))),
    );
    if (!node || isGiven || isWritten(recovery.at('volumeSnapshots'))) return;
    yield {
      node,
      mark: 'key',
      message: say`\`${String(node.path.at(-1))}\` does not say which backup to begin with, so the webhook refuses it: add \`backupID\`.`,
      fixes: [
        {
          title: say`Add \`backupID\``,
          edits: [{ do: 'set', node: id, value: '20260131T020000' }],
          safe: false,
        },
      ],
    };
  },
};
