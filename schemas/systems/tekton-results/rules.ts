import type { Rule } from '../../contract/index.ts';
import { apiConfigOverridden } from './rules/api-config-overridden.ts';
import { authenticationDisabled } from './rules/authentication-disabled.ts';
import { configMapUnread } from './rules/config-map-unread.ts';
import { containerWithoutImage } from './rules/container-without-image.ts';
import { credentialsInSpec } from './rules/credentials-in-spec.ts';
import { databaseVariable } from './rules/database-variable.ts';
import { dbHostMissing } from './rules/db-host-missing.ts';
import { dbHostNotAHost } from './rules/db-host-not-a-host.ts';
import { dbHostOfResults } from './rules/db-host-of-results.ts';
import { dbHostWithInternalDb } from './rules/db-host-with-internal-db.ts';
import { dbNameUnknown } from './rules/db-name-unknown.ts';
import { dbPortSwapped } from './rules/db-port-swapped.ts';
import { dbSecretKeyMissing } from './rules/db-secret-key-missing.ts';
import { dbSecretKeysIgnored } from './rules/db-secret-keys-ignored.ts';
import { dbSecretMissing } from './rules/db-secret-missing.ts';
import { dbSecretWithInternalDb } from './rules/db-secret-with-internal-db.ts';
import { fieldMisspelt } from './rules/field-misspelt.ts';
import { gcsCredentialsNotMounted } from './rules/gcs-credentials-not-mounted.ts';
import { logsBufferSizeWithUnit } from './rules/logs-buffer-size-with-unit.ts';
import { logsNotKept } from './rules/logs-not-kept.ts';
import { logsTypeUnknown } from './rules/logs-type-unknown.ts';
import { logsVolumeNotMounted } from './rules/logs-volume-not-mounted.ts';
import { logsVolumeShared } from './rules/logs-volume-shared.ts';
import { lokiStackIncomplete } from './rules/loki-stack-incomplete.ts';
import { nameWrong } from './rules/name-wrong.ts';
import { namespaceIgnored } from './rules/namespace-ignored.ts';
import { objectNameInvalid } from './rules/object-name-invalid.ts';
import { optionNotMerged } from './rules/option-not-merged.ts';
import { optionsDisabled } from './rules/options-disabled.ts';
import { performanceRefused } from './rules/performance-refused.ts';
import { portOutOfRange } from './rules/port-out-of-range.ts';
import { profileUnknown } from './rules/profile-unknown.ts';
import { prunerRefused } from './rules/pruner-refused.ts';
import { resultOwnedByConfig } from './rules/result-owned-by-config.ts';
import { secretNameForDatabase } from './rules/secret-name-for-database.ts';
import { secretNameWithoutStorage } from './rules/secret-name-without-storage.ts';
import { sslmodeRefused } from './rules/sslmode-refused.ts';
import { sslmodeUnknown } from './rules/sslmode-unknown.ts';
import { sslrootcertFileMissing } from './rules/sslrootcert-file-missing.ts';
import { sslrootcertMissing } from './rules/sslrootcert-missing.ts';
import { sslrootcertNotMounted } from './rules/sslrootcert-not-mounted.ts';
import { sslrootcertUnused } from './rules/sslrootcert-unused.ts';
import { strategyWithoutType } from './rules/strategy-without-type.ts';
import { targetNamespaceMissing } from './rules/target-namespace-missing.ts';
import { volumeKeyMissing } from './rules/volume-key-missing.ts';
import { volumeMissing } from './rules/volume-missing.ts';
import { volumeMountedTwice } from './rules/volume-mounted-twice.ts';
import { volumeReplaced } from './rules/volume-replaced.ts';
import { watcherSettingRefused } from './rules/watcher-setting-refused.ts';
import { workloadUnknown } from './rules/workload-unknown.ts';

/** What lies in `rules/`. Written by npm run generate. */
export const tektonResultsRules: readonly Rule[] = [
  apiConfigOverridden,
  authenticationDisabled,
  configMapUnread,
  containerWithoutImage,
  credentialsInSpec,
  databaseVariable,
  dbHostMissing,
  dbHostNotAHost,
  dbHostOfResults,
  dbHostWithInternalDb,
  dbNameUnknown,
  dbPortSwapped,
  dbSecretKeyMissing,
  dbSecretKeysIgnored,
  dbSecretMissing,
  dbSecretWithInternalDb,
  fieldMisspelt,
  gcsCredentialsNotMounted,
  logsBufferSizeWithUnit,
  logsNotKept,
  logsTypeUnknown,
  logsVolumeNotMounted,
  logsVolumeShared,
  lokiStackIncomplete,
  nameWrong,
  namespaceIgnored,
  objectNameInvalid,
  optionNotMerged,
  optionsDisabled,
  performanceRefused,
  portOutOfRange,
  profileUnknown,
  prunerRefused,
  resultOwnedByConfig,
  secretNameForDatabase,
  secretNameWithoutStorage,
  sslmodeRefused,
  sslmodeUnknown,
  sslrootcertFileMissing,
  sslrootcertMissing,
  sslrootcertNotMounted,
  sslrootcertUnused,
  strategyWithoutType,
  targetNamespaceMissing,
  volumeKeyMissing,
  volumeMissing,
  volumeMountedTwice,
  volumeReplaced,
  watcherSettingRefused,
  workloadUnknown,
];
