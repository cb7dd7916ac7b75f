import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { placesOf, storesOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** One provider has a rule of its own. */
export const endpointRefused: Rule = {
  id: 'tidb/endpoint-refused',
  severity: 'error',
  kinds: ['Backup', 'Restore', 'BackupSchedule', 'CompactBackup'],
  help: `With the provider \`ceph\` the operators take an \`endpoint\` that begins with \`http://\` and no other: with \`https://\` they say that it must, and no job
starts. For a gateway with TLS write another provider, such as \`other\`, which is not looked at.`,
  source: code('backup/util/util.go', 73),
  *check({ resource }) {
    for (const { place } of placesOf(resource)) {
      const [used] = storesOf(place);
      if (used?.key !== 's3') continue;
      const node = used.store.at('endpoint');
      const provider = used.store.at('provider');
      const text = textOf(node);
      if (provider.value !== 'ceph' || text?.includes('://') !== true || text.startsWith('http://')) continue;
      if (text.includes('${')) continue;
      yield {
        node,
        message: say`With the provider "ceph" the endpoint has to begin with "http://", or no job starts: use the provider "other".`,
        fixes: [
          {
            title: say`Use the provider "other"`,
            edits: [{ do: 'set', node: provider, value: 'other' }],
            safe: false,
          },
        ],
      };
    }
  },
};
