import type { Rule } from '../../contract/index.ts';
import { autoGrowWithoutLimit } from './rules/auto-grow-without-limit.ts';
import { backupsRemoved } from './rules/backups-removed.ts';
import { bridgeStorageOutOfRange } from './rules/bridge-storage-out-of-range.ts';
import { certificateFileMissing } from './rules/certificate-file-missing.ts';
import { certificatePairIncomplete } from './rules/certificate-pair-incomplete.ts';
import { clusterNameInvalid } from './rules/cluster-name-invalid.ts';
import { clusterNameTooLong } from './rules/cluster-name-too-long.ts';
import { containerNameTaken } from './rules/container-name-taken.ts';
import { containerUnknown } from './rules/container-unknown.ts';
import { dataSourceAdded } from './rules/data-source-added.ts';
import { dataSourcesConflict } from './rules/data-sources-conflict.ts';
import { exporterUnsupported } from './rules/exporter-unsupported.ts';
import { featureGateOff } from './rules/feature-gate-off.ts';
import { foreignField } from './rules/foreign-field.ts';
import { fullBackupUnscheduled } from './rules/full-backup-unscheduled.ts';
import { hbaLineInvalid } from './rules/hba-line-invalid.ts';
import { imageMissing } from './rules/image-missing.ts';
import { imageOfOtherVersion } from './rules/image-of-other-version.ts';
import { instanceNameShared } from './rules/instance-name-shared.ts';
import { instanceNameTooLong } from './rules/instance-name-too-long.ts';
import { ipFamiliesConflict } from './rules/ip-families-conflict.ts';
import { kindNotServed } from './rules/kind-not-served.ts';
import { labelControlled } from './rules/label-controlled.ts';
import { labelInvalid } from './rules/label-invalid.ts';
import { leaseTooShort } from './rules/lease-too-short.ts';
import { logDirectoryReplaced } from './rules/log-directory-replaced.ts';
import { logLimitTooSmall } from './rules/log-limit-too-small.ts';
import { loginWithoutPassword } from './rules/login-without-password.ts';
import { minAvailableInvalid } from './rules/min-available-invalid.ts';
import { nodePortOutOfRange } from './rules/node-port-out-of-range.ts';
import { nodePortTaken } from './rules/node-port-taken.ts';
import { nodePortWithoutType } from './rules/node-port-without-type.ts';
import { parameterControlled } from './rules/parameter-controlled.ts';
import { parameterInvalid } from './rules/parameter-invalid.ts';
import { parameterMisplaced } from './rules/parameter-misplaced.ts';
import { parameterUnknown } from './rules/parameter-unknown.ts';
import { patroniSettingIgnored } from './rules/patroni-setting-ignored.ts';
import { pgadminImageMissing } from './rules/pgadmin-image-missing.ts';
import { pgadminPortUnknown } from './rules/pgadmin-port-unknown.ts';
import { pgadminUsernameInvalid } from './rules/pgadmin-username-invalid.ts';
import { pgbackrestSettingUnknown } from './rules/pgbackrest-setting-unknown.ts';
import { pgbouncerDatabaseWithoutHost } from './rules/pgbouncer-database-without-host.ts';
import { pgbouncerSettingControlled } from './rules/pgbouncer-setting-controlled.ts';
import { pgbouncerSettingUnknown } from './rules/pgbouncer-setting-unknown.ts';
import { pgbouncerWithoutTls } from './rules/pgbouncer-without-tls.ts';
import { portOutOfRange } from './rules/port-out-of-range.ts';
import { portsEqual } from './rules/ports-equal.ts';
import { postgisRemoved } from './rules/postgis-removed.ts';
import { postgresUserOptions } from './rules/postgres-user-options.ts';
import { replicasZero } from './rules/replicas-zero.ts';
import { repositoryEmpty } from './rules/repository-empty.ts';
import { repositoryKindsConflict } from './rules/repository-kinds-conflict.ts';
import { repositoryNameInvalid } from './rules/repository-name-invalid.ts';
import { repositoryRemoved } from './rules/repository-removed.ts';
import { repositoryShared } from './rules/repository-shared.ts';
import { repositoryUnknown } from './rules/repository-unknown.ts';
import { repositoryWithoutKey } from './rules/repository-without-key.ts';
import { restoreOptionRefused } from './rules/restore-option-refused.ts';
import { retentionMissing } from './rules/retention-missing.ts';
import { roleOptionsUnreadable } from './rules/role-options-unreadable.ts';
import { scheduleInvalid } from './rules/schedule-invalid.ts';
import { secretInSettings } from './rules/secret-in-settings.ts';
import { selectorMatchesNothing } from './rules/selector-matches-nothing.ts';
import { serverGroupTwice } from './rules/server-group-twice.ts';
import { serviceNameInvalid } from './rules/service-name-invalid.ts';
import { settingOfMissingRepository } from './rules/setting-of-missing-repository.ts';
import { slotInvalid } from './rules/slot-invalid.ts';
import { snapshotsWithTablespaces } from './rules/snapshots-with-tablespaces.ts';
import { spreadConstraintDoubled } from './rules/spread-constraint-doubled.ts';
import { standbySourceMissing } from './rules/standby-source-missing.ts';
import { strictSyncBlocksWrites } from './rules/strict-sync-blocks-writes.ts';
import { switchoverLeft } from './rules/switchover-left.ts';
import { switchoverTarget } from './rules/switchover-target.ts';
import { trafficPolicyWithoutType } from './rules/traffic-policy-without-type.ts';
import { upgradeNotAllowed } from './rules/upgrade-not-allowed.ts';
import { upgradeOfOtherVersion } from './rules/upgrade-of-other-version.ts';
import { userInterfaceInV1 } from './rules/user-interface-in-v1.ts';
import { userNameReserved } from './rules/user-name-reserved.ts';
import { userRemoved } from './rules/user-removed.ts';
import { versionChanged } from './rules/version-changed.ts';
import { versionEndOfLife } from './rules/version-end-of-life.ts';
import { volumeMissing } from './rules/volume-missing.ts';
import { volumeRequestOverLimit } from './rules/volume-request-over-limit.ts';
import { volumeShrunk } from './rules/volume-shrunk.ts';

