import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A cluster that runs is not filled again. */
export const dataSourceAdded: Rule = {
  id: 'crunchy/data-source-added',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `\`dataSource\` says where the data of a NEW cluster come from. In one that runs the operator ignores it. To go back to
an older state of this cluster use \`backups.pgbackrest.restore\`; for the data of another one make a new cluster.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/pgbackrest.go#L1655',
  *check({ spec, previous }) {
    const node = spec.at('dataSource');
    if (previous === undefined || previous.partial || !isWritten(node)) return;
    const before = previous.root.at('spec');
    if (!isWritten(before.at('instances')) || isWritten(before.at('dataSource'))) return;
    yield {
      node,
      mark: 'key',
      message: say`This cluster was there without \`dataSource\` when last committed, and one that runs ignores it: use \`restore\`, or a new cluster.`,
    };
  },
};
