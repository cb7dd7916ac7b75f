import type { Rule } from '../../contract/index.ts';
import { annotationInvalid } from './rules/annotation-invalid.ts';
import { annotationMisspelt } from './rules/annotation-misspelt.ts';
import { backupIdMissing } from './rules/backup-id-missing.ts';
import { backupMethodNotSetUp } from './rules/backup-method-not-set-up.ts';
import { backupOnlineRefused } from './rules/backup-online-refused.ts';
import { backupPluginMissing } from './rules/backup-plugin-missing.ts';
import { bootstrapChanged } from './rules/bootstrap-changed.ts';
import { bootstrapMethodsConflict } from './rules/bootstrap-methods-conflict.ts';
import { builtInStoreDeprecated } from './rules/built-in-store-deprecated.ts';
import { catalogEntryMissing } from './rules/catalog-entry-missing.ts';
import { catalogMajorDiffers } from './rules/catalog-major-differs.ts';
import { certificatesIncomplete } from './rules/certificates-incomplete.ts';
import { clusterNameInvalid } from './rules/cluster-name-invalid.ts';
import { commandArgumentSplit } from './rules/command-argument-split.ts';
import { databaseManagedTwice } from './rules/database-managed-twice.ts';
import { databaseObjectTwice } from './rules/database-object-twice.ts';
import { envReserved } from './rules/env-reserved.ts';
import { excludePatternInvalid } from './rules/exclude-pattern-invalid.ts';
import { extensionInvalid } from './rules/extension-invalid.ts';
import { extensionNeedsPostgres18 } from './rules/extension-needs-postgres-18.ts';
import { externalClusterEmpty } from './rules/external-cluster-empty.ts';
import { externalClusterNameInvalid } from './rules/external-cluster-name-invalid.ts';
import { externalClusterUnknown } from './rules/external-cluster-unknown.ts';
import { failoverQuorumImpossible } from './rules/failover-quorum-impossible.ts';
import { failoverSlotsIncomplete } from './rules/failover-slots-incomplete.ts';
import { foreignServerWithoutWrapper } from './rules/foreign-server-without-wrapper.ts';
import { hbaLineInvalid } from './rules/hba-line-invalid.ts';
import { hbaTrustsNetwork } from './rules/hba-trusts-network.ts';
import { imageAndParametersChanged } from './rules/image-and-parameters-changed.ts';
import { imageTagInvalid } from './rules/image-tag-invalid.ts';
import { importTypeMismatch } from './rules/import-type-mismatch.ts';
import { ldapIncomplete } from './rules/ldap-incomplete.ts';
import { logicalSlotsUnsynchronised } from './rules/logical-slots-unsynchronised.ts';
import { maintenanceWindowDeprecated } from './rules/maintenance-window-deprecated.ts';
import { majorVersionChanged } from './rules/major-version-changed.ts';
import { managedRoleInvalid } from './rules/managed-role-invalid.ts';
import { managedServiceInvalid } from './rules/managed-service-invalid.ts';
import { metricsNotCached } from './rules/metrics-not-cached.ts';
import { optionUnknown } from './rules/option-unknown.ts';
import { ownerPasswordTwice } from './rules/owner-password-twice.ts';
import { parameterFixed } from './rules/parameter-fixed.ts';
import { parameterInvalid } from './rules/parameter-invalid.ts';
import { parameterNameInvalid } from './rules/parameter-name-invalid.ts';
import { parameterNotBoolean } from './rules/parameter-not-boolean.ts';
import { parameterOverwritten } from './rules/parameter-overwritten.ts';
import { parameterUnknown } from './rules/parameter-unknown.ts';
import { pluginNotArchiving } from './rules/plugin-not-archiving.ts';
import { pluginStoreMissing } from './rules/plugin-store-missing.ts';
import { podMonitorDeprecated } from './rules/pod-monitor-deprecated.ts';
import { podSelectorUnknown } from './rules/pod-selector-unknown.ts';
import { poolerAuthIncomplete } from './rules/pooler-auth-incomplete.ts';
import { poolerCertificateMissing } from './rules/pooler-certificate-missing.ts';
import { poolerNameOfCluster } from './rules/pooler-name-of-cluster.ts';
import { poolerNotIntegrated } from './rules/pooler-not-integrated.ts';
import { poolerParameterRefused } from './rules/pooler-parameter-refused.ts';
import { primaryLeaseOrder } from './rules/primary-lease-order.ts';
import { promotionTokenInvalid } from './rules/promotion-token-invalid.ts';
import { recoveryIntoOwnArchive } from './rules/recovery-into-own-archive.ts';
import { recoverySourceConflict } from './rules/recovery-source-conflict.ts';
import { recoveryTargetConflict } from './rules/recovery-target-conflict.ts';
import { recoveryTargetInvalid } from './rules/recovery-target-invalid.ts';
import { recoveryTargetWithoutZone } from './rules/recovery-target-without-zone.ts';
import { referenceAsText } from './rules/reference-as-text.ts';
import { referenceEmpty } from './rules/reference-empty.ts';
import { replicaClusterInvalid } from './rules/replica-cluster-invalid.ts';
import { retentionPolicyUnused } from './rules/retention-policy-unused.ts';
import { roleManagedTwice } from './rules/role-managed-twice.ts';
import { scheduleInvalid } from './rules/schedule-invalid.ts';
import { scheduleOfFiveFields } from './rules/schedule-of-five-fields.ts';
import { secretOfAnotherUser } from './rules/secret-of-another-user.ts';
import { serviceAccountConflict } from './rules/service-account-conflict.ts';
import { sharedBuffersTooLarge } from './rules/shared-buffers-too-large.ts';
import { sharedBuffersWithoutUnit } from './rules/shared-buffers-without-unit.ts';
import { slotPrefixChanged } from './rules/slot-prefix-changed.ts';
import { smartShutdownTooLong } from './rules/smart-shutdown-too-long.ts';
import { snapshotClassOfNoTablespace } from './rules/snapshot-class-of-no-tablespace.ts';
import { snapshotSourceInvalid } from './rules/snapshot-source-invalid.ts';
import { storageClassChanged } from './rules/storage-class-changed.ts';
import { storageSetTwice } from './rules/storage-set-twice.ts';
import { storageSizeMissing } from './rules/storage-size-missing.ts';
import { storageSizeZero } from './rules/storage-size-zero.ts';
import { storeCredentialsInvalid } from './rules/store-credentials-invalid.ts';
import { storePathMismatch } from './rules/store-path-mismatch.ts';
import { superuserSecretUnused } from './rules/superuser-secret-unused.ts';
import { supervisedAlone } from './rules/supervised-alone.ts';
import { syncElectionWithoutLabels } from './rules/sync-election-without-labels.ts';
import { syncNumberTooHigh } from './rules/sync-number-too-high.ts';
import { syncReplicasDeprecated } from './rules/sync-replicas-deprecated.ts';
import { syncReplicasTooMany } from './rules/sync-replicas-too-many.ts';
import { syncStylesMixed } from './rules/sync-styles-mixed.ts';
import { tablespaceNameInvalid } from './rules/tablespace-name-invalid.ts';
import { tablespacesNotListed } from './rules/tablespaces-not-listed.ts';
import { temporaryVolumeTwice } from './rules/temporary-volume-twice.ts';
import { userIdChanged } from './rules/user-id-changed.ts';
import { validationDisabled } from './rules/validation-disabled.ts';
import { volumeRemoved } from './rules/volume-removed.ts';
import { volumeShrunk } from './rules/volume-shrunk.ts';
import { walArchiversConflict } from './rules/wal-archivers-conflict.ts';
import { walLevelInvalid } from './rules/wal-level-invalid.ts';
import { walSegmentSizeOdd } from './rules/wal-segment-size-odd.ts';
import { walSizeOrder } from './rules/wal-size-order.ts';
import { wordOfAnotherOperator } from './rules/word-of-another-operator.ts';

