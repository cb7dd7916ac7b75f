import type { Rule, Said } from '../../../contract/index.ts';
import { parseCron } from '../../../vocabulary/cron.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { fieldsOf, parseSecondsSchedule, type SecondsSchedule } from '../secondsSchedule.ts';
import { manual } from '../sources.ts';

/** A line of a CronJob, whose minutes become seconds. */
export const scheduleOfFiveFields: Rule = {
  id: 'cloudnative-pg/schedule-of-five-fields',
  severity: 'warning',
  kinds: ['ScheduledBackup'],
  help: `A schedule of the operator begins with the seconds, unlike that of a CronJob. With five fields the last one, the day of the
week, is taken for left out, and all others move by one: \`0 2 * * *\`, meant as every day at two, is two minutes past every
hour, 24 backups a day. Put \`0\` before it.`,
  source: manual('backup/#cron-schedule'),
  *check({ spec }) {
    const node = spec.at('schedule');
    const text = textOf(node);
    const schedule = text === undefined || isFilledInLater(text) ? undefined : parseSecondsSchedule(text);
    if (text === undefined || schedule?.fields !== 5) return;
    const value = `0 ${fieldsOf(text).join(' ')}`;
    const isMeant = parseCron(fieldsOf(text).join(' ')) !== undefined;
    yield {
      node,
      message: messageFor(schedule, value),
      fixes: isMeant ? [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }] }] : [],
    };
  },
};

function messageFor(schedule: SecondsSchedule, value: string): Said {
  const [minute = '', hour = ''] = schedule.minutes.split(' ');
  if (hour === '*' && /^\d+$/.test(minute)) {
    return say`The first field is the second, so this runs every hour, at minute ${minute}: write "${value}".`;
  }
  return say`The first field is the second, so this runs at other times than a CronJob would: write "${value}".`;
}