/** What lies in `rules/`. Written by npm run generate. */
export const crunchyRules: readonly Rule[] = [
  autoGrowWithoutLimit,
  backupsRemoved,
  bridgeStorageOutOfRange,
  certificateFileMissing,
  certificatePairIncomplete,
  clusterNameInvalid,
  clusterNameTooLong,
  containerNameTaken,
  containerUnknown,
  dataSourceAdded,
  dataSourcesConflict,
  exporterUnsupported,
  featureGateOff,
  foreignField,
  fullBackupUnscheduled,
  hbaLineInvalid,
  imageMissing,
  imageOfOtherVersion,
  instanceNameShared,
  instanceNameTooLong,
  ipFamiliesConflict,
  kindNotServed,
  labelControlled,
  labelInvalid,
  leaseTooShort,
  logDirectoryReplaced,
  logLimitTooSmall,
  loginWithoutPassword,
  minAvailableInvalid,
  nodePortOutOfRange,
  nodePortTaken,
  nodePortWithoutType,
  parameterControlled,
  parameterInvalid,
  parameterMisplaced,
  parameterUnknown,
  patroniSettingIgnored,
  pgadminImageMissing,
  pgadminPortUnknown,
  pgadminUsernameInvalid,
  pgbackrestSettingUnknown,
  pgbouncerDatabaseWithoutHost,
  pgbouncerSettingControlled,
  pgbouncerSettingUnknown,
  pgbouncerWithoutTls,
  portOutOfRange,
  portsEqual,
  postgisRemoved,
  postgresUserOptions,
  replicasZero,
  repositoryEmpty,
  repositoryKindsConflict,
  repositoryNameInvalid,
  repositoryRemoved,
  repositoryShared,
  repositoryUnknown,
  repositoryWithoutKey,
  restoreOptionRefused,
  retentionMissing,
  roleOptionsUnreadable,
  scheduleInvalid,
  secretInSettings,
  selectorMatchesNothing,
  serverGroupTwice,
  serviceNameInvalid,
  settingOfMissingRepository,
  slotInvalid,
  snapshotsWithTablespaces,
  spreadConstraintDoubled,
  standbySourceMissing,
  strictSyncBlocksWrites,
  switchoverLeft,
  switchoverTarget,
  trafficPolicyWithoutType,
  upgradeNotAllowed,
  upgradeOfOtherVersion,
  userInterfaceInV1,
  userNameReserved,
  userRemoved,
  versionChanged,
  versionEndOfLife,
  volumeMissing,
  volumeRequestOverLimit,
  volumeShrunk,
];
