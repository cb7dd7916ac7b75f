import type { Rule } from '../../../contract/index.ts';
import { isFalse, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Logical backups have a switch of their own. */
export const backupSettingsUnused: Rule = {
  id: 'zalando/backup-settings-unused',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`logicalBackupSchedule\` and \`logicalBackupRetention\` only say when and how long. Logical backups are made
when \`enableLogicalBackup\` is \`true\`; without it there is no CronJob and no backup. Continuous archiving (WAL) is
something else and does not depend on it.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/sync.go#L127',
  wholeOnly: true,
  *check({ spec }) {
    const enable = spec.at('enableLogicalBackup');
    if (isWritten(enable) && !isFalse(enable)) return;
    for (const field of ['logicalBackupSchedule', 'logicalBackupRetention']) {
      const node = spec.at(field);
      if (!textOf(node)) continue;
      yield {
        node,
        mark: 'key',
        // Switched off in so many words: the schedule may wait for better times.
        severity: isWritten(enable) ? 'information' : 'warning',
        message: say`\`${field}\` has no effect: no logical backup is made unless \`enableLogicalBackup\` is true.`,
        fixes: [
          { title: say`Switch logical backups on`, edits: [{ do: 'set', node: enable, value: true }], safe: false },
        ],
      };
    }
  },
};
