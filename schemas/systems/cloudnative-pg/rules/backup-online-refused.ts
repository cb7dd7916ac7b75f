import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupMethodOf } from '../backupMethodOf.ts';
import { webhook } from '../sources.ts';

/** Words for snapshots. */
export const backupOnlineRefused: Rule = {
  id: 'cloudnative-pg/backup-online-refused',
  severity: 'error',
  kinds: ['Backup', 'ScheduledBackup'],
  wholeOnly: true,
  help: `\`online\` and \`onlineConfiguration\` say how snapshots of volumes are taken. Barman always copies a server that runs, so the
webhook refuses both with \`method: barmanObjectStore\`, which is what counts where \`method\` is left out. Remove them, or write
\`method: volumeSnapshot\`.`,
  source: webhook('backup', 141),
  since: '1.21',
  *check({ spec }) {
    if (backupMethodOf(spec) !== 'barmanObjectStore') return;
    for (const field of ['online', 'onlineConfiguration']) {
      const node = spec.at(field);
      if (!isWritten(node)) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`${field}\` is for snapshots, and the method is \`barmanObjectStore\`, so it is refused: remove it, or write \`method: volumeSnapshot\`.`,
        fixes: [
          { title: say`Remove \`${field}\``, edits: [{ do: 'remove', node }], safe: false },
          {
            title: say`Take snapshots (\`method: volumeSnapshot\`)`,
            edits: [{ do: 'set', node: spec.at('method'), value: 'volumeSnapshot' }],
            safe: false,
          },
        ],
      };
    }
  },
};
