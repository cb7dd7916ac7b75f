import type { Rule } from '../../contract/index.ts';
import { accountDefinitionUnreadable } from './rules/account-definition-unreadable.ts';
import { backupJobNameShared } from './rules/backup-job-name-shared.ts';
import { backupScheduleOutOfRange } from './rules/backup-schedule-out-of-range.ts';
import { backupScheduleUnsupported } from './rules/backup-schedule-unsupported.ts';
import { backupSettingsUnused } from './rules/backup-settings-unused.ts';
import { bucketWithScheme } from './rules/bucket-with-scheme.ts';
import { changeIgnored } from './rules/change-ignored.ts';
import { cloneAndStandby } from './rules/clone-and-standby.ts';
import { cloneNameInvalid } from './rules/clone-name-invalid.ts';
import { cloneOfItself } from './rules/clone-of-itself.ts';
import { cloneSettingsIgnored } from './rules/clone-settings-ignored.ts';
import { cloneUidMissing } from './rules/clone-uid-missing.ts';
import { cloneVariableIgnored } from './rules/clone-variable-ignored.ts';
import { clusterNameInvalid } from './rules/cluster-name-invalid.ts';
import { clusterNameTooLong } from './rules/cluster-name-too-long.ts';
import { clusterNameWithoutTeam } from './rules/cluster-name-without-team.ts';
import { configurationMisplaced } from './rules/configuration-misplaced.ts';
import { configurationUnread } from './rules/configuration-unread.ts';
import { containersForbidden } from './rules/containers-forbidden.ts';
import { controllerOfNobody } from './rules/controller-of-nobody.ts';
import { credentialsInManifest } from './rules/credentials-in-manifest.ts';
import { credentialsSecretOverwritten } from './rules/credentials-secret-overwritten.ts';
import { databaseNameInvalid } from './rules/database-name-invalid.ts';
import { databaseOwnerMissing } from './rules/database-owner-missing.ts';
import { deleteProtectionBypassed } from './rules/delete-protection-bypassed.ts';
import { encryptionWithEndpoint } from './rules/encryption-with-endpoint.ts';
import { envReserved } from './rules/env-reserved.ts';
import { extensionSchemaMissing } from './rules/extension-schema-missing.ts';
import { externalNameOverwritten } from './rules/external-name-overwritten.ts';
import { globalSidecarVolumeMissing } from './rules/global-sidecar-volume-missing.ts';
import { globalSidecarsRefused } from './rules/global-sidecars-refused.ts';
import { hbaLineInvalid } from './rules/hba-line-invalid.ts';
import { hbaTrustsNetwork } from './rules/hba-trusts-network.ts';
import { hostNamesEqual } from './rules/host-names-equal.ts';
import { hugePagesInvalid } from './rules/huge-pages-invalid.ts';
import { imageOfOlderVersion } from './rules/image-of-older-version.ts';
import { imageRegistryLeft } from './rules/image-registry-left.ts';
import { imageWithBlank } from './rules/image-with-blank.ts';
import { infrastructureRoleUnread } from './rules/infrastructure-role-unread.ts';
import { initContainerImageMissing } from './rules/init-container-image-missing.ts';
import { initContainerNameTaken } from './rules/init-container-name-taken.ts';
import { initContainerVolumeMissing } from './rules/init-container-volume-missing.ts';
import { instancesAdjusted } from './rules/instances-adjusted.ts';
import { limitBelowMinimum } from './rules/limit-below-minimum.ts';
import { limitBelowRequest } from './rules/limit-below-request.ts';
import { limitsCrossed } from './rules/limits-crossed.ts';
import { loadBalancerAndNodePort } from './rules/load-balancer-and-node-port.ts';
import { loadBalancerUnreachable } from './rules/load-balancer-unreachable.ts';
import { maintenanceWindowInvalid } from './rules/maintenance-window-invalid.ts';
import { memberSkipped } from './rules/member-skipped.ts';
import { namespaceUnwatched } from './rules/namespace-unwatched.ts';
import { nodePortIgnored } from './rules/node-port-ignored.ts';
import { nodePortOutOfRange } from './rules/node-port-out-of-range.ts';
import { nodePortTaken } from './rules/node-port-taken.ts';
import { operatorSettingChanged } from './rules/operator-setting-changed.ts';
import { parameterControlled } from './rules/parameter-controlled.ts';
import { parameterInvalid } from './rules/parameter-invalid.ts';
import { parameterNotText } from './rules/parameter-not-text.ts';
import { parameterUnknown } from './rules/parameter-unknown.ts';
import { pgHbaIncomplete } from './rules/pg-hba-incomplete.ts';
import { poolerConnectionsTooFew } from './rules/pooler-connections-too-few.ts';
import { poolerIdentityChanged } from './rules/pooler-identity-changed.ts';
import { poolerInstancesRaised } from './rules/pooler-instances-raised.ts';
import { poolerModeUnknown } from './rules/pooler-mode-unknown.ts';
import { poolerSectionIgnored } from './rules/pooler-section-ignored.ts';
import { poolerServiceWithoutPooler } from './rules/pooler-service-without-pooler.ts';
import { poolerSingleInstance } from './rules/pooler-single-instance.ts';
import { poolerUserIsSuperUser } from './rules/pooler-user-is-super-user.ts';
import { poolerUserReserved } from './rules/pooler-user-reserved.ts';
import { preloadedLibraryMissing } from './rules/preloaded-library-missing.ts';
import { preparedDatabaseOwner } from './rules/prepared-database-owner.ts';
import { preparedNameInvalid } from './rules/prepared-name-invalid.ts';
import { preparedRoleNameTooLong } from './rules/prepared-role-name-too-long.ts';
import { preparedUsersWithoutRoles } from './rules/prepared-users-without-roles.ts';
import { protectedRoleMissing } from './rules/protected-role-missing.ts';
import { replicasMissing } from './rules/replicas-missing.ts';
import { requestAboveMaximum } from './rules/request-above-maximum.ts';
import { resourceMeansDefault } from './rules/resource-means-default.ts';
import { rotationListsContradict } from './rules/rotation-lists-contradict.ts';
import { rotationUserMissing } from './rules/rotation-user-missing.ts';
import { rotationUserOwnsDatabase } from './rules/rotation-user-owns-database.ts';
import { secretNameInvalid } from './rules/secret-name-invalid.ts';
import { secretNamespaceIgnored } from './rules/secret-namespace-ignored.ts';
import { secretTemplateInvalid } from './rules/secret-template-invalid.ts';
import { settingOfAnotherForm } from './rules/setting-of-another-form.ts';
import { sharedBuffersTooLarge } from './rules/shared-buffers-too-large.ts';
import { shmVolumeNotDisabled } from './rules/shm-volume-not-disabled.ts';
import { sidecarDuplicated } from './rules/sidecar-duplicated.ts';
import { sidecarEnvIgnored } from './rules/sidecar-env-ignored.ts';
import { sidecarImageMissing } from './rules/sidecar-image-missing.ts';
import { sidecarNameReserved } from './rules/sidecar-name-reserved.ts';
import { slotInvalid } from './rules/slot-invalid.ts';
import { sourceRangeInvalid } from './rules/source-range-invalid.ts';
import { sourceRangeIpv6 } from './rules/source-range-ipv6.ts';
import { sourceRangesUnused } from './rules/source-ranges-unused.ts';
import { spreadWithoutSelector } from './rules/spread-without-selector.ts';
import { standbyAdded } from './rules/standby-added.ts';
import { standbyHostMissing } from './rules/standby-host-missing.ts';
import { standbyInstances } from './rules/standby-instances.ts';
import { standbyRolesIgnored } from './rules/standby-roles-ignored.ts';
import { standbySourceMissing } from './rules/standby-source-missing.ts';
import { standbySourcesConflict } from './rules/standby-sources-conflict.ts';
import { streamDatabaseMissing } from './rules/stream-database-missing.ts';
import { strictSyncBlocksWrites } from './rules/strict-sync-blocks-writes.ts';
import { strictSyncWithoutSync } from './rules/strict-sync-without-sync.ts';
import { subPathChanged } from './rules/sub-path-changed.ts';
import { subPathInvalid } from './rules/sub-path-invalid.ts';
import { syncNodeCountTooHigh } from './rules/sync-node-count-too-high.ts';
import { systemRoleMisspelt } from './rules/system-role-misspelt.ts';
import { targetContainerUnknown } from './rules/target-container-unknown.ts';
import { targetContainersMixed } from './rules/target-containers-mixed.ts';
import { teamIdInvalid } from './rules/team-id-invalid.ts';
import { teamMisspelt } from './rules/team-misspelt.ts';
import { teamsIgnored } from './rules/teams-ignored.ts';
import { teamsServiceMissing } from './rules/teams-service-missing.ts';
import { tlsCaSecretIgnored } from './rules/tls-ca-secret-ignored.ts';
import { tlsFileMissing } from './rules/tls-file-missing.ts';
import { tlsGroupMissing } from './rules/tls-group-missing.ts';
import { tlsSecretNameInvalid } from './rules/tls-secret-name-invalid.ts';
import { tlsSecretTwice } from './rules/tls-secret-twice.ts';
import { tlsVolumeConflict } from './rules/tls-volume-conflict.ts';
import { ttlTooShort } from './rules/ttl-too-short.ts';
import { uidInManifest } from './rules/uid-in-manifest.ts';
import { upgradeNotDone } from './rules/upgrade-not-done.ts';
import { userFlagsConflict } from './rules/user-flags-conflict.ts';
import { userIdAsName } from './rules/user-id-as-name.ts';
import { userNameInvalid } from './rules/user-name-invalid.ts';
import { userNameReserved } from './rules/user-name-reserved.ts';
import { userPreparedToo } from './rules/user-prepared-too.ts';
import { userSecretShared } from './rules/user-secret-shared.ts';
import { userWithoutFlags } from './rules/user-without-flags.ts';
import { variableMisspelt } from './rules/variable-misspelt.ts';
import { variableValueInvalid } from './rules/variable-value-invalid.ts';
import { versionEndOfLife } from './rules/version-end-of-life.ts';
import { volumeMountPathTaken } from './rules/volume-mount-path-taken.ts';
import { volumeNameTaken } from './rules/volume-name-taken.ts';
import { volumeOnDataDirectory } from './rules/volume-on-data-directory.ts';
import { volumeSettingIgnored } from './rules/volume-setting-ignored.ts';
import { volumeShrunk } from './rules/volume-shrunk.ts';
import { volumeSizeZero } from './rules/volume-size-zero.ts';
import { walArchivesConflict } from './rules/wal-archives-conflict.ts';
import { walPathShared } from './rules/wal-path-shared.ts';
import { wordOfAnotherOperator } from './rules/word-of-another-operator.ts';

