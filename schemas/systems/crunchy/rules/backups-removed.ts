import type { Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { group } from '../naming.ts';

/** The operator asks before it throws backups away. */
export const backupsRemoved: Rule = {
  id: 'crunchy/backups-removed',
  severity: 'error',
  kinds: ['PostgresCluster'],
  since: '5.7',
  help: `Without \`spec.backups\` the operator would delete the volumes with the backups. In a cluster that has some it stops ALL
work until it is told that this is meant: condition \`Progressing\` is False, reason \`Paused\`. Put the section back, or set
the annotation \`postgres-operator.crunchydata.com/authorizeBackupRemoval: "true"\`.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/controller.go#L190',
  wholeOnly: true,
  *check({ root, spec, previous }) {
    const node = spec.at('backups');
    if (previous === undefined || previous.partial || isWritten(node.at('pgbackrest'))) return;
    if (!isWritten(previous.root.at('spec', 'backups', 'pgbackrest'))) return;
    const annotation = root.at('metadata', 'annotations', `${group}/authorizeBackupRemoval`);
    const allowed = textOf(annotation);
    if (allowed === 'true' || (annotation.kind !== 'missing' && allowed === undefined)) return;
    yield {
      node,
      mark: 'key',
      message: say`The operator stops all work on this cluster, which had backups when last committed: put them back, or allow it by annotation.`,
      fixes: [
        {
          title: say`Allow it: the backups are deleted`,
          edits: [{ do: 'set', node: annotation, value: 'true' }],
          safe: false,
        },
      ],
    };
  },
};
