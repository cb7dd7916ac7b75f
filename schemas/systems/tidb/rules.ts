import type { Rule } from '../../contract/index.ts';
import { accountElsewhere } from './rules/account-elsewhere.ts';
import { backupDurationInvalid } from './rules/backup-duration-invalid.ts';
import { backupScheduleInvalid } from './rules/backup-schedule-invalid.ts';
import { backupScheduleTooOften } from './rules/backup-schedule-too-often.ts';
import { baseImageWithTag } from './rules/base-image-with-tag.ts';
import { bootstrapSqlChanged } from './rules/bootstrap-sql-changed.ts';
import { brIncomplete } from './rules/br-incomplete.ts';
import { brMissing } from './rules/br-missing.ts';
import { bucketWithScheme } from './rules/bucket-with-scheme.ts';
import { certificateNamesSeveral } from './rules/certificate-names-several.ts';
import { claimsDeleted } from './rules/claims-deleted.ts';
import { clusterIncomplete } from './rules/cluster-incomplete.ts';
import { compactIncomplete } from './rules/compact-incomplete.ts';
import { compactionNever } from './rules/compaction-never.ts';
import { configChangeWaits } from './rules/config-change-waits.ts';
import { configKeyDropped } from './rules/config-key-dropped.ts';
import { configKeyMisspelt } from './rules/config-key-misspelt.ts';
import { configKeyOverridden } from './rules/config-key-overridden.ts';
import { configNotText } from './rules/config-not-text.ts';
import { configNotToml } from './rules/config-not-toml.ts';
import { configValueUnreadable } from './rules/config-value-unreadable.ts';
import { containerWithoutImage } from './rules/container-without-image.ts';
import { dataMountMissing } from './rules/data-mount-missing.ts';
import { dataSubDirInvalid } from './rules/data-sub-dir-invalid.ts';
import { deleteSlotsInvalid } from './rules/delete-slots-invalid.ts';
import { dmVersionRefused } from './rules/dm-version-refused.ts';
import { dumpIncomplete } from './rules/dump-incomplete.ts';
import { durationInvalid } from './rules/duration-invalid.ts';
import { endpointRefused } from './rules/endpoint-refused.ts';
import { envSourceRefused } from './rules/env-source-refused.ts';
import { featureFlagsUnused } from './rules/feature-flags-unused.ts';
import { groupVolumeEmpty } from './rules/group-volume-empty.ts';
import { groupVolumeShrunk } from './rules/group-volume-shrunk.ts';
import { imageIgnored } from './rules/image-ignored.ts';
import { initSqlIgnored } from './rules/init-sql-ignored.ts';
import { initializerWithoutEffect } from './rules/initializer-without-effect.ts';
import { instanceLabelChanged } from './rules/instance-label-changed.ts';
import { keyspaceWithStandby } from './rules/keyspace-with-standby.ts';
import { kindNotActedOn } from './rules/kind-not-acted-on.ts';
import { logBackupUnsupported } from './rules/log-backup-unsupported.ts';
import { logSubcommandRefused } from './rules/log-subcommand-refused.ts';
import { logVolumeUnknown } from './rules/log-volume-unknown.ts';
import { madeByOperator } from './rules/made-by-operator.ts';
import { modeMissing } from './rules/mode-missing.ts';
import { modeUnknown } from './rules/mode-unknown.ts';
import { monitorStorageInvalid } from './rules/monitor-storage-invalid.ts';
import { monitorWatchesNothing } from './rules/monitor-watches-nothing.ts';
import { mountPathTaken } from './rules/mount-path-taken.ts';
import { nameUnusable } from './rules/name-unusable.ts';
import { passwordWaitsForService } from './rules/password-waits-for-service.ts';
import { pdAddressInvalid } from './rules/pd-address-invalid.ts';
import { pdConfigChanged } from './rules/pd-config-changed.ts';
import { pitrStartConflict } from './rules/pitr-start-conflict.ts';
import { replicasUneven } from './rules/replicas-uneven.ts';
import { retentionInvalid } from './rules/retention-invalid.ts';
import { retentionKeepsFiles } from './rules/retention-keeps-files.ts';
import { retentionLimitsConflict } from './rules/retention-limits-conflict.ts';
import { scalePolicyInvalid } from './rules/scale-policy-invalid.ts';
import { sessionTokensMissing } from './rules/session-tokens-missing.ts';
import { slowLogSettingsUnused } from './rules/slow-log-settings-unused.ts';
import { sourceRangeInvalid } from './rules/source-range-invalid.ts';
import { spreadWithoutPlaces } from './rules/spread-without-places.ts';
import { storageClassChanged } from './rules/storage-class-changed.ts';
import { storageSizeMissing } from './rules/storage-size-missing.ts';
import { storageVolumeInvalid } from './rules/storage-volume-invalid.ts';
import { storeIncomplete } from './rules/store-incomplete.ts';
import { storeMissing } from './rules/store-missing.ts';
import { storeSecretIncomplete } from './rules/store-secret-incomplete.ts';
import { storesSeveral } from './rules/stores-several.ts';
import { storesTooFew } from './rules/stores-too-few.ts';
import { tiflashConfigInvalid } from './rules/tiflash-config-invalid.ts';
import { timeZoneUnknown } from './rules/time-zone-unknown.ts';
import { timestampInvalid } from './rules/timestamp-invalid.ts';
import { tlsSwitched } from './rules/tls-switched.ts';
import { versionLowered } from './rules/version-lowered.ts';
import { versionMissing } from './rules/version-missing.ts';
import { versionWithoutLetter } from './rules/version-without-letter.ts';
import { volumeShrunk } from './rules/volume-shrunk.ts';
import { volumeSnapshotUnsupported } from './rules/volume-snapshot-unsupported.ts';
import { wordOfAnotherOperator } from './rules/word-of-another-operator.ts';
import { wordOfFirstOperator } from './rules/word-of-first-operator.ts';

