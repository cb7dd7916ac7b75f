import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupPartsOf, storeKeys, storesOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** A log alone restores nothing. */
export const pitrStartConflict: Rule = {
  id: 'tidb/pitr-start-conflict',
  severity: 'error',
  kinds: ['Restore'],
  wholeOnly: true,
  help: `A restore to a moment begins with a full backup, whose place is \`pitrFullBackupStorageProvider\`, or goes on from a moment that was restored
before, \`logRestoreStartTs\`. The operator marks a restore with both, or with neither, as Invalid. Keep one.`,
  source: code('backup/util/util.go', 600),
  *check({ resource, spec }) {
    const mode = spec.at('restoreMode');
    const full = spec.at('pitrFullBackupStorageProvider');
    const start = spec.at('logRestoreStartTs');
    if (mode.value !== 'pitr' || spec.at('br').kind !== 'map' || backupPartsOf(resource).length === 0) return;
    if (isHidden(start) || storeKeys.some((key) => isHidden(full.at(key)))) return;
    const isFull = storesOf(full).length > 0;
    const isStart = isWritten(start) && start.value !== '';
    if (isFull && isStart) {
      yield {
        node: start,
        mark: 'key',
        message: say`A restore begins with a full backup or at a moment, and both together are invalid: remove \`logRestoreStartTs\` or \`pitrFullBackupStorageProvider\`.`,
        fixes: [start, full].map((node) => ({
          title: say`Remove \`${String(node.path.at(-1))}\``,
          edits: [{ do: 'remove' as const, node }],
          safe: false as const,
        })),
      };
    } else if (!isFull && !isStart) {
      yield {
        node: mode,
        message: say`Nothing says what the log begins with, and the operator calls this invalid: add \`pitrFullBackupStorageProvider\` with the place of a full backup, or \`logRestoreStartTs\`.`,
      };
    }
  },
};
