import { canHaveBinaries, findBinaries, type Missing } from './binaries.ts';
import { findMysql } from './mysql.ts';
import { findPostgres } from './postgres.ts';

/**
 * Asks for all that a bed with databases needs, before any of it is started, and has built what Go has to build.
 * @param say hears a line for each build, which takes minutes the first time.
 * @returns what this machine lacks, in one sentence with the remedy; `undefined`: nothing.
 */
export async function prepareBed(say: (line: string) => void): Promise<Missing | undefined> {
  const binaries = canHaveBinaries();
  const lacking = [
    ...(binaries === true ? [] : [binaries.missing]),
    ...((await findPostgres()) === undefined
      ? [
          'No PostgreSQL server with initdb, pg_basebackup and psql: apt-get install -y postgresql, or name their folder in POSTGRES_BIN.',
        ]
      : []),
    ...(findMysql()
      ? []
      : [
          'No MariaDB server with its client: apt-get install -y mariadb-server mariadb-client, or name their folder in MARIADB_BIN.',
        ]),
  ];
  if (lacking.length > 0) return { missing: lacking.join(' ') };
  const built = await findBinaries(say);
  return 'missing' in built ? built : undefined;
}
