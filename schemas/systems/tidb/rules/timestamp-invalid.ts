import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupPartsOf, isLog } from '../backupParts.ts';
import { code } from '../sources.ts';
import { parseTimestamp } from '../timestamps.ts';

/** Times in three forms, and no other. */
export const timestampInvalid: Rule = {
  id: 'tidb/timestamp-invalid',
  severity: 'error',
  kinds: ['Backup', 'Restore', 'BackupSchedule', 'CompactBackup'],
  help: `A point in time is a TSO such as \`400036290571534337\`, a time in the zone of the operator such as \`2026-01-31 02:00:00\`, or one
with a zone such as \`2026-01-31T02:00:00+01:00\`. Another form in a log backup the operator marks as Invalid. In a restore or a snapshot it goes to BR, whose
job fails. Write one of the three, best with a zone.`,
  source: code('apis/util/config/config.go', 397),
  *check({ resource, spec }) {
    for (const part of backupPartsOf(resource)) {
      for (const field of fields[part.job]) {
        const found = problem(part.node.at(field));
        if (found) yield isLog(part) || part.job === 'compact' ? found : { ...found, severity: 'warning' };
      }
    }
    const found = resource.identity.kind === 'BackupSchedule' ? problem(spec.at('minCompactStartTs')) : undefined;
    if (found) yield { ...found, severity: 'warning' };
  },
};

const fields = {
  backup: ['commitTs', 'logTruncateUntil'],
  restore: ['pitrRestoredTs', 'logRestoreStartTs'],
  compact: ['startTs', 'endTs'],
} as const;

function problem(node: ManifestNode) {
  const text = textOf(node);
  // Asterisks and the like stand for something.
  if (text === undefined || !/[a-z\d]/i.test(text) || isFilledInLater(text) || parseTimestamp(text)) return undefined;
  const value = repaired(text);
  return {
    node,
    message: say`"${text}" is no time that is read here, so this fails: write it like "2026-01-31T02:00:00+01:00", or as a TSO.`,
    fixes:
      value === undefined
        ? []
        : [{ title: say`Write "${value}"`, edits: [{ do: 'set' as const, node, value }], safe: false as const }],
  };
}

/** A date without a time is its beginning, a `T` without a zone a blank. */
function repaired(text: string): string | undefined {
  const plain = text.trim();
  const candidates = [`${plain} 00:00:00`, plain.replace('T', ' '), plain.replace(' ', 'T'), `${plain}:00`];
  return candidates.find((each) => parseTimestamp(each) !== undefined);
}
