import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Snapshots stand alone: nothing else says which backup it is. */
export const recoverySourceConflict: Rule = {
  id: 'cloudnative-pg/recovery-source-conflict',
  severity: 'error',
  kinds: ['Cluster'],
  help: `With \`volumeSnapshots\` the volumes say which backup the cluster begins with, so the webhook refuses a \`backup\` and
a \`backupID\` beside them. Snapshots of WAL need a volume for it: \`walStorage\` of the cluster. Keep the one that is meant, or
add the volume.`,
  source: webhook('cluster', 703),
  *check({ spec, resource }) {
    const recovery = spec.at('bootstrap', 'recovery');
    const snapshots = recovery.at('volumeSnapshots');
    if (!isWritten(snapshots)) return;
    const backup = recovery.at('backup');
    const id = recovery.at('recoveryTarget', 'backupID');
    const wal = snapshots.at('walStorage');
    if (isWritten(backup)) {
      const kept = (node: typeof backup) => [{ do: 'remove', node }] as const;
      yield {
        node: backup,
        mark: 'key',
        message: say`\`backup\` and \`volumeSnapshots\` are two beginnings, so the webhook refuses the cluster: remove one.`,
        fixes: [
          { title: say`Remove \`backup\``, edits: kept(backup), safe: false },
          { title: say`Remove \`volumeSnapshots\``, edits: kept(snapshots), safe: false },
        ],
      };
    } else if (isWritten(id) && id.value !== '') {
      yield {
        node: id,
        mark: 'key',
        message: say`The snapshots say which backup it is, so \`backupID\` is refused beside them: remove it.`,
        fixes: [{ title: say`Remove \`backupID\``, edits: [{ do: 'remove', node: id }] }],
      };
    }
    if (isWritten(wal) && !isWritten(spec.at('walStorage')) && !resource.partial) {
      yield {
        node: wal,
        mark: 'key',
        message: say`A snapshot of WAL needs a volume for it, so without \`spec.walStorage\` the webhook refuses the cluster: add it.`,
        fixes: [
          {
            title: say`Add \`walStorage\``,
            edits: [{ do: 'set', node: spec.at('walStorage'), value: { size: '5Gi' } }],
            safe: false,
          },
        ],
      };
    }
  },
};
