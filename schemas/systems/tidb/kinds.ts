import type { SystemKind } from '../../contract/index.ts';

/** Both operators may run side by side, and kinds of the second are called like those of other systems: the group tells. */

export const v1Group = 'pingcap.com';
export const v2Group = 'core.pingcap.com';
export const v2BackupGroup = 'br.pingcap.com';

/** As `names` have it. */
export const v1ClusterType = `TidbCluster.${v1Group}`;
export const v2ClusterType = `Cluster.${v2Group}`;

/** Single instances of v2 with their plurals: the operator makes them from groups. */
export const instanceKinds: Readonly<Record<string, string>> = {
  PD: 'pds',
  TiKV: 'tikvs',
  TiKVWorker: 'tikvworkers',
  TiDB: 'tidbs',
  TiFlash: 'tiflashes',
  TiCDC: 'ticdcs',
  TiProxy: 'tiproxies',
  TSO: 'tsos',
  Scheduling: 'schedulings',
  Scheduler: 'schedulers',
  Router: 'routers',
  ResourceManager: 'resourcemanagers',
  DM: 'dms',
  DMWorker: 'dmworkers',
};

/** pingcap/tidb-operator v1.6.6 manifests/crd/v1, v2.2 manifests/crd. `Cluster` of v2 has its components as resources. */
export const kinds: readonly SystemKind[] = [
  { ...kind(v1Group, 'TidbCluster', 'tidbclusters'), runs: true },
  { ...kind(v2Group, 'Cluster', 'clusters'), runs: true },
  kind(v1Group, 'TidbInitializer', 'tidbinitializers'),
  kind(v1Group, 'TidbMonitor', 'tidbmonitors'),
  kind(v1Group, 'TidbDashboard', 'tidbdashboards'),
  kind(v1Group, 'TidbNGMonitoring', 'tidbngmonitorings'),
  kind(v1Group, 'DMCluster', 'dmclusters'),
  ...backupKinds(v1Group),
  ...backupKinds(v2BackupGroup),
  kind(v2BackupGroup, 'TiBR', 'tibrs'),
  kind(v2BackupGroup, 'TiBRGC', 'tibrgcs'),
  ...Object.keys(instanceKinds).map((name) => kind(v2Group, `${name}Group`, `${name.toLowerCase()}groups`)),
  ...Object.entries(instanceKinds).map(([name, plural]) => ({
    ...kind(v2Group, name, plural),
    namesOnly: true as const,
  })),
  kind(v2Group, 'PlacementPolicy', 'placementpolicies'),
];

function backupKinds(group: string): readonly SystemKind[] {
  return [
    kind(group, 'Backup', 'backups'),
    kind(group, 'BackupSchedule', 'backupschedules'),
    kind(group, 'Restore', 'restores'),
    kind(group, 'CompactBackup', 'compactbackups'),
  ];
}

function kind(group: string, name: string, plural: string): SystemKind {
  return { group, versions: ['v1alpha1'], kind: name, plural, scope: 'Namespaced' };
}
