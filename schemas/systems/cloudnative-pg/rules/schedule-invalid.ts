import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { fieldsOf, isInterval, parseSecondsSchedule } from '../secondsSchedule.ts';
import { webhook } from '../sources.ts';

/** What the operator's reader of schedules does not take. */
export const scheduleInvalid: Rule = {
  id: 'cloudnative-pg/schedule-invalid',
  severity: 'error',
  kinds: ['ScheduledBackup'],
  help: `A schedule has six fields, with the seconds first: second (0 to 59), minute, hour, day of the month, month, day of the week (0
is Sunday, 7 is none). A word such as \`@daily\` and \`@every 12h\` are taken too. The webhook refuses anything else.`,
  source: webhook('scheduledbackup', 139),
  *check({ spec }) {
    const node = spec.at('schedule');
    const text = textOf(node);
    if (text === undefined || isFilledInLater(text) || isInterval(text) || parseSecondsSchedule(text)) return;
    const fields = fieldsOf(text);
    const message = [1, 5, 6].includes(fields.length)
      ? say`"${text}" is no schedule, so it is refused: write six fields, like "0 0 2 * * *" for every day at 02:00.`
      : say`"${text}" has ${fields.length} fields, and a schedule has six, seconds first: it is refused. Write it like "0 0 2 * * *".`;
    const sunday = fields.length === 6 && fields[5] === '7' ? [...fields.slice(0, 5), '0'].join(' ') : undefined;
    const isMeant = sunday !== undefined && parseSecondsSchedule(sunday) !== undefined;
    yield {
      node,
      message,
      fixes: isMeant ? [{ title: say`Write "${sunday}"`, edits: [{ do: 'set', node, value: sunday }] }] : [],
    };
  },
};
