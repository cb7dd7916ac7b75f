import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { placesOf, storesOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** A bucket is its name. */
export const bucketWithScheme: Rule = {
  id: 'tidb/bucket-with-scheme',
  severity: 'warning',
  kinds: ['Backup', 'Restore', 'BackupSchedule', 'CompactBackup'],
  help: `The operator makes an address of the name of the bucket: it puts \`s3://\` or \`gcs://\` in front and \`prefix\` behind it. With a scheme
in the name the address is none, and the job fails. Write the name alone, and folders into \`prefix\`.`,
  source: code('backup/util/remote.go', 383),
  *check({ resource }) {
    for (const { place } of placesOf(resource)) {
      for (const { store } of storesOf(place)) {
        const node = store.at('bucket');
        const text = textOf(node);
        const [, name] = /^[a-z][a-z0-9]*:\/\/([^/]*)/.exec(text ?? '') ?? [];
        if (text === undefined || name === undefined) continue;
        const isWhole = text.endsWith(`://${name}`) && name !== '';
        yield {
          node,
          message: say`A bucket is its name alone: with "${text}" the job finds no place and fails.`,
          fixes: isWhole
            ? [{ title: say`Write "${name}"`, edits: [{ do: 'set', node, value: name }], safe: false }]
            : [],
        };
      }
    }
  },
};
