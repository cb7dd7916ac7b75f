import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** One source is read. */
export const dataSourcesConflict: Rule = {
  id: 'crunchy/data-sources-conflict',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `A new cluster is filled from one source. With \`postgresCluster\` and \`pgbackrest\` both, the operator reads
\`postgresCluster\` and ignores the other in silence. Leave the one that is meant.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/cluster.go#L345',
  *check({ spec }) {
    const node = spec.at('dataSource', 'pgbackrest');
    const other = spec.at('dataSource', 'postgresCluster');
    if (!isWritten(node) || !isWritten(other)) return;
    yield {
      node,
      mark: 'key',
      message: say`\`pgbackrest\` is ignored: beside it stands \`postgresCluster\`, which is read. Leave one of them.`,
      fixes: [
        { title: say`Remove \`pgbackrest\``, edits: [{ do: 'remove', node }], safe: false },
        { title: say`Remove \`postgresCluster\``, edits: [{ do: 'remove', node: other }], safe: false },
      ],
      related: [{ node: other, message: say`This one is read.` }],
    };
  },
};
