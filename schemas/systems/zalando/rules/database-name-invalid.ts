import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { isDatabaseName, repairedDatabaseName } from '../databaseNames.ts';

/** The operator passes over a database whose name needs quotes in SQL. */
export const databaseNameInvalid: Rule = {
  id: 'zalando/database-name-invalid',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Names of databases consist of letters, digits and underscores and do not begin with a digit. The operator skips any
other name with a line in its log: the cluster runs, the status says so, and the database is missing. Use an underscore where
you would put a hyphen.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/database.go#L397',
  *check({ spec }) {
    const databases = spec.at('databases');
    for (const [name, node] of databases.entries()) {
      if (name.includes('${') || isDatabaseName(name)) continue;
      const repaired = repairedDatabaseName(name);
      const free = repaired !== '' && databases.at(repaired).kind === 'missing';
      yield {
        node,
        mark: 'key',
        message: say`Database "${name}" will not be created: its name may hold only letters, digits and "_", with no digit in front.`,
        fixes: free
          ? [{ title: say`Rename to "${repaired}"`, edits: [{ do: 'rename', node, key: repaired }], safe: false }]
          : [],
      };
    }
  },
};
