import type { UsualKeys } from '../../contract/index.ts';

/** Counted in manifests that people have published: `node tools/usualKeys.mjs`. */
export const usualKeys: UsualKeys = {
  'Backup spec': 'cluster method target online',
  'Cluster spec':
    'instances storage bootstrap postgresql primaryUpdateStrategy walStorage externalClusters backup imageName replica primaryUpdateMethod monitoring probes replicationSlots tablespaces affinity certificates managed maxSyncReplicas minSyncReplicas imageCatalogRef nodeMaintenanceWindow resources serviceAccountName',
  'Cluster spec.affinity': 'nodeSelector enablePodAntiAffinity',
  'Cluster spec.backup': 'barmanObjectStore target retentionPolicy volumeSnapshot',
  'Cluster spec.backup.barmanObjectStore':
    'destinationPath wal s3Credentials data endpointURL endpointCA azureCredentials historyTags tags serverName',
  'Cluster spec.backup.barmanObjectStore.azureCredentials': 'storageAccount storageKey connectionString',
  'Cluster spec.backup.barmanObjectStore.data': 'immediateCheckpoint additionalCommandArgs compression jobs',
  'Cluster spec.backup.barmanObjectStore.s3Credentials': 'accessKeyId secretAccessKey region',
  'Cluster spec.backup.barmanObjectStore.wal': 'compression maxParallel',
  'Cluster spec.backup.volumeSnapshot': 'className snapshotOwnerReference',
  'Cluster spec.bootstrap': 'initdb recovery pg_basebackup',
  'Cluster spec.bootstrap.initdb':
    'database owner postInitApplicationSQL import postInitApplicationSQLRefs options postInitSQL postInitSQLRefs postInitTemplateSQL postInitTemplateSQLRefs secret',
  'Cluster spec.bootstrap.initdb.import':
    'databases source type schemaOnly pgDumpExtraOptions pgRestoreExtraOptions postImportApplicationSQL roles',
  'Cluster spec.bootstrap.pg_basebackup': 'source database owner',
  'Cluster spec.bootstrap.recovery': 'source volumeSnapshots backup recoveryTarget',
  'Cluster spec.bootstrap.recovery.backup': 'name endpointCA',
  'Cluster spec.bootstrap.recovery.recoveryTarget': 'targetTime backupID exclusive targetName targetTLI',
  'Cluster spec.bootstrap.recovery.volumeSnapshots': 'storage walStorage tablespaceStorage',
  'Cluster spec.certificates': 'clientCASecret replicationTLSSecret serverCASecret serverTLSSecret',
  'Cluster spec.externalClusters[]':
    'name connectionParameters barmanObjectStore password sslCert sslKey sslRootCert plugin',
  'Cluster spec.externalClusters[].barmanObjectStore':
    'destinationPath endpointURL s3Credentials endpointCA wal serverName azureCredentials data',
  'Cluster spec.externalClusters[].barmanObjectStore.azureCredentials': 'storageAccount storageKey storageSasToken',
  'Cluster spec.externalClusters[].barmanObjectStore.s3Credentials': 'accessKeyId secretAccessKey',
  'Cluster spec.externalClusters[].barmanObjectStore.wal': 'compression maxParallel',
  'Cluster spec.externalClusters[].connectionParameters': 'host dbname user port sslmode',
  'Cluster spec.managed': 'roles services',
  'Cluster spec.managed.roles[]':
    'login name bypassrls comment connectionLimit createdb createrole ensure inRoles inherit passwordSecret replication superuser validUntil',
  'Cluster spec.managed.services': 'additional disabledDefaultServices',
  'Cluster spec.managed.services.additional[]': 'selectorType serviceTemplate',
  'Cluster spec.managed.services.additional[].serviceTemplate': 'metadata spec',
  'Cluster spec.managed.services.additional[].serviceTemplate.metadata': 'annotations labels name',
  'Cluster spec.monitoring': 'customQueriesConfigMap customQueriesSecret enablePodMonitor tls',
  'Cluster spec.nodeMaintenanceWindow': 'inProgress reusePVC',
  'Cluster spec.postgresql': 'parameters pg_hba synchronous extensions syncReplicaElectionConstraint',
  'Cluster spec.postgresql.extensions[]': 'image ld_library_path name',
  'Cluster spec.postgresql.parameters':
    'log_autovacuum_min_duration log_checkpoints log_lock_waits log_min_duration_statement log_temp_files log_statement log_replication_commands wal_receiver_timeout max_connections work_mem shared_buffers hot_standby_feedback max_worker_processes pg_stat_statements.max pgaudit.log pgaudit.log_catalog pgaudit.log_parameter pgaudit.log_relation sync_replication_slots wal_retrieve_retry_interval',
  'Cluster spec.postgresql.synchronous': 'method number dataDurability failoverQuorum',
  'Cluster spec.probes': 'readiness startup',
  'Cluster spec.probes.readiness': 'failureThreshold periodSeconds type',
  'Cluster spec.replica': 'source enabled primary',
  'Cluster spec.replicationSlots': 'highAvailability updateInterval synchronizeReplicas',
  'Cluster spec.replicationSlots.highAvailability': 'enabled slotPrefix synchronizeLogicalDecoding',
  'Cluster spec.storage': 'size storageClass',
  'Cluster spec.tablespaces[]': 'name storage',
  'Cluster spec.tablespaces[].storage': 'size storageClass',
  'Cluster spec.walStorage': 'size storageClass',
  'ClusterImageCatalog spec': 'images componentImages',
  'ClusterImageCatalog spec.images[]': 'image major',
  'Database spec':
    'cluster name owner databaseReclaimPolicy extensions encoding fdws icuLocale icuRules localeCType localeCollate localeProvider schemas servers template',
  'Database spec.extensions[]': 'name ensure version',
  'DatabaseRole spec':
    'cluster login name comment createdb databaseRoleReclaimPolicy inRoles passwordSecret replication superuser',
  'ImageCatalog spec': 'images componentImages',
  'ImageCatalog spec.images[]': 'image major extensions',
  'Pooler spec': 'cluster instances pgbouncer type deploymentStrategy serviceAccountName monitoring serviceTemplate',
  'Pooler spec.deploymentStrategy': 'rollingUpdate type',
  'Pooler spec.deploymentStrategy.rollingUpdate': 'maxSurge maxUnavailable',
  'Pooler spec.pgbouncer': 'poolMode imageCatalogRef parameters authQuery authQuerySecret image',
  'Pooler spec.pgbouncer.parameters': 'default_pool_size max_client_conn server_tls_protocols',
  'Publication spec': 'cluster dbname name target publicationReclaimPolicy',
  'Publication spec.target': 'allTables objects',
  'Publication spec.target.objects[]': 'table tablesInSchema',
  'Publication spec.target.objects[].table': 'name schema only',
  'ScheduledBackup spec': 'cluster schedule immediate backupOwnerReference method online target',
  'Subscription spec': 'cluster dbname externalClusterName name publicationName',
};
