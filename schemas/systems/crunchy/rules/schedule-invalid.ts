import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { cronProblem } from '../../../vocabulary/cron.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { repositories } from '../naming.ts';

/** The operator makes a CronJob of each schedule, which Kubernetes refuses. */
export const scheduleInvalid: Rule = {
  id: 'crunchy/schedule-invalid',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `Each schedule becomes a CronJob, and Kubernetes refuses one that it cannot read: five fields (minute, hour, day of
the month, month, day of the week with Sunday as 0), or a word such as \`@daily\`. Time zones (\`TZ=\`), seconds, \`L\` and
\`@reboot\` are no part of it. The event says \`UnableToCreatePGBackRestCronJob\`, only after the first backup, and no
backup runs as planned.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/pgbackrest.go#L3252',
  *check({ spec }) {
    for (const repository of repositories(spec)) {
      for (const [kind, node] of repository.at('schedules').entries()) {
        const text = textOf(node);
        // Shorter texts are refused by the API server.
        const problem = text === undefined || text.length < 6 || text.includes('${') ? undefined : problemOf(text);
        if (problem === undefined) continue;
        yield {
          node,
          message: say`\`${kind}\` ${problem}: no backup runs by it.`,
          fixes: fixesFor(node, text ?? ''),
        };
      }
    }
  },
};

function problemOf(text: string): ReturnType<typeof cronProblem> {
  if (/^(?:CRON_)?TZ=/.test(text)) return say`begins with a time zone, which CronJobs do not take here`;
  return cronProblem(text);
}

/** Sunday is 0, seconds are not known, words are lower-case, and the time zone is the controller's. */
function fixesFor(node: ManifestNode, text: string): readonly Fix[] {
  const words = text.trim().split(/\s+/);
  const candidates = [
    words.map((word, index) => (index === 4 && words.length === 5 ? word.replace(/\b7\b/, '0') : word)).join(' '),
    words.length === 6 && words[0] === '0' ? words.slice(1).join(' ') : '',
    text.trim().toLowerCase(),
    text.replace(/^(?:CRON_)?TZ=\S+\s+/, ''),
  ];
  const value = candidates.find((each) => each.length >= 6 && each !== text && problemOf(each) === undefined);
  if (value === undefined) return [];
  const changesTime = /^(?:CRON_)?TZ=/.test(text);
  return [
    { title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], ...(changesTime ? { safe: false } : {}) },
  ];
}
