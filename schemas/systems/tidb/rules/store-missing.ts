import type { Rule } from '../../../contract/index.ts';
import { isHidden } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupPartsOf, isSketch, storeKeys, storesOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** It passes the operator's checks and fails in the next step. */
export const storeMissing: Rule = {
  id: 'tidb/store-missing',
  severity: 'error',
  kinds: ['Backup', 'Restore', 'BackupSchedule', 'CompactBackup'],
  wholeOnly: true,
  help: `Every backup, restore and compaction needs \`s3\`, \`gcs\`, \`azblob\` or \`local\`. Without one the operator finds an "unsupported storage
type unknown", and no job starts. A template of a schedule needs its own: what stands beside the templates is read by nobody. Add the place.`,
  source: code('backup/util/util.go', 332),
  *check({ resource }) {
    for (const part of backupPartsOf(resource)) {
      const { node } = part;
      if (isSketch(part)) continue;
      if (storesOf(node).length > 0 || storeKeys.some((key) => isHidden(node.at(key)))) continue;
      yield {
        node,
        mark: 'key',
        message: say`Nothing says where the files are kept, so no job starts: add \`s3\`, \`gcs\`, \`azblob\` or \`local\`.`,
      };
    }
  },
};
