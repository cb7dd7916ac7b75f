import type { Rule } from '../../../contract/index.ts';
import { cronProblem } from '../../../vocabulary/cron.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { generationOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** Read as a CronJob's. */
export const backupScheduleInvalid: Rule = {
  id: 'tidb/backup-schedule-invalid',
  severity: 'error',
  kinds: ['BackupSchedule'],
  help: `A schedule has five fields, as that of a CronJob: minute, hour, day of the month, month, day of the week (0 is Sunday, 7 is none). A word
such as \`@daily\`, \`@every 12h\` and a zone before it (\`CRON_TZ=Europe/Berlin 0 2 * * *\`) are read too. Of anything else only the operator's log says that it
cannot be parsed, and no backup is ever made.`,
  source: code('backup/backupschedule/backup_schedule_manager.go', 421),
  *check({ resource, spec }) {
    const node = spec.at('schedule');
    const text = textOf(node);
    if (text === undefined || isFilledInLater(text) || generationOf(resource) !== 'v1') return;
    const problem = cronProblem(text.replace(/^(?:CRON_)?TZ=\S+\s+/, ''));
    if (problem === undefined) return;
    const fields = text.trim().split(/\s+/);
    const candidates = [
      ...(fields.length === 6 && fields[0] === '0' ? [fields.slice(1).join(' ')] : []),
      ...(fields.length === 5 && fields[4] === '7' ? [[...fields.slice(0, 4), '0'].join(' ')] : []),
    ];
    const value = candidates.find((each) => cronProblem(each) === undefined);
    yield {
      node,
      message: say`"${text}" ${problem}: no backup is ever made. Write it like "0 2 * * *" for every day at 02:00.`,
      fixes: value === undefined ? [] : [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }] }],
    };
  },
};
