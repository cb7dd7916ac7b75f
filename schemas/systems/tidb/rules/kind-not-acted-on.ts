import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { generationOf, idleKinds } from '../backupParts.ts';
import { v2Manual } from '../sources.ts';

/** The definition is there, and nobody looks. */
export const kindNotActedOn: Rule = {
  id: 'tidb/kind-not-acted-on',
  severity: 'warning',
  kinds: idleKinds,
  help: `The second operator brings definitions for \`BackupSchedule\` and \`CompactBackup\`, so the API server takes them, and no part of it acts on them:
nothing is ever backed up. For backups that come again let a CronJob apply a \`Backup\`, or use \`TiBR\` with the next generation of TiDB. The kinds of the same names
in \`pingcap.com\` belong to the first operator, and work there.`,
  source: v2Manual('v2-vs-v1/#backupschedule'),
  *check({ resource, root }) {
    if (generationOf(resource) !== 'v2') return;
    const { kind } = resource.identity;
    const message =
      kind === 'BackupSchedule'
        ? say`The second operator does not act on schedules, so no backup is ever made: let a CronJob apply a \`Backup\`.`
        : say`The second operator does not act on compactions, so nothing happens: leave it out.`;
    yield { node: root.at('kind'), message };
  },
};
