import type { Rule } from '../../../contract/index.ts';
import { cronProblem, cronWords } from '../../../vocabulary/cron.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { types } from '../sources.ts';

/** Five fields, and no words. */
export const scheduleInvalid: Rule = {
  id: 'mariadb/schedule-invalid',
  severity: 'error',
  kinds: ['Backup', 'PhysicalBackup', 'SqlJob'],
  help: `A schedule has five fields: minute, hour, day of the month, month and day of the week, with Sunday as 0. The webhook refuses any
other text, a sixth field for seconds and words such as \`@daily\` too.`,
  source: types('base', 917),
  *check({ spec }) {
    const node = spec.at('schedule', 'cron');
    const text = knownName(node);
    // A zone before the fields is read, if not by CronJobs.
    if (text === undefined || /^(?:CRON_)?TZ=/.test(text)) return;
    const words = text.trim().split(/\s+/);
    const meant =
      cronWords.get(text.trim()) ?? (words.length === 6 && words[0] === '0' ? words.slice(1).join(' ') : '');
    const isWord = text.trim().startsWith('@');
    const problem = cronProblem(text);
    if (!isWord && problem === undefined) return;
    yield {
      node,
      message: isWord
        ? say`Words such as "${text}" are refused by the webhook: write five fields.`
        : say`The webhook refuses it: the schedule ${problem ?? ''}.`,
      fixes:
        meant === '' || cronProblem(meant) !== undefined
          ? []
          : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }] }],
    };
  },
};
