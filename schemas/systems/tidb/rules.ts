import type { Rule } from '../../contract/index.ts';
import { baseImageWithTag } from './rules/base-image-with-tag.ts';
import { bootstrapSqlChanged } from './rules/bootstrap-sql-changed.ts';
import { claimsDeleted } from './rules/claims-deleted.ts';
import { configChangeWaits } from './rules/config-change-waits.ts';
import { configKeyDropped } from './rules/config-key-dropped.ts';
import { configKeyOverridden } from './rules/config-key-overridden.ts';
import { configNotToml } from './rules/config-not-toml.ts';
import { configValueUnreadable } from './rules/config-value-unreadable.ts';
import { containerWithoutImage } from './rules/container-without-image.ts';
import { dataSubDirInvalid } from './rules/data-sub-dir-invalid.ts';
import { deleteSlotsInvalid } from './rules/delete-slots-invalid.ts';
import { dmVersionRefused } from './rules/dm-version-refused.ts';
import { durationInvalid } from './rules/duration-invalid.ts';
import { envSourceRefused } from './rules/env-source-refused.ts';
import { featureFlagsUnused } from './rules/feature-flags-unused.ts';
import { imageIgnored } from './rules/image-ignored.ts';
import { initSqlIgnored } from './rules/init-sql-ignored.ts';
import { initializerWithoutEffect } from './rules/initializer-without-effect.ts';
import { instanceLabelChanged } from './rules/instance-label-changed.ts';
import { logVolumeUnknown } from './rules/log-volume-unknown.ts';
import { monitorStorageInvalid } from './rules/monitor-storage-invalid.ts';
import { monitorWatchesNothing } from './rules/monitor-watches-nothing.ts';
import { mountPathTaken } from './rules/mount-path-taken.ts';
import { nameUnusable } from './rules/name-unusable.ts';
import { passwordWaitsForService } from './rules/password-waits-for-service.ts';
import { pdAddressInvalid } from './rules/pd-address-invalid.ts';
import { pdConfigChanged } from './rules/pd-config-changed.ts';
import { replicasUneven } from './rules/replicas-uneven.ts';
import { retentionInvalid } from './rules/retention-invalid.ts';
import { scalePolicyInvalid } from './rules/scale-policy-invalid.ts';
import { slowLogSettingsUnused } from './rules/slow-log-settings-unused.ts';
import { sourceRangeInvalid } from './rules/source-range-invalid.ts';
import { storageClassChanged } from './rules/storage-class-changed.ts';
import { storageSizeMissing } from './rules/storage-size-missing.ts';
import { storageVolumeInvalid } from './rules/storage-volume-invalid.ts';
import { storesTooFew } from './rules/stores-too-few.ts';
import { tiflashConfigInvalid } from './rules/tiflash-config-invalid.ts';
import { tlsSwitched } from './rules/tls-switched.ts';
import { versionLowered } from './rules/version-lowered.ts';
import { versionMissing } from './rules/version-missing.ts';
import { volumeShrunk } from './rules/volume-shrunk.ts';
import { wordOfAnotherOperator } from './rules/word-of-another-operator.ts';

/** What lies in `rules/`. Written by npm run generate. */
export const tidbRules: readonly Rule[] = [
  baseImageWithTag,
  bootstrapSqlChanged,
  claimsDeleted,
  configChangeWaits,
  configKeyDropped,
  configKeyOverridden,
  configNotToml,
  configValueUnreadable,
  containerWithoutImage,
  dataSubDirInvalid,
  deleteSlotsInvalid,
  dmVersionRefused,
  durationInvalid,
  envSourceRefused,
  featureFlagsUnused,
  imageIgnored,
  initSqlIgnored,
  initializerWithoutEffect,
  instanceLabelChanged,
  logVolumeUnknown,
  monitorStorageInvalid,
  monitorWatchesNothing,
  mountPathTaken,
  nameUnusable,
  passwordWaitsForService,
  pdAddressInvalid,
  pdConfigChanged,
  replicasUneven,
  retentionInvalid,
  scalePolicyInvalid,
  slowLogSettingsUnused,
  sourceRangeInvalid,
  storageClassChanged,
  storageSizeMissing,
  storageVolumeInvalid,
  storesTooFew,
  tiflashConfigInvalid,
  tlsSwitched,
  versionLowered,
  versionMissing,
  volumeShrunk,
  wordOfAnotherOperator,
];
