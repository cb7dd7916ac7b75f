import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { isDatabaseName, repairedDatabaseName } from '../databaseNames.ts';

/** Prepared databases and their schemas have names that need no quotes in SQL. */
export const preparedNameInvalid: Rule = {
  id: 'zalando/prepared-name-invalid',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Names of prepared databases and of their schemas consist of letters, digits and underscores, and do not begin with a digit.
The operator skips a database or a schema with another name, with a line in its log; what belongs into it fails with every sync, and
up to operator 1.13 its roles fail too. Use an underscore where you would put a hyphen.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/database.go#L484',
  *check({ spec }) {
    const databases = spec.at('preparedDatabases');
    for (const [database, node] of databases.entries()) {
      yield* wrongName(databases, database, node, 'database');
      const schemas = node.at('schemas');
      for (const [schema, settings] of schemas.entries()) yield* wrongName(schemas, schema, settings, 'schema');
    }
  },
};

function* wrongName(
  map: ManifestNode,
  name: string,
  node: ManifestNode,
  what: 'database' | 'schema',
): Iterable<Finding> {
  if (name.includes('${') || isDatabaseName(name)) return;
  const repaired = repairedDatabaseName(name);
  yield {
    node,
    mark: 'key',
    message:
      what === 'database'
        ? say`Prepared database "${name}" will not be created: its name may hold only letters, digits and "_", with no digit in front.`
        : say`Schema "${name}" will not be created: its name may hold only letters, digits and "_", with no digit in front.`,
    fixes:
      repaired !== '' && map.at(repaired).kind === 'missing'
        ? [{ title: say`Rename to "${repaired}"`, edits: [{ do: 'rename', node, key: repaired }], safe: false }]
        : [],
  };
}
