import type { Rule } from '../../contract/index.ts';
import { apiVersionRemoved } from './rules/api-version-removed.ts';
import { bindingTooEarly } from './rules/binding-too-early.ts';
import { claimAttachedTwice } from './rules/claim-attached-twice.ts';
import { claimCannotGrow } from './rules/claim-cannot-grow.ts';
import { claimLargerThanVolumes } from './rules/claim-larger-than-volumes.ts';
import { claimTooSmall } from './rules/claim-too-small.ts';
import { containerNameTaken } from './rules/container-name-taken.ts';
import { dataDirectoryNotEmpty } from './rules/data-directory-not-empty.ts';
import { dataKeyInvalid } from './rules/data-key-invalid.ts';
import { dataKeyTwice } from './rules/data-key-twice.ts';
import { databaseImageFloating } from './rules/database-image-floating.ts';
import { databaseOnPassingVolume } from './rules/database-on-passing-volume.ts';
import { databasePasswordMissing } from './rules/database-password-missing.ts';
import { evictionBlocked } from './rules/eviction-blocked.ts';
import { fileModeInvalid } from './rules/file-mode-invalid.ts';
import { filePathInvalid } from './rules/file-path-invalid.ts';
import { headlessServiceType } from './rules/headless-service-type.ts';
import { localVolumeDeleted } from './rules/local-volume-deleted.ts';
import { localVolumeShared } from './rules/local-volume-shared.ts';
import { localVolumeWithoutNode } from './rules/local-volume-without-node.ts';
import { memoryInThousandths } from './rules/memory-in-thousandths.ts';
import { mountPathTaken } from './rules/mount-path-taken.ts';
import { mountPathUnusual } from './rules/mount-path-unusual.ts';
import { nameInvalid } from './rules/name-invalid.ts';
import { nodePortOutOfRange } from './rules/node-port-out-of-range.ts';
import { nodePortWithoutType } from './rules/node-port-without-type.ts';
import { passwordInPlainText } from './rules/password-in-plain-text.ts';
import { podNameInvalid } from './rules/pod-name-invalid.ts';
import { postgres18Mount } from './rules/postgres-18-mount.ts';
import { postgresFileUnreadable } from './rules/postgres-file-unreadable.ts';
import { probePortUnknown } from './rules/probe-port-unknown.ts';
import { projectedPathTaken } from './rules/projected-path-taken.ts';
import { requestAboveLimit } from './rules/request-above-limit.ts';
import { restartPolicyRefused } from './rules/restart-policy-refused.ts';
import { scheduleInvalid } from './rules/schedule-invalid.ts';
import { secretEndsWithLineBreak } from './rules/secret-ends-with-line-break.ts';
import { secretIsNoText } from './rules/secret-is-no-text.ts';
import { secretKeyMissing } from './rules/secret-key-missing.ts';
import { secretNotBase64 } from './rules/secret-not-base64.ts';
import { secretValueUnfilled } from './rules/secret-value-unfilled.ts';
import { selectorMismatch } from './rules/selector-mismatch.ts';
import { selectorMissing } from './rules/selector-missing.ts';
import { serviceNotHeadless } from './rules/service-not-headless.ts';
import { servicePortTaken } from './rules/service-port-taken.ts';
import { servicePortUnnamed } from './rules/service-port-unnamed.ts';
import { serviceSelectsNothing } from './rules/service-selects-nothing.ts';
import { sourceRangeInvalid } from './rules/source-range-invalid.ts';
import { staticClassExpansion } from './rules/static-class-expansion.ts';
import { storageClassEmpty } from './rules/storage-class-empty.ts';
import { targetPortUnknown } from './rules/target-port-unknown.ts';
import { variableUnread } from './rules/variable-unread.ts';
import { volumeDoesNotFit } from './rules/volume-does-not-fit.ts';
import { volumeMissing } from './rules/volume-missing.ts';
import { volumeNameTaken } from './rules/volume-name-taken.ts';
import { volumeSourceMissing } from './rules/volume-source-missing.ts';
import { volumeSourcesConflict } from './rules/volume-sources-conflict.ts';
import { volumeUnused } from './rules/volume-unused.ts';

/** What lies in `rules/`. Written by npm run generate. */
export const kubernetesRules: readonly Rule[] = [
  apiVersionRemoved,
  bindingTooEarly,
  claimAttachedTwice,
  claimCannotGrow,
  claimLargerThanVolumes,
  claimTooSmall,
  containerNameTaken,
  dataDirectoryNotEmpty,
  dataKeyInvalid,
  dataKeyTwice,
  databaseImageFloating,
  databaseOnPassingVolume,
  databasePasswordMissing,
  evictionBlocked,
  fileModeInvalid,
  filePathInvalid,
  headlessServiceType,
  localVolumeDeleted,
  localVolumeShared,
  localVolumeWithoutNode,
  memoryInThousandths,
  mountPathTaken,
  mountPathUnusual,
  nameInvalid,
  nodePortOutOfRange,
  nodePortWithoutType,
  passwordInPlainText,
  podNameInvalid,
  postgres18Mount,
  postgresFileUnreadable,
  probePortUnknown,
  projectedPathTaken,
  requestAboveLimit,
  restartPolicyRefused,
  scheduleInvalid,
  secretEndsWithLineBreak,
  secretIsNoText,
  secretKeyMissing,
  secretNotBase64,
  secretValueUnfilled,
  selectorMismatch,
  selectorMissing,
  serviceNotHeadless,
  servicePortTaken,
  servicePortUnnamed,
  serviceSelectsNothing,
  sourceRangeInvalid,
  staticClassExpansion,
  storageClassEmpty,
  targetPortUnknown,
  variableUnread,
  volumeDoesNotFit,
  volumeMissing,
  volumeNameTaken,
  volumeSourceMissing,
  volumeSourcesConflict,
  volumeUnused,
];
