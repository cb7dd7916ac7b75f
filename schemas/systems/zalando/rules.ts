import type { Rule } from '../../contract/index.ts';
import { backupJobNameShared } from './rules/backup-job-name-shared.ts';
import { backupScheduleOutOfRange } from './rules/backup-schedule-out-of-range.ts';
import { backupScheduleUnsupported } from './rules/backup-schedule-unsupported.ts';
import { backupSettingsUnused } from './rules/backup-settings-unused.ts';
import { cloneAndStandby } from './rules/clone-and-standby.ts';
import { cloneUidMissing } from './rules/clone-uid-missing.ts';
import { clusterNameInvalid } from './rules/cluster-name-invalid.ts';
import { clusterNameTooLong } from './rules/cluster-name-too-long.ts';
import { clusterNameWithoutTeam } from './rules/cluster-name-without-team.ts';
import { credentialsSecretOverwritten } from './rules/credentials-secret-overwritten.ts';
import { databaseNameInvalid } from './rules/database-name-invalid.ts';
import { databaseOwnerMissing } from './rules/database-owner-missing.ts';
import { envReserved } from './rules/env-reserved.ts';
import { hugePagesInvalid } from './rules/huge-pages-invalid.ts';
import { imageWithBlank } from './rules/image-with-blank.ts';
import { initContainerImageMissing } from './rules/init-container-image-missing.ts';
import { initContainerNameTaken } from './rules/init-container-name-taken.ts';
import { initContainerVolumeMissing } from './rules/init-container-volume-missing.ts';
import { limitBelowMinimum } from './rules/limit-below-minimum.ts';
import { limitBelowRequest } from './rules/limit-below-request.ts';
import { loadBalancerAndNodePort } from './rules/load-balancer-and-node-port.ts';
import { loadBalancerUnreachable } from './rules/load-balancer-unreachable.ts';
import { maintenanceWindowInvalid } from './rules/maintenance-window-invalid.ts';
import { nodePortIgnored } from './rules/node-port-ignored.ts';
import { nodePortOutOfRange } from './rules/node-port-out-of-range.ts';
import { parameterControlled } from './rules/parameter-controlled.ts';
import { parameterInvalid } from './rules/parameter-invalid.ts';
import { parameterNotText } from './rules/parameter-not-text.ts';
import { parameterUnknown } from './rules/parameter-unknown.ts';
import { pgHbaIncomplete } from './rules/pg-hba-incomplete.ts';
import { poolerConnectionsTooFew } from './rules/pooler-connections-too-few.ts';
import { poolerIdentityChanged } from './rules/pooler-identity-changed.ts';
import { poolerModeUnknown } from './rules/pooler-mode-unknown.ts';
import { poolerSectionIgnored } from './rules/pooler-section-ignored.ts';
import { poolerSingleInstance } from './rules/pooler-single-instance.ts';
import { poolerUserReserved } from './rules/pooler-user-reserved.ts';
import { preparedRoleNameTooLong } from './rules/prepared-role-name-too-long.ts';
import { preparedUsersWithoutRoles } from './rules/prepared-users-without-roles.ts';
import { requestAboveMaximum } from './rules/request-above-maximum.ts';
import { resourceMeansDefault } from './rules/resource-means-default.ts';
import { rotationListsContradict } from './rules/rotation-lists-contradict.ts';
import { rotationUserMissing } from './rules/rotation-user-missing.ts';
import { rotationUserOwnsDatabase } from './rules/rotation-user-owns-database.ts';
import { secretNamespaceIgnored } from './rules/secret-namespace-ignored.ts';
import { sharedBuffersTooLarge } from './rules/shared-buffers-too-large.ts';
import { shmVolumeNotDisabled } from './rules/shm-volume-not-disabled.ts';
import { sidecarDuplicated } from './rules/sidecar-duplicated.ts';
import { sidecarEnvIgnored } from './rules/sidecar-env-ignored.ts';
import { sidecarImageMissing } from './rules/sidecar-image-missing.ts';
import { sidecarNameReserved } from './rules/sidecar-name-reserved.ts';
import { sourceRangeInvalid } from './rules/source-range-invalid.ts';
import { sourceRangeIpv6 } from './rules/source-range-ipv6.ts';
import { sourceRangesUnused } from './rules/source-ranges-unused.ts';
import { standbyHostMissing } from './rules/standby-host-missing.ts';
import { standbyInstances } from './rules/standby-instances.ts';
import { standbySourceMissing } from './rules/standby-source-missing.ts';
import { standbySourcesConflict } from './rules/standby-sources-conflict.ts';
import { strictSyncBlocksWrites } from './rules/strict-sync-blocks-writes.ts';
import { strictSyncWithoutSync } from './rules/strict-sync-without-sync.ts';
import { subPathInvalid } from './rules/sub-path-invalid.ts';
import { syncNodeCountTooHigh } from './rules/sync-node-count-too-high.ts';
import { targetContainerUnknown } from './rules/target-container-unknown.ts';
import { targetContainersMixed } from './rules/target-containers-mixed.ts';
import { teamIdInvalid } from './rules/team-id-invalid.ts';
import { teamMisspelt } from './rules/team-misspelt.ts';
import { tlsCaSecretIgnored } from './rules/tls-ca-secret-ignored.ts';
import { tlsFileMissing } from './rules/tls-file-missing.ts';
import { tlsGroupMissing } from './rules/tls-group-missing.ts';
import { tlsSecretNameInvalid } from './rules/tls-secret-name-invalid.ts';
import { tlsSecretTwice } from './rules/tls-secret-twice.ts';
import { tlsVolumeConflict } from './rules/tls-volume-conflict.ts';
import { userFlagsConflict } from './rules/user-flags-conflict.ts';
import { userNameInvalid } from './rules/user-name-invalid.ts';
import { userNameReserved } from './rules/user-name-reserved.ts';
import { userPreparedToo } from './rules/user-prepared-too.ts';
import { userSecretShared } from './rules/user-secret-shared.ts';
import { volumeMountPathTaken } from './rules/volume-mount-path-taken.ts';
import { volumeNameTaken } from './rules/volume-name-taken.ts';
import { volumeOnDataDirectory } from './rules/volume-on-data-directory.ts';
import { volumeShrunk } from './rules/volume-shrunk.ts';
import { volumeSizeZero } from './rules/volume-size-zero.ts';

