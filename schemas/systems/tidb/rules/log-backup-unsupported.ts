import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { backupPartsOf, isLog } from '../backupParts.ts';
import { v1ClusterType } from '../kinds.ts';
import { code } from '../sources.ts';

/** Logs came with TiKV 6.1. */
export const logBackupUnsupported: Rule = {
  id: 'tidb/log-backup-unsupported',
  severity: 'error',
  kinds: ['Backup', 'BackupSchedule'],
  help: `A log backup needs TiKV 6.1 or newer. With an older cluster the operator marks the resource as Invalid, and no job starts. Upgrade the cluster, or
make full backups more often.`,
  source: code('backup/util/util.go', 518),
  *check({ resource, workspace }) {
    for (const part of backupPartsOf(resource)) {
      const name = knownName(part.node.at('br', 'cluster'));
      if (part.generation !== 'v1' || !isLog(part) || name === undefined) continue;
      const namespace = knownName(part.node.at('br', 'clusterNamespace')) ?? resource.identity.namespace;
      const [cluster, ...more] = workspace.find(v1ClusterType, name, namespace);
      const version = cluster && more.length === 0 ? versionOf(cluster.resource.root.at('spec')) : undefined;
      if (version === undefined || !isBefore(version, '6.1')) continue;
      yield {
        node: part.node.at('backupMode'),
        message: say`Cluster "${name}" has TiKV ${version}, and logs need 6.1: the operator calls this invalid. Upgrade the cluster first.`,
      };
    }
  },
};

/** Of TiKV: the tag of its image, else its own version, else that of the cluster; without `v`. */
function versionOf(spec: ManifestNode): string | undefined {
  const tikv = spec.at('tikv');
  const image = textOf(tikv.at('image')) ?? '';
  const written = /:v?(\d[^:/@]*)$/.exec(image)?.[1] ?? textOf(tikv.at('version')) ?? textOf(spec.at('version'));
  return /^v?(\d+\.\d+(?:\.\d+)?)/.exec(written ?? '')?.[1];
}