/** What lies in `rules/`. Written by npm run generate. */
export const tidbRules: readonly Rule[] = [
  accountElsewhere,
  backupDurationInvalid,
  backupScheduleInvalid,
  backupScheduleTooOften,
  baseImageWithTag,
  bootstrapSqlChanged,
  brIncomplete,
  brMissing,
  bucketWithScheme,
  certificateNamesSeveral,
  claimsDeleted,
  clusterIncomplete,
  compactIncomplete,
  compactionNever,
  configChangeWaits,
  configKeyDropped,
  configKeyMisspelt,
  configKeyOverridden,
  configNotText,
  configNotToml,
  configValueUnreadable,
  containerWithoutImage,
  dataMountMissing,
  dataSubDirInvalid,
  deleteSlotsInvalid,
  dmVersionRefused,
  dumpIncomplete,
  durationInvalid,
  endpointRefused,
  envSourceRefused,
  featureFlagsUnused,
  groupVolumeEmpty,
  groupVolumeShrunk,
  imageIgnored,
  initSqlIgnored,
  initializerWithoutEffect,
  instanceLabelChanged,
  keyspaceWithStandby,
  kindNotActedOn,
  logBackupUnsupported,
  logSubcommandRefused,
  logVolumeUnknown,
  madeByOperator,
  modeMissing,
  modeUnknown,
  monitorStorageInvalid,
  monitorWatchesNothing,
  mountPathTaken,
  nameUnusable,
  passwordWaitsForService,
  pdAddressInvalid,
  pdConfigChanged,
  pitrStartConflict,
  replicasUneven,
  retentionInvalid,
  retentionKeepsFiles,
  retentionLimitsConflict,
  scalePolicyInvalid,
  sessionTokensMissing,
  slowLogSettingsUnused,
  sourceRangeInvalid,
  spreadWithoutPlaces,
  storageClassChanged,
  storageSizeMissing,
  storageVolumeInvalid,
  storeIncomplete,
  storeMissing,
  storeSecretIncomplete,
  storesSeveral,
  storesTooFew,
  tiflashConfigInvalid,
  timeZoneUnknown,
  timestampInvalid,
  tlsSwitched,
  versionLowered,
  versionMissing,
  versionWithoutLetter,
  volumeShrunk,
  volumeSnapshotUnsupported,
  wordOfAnotherOperator,
  wordOfFirstOperator,
];
