import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { generationOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** The age wins. */
export const retentionLimitsConflict: Rule = {
  id: 'tidb/retention-limits-conflict',
  severity: 'warning',
  kinds: ['BackupSchedule'],
  help: `Of \`maxReservedTime\` and \`maxBackups\` together only the first counts: backups stay until they are that old, however many there are, and
cost accordingly. Keep one of them.`,
  source: code('backup/backupschedule/backup_schedule_manager.go', 637),
  *check({ resource, spec }) {
    const number = spec.at('maxBackups');
    const age = spec.at('maxReservedTime');
    if (!isWritten(number) || number.value === 0 || !isWritten(age) || generationOf(resource) !== 'v1') return;
    yield {
      node: number,
      mark: 'key',
      message: say`Beside \`maxReservedTime\` nobody reads \`maxBackups\`, and more backups may stay: keep one of the two.`,
      fixes: [
        { title: say`Remove \`maxBackups\``, edits: [{ do: 'remove', node: number }] },
        { title: say`Remove \`maxReservedTime\``, edits: [{ do: 'remove', node: age }], safe: false },
      ],
    };
  },
};