/** What lies in `rules/`. Written by npm run generate. */
export const zalandoRules: readonly Rule[] = [
  backupJobNameShared,
  backupScheduleOutOfRange,
  backupScheduleUnsupported,
  backupSettingsUnused,
  cloneAndStandby,
  cloneUidMissing,
  clusterNameInvalid,
  clusterNameTooLong,
  clusterNameWithoutTeam,
  credentialsSecretOverwritten,
  databaseNameInvalid,
  databaseOwnerMissing,
  envReserved,
  hugePagesInvalid,
  imageWithBlank,
  initContainerImageMissing,
  initContainerNameTaken,
  initContainerVolumeMissing,
  limitBelowMinimum,
  limitBelowRequest,
  loadBalancerAndNodePort,
  loadBalancerUnreachable,
  maintenanceWindowInvalid,
  nodePortIgnored,
  nodePortOutOfRange,
  parameterControlled,
  parameterInvalid,
  parameterNotText,
  parameterUnknown,
  pgHbaIncomplete,
  poolerConnectionsTooFew,
  poolerIdentityChanged,
  poolerModeUnknown,
  poolerSectionIgnored,
  poolerSingleInstance,
  poolerUserReserved,
  preparedRoleNameTooLong,
  preparedUsersWithoutRoles,
  requestAboveMaximum,
  resourceMeansDefault,
  rotationListsContradict,
  rotationUserMissing,
  rotationUserOwnsDatabase,
  secretNamespaceIgnored,
  sharedBuffersTooLarge,
  shmVolumeNotDisabled,
  sidecarDuplicated,
  sidecarEnvIgnored,
  sidecarImageMissing,
  sidecarNameReserved,
  sourceRangeInvalid,
  sourceRangeIpv6,
  sourceRangesUnused,
  standbyHostMissing,
  standbyInstances,
  standbySourceMissing,
  standbySourcesConflict,
  strictSyncBlocksWrites,
  strictSyncWithoutSync,
  subPathInvalid,
  syncNodeCountTooHigh,
  targetContainerUnknown,
  targetContainersMixed,
  teamIdInvalid,
  teamMisspelt,
  tlsCaSecretIgnored,
  tlsFileMissing,
  tlsGroupMissing,
  tlsSecretNameInvalid,
  tlsSecretTwice,
  tlsVolumeConflict,
  userFlagsConflict,
  userNameInvalid,
  userNameReserved,
  userPreparedToo,
  userSecretShared,
  volumeMountPathTaken,
  volumeNameTaken,
  volumeOnDataDirectory,
  volumeShrunk,
  volumeSizeZero,
];
