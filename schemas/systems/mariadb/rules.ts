import type { Rule } from '../../contract/index.ts';
import { agentAuthConflict } from './rules/agent-auth-conflict.ts';
import { backupStorageInvalid } from './rules/backup-storage-invalid.ts';
import { bootstrapSourceInvalid } from './rules/bootstrap-source-invalid.ts';
import { certificateAuthorityMissing } from './rules/certificate-authority-missing.ts';
import { certificateSourcesConflict } from './rules/certificate-sources-conflict.ts';
import { characterSetInvalid } from './rules/character-set-invalid.ts';
import { configKeyUnread } from './rules/config-key-unread.ts';
import { configWithoutGroup } from './rules/config-without-group.ts';
import { connectionCredentialsMissing } from './rules/connection-credentials-missing.ts';
import { connectionTargetInvalid } from './rules/connection-target-invalid.ts';
import { connectionWithoutUser } from './rules/connection-without-user.ts';
import { disruptionBudgetInvalid } from './rules/disruption-budget-invalid.ts';
import { durationInvalid } from './rules/duration-invalid.ts';
import { endpointWithScheme } from './rules/endpoint-with-scheme.ts';
import { fieldChanged } from './rules/field-changed.ts';
import { firstUserIncomplete } from './rules/first-user-incomplete.ts';
import { highAvailabilityConflict } from './rules/high-availability-conflict.ts';
import { logsWithoutReplication } from './rules/logs-without-replication.ts';
import { multiClusterInvalid } from './rules/multi-cluster-invalid.ts';
import { passwordMethodsConflict } from './rules/password-methods-conflict.ts';
import { podIndexOutOfRange } from './rules/pod-index-out-of-range.ts';
import { privilegeInvalid } from './rules/privilege-invalid.ts';
import { providerOptionControlled } from './rules/provider-option-controlled.ts';
import { proxyEntryTwice } from './rules/proxy-entry-twice.ts';
import { proxyMonitorInvalid } from './rules/proxy-monitor-invalid.ts';
import { proxyTargetInvalid } from './rules/proxy-target-invalid.ts';
import { recoverySettingInvalid } from './rules/recovery-setting-invalid.ts';
import { recoverySourceMissing } from './rules/recovery-source-missing.ts';
import { replicasWithoutCluster } from './rules/replicas-without-cluster.ts';
import { rootPasswordConflict } from './rules/root-password-conflict.ts';
import { rootWithoutPassword } from './rules/root-without-password.ts';
import { scheduleInvalid } from './rules/schedule-invalid.ts';
import { sectionNotEnabled } from './rules/section-not-enabled.ts';
import { sectionUnread } from './rules/section-unread.ts';
import { serverKindUnsupported } from './rules/server-kind-unsupported.ts';
import { serverUnreachable } from './rules/server-unreachable.ts';
import { settingInvalid } from './rules/setting-invalid.ts';
import { settingOverwritten } from './rules/setting-overwritten.ts';
import { settingUnknown } from './rules/setting-unknown.ts';
import { sourceRangeInvalid } from './rules/source-range-invalid.ts';
import { sqlMissing } from './rules/sql-missing.ts';
import { stagingWithoutBucket } from './rules/staging-without-bucket.ts';
import { storageConflict } from './rules/storage-conflict.ts';
import { storageMissing } from './rules/storage-missing.ts';
import { storageShrunk } from './rules/storage-shrunk.ts';
import { timeZoneUnknown } from './rules/time-zone-unknown.ts';
import { tlsRequirementInvalid } from './rules/tls-requirement-invalid.ts';
import { userLocked } from './rules/user-locked.ts';
import { wordOfAnotherOperator } from './rules/word-of-another-operator.ts';

/** What lies in `rules/`. Written by npm run generate. */
export const mariadbRules: readonly Rule[] = [
  agentAuthConflict,
  backupStorageInvalid,
  bootstrapSourceInvalid,
  certificateAuthorityMissing,
  certificateSourcesConflict,
  characterSetInvalid,
  configKeyUnread,
  configWithoutGroup,
  connectionCredentialsMissing,
  connectionTargetInvalid,
  connectionWithoutUser,
  disruptionBudgetInvalid,
  durationInvalid,
  endpointWithScheme,
  fieldChanged,
  firstUserIncomplete,
  highAvailabilityConflict,
  logsWithoutReplication,
  multiClusterInvalid,
  passwordMethodsConflict,
  podIndexOutOfRange,
  privilegeInvalid,
  providerOptionControlled,
  proxyEntryTwice,
  proxyMonitorInvalid,
  proxyTargetInvalid,
  recoverySettingInvalid,
  recoverySourceMissing,
  replicasWithoutCluster,
  rootPasswordConflict,
  rootWithoutPassword,
  scheduleInvalid,
  sectionNotEnabled,
  sectionUnread,
  serverKindUnsupported,
  serverUnreachable,
  settingInvalid,
  settingOverwritten,
  settingUnknown,
  sourceRangeInvalid,
  sqlMissing,
  stagingWithoutBucket,
  storageConflict,
  storageMissing,
  storageShrunk,
  timeZoneUnknown,
  tlsRequirementInvalid,
  userLocked,
  wordOfAnotherOperator,
];
