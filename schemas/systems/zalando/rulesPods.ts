import type { Rule } from '../../contract/index.ts';
import { backupScheduleOutOfRange } from './rules/backup-schedule-out-of-range.ts';
import { backupScheduleUnsupported } from './rules/backup-schedule-unsupported.ts';
import { backupSettingsUnused } from './rules/backup-settings-unused.ts';
import { envReserved } from './rules/env-reserved.ts';
import { limitBelowMinimum } from './rules/limit-below-minimum.ts';
import { limitBelowRequest } from './rules/limit-below-request.ts';
import { loadBalancerAndNodePort } from './rules/load-balancer-and-node-port.ts';
import { loadBalancerUnreachable } from './rules/load-balancer-unreachable.ts';
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
import { requestAboveMaximum } from './rules/request-above-maximum.ts';
import { resourceMeansDefault } from './rules/resource-means-default.ts';
import { sharedBuffersTooLarge } from './rules/shared-buffers-too-large.ts';
import { shmVolumeNotDisabled } from './rules/shm-volume-not-disabled.ts';
import { sidecarDuplicated } from './rules/sidecar-duplicated.ts';
import { sidecarEnvIgnored } from './rules/sidecar-env-ignored.ts';
import { sidecarImageMissing } from './rules/sidecar-image-missing.ts';
import { sidecarNameReserved } from './rules/sidecar-name-reserved.ts';
import { sourceRangesUnused } from './rules/source-ranges-unused.ts';
import { strictSyncBlocksWrites } from './rules/strict-sync-blocks-writes.ts';
import { strictSyncWithoutSync } from './rules/strict-sync-without-sync.ts';
import { syncNodeCountTooHigh } from './rules/sync-node-count-too-high.ts';
import { targetContainerUnknown } from './rules/target-container-unknown.ts';
import { targetContainersMixed } from './rules/target-containers-mixed.ts';
import { tlsCaSecretIgnored } from './rules/tls-ca-secret-ignored.ts';
import { tlsGroupMissing } from './rules/tls-group-missing.ts';
import { tlsSecretNameInvalid } from './rules/tls-secret-name-invalid.ts';
import { tlsSecretTwice } from './rules/tls-secret-twice.ts';
import { tlsVolumeConflict } from './rules/tls-volume-conflict.ts';
import { volumeMountPathTaken } from './rules/volume-mount-path-taken.ts';
import { volumeNameTaken } from './rules/volume-name-taken.ts';
import { volumeOnDataDirectory } from './rules/volume-on-data-directory.ts';
import { volumeShrunk } from './rules/volume-shrunk.ts';

/** Rules about what runs: Services, pods, volumes, the pooler, TLS, backups, Patroni and Postgres. */
export const podRules: readonly Rule[] = [
  backupScheduleOutOfRange,
  backupScheduleUnsupported,
  backupSettingsUnused,
  envReserved,
  limitBelowMinimum,
  limitBelowRequest,
  loadBalancerAndNodePort,
  loadBalancerUnreachable,
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
  requestAboveMaximum,
  resourceMeansDefault,
  sharedBuffersTooLarge,
  shmVolumeNotDisabled,
  sidecarDuplicated,
  sidecarEnvIgnored,
  sidecarImageMissing,
  sidecarNameReserved,
  sourceRangesUnused,
  strictSyncBlocksWrites,
  strictSyncWithoutSync,
  syncNodeCountTooHigh,
  targetContainerUnknown,
  targetContainersMixed,
  tlsCaSecretIgnored,
  tlsGroupMissing,
  tlsSecretNameInvalid,
  tlsSecretTwice,
  tlsVolumeConflict,
  volumeMountPathTaken,
  volumeNameTaken,
  volumeOnDataDirectory,
  volumeShrunk,
];
