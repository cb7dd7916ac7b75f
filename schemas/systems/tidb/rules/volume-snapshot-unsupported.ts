import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { isHidden, isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupPartsOf } from '../backupParts.ts';
import { v1ClusterType } from '../kinds.ts';
import { code } from '../sources.ts';

/** Snapshots of volumes are for several Kubernetes clusters together. */
export const volumeSnapshotUnsupported: Rule = {
  id: 'tidb/volume-snapshot-unsupported',
  severity: 'error',
  kinds: ['Backup', 'Restore', 'BackupSchedule'],
  help: `The mode \`volume-snapshot\` is for clusters over several Kubernetes clusters, whose \`TidbCluster\` has \`acrossK8s: true\`, and is driven by a
\`VolumeBackup\` of \`federation.pingcap.com\`. With any other cluster the operator marks the resource as Invalid. Use \`snapshot\`.`,
  source: code('backup/util/util.go', 535),
  *check({ resource, workspace }) {
    for (const { node, job, generation } of backupPartsOf(resource)) {
      const mode = node.at(job === 'restore' ? 'restoreMode' : 'backupMode');
      if (generation !== 'v1' || mode.value !== 'volume-snapshot') continue;
      const name = knownName(node.at('br', 'cluster'));
      const namespace = knownName(node.at('br', 'clusterNamespace')) ?? resource.identity.namespace;
      const [cluster, ...more] = name === undefined ? [] : workspace.find(v1ClusterType, name, namespace);
      if (name === undefined || cluster === undefined || more.length > 0 || cluster.resource.partial) continue;
      const across = cluster.resource.root.at('spec', 'acrossK8s');
      if (isTrue(across) || isHidden(across)) continue;
      yield {
        node: mode,
        message: say`Cluster "${name}" is not one over several Kubernetes clusters, and without \`acrossK8s\` the operator calls this invalid: use "snapshot".`,
        fixes: [{ title: say`Write "snapshot"`, edits: [{ do: 'set', node: mode, value: 'snapshot' }], safe: false }],
      };
    }
  },
};
