import type { Rule } from '../../../contract/index.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { placesOf, storesOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** Nobody refuses two places, and one of them stays empty. */
export const storesSeveral: Rule = {
  id: 'tidb/stores-several',
  severity: 'warning',
  kinds: ['Backup', 'Restore', 'BackupSchedule', 'CompactBackup'],
  help: `Files go to one place. Of several the first of \`s3\`, \`gcs\`, \`azblob\` and \`local\` is used, and the others are ignored without a word:
somebody may look for a backup there one day. Keep one. For two copies make two resources.`,
  source: code('backup/util/util.go', 414),
  *check({ resource }) {
    for (const { place } of placesOf(resource)) {
      const [used, ...others] = storesOf(place);
      if (used === undefined || others.length === 0) continue;
      const names = listed(
        others.map(({ key }) => say`\`${key}\``),
        'and',
      );
      yield {
        node: others[0]?.store ?? used.store,
        mark: 'key',
        message: say`Only \`${used.key}\` is used, and nothing is ever kept in ${names}: keep one of them.`,
        fixes: [
          {
            title: say`Remove ${names}`,
            edits: others.map(({ store }) => ({ do: 'remove' as const, node: store })),
            safe: false,
          },
        ],
      };
    }
  },
};
