import type { UsualKeys } from '../../contract/index.ts';

/** Counted in manifests that people have published: `node tools/usualKeys.mjs`. */
export const usualKeys: UsualKeys = {
  'PGAdmin spec': 'dataVolumeClaimSpec serverGroups users serviceName config',
  'PGAdmin spec.serverGroups[]': 'name postgresClusterSelector',
  'PGAdmin spec.users[]': 'passwordRef role username',
  'PGUpgrade spec': 'fromPostgresVersion postgresClusterName toPostgresVersion',
  'PostgresCluster spec':
    'instances postgresVersion backups monitoring proxy config customReplicationTLSSecret customTLSSecret image patroni instrumentation standby',
  'PostgresCluster spec.backups.pgbackrest': 'repos global manual configuration',
  'PostgresCluster spec.backups.pgbackrest.global': 'backup-standby repo1-path',
  'PostgresCluster spec.backups.pgbackrest.manual': 'options repoName',
  'PostgresCluster spec.backups.pgbackrest.repos[]': 'name volume gcs',
  'PostgresCluster spec.instances[]': 'dataVolumeClaimSpec name replicas walVolumeClaimSpec affinity',
  'PostgresCluster spec.monitoring.pgmonitor.exporter': 'configuration customTLSSecret',
  'PostgresCluster spec.proxy.pgBouncer': 'replicas config',
};
