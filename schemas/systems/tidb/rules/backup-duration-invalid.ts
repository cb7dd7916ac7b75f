import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { parseDuration, repairDuration } from '../../../vocabulary/duration.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupPartsOf, generationOf } from '../backupParts.ts';
import { code } from '../sources.ts';

/** Go has no days. */
export const backupDurationInvalid: Rule = {
  id: 'tidb/backup-duration-invalid',
  severity: 'error',
  kinds: ['Backup', 'BackupSchedule'],
  help: `Durations are Go's: a number with \`h\`, \`m\` or \`s\`, such as \`168h\` for a week; there are no days. In \`backoffRetryPolicy\` the operator marks
other text as Invalid. In \`maxReservedTime\` and \`compactInterval\` of a schedule only its log says so: old backups are never deleted, and nothing is compacted.
Write hours.`,
  source: code('backup/backupschedule/backup_schedule_manager.go', 656),
  *check({ resource, spec }) {
    for (const { node, job } of backupPartsOf(resource)) {
      if (job !== 'backup' || node.at('br').kind !== 'map') continue;
      for (const field of ['minRetryDuration', 'retryTimeout']) {
        yield* problem(node.at('backoffRetryPolicy', field), invalid);
      }
    }
    if (resource.identity.kind !== 'BackupSchedule' || generationOf(resource) !== 'v1') return;
    for (const [field, message] of Object.entries(ignored)) {
      for (const finding of problem(spec.at(field), message)) yield { ...finding, severity: 'warning' };
    }
  },
};

const invalid = (text: string): Said =>
  say`"${text}" is no duration of Go, and the operator calls this invalid: write it like "300s" or "1h30m".`;
const ignored: Readonly<Record<string, (text: string) => Said>> = {
  maxReservedTime: (text) =>
    say`"${text}" is no duration of Go, so no backup is ever deleted: write hours, like "168h" for a week.`,
  compactInterval: (text) =>
    say`"${text}" is no duration of Go, so nothing is ever compacted: write hours, like "24h" for a day.`,
};

function* problem(node: ManifestNode, message: (text: string) => Said): Iterable<Finding> {
  const text = textOf(node);
  if (text === undefined || isFilledInLater(text) || parseDuration(text) !== undefined) return;
  // An empty text counts as none, but for a pointer: that is read and is no duration.
  if (text === '' && !(String(node.path.at(-1)) in ignored)) return;
  const value = repairDuration(text);
  yield {
    node,
    message: message(text),
    fixes: value === undefined ? [] : [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }] }],
  };
}
