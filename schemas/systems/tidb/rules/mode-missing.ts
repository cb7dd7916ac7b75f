import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isHidden, isPlaceholder, isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupPartsOf, storesOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** Fields that one mode reads, in another mode. */
export const modeMissing: Rule = {
  id: 'tidb/mode-missing',
  severity: 'warning',
  kinds: ['Backup', 'Restore', 'BackupSchedule'],
  wholeOnly: true,
  help: `\`logSubcommand\`, \`logTruncateUntil\` and \`logStop\` are for log backups, and \`pitrRestoredTs\`, \`logRestoreStartTs\` and
\`pitrFullBackupStorageProvider\` for restores to a moment. Without \`backupMode: log\` or \`restoreMode: pitr\` they are ignored: one full backup is made, or
one full backup is restored. The same holds for \`logBackupTemplate\` of a schedule. Write the mode.`,
  source: code('apis/pingcap/v1alpha1/backup.go', 326),
  *check({ resource, spec }) {
    for (const { node, job } of backupPartsOf(resource)) {
      if (job === 'compact') continue;
      const [key, value, fields] = modes[job];
      const mode = node.at(key);
      if (mode.value === value || isHidden(mode)) continue;
      const isLogTemplate = node.path.at(-1) === 'logBackupTemplate' && node.path.length === 2;
      const read = fields.map((field) => node.at(field)).find((field) => isRead(field));
      if (read === undefined && !isLogTemplate) continue;
      // A restore to a moment needs to be told where it begins: then the mode alone is no remedy.
      const isEnough = job === 'backup' || hasStart(node);
      const fixes = isEnough
        ? [
            {
              title: say`Write \`${key}: ${value}\``,
              edits: [{ do: 'set' as const, node: mode, value }],
              safe: false as const,
            },
          ]
        : [];
      const written = isWritten(mode) ? mode : (read ?? spec.at('logBackupTemplate'));
      const message = isLogTemplate
        ? say`Without \`backupMode: log\` this makes one more full backup, and no log: write the mode.`
        : say`Without \`${key}: ${value}\` nobody reads \`${String(read?.path.at(-1) ?? '')}\`, and one full copy is all that happens: write the mode.`;
      yield { node: written, ...(written === mode ? {} : { mark: 'key' as const }), message, fixes };
    }
  },
};

const modes = {
  backup: ['backupMode', 'log', ['logSubcommand', 'logTruncateUntil', 'logStop']],
  restore: ['restoreMode', 'pitr', ['pitrRestoredTs', 'logRestoreStartTs', 'pitrFullBackupStorageProvider']],
} as const;

function isRead(field: ManifestNode): boolean {
  if (isPlaceholder(field)) return false;
  if (field.path.at(-1) === 'logStop') return isTrue(field);
  return isWritten(field) && field.value !== '' && !(field.kind === 'map' && field.entries().length === 0);
}

/** Exactly one of a full backup and a moment. */
function hasStart(node: ManifestNode): boolean {
  return storesOf(node.at('pitrFullBackupStorageProvider')).length > 0 !== isRead(node.at('logRestoreStartTs'));
}
