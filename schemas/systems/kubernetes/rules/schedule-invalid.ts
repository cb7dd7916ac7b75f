import type { Rule } from '../../../contract/index.ts';
import { cronProblem } from '../../../vocabulary/cron.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { refusedTimeZone } from '../../../vocabulary/refusedTimeZone.ts';
import { say } from '../../../vocabulary/say.ts';

/** Kubernetes reads the schedule of a CronJob when it is created. */
export const scheduleInvalid: Rule = {
  id: 'kubernetes/schedule-invalid',
  severity: 'error',
  kinds: ['CronJob'],
  help: `A schedule has five fields: minute, hour, day of the month, month and day of the week, with Sunday as 0; or it is a word such as
\`@daily\`. The API server refuses any other text, a sixth field for seconds too. A time zone stands in \`timeZone\`; before 1.29 one was
taken in the schedule as well. It is a name of the time zone database, in which upper and lower case count.`,
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
  *check({ spec, version }) {
    yield* refusedTimeZone(spec.at('timeZone'));
    const node = spec.at('schedule');
    const text = knownName(node);
    if (text === undefined) return;
    const zone = /^(?:TZ|CRON_TZ)=(\S+)\s+(\S.*)$/.exec(text);
    if (zone) {
      if (version !== undefined && isBefore(version, '1.29')) return;
      const target = spec.at('timeZone');
      yield {
        node,
        message: say`The CronJob is refused: a time zone stands in \`timeZone\`, not in the schedule.`,
        fixes:
          target.kind === 'missing'
            ? [
                {
                  title: say`Move it to \`timeZone\``,
                  edits: [
                    { do: 'set', node, value: zone[2] ?? '' },
                    { do: 'set', node: target, value: zone[1] ?? '' },
                  ],
                  safe: false,
                },
              ]
            : [],
      };
      return;
    }
    const problem = cronProblem(text);
    if (problem) yield { node, message: say`The CronJob is refused: the schedule ${problem}.` };
  },
};
