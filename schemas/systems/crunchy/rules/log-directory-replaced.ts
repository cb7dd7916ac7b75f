import type { Finding, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { trimEnd } from '../../../vocabulary/trimEnd.ts';

/** Places in which logs would do harm. */
export const logDirectoryReplaced: Rule = {
  id: 'crunchy/log-directory-replaced',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  since: '6.0',
  help: `Logs among the files of Postgres do harm: they end up in backups, or are taken for data. From 6.0 on the operator
writes them to \`/pgdata/logs/postgres\` instead, with the event \`InvalidParameter\`; \`v1\` refuses such a place. Other
relative folders than \`log\` lie beside the data and are copied with every backup. Use \`/pgdata/logs/postgres\`, which is
usual, or a folder on a volume of their own.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/postgres/validation.go#L59',
  *check({ spec, resource }): Iterable<Finding> {
    const places = [
      spec.at('config', 'parameters'),
      spec.at('patroni', 'dynamicConfiguration', 'postgresql', 'parameters'),
    ];
    for (const [index, parameters] of places.entries()) {
      const node = parameters.at('log_directory');
      const text = textOf(node);
      const isRefused = index === 0 && resource.identity.apiVersion.endsWith('/v1');
      if (text === undefined || /\$\{|\.\./.test(text) || isRefused || text === 'log') continue;
      const directory = trimEnd(text, '/');
      if (!isHarmful(directory) && directory.startsWith('/')) continue;
      yield {
        node,
        message: isHarmful(directory)
          ? say`Logs do not go to "${text}", among the files of Postgres: the operator writes them to \`/pgdata/logs/postgres\`.`
          : say`"${text}" lies among the data and is copied with every backup: write \`log\`, or an absolute path.`,
        fixes: [{ title: say`Remove \`log_directory\``, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};

/** What the operator replaces. */
function isHarmful(directory: string): boolean {
  return directory === '' || directory === '.' || ofPostgres.test(directory) || besideData.test(directory);
}

const ofPostgres = /^\/pg(?:data|tmp|wal)\/(?:pg\d+(?:_wal)?|pgsql_tmp)(?:\/|$)/;
const besideData =
  /^(?:archive|base|current|global|patroni|pg_|PG_|postgresql|postmaster|[\da-fA-F]{24})|[.](?:history|partial)$/;
