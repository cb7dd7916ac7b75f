/** Where a privilege can be granted: for all databases alone, for one as well, or for a table as well. */
export type PrivilegeScope = 'all' | 'database' | 'table';

/**
 * Privileges by the smallest thing that they can be granted for, in upper case, as MariaDB 10.11 and 11.8 take them.
 * https://mariadb.com/docs/server/reference/sql-statements/account-management-sql-statements/grant
 */
const byScope: Readonly<Record<PrivilegeScope, readonly string[]>> = {
  all: [
    ...[
      'BINLOG ADMIN',
      'BINLOG MONITOR',
      'BINLOG REPLAY',
      'CONNECTION ADMIN',
      'CREATE TABLESPACE',
      'CREATE USER',
      'FILE',
    ],
    ...['FEDERATED ADMIN', 'PROCESS', 'READ ONLY ADMIN', 'READ_ONLY ADMIN', 'RELOAD', 'REPLICATION CLIENT'],
    ...['REPLICATION MASTER ADMIN', 'REPLICATION REPLICA', 'REPLICATION REPLICA ADMIN', 'REPLICATION SLAVE', 'SUPER'],
    ...['REPLICATION SLAVE ADMIN', 'REPLICA MONITOR', 'SET USER', 'SHOW DATABASES', 'SHUTDOWN', 'SLAVE MONITOR'],
  ],
  database: [
    ...['ALTER ROUTINE', 'CREATE ROUTINE', 'CREATE TEMPORARY TABLES', 'EVENT', 'EXECUTE', 'LOCK TABLES'],
    'SHOW CREATE ROUTINE',
  ],
  table: [
    ...['ALL', 'ALL PRIVILEGES', 'ALTER', 'CREATE', 'CREATE VIEW', 'DELETE', 'DELETE HISTORY', 'DROP', 'GRANT OPTION'],
    ...['INDEX', 'INSERT', 'REFERENCES', 'SELECT', 'SHOW VIEW', 'TRIGGER', 'UPDATE', 'USAGE'],
  ],
};

const scopes: ReadonlyMap<string, PrivilegeScope> = new Map(
  (['all', 'database', 'table'] as const).flatMap((scope) => byScope[scope].map((name) => [name, scope] as const)),
);

export const privilegeNames: readonly string[] = [...scopes.keys()];

/** `undefined`: MariaDB has no such privilege. Case and the number of blanks do not count. */
export function privilegeScope(name: string): PrivilegeScope | undefined {
  return scopes.get(canonicalPrivilege(name));
}

export function canonicalPrivilege(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toUpperCase();
}