/** What lies in `rules/`. Written by npm run generate. */
export const cloudnativePgRules: readonly Rule[] = [
  annotationInvalid,
  annotationMisspelt,
  backupIdMissing,
  backupMethodNotSetUp,
  backupOnlineRefused,
  backupPluginMissing,
  bootstrapChanged,
  bootstrapMethodsConflict,
  builtInStoreDeprecated,
  catalogEntryMissing,
  catalogMajorDiffers,
  certificatesIncomplete,
  clusterNameInvalid,
  commandArgumentSplit,
  databaseManagedTwice,
  databaseObjectTwice,
  envReserved,
  excludePatternInvalid,
  extensionInvalid,
  extensionNeedsPostgres18,
  externalClusterEmpty,
  externalClusterNameInvalid,
  externalClusterUnknown,
  failoverQuorumImpossible,
  failoverSlotsIncomplete,
  foreignServerWithoutWrapper,
  hbaLineInvalid,
  hbaTrustsNetwork,
  imageAndParametersChanged,
  imageTagInvalid,
  importTypeMismatch,
  ldapIncomplete,
  logicalSlotsUnsynchronised,
  maintenanceWindowDeprecated,
  majorVersionChanged,
  managedRoleInvalid,
  managedServiceInvalid,
  metricsNotCached,
  optionUnknown,
  ownerPasswordTwice,
  parameterFixed,
  parameterInvalid,
  parameterNameInvalid,
  parameterNotBoolean,
  parameterOverwritten,
  parameterUnknown,
  pluginNotArchiving,
  pluginStoreMissing,
  podMonitorDeprecated,
  podSelectorUnknown,
  poolerAuthIncomplete,
  poolerCertificateMissing,
  poolerNameOfCluster,
  poolerNotIntegrated,
  poolerParameterRefused,
  primaryLeaseOrder,
  promotionTokenInvalid,
  recoveryIntoOwnArchive,
  recoverySourceConflict,
  recoveryTargetConflict,
  recoveryTargetInvalid,
  recoveryTargetWithoutZone,
  referenceAsText,
  referenceEmpty,
  replicaClusterInvalid,
  retentionPolicyUnused,
  roleManagedTwice,
  scheduleInvalid,
  scheduleOfFiveFields,
  secretOfAnotherUser,
  serviceAccountConflict,
  sharedBuffersTooLarge,
  sharedBuffersWithoutUnit,
  slotPrefixChanged,
  smartShutdownTooLong,
  snapshotClassOfNoTablespace,
  snapshotSourceInvalid,
  storageClassChanged,
  storageSetTwice,
  storageSizeMissing,
  storageSizeZero,
  storeCredentialsInvalid,
  storePathMismatch,
  superuserSecretUnused,
  supervisedAlone,
  syncElectionWithoutLabels,
  syncNumberTooHigh,
  syncReplicasDeprecated,
  syncReplicasTooMany,
  syncStylesMixed,
  tablespaceNameInvalid,
  tablespacesNotListed,
  temporaryVolumeTwice,
  userIdChanged,
  validationDisabled,
  volumeRemoved,
  volumeShrunk,
  walArchiversConflict,
  walLevelInvalid,
  walSegmentSizeOdd,
  walSizeOrder,
  wordOfAnotherOperator,
];
