import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A snapshot is one of one volume. */
export const snapshotsWithTablespaces: Rule = {
  id: 'crunchy/snapshots-with-tablespaces',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Snapshots do not hold tablespaces: with volumes for both the operator makes no snapshots, and the event says
\`IncompatibleFeatures\`. Leave one of them.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/snapshots.go#L75',
  *check({ spec }) {
    const node = spec.at('backups', 'snapshots');
    const tablespaces = spec
      .at('instances')
      .items()
      .map((set) => set.at('tablespaceVolumes'))
      .find((list) => list.items().length > 0);
    if (!isWritten(node) || tablespaces === undefined) return;
    yield {
      node,
      mark: 'key',
      message: say`No snapshots are made, because they do not go together with \`tablespaceVolumes\`: leave one of them.`,
      related: [{ node: tablespaces, message: say`The tablespaces are here.` }],
    };
  },
};
