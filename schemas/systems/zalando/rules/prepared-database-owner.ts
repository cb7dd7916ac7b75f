import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { preparedDatabases } from '../naming.ts';

/** A prepared database keeps the owner that `databases` gives it, and then its schemas cannot be made. */
export const preparedDatabaseOwner: Rule = {
  id: 'zalando/prepared-database-owner',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `A database that stands under \`databases\` and under \`preparedDatabases\` is made with the owner of \`databases\`. Then the
operator makes the schemas as \`<database>_owner\`, which may not do that in a database of somebody else: "permission denied for
database", and the cluster ends in \`SyncFailed\` with every sync. Name \`<database>_owner\` as the owner, or leave the database out
of \`databases\`.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/sync.go#L1545',
  *check({ spec, resource }) {
    const databases = spec.at('databases');
    for (const [name, prepared] of preparedDatabases(spec, resource.identity.name)) {
      const node = databases.at(name);
      const owner = textOf(node);
      const right = `${name}_owner`;
      if (owner === undefined || owner === right) continue;
      yield {
        node,
        message: say`The schemas of "${name}" cannot be made, for "${name}" is a prepared database too: its owner has to be "${right}".`,
        fixes: [
          { title: say`Make "${right}" the owner`, edits: [{ do: 'set', node, value: right }], safe: false },
          {
            title: say`Leave "${name}" to \`preparedDatabases\``,
            edits: [{ do: 'remove', node: databases.entries().length === 1 ? databases : node }],
            safe: false,
          },
        ],
        related: [{ node: prepared, message: say`It is prepared here.` }],
      };
    }
  },
};
