import type { Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { repositories } from '../naming.ts';

/** Small backups build on a full one. */
export const fullBackupUnscheduled: Rule = {
  id: 'crunchy/full-backup-unscheduled',
  severity: 'information',
  kinds: ['PostgresCluster'],
  help: `Differential and incremental backups need the last full one, and all of the log since. If no full backup is planned,
they all build on the very first: restores take longer and longer, and retention never deletes anything. Plan a full backup
as well, once a week for instance.`,
  source:
    'https://access.crunchydata.com/documentation/postgres-operator/latest/tutorials/backups-disaster-recovery/backup-management#managing-scheduled-backups',
  wholeOnly: true,
  *check({ spec }) {
    for (const repository of repositories(spec)) {
      const node = repository.at('schedules');
      const others = ['differential', 'incremental'].map((kind) => node.at(kind)).filter(isWritten);
      if (others.length === 0 || node.at('full').kind !== 'missing') continue;
      yield {
        node,
        mark: 'key',
        message: say`No full backup is planned for "${textOf(repository.at('name')) ?? ''}", so all others build on the very first: add \`full\`.`,
        fixes: [
          {
            title: say`Back up in full every Sunday`,
            edits: [{ do: 'set', node: node.at('full'), value: '0 1 * * 0' }],
            safe: false,
          },
        ],
      };
    }
  },
};
