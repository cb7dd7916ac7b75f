import type { Rule } from '../../../contract/index.ts';
import { parseCron } from '../../../vocabulary/cron.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { generationOf } from '../backupParts.ts';
import { manual } from '../sources.ts';

/** A star too many in the first field. */
export const backupScheduleTooOften: Rule = {
  id: 'tidb/backup-schedule-too-often',
  severity: 'information',
  kinds: ['BackupSchedule'],
  help: `A star as minute means each minute, whatever the hour says: \`* 2 * * *\` is due sixty times in a night, \`* */2 * * *\` sixty times every
second hour. A full backup follows the last one at once as long as that goes on. For once an hour write a minute, such as \`0\`.`,
  source: manual('backup-restore-cr/#backupschedule-cr-fields'),
  *check({ resource, spec }) {
    const node = spec.at('schedule');
    const text = textOf(node);
    const cron = text === undefined ? undefined : parseCron(text);
    if (text === undefined || cron?.pattern.startsWith('* ') !== true || generationOf(resource) !== 'v1') return;
    const fields = text.trim().split(/\s+/);
    const value = ['0', ...fields.slice(1)].join(' ');
    yield {
      node,
      message: say`A star as minute means each minute, so one full backup follows another: write a minute, like "${value}".`,
      fixes: [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
    };
  },
};
