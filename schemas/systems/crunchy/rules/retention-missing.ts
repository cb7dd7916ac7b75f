import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { repositories } from '../naming.ts';

/** Backups that are never deleted. */
export const retentionMissing: Rule = {
  id: 'crunchy/retention-missing',
  severity: 'information',
  kinds: ['PostgresCluster'],
  help: `Without \`repoN-retention-full\` pgBackRest keeps every backup and all of the log for good. With a schedule the
repository grows until its volume is full, archiving stops, and the log then fills the volume of the database too. Say how
many full backups are kept, or for how many days.`,
  source:
    'https://access.crunchydata.com/documentation/postgres-operator/latest/tutorials/backups-disaster-recovery/backup-management#managing-backup-retention',
  wholeOnly: true,
  *check({ spec }) {
    const global = spec.at('backups', 'pgbackrest', 'global');
    if (isPlaceholder(global)) return;
    for (const repository of repositories(spec)) {
      const name = textOf(repository.at('name'));
      const schedule = repository.at('schedules', 'full');
      if (!name || !isWritten(schedule)) continue;
      const node = global.at(`${name}-retention-full`);
      const isOpen = global.entries().some(([key]) => key.includes('${'));
      if (isOpen || node.kind !== 'missing') continue;
      yield {
        node: schedule,
        mark: 'key',
        message: say`Backups in "${name}" are never deleted, so it fills up: set \`${name}-retention-full\` in \`global\`.`,
        fixes: [{ title: say`Keep 14 full backups`, edits: [{ do: 'set', node, value: '14' }], safe: false }],
      };
    }
  },
};