/** What lies in `rules/`. Written by npm run generate. */
export const zalandoRules: readonly Rule[] = [
  accountDefinitionUnreadable,
  backupJobNameShared,
  backupScheduleOutOfRange,
  backupScheduleUnsupported,
  backupSettingsUnused,
  bucketWithScheme,
  changeIgnored,
  cloneAndStandby,
  cloneNameInvalid,
  cloneOfItself,
  cloneSettingsIgnored,
  cloneUidMissing,
  cloneVariableIgnored,
  clusterNameInvalid,
  clusterNameTooLong,
  clusterNameWithoutTeam,
  configurationMisplaced,
  configurationUnread,
  containersForbidden,
  controllerOfNobody,
  credentialsInManifest,
  credentialsSecretOverwritten,
  databaseNameInvalid,
  databaseOwnerMissing,
  deleteProtectionBypassed,
  encryptionWithEndpoint,
  envReserved,
  extensionSchemaMissing,
  externalNameOverwritten,
  globalSidecarVolumeMissing,
  globalSidecarsRefused,
  hbaLineInvalid,
  hbaTrustsNetwork,
  hostNamesEqual,
  hugePagesInvalid,
  imageOfOlderVersion,
  imageRegistryLeft,
  imageWithBlank,
  infrastructureRoleUnread,
  initContainerImageMissing,
  initContainerNameTaken,
  initContainerVolumeMissing,
  instancesAdjusted,
  limitBelowMinimum,
  limitBelowRequest,
  limitsCrossed,
  loadBalancerAndNodePort,
  loadBalancerUnreachable,
  maintenanceWindowInvalid,
  memberSkipped,
  namespaceUnwatched,
  nodePortIgnored,
  nodePortOutOfRange,
  nodePortTaken,
  operatorSettingChanged,
  parameterControlled,
  parameterInvalid,
  parameterNotText,
  parameterUnknown,
  pgHbaIncomplete,
  poolerConnectionsTooFew,
  poolerIdentityChanged,
  poolerInstancesRaised,
  poolerModeUnknown,
  poolerSectionIgnored,
  poolerServiceWithoutPooler,
  poolerSingleInstance,
  poolerUserIsSuperUser,
  poolerUserReserved,
  preloadedLibraryMissing,
  preparedDatabaseOwner,
  preparedNameInvalid,
  preparedRoleNameTooLong,
  preparedUsersWithoutRoles,
  protectedRoleMissing,
  replicasMissing,
  requestAboveMaximum,
  resourceMeansDefault,
  rotationListsContradict,
  rotationUserMissing,
  rotationUserOwnsDatabase,
  secretNameInvalid,
  secretNamespaceIgnored,
  secretTemplateInvalid,
  settingOfAnotherForm,
  sharedBuffersTooLarge,
  shmVolumeNotDisabled,
  sidecarDuplicated,
  sidecarEnvIgnored,
  sidecarImageMissing,
  sidecarNameReserved,
  slotInvalid,
  sourceRangeInvalid,
  sourceRangeIpv6,
  sourceRangesUnused,
  spreadWithoutSelector,
  standbyAdded,
  standbyHostMissing,
  standbyInstances,
  standbyRolesIgnored,
  standbySourceMissing,
  standbySourcesConflict,
  streamDatabaseMissing,
  strictSyncBlocksWrites,
  strictSyncWithoutSync,
  subPathChanged,
  subPathInvalid,
  syncNodeCountTooHigh,
  systemRoleMisspelt,
  targetContainerUnknown,
  targetContainersMixed,
  teamIdInvalid,
  teamMisspelt,
  teamsIgnored,
  teamsServiceMissing,
  tlsCaSecretIgnored,
  tlsFileMissing,
  tlsGroupMissing,
  tlsSecretNameInvalid,
  tlsSecretTwice,
  tlsVolumeConflict,
  ttlTooShort,
  uidInManifest,
  upgradeNotDone,
  userFlagsConflict,
  userIdAsName,
  userNameInvalid,
  userNameReserved,
  userPreparedToo,
  userSecretShared,
  userWithoutFlags,
  variableMisspelt,
  variableValueInvalid,
  versionEndOfLife,
  volumeMountPathTaken,
  volumeNameTaken,
  volumeOnDataDirectory,
  volumeSettingIgnored,
  volumeShrunk,
  volumeSizeZero,
  walArchivesConflict,
  walPathShared,
  wordOfAnotherOperator,
];
