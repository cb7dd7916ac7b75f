import type { DatabaseSystem, SystemKind } from '../../contract/index.ts';
import { group, madeObjects } from './naming.ts';
import { names, userType } from './names.ts';
import { recipe } from './recipe.ts';

const tree = 'https://github.com/mariadb-operator/mariadb-operator/blob/main/docs';

export const mariadb: DatabaseSystem = {
  id: 'mariadb',
  title: 'MariaDB Operator',
  installation: 'https://github.com/mariadb-operator/mariadb-operator#installation',
  kinds: [
    { ...kind('MariaDB', 'mariadbs', 'README.md'), runs: true },
    { ...kind('MaxScale', 'maxscales', 'maxscale.md'), runs: true },
    { ...kind('ExternalMariaDB', 'externalmariadbs', 'external_mariadb.md'), runs: true },
    kind('Database', 'databases', 'sql_resources.md#database-cr'),
    kind('User', 'users', 'sql_resources.md#user-cr'),
    kind('Grant', 'grants', 'sql_resources.md#grant-cr'),
    kind('Connection', 'connections', 'connections.md'),
    kind('Backup', 'backups', 'logical_backup.md'),
    kind('PhysicalBackup', 'physicalbackups', 'physical_backup.md'),
    kind('Restore', 'restores', 'logical_backup.md#restore-cr'),
    kind('PointInTimeRecovery', 'pointintimerecoveries', 'pitr.md'),
    kind('SqlJob', 'sqljobs', 'api_reference.md#sqljob'),
  ],
  names,
  countedNames: [userType],
  derive: madeObjects,
  recipe,
};

function kind(name: string, plural: string, page: string): SystemKind {
  return { group, versions: ['v1alpha1'], kind: name, plural, scope: 'Namespaced', manual: `${tree}/${page}` };
}
