import type { UsualKeys } from '../../contract/index.ts';

/** As the examples of the operator's manual have them. */
export const usualKeys: UsualKeys = {
  'MariaDB spec':
    'rootPasswordSecretKeyRef storage replicas image username database passwordSecretKeyRef galera replication resources maxScale myCnf service primaryService secondaryService metrics tls podDisruptionBudget updateStrategy affinity tolerations podSecurityContext bootstrapFrom env port',
  'MariaDB spec.storage': 'size storageClassName resizeInUseVolumes waitForVolumeResize volumeClaimTemplate',
  'MariaDB spec.galera': 'enabled primary sst availableWhenDonor recovery config',
  'MariaDB spec.replication': 'enabled primary replica semiSyncEnabled',
  'MaxScale spec': 'replicas mariaDbRef services monitor admin auth connection kubernetesService metrics tls',
  'Database spec': 'mariaDbRef name characterSet collate cleanupPolicy requeueInterval retryInterval',
  'User spec': 'mariaDbRef name passwordSecretKeyRef host maxUserConnections cleanupPolicy require',
  'Grant spec': 'mariaDbRef privileges database table username host grantOption cleanupPolicy',
  'Connection spec':
    'mariaDbRef username passwordSecretKeyRef database secretName secretTemplate healthCheck maxScaleRef',
  'Backup spec': 'mariaDbRef storage schedule maxRetention databases compression args resources stagingStorage',
  'PhysicalBackup spec': 'mariaDbRef storage schedule maxRetention compression target',
  'Restore spec': 'mariaDbRef backupRef targetRecoveryTime database s3 volume',
  'SqlJob spec': 'mariaDbRef username passwordSecretKeyRef database sql sqlConfigMapKeyRef dependsOn schedule',
};
