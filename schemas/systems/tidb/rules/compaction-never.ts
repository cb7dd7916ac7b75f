import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { generationOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** Three fields belong together. */
export const compactionNever: Rule = {
  id: 'tidb/compaction-never',
  severity: 'warning',
  kinds: ['BackupSchedule'],
  wholeOnly: true,
  help: `A schedule compacts the log that it makes itself: that takes \`logBackupTemplate\`, \`compactBackupTemplate\` and \`compactInterval\`. With one of
them missing nothing is ever compacted, and nobody says so. Add what is missing, or make a \`CompactBackup\` for a log of another resource.`,
  source: code('backup/backupschedule/backup_schedule_manager.go', 70),
  *check({ resource, spec }) {
    if (generationOf(resource) !== 'v1') return;
    const asked = ['compactBackupTemplate', 'compactInterval'].map((field) => spec.at(field)).find(isWritten);
    const missing = parts.filter((field) => !isWritten(spec.at(field)) && !isHidden(spec.at(field)));
    if (asked === undefined || missing.length === 0) return;
    const fields = listed(
      missing.map((field) => say`\`${field}\``),
      'and',
    );
    yield { node: asked, mark: 'key', message: say`Without ${fields} nothing is ever compacted: add that.` };
  },
};

const parts = ['logBackupTemplate', 'compactBackupTemplate', 'compactInterval'];
