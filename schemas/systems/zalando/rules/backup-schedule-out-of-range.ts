import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { cronField } from '../../../vocabulary/cronField.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The CRD counts no minutes: 99 passes it, and fails with the CronJob. */
export const backupScheduleOutOfRange: Rule = {
  id: 'zalando/backup-schedule-out-of-range',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The operator copies \`logicalBackupSchedule\` into a CronJob, and Kubernetes refuses a CronJob whose schedule
cannot be read: minutes are 0-59, hours 0-23, days 1-31, months 1-12, days of the week 0-6 with Sunday as 0. No backup
is made until the schedule is right.`,
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
  *check({ spec }) {
    const node = spec.at('logicalBackupSchedule');
    const words = [...(textOf(node) ?? '').matchAll(/\S+/g)];
    if (words.length !== fields.length) return;
    for (const [index, name] of fields.entries()) {
      const word = words[index];
      // Any other form is refused by the API server, and reported as such.
      if (!word || !/^(\d+|\*)(\/\d+)?$/.test(word[0])) continue;
      const { problem } = cronField(name, word[0]);
      if (problem === undefined) continue;
      yield {
        node,
        part: { start: word.index, end: word.index + word[0].length },
        message: say`\`logicalBackupSchedule\` ${problem}: no backup is scheduled.`,
        fixes: name === 'weekday' && word[0] === '7' ? [sundayIsZero(node, words)] : [],
      };
    }
  },
};

const fields = ['minute', 'hour', 'day', 'month', 'weekday'] as const;

function sundayIsZero(node: ManifestNode, words: readonly RegExpMatchArray[]): Fix {
  const value = [...words.slice(0, -1).map(([word]) => word), '0'].join(' ');
  return { title: say`Write "${value}"`, edits: [{ do: 'set', node, value }] };
}
