import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { backupPartsOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** A schedule fills the times in, a person has to. */
export const compactIncomplete: Rule = {
  id: 'tidb/compact-incomplete',
  severity: 'error',
  kinds: ['CompactBackup', 'BackupSchedule'],
  wholeOnly: true,
  help: `A compaction needs \`startTs\` and \`endTs\`, though the help of the definition calls the end optional; at least one thread; and no negative number of
attempts. The operator refuses anything else, and no job starts. A schedule fills in the times by itself.`,
  source: code('controller/compactbackup/compact_backup_controller.go', 531),
  *check({ resource }) {
    for (const { node, job, isTemplate } of backupPartsOf(resource)) {
      if (job !== 'compact') continue;
      const missing = ['startTs', 'endTs'].filter((field) => {
        const time = node.at(field);
        return !isTemplate && (!isWritten(time) || time.value === '') && !isHidden(time);
      });
      if (missing.length > 0) {
        const fields = listed(
          missing.map((field) => say`\`${field}\``),
          'and',
        );
        yield { node, mark: 'key', message: say`The operator refuses a compaction without ${fields}: add that.` };
      }
      const threads = node.at('concurrency');
      if ((numberOf(threads) ?? 1) < 1)
        yield { node: threads, message: say`The operator refuses a compaction without a thread: write 1 or more.` };
      const attempts = node.at('maxRetryTimes');
      if ((numberOf(attempts) ?? 0) < 0)
        yield { node: attempts, message: say`The operator refuses a negative number of attempts: write 0 or more.` };
    }
  },
};
