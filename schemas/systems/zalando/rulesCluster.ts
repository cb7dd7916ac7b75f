import type { Rule } from '../../contract/index.ts';
import { backupJobNameShared } from './rules/backup-job-name-shared.ts';
import { cloneAndStandby } from './rules/clone-and-standby.ts';
import { cloneUidMissing } from './rules/clone-uid-missing.ts';
import { clusterNameInvalid } from './rules/cluster-name-invalid.ts';
import { clusterNameTooLong } from './rules/cluster-name-too-long.ts';
import { clusterNameWithoutTeam } from './rules/cluster-name-without-team.ts';
import { credentialsSecretOverwritten } from './rules/credentials-secret-overwritten.ts';
import { databaseNameInvalid } from './rules/database-name-invalid.ts';
import { databaseOwnerMissing } from './rules/database-owner-missing.ts';
import { maintenanceWindowInvalid } from './rules/maintenance-window-invalid.ts';
import { preparedRoleNameTooLong } from './rules/prepared-role-name-too-long.ts';
import { preparedUsersWithoutRoles } from './rules/prepared-users-without-roles.ts';
import { rotationListsContradict } from './rules/rotation-lists-contradict.ts';
import { rotationUserMissing } from './rules/rotation-user-missing.ts';
import { rotationUserOwnsDatabase } from './rules/rotation-user-owns-database.ts';
import { secretNamespaceIgnored } from './rules/secret-namespace-ignored.ts';
import { sourceRangeInvalid } from './rules/source-range-invalid.ts';
import { sourceRangeIpv6 } from './rules/source-range-ipv6.ts';
import { standbyHostMissing } from './rules/standby-host-missing.ts';
import { standbyInstances } from './rules/standby-instances.ts';
import { standbySourceMissing } from './rules/standby-source-missing.ts';
import { standbySourcesConflict } from './rules/standby-sources-conflict.ts';
import { teamMisspelt } from './rules/team-misspelt.ts';
import { tlsFileMissing } from './rules/tls-file-missing.ts';
import { userFlagsConflict } from './rules/user-flags-conflict.ts';
import { userNameInvalid } from './rules/user-name-invalid.ts';
import { userNameReserved } from './rules/user-name-reserved.ts';
import { userPreparedToo } from './rules/user-prepared-too.ts';
import { userSecretShared } from './rules/user-secret-shared.ts';

/** Rules about the cluster as a whole: its name, users, databases and where its data comes from. */
export const clusterRules: readonly Rule[] = [
  backupJobNameShared,
  cloneAndStandby,
  cloneUidMissing,
  clusterNameInvalid,
  clusterNameTooLong,
  clusterNameWithoutTeam,
  credentialsSecretOverwritten,
  databaseNameInvalid,
  databaseOwnerMissing,
  maintenanceWindowInvalid,
  preparedRoleNameTooLong,
  preparedUsersWithoutRoles,
  rotationListsContradict,
  rotationUserMissing,
  rotationUserOwnsDatabase,
  secretNamespaceIgnored,
  sourceRangeInvalid,
  sourceRangeIpv6,
  standbyHostMissing,
  standbyInstances,
  standbySourceMissing,
  standbySourcesConflict,
  teamMisspelt,
  tlsFileMissing,
  userFlagsConflict,
  userNameInvalid,
  userNameReserved,
  userPreparedToo,
  userSecretShared,
];
