import type { Finding, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { say } from '../../../vocabulary/say.ts';
import { partOf, serverSections, settingsOf } from '../settingsOf.ts';

/** Nobody asks for a section that is misspelt. */
export const sectionUnread: Rule = {
  id: 'mariadb/section-unread',
  severity: 'warning',
  kinds: ['MariaDB'],
  help: `The server reads the sections \`[mariadb]\`, \`[mariadbd]\`, \`[mysqld]\`, \`[server]\`, \`[client-server]\` and \`[galera]\`. What stands below
a misspelt one is passed over, and nothing says so.`,
  source:
    'https://mariadb.com/docs/server/server-management/install-and-upgrade-mariadb/configuring-mariadb/configuring-mariadb-with-option-files',
  *check({ resource }): Iterable<Finding> {
    for (const settings of settingsOf(resource)) {
      for (const { name, at } of settings.sections) {
        if (sections.includes(name) || /-\d+\.\d+$/.test(name)) continue;
        const meant = nearestName(name, sections);
        if (meant === undefined) continue;
        const value = partOf(settings, at).replaced(`[${meant}]`);
        yield {
          ...partOf(settings, at).place,
          message: say`Nobody reads a section \`[${name}]\`, so nothing below it counts. Did you mean \`[${meant}]\`?`,
          fixes: [
            { title: say`Write \`[${meant}]\``, edits: [{ do: 'set', node: settings.node, value }], safe: false },
          ],
        };
      }
    }
  },
};

/** Those of the server and of programs that come with it. */
const sections: readonly string[] = [
  ...serverSections,
  ...[
    'client',
    'client-mariadb',
    'mysql',
    'mariadb-client',
    'mysqldump',
    'mariadb-dump',
    'mysqladmin',
    'mariadb-admin',
  ],
  ...['mysql_upgrade', 'mariadb-upgrade', 'mysqlimport', 'mariadb-import', 'mysqlcheck', 'mariadb-check', 'mysqlslap'],
  ...['mysqlbinlog', 'mariadb-binlog', 'mysqlshow', 'mariadb-show', 'mariadb-slap', 'mysqlhotcopy', 'mysql-test'],
  ...['mariabackup', 'mariadb-backup', 'xtrabackup', 'mbstream', 'sst', 'mysqld_safe', 'mariadbd-safe', 'mysqld_multi'],
  ...['mariadbd_safe', 'mariadbd-multi', 'embedded', 'isamchk', 'myisamchk', 'aria_chk', 'odbc', 'garb', 'perl'],
];
