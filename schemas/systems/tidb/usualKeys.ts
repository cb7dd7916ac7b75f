import type { UsualKeys } from '../../contract/index.ts';

/** Counted in manifests that people have published: `node tools/usualKeys.mjs`. */
export const usualKeys: UsualKeys = {
  'Backup spec':
    'br s3 backupMode logSubcommand serviceAccount backupType azblob tableFilter from gcs podSecurityContext storageClassName storageSize',
  'Backup spec.azblob': 'container prefix secretName',
  'Backup spec.br': 'cluster sendCredToTikv clusterNamespace',
  'Backup spec.s3': 'bucket provider prefix region secretName endpoint',
  'BackupSchedule spec':
    'backupTemplate compactBackupTemplate logBackupTemplate maxReservedTime schedule compactInterval',
  'BackupSchedule spec.backupTemplate': 'backupType br cleanPolicy azblob s3',
  'BackupSchedule spec.backupTemplate.br': 'cluster clusterNamespace sendCredToTikv',
  'BackupSchedule spec.compactBackupTemplate': 'br azblob s3',
  'BackupSchedule spec.compactBackupTemplate.br': 'cluster clusterNamespace sendCredToTikv',
  'BackupSchedule spec.logBackupTemplate': 'backupMode br azblob s3',
  'BackupSchedule spec.logBackupTemplate.br': 'cluster clusterNamespace sendCredToTikv',
  'Cluster spec': 'bootstrapSQL featureGates tlsCluster',
  'CompactBackup spec': 'br concurrency endTs maxRetryTimes startTs azblob s3',
  'CompactBackup spec.br': 'cluster clusterNamespace sendCredToTikv',
  'Restore spec':
    'br s3 restoreMode pitrFullBackupStorageProvider pitrRestoredTs backupType azblob env gcs serviceAccount storageClassName storageSize to',
  'Restore spec.br': 'cluster clusterNamespace sendCredToTikv',
  'Restore spec.pitrFullBackupStorageProvider': 's3 azblob',
  'Restore spec.pitrFullBackupStorageProvider.s3': 'bucket prefix provider region',
  'Restore spec.s3': 'bucket prefix provider region secretName endpoint',
  'TiKVGroup spec': 'cluster replicas template',
  'TiKVGroup spec.template': 'metadata spec',
  'TiKVGroup spec.template.spec': 'config version volumes resources',
  'TiKVGroup spec.template.spec.volumes[]': 'mounts name storage',
  'TidbCluster spec':
    'pvReclaimPolicy timezone version configUpdateStrategy enableDynamicConfiguration pd tidb tikv helper discovery schedulerName imagePullPolicy topologySpreadConstraints tiflash tlsCluster cluster enablePVReclaim services tiproxy',
  'TidbCluster spec.pd':
    'baseImage config maxFailoverCount replicas requests affinity imagePullPolicy nodeSelector tolerations storageClassName additionalContainers',
  'TidbCluster spec.tidb':
    'baseImage config maxFailoverCount replicas service imagePullPolicy separateSlowLog affinity annotations nodeSelector podSecurityContext tolerations requests initializer slowLogTailer storageClassName tlsClient',
  'TidbCluster spec.tidb.service': 'type annotations exposeStatus externalTrafficPolicy',
  'TidbCluster spec.tiflash': 'baseImage maxFailoverCount replicas storageClaims',
  'TidbCluster spec.tiflash.storageClaims[]': 'resources storageClassName',
  'TidbCluster spec.tikv':
    'baseImage config maxFailoverCount replicas requests affinity imagePullPolicy nodeSelector tolerations storageClassName evictLeaderTimeout annotations podSecurityContext',
  'TidbCluster spec.tikv.config': 'raftdb rocksdb storage',
  'TidbDashboard spec': 'baseImage clusters requests service version',
  'TidbDashboard spec.service': 'type annotations',
  'TidbInitializer spec': 'cluster image initSql passwordSecret imagePullPolicy',
  'TidbInitializer spec.cluster': 'name namespace',
  'TidbMonitor spec':
    'clusters imagePullPolicy initializer prometheus prometheusReloader reloader grafana alertmanagerURL annotations kubePrometheusURL persistent replicas storage additionalContainers additionalVolumes shards thanos',
  'TidbMonitor spec.grafana': 'baseImage version envs imagePullPolicy logLevel password service username',
  'TidbMonitor spec.grafana.service': 'type portName',
  'TidbMonitor spec.initializer': 'baseImage version imagePullPolicy',
  'TidbMonitor spec.prometheus': 'baseImage version imagePullPolicy logLevel reserveDays service config',
  'TidbMonitor spec.prometheus.service': 'portName type',
  'TidbMonitor spec.prometheusReloader': 'baseImage version',
  'TidbMonitor spec.reloader': 'baseImage version imagePullPolicy service',
  'TidbMonitor spec.reloader.service': 'portName type',
  'TidbNGMonitoring spec': 'clusters ngMonitoring configUpdateStrategy pvReclaimPolicy',
  'TidbNGMonitoring spec.clusters[]': 'name namespace',
  'TidbNGMonitoring spec.ngMonitoring': 'baseImage requests version',
};
