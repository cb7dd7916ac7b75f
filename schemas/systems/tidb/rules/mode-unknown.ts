import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { backupPartsOf } from '../backupParts.ts';
import { manual } from '../sources.ts';

/** Any word passes, and none but these does anything of its own. */
export const modeUnknown: Rule = {
  id: 'tidb/mode-unknown',
  severity: 'warning',
  kinds: ['Backup', 'Restore', 'BackupSchedule'],
  help: `A backup is a \`snapshot\` or a \`log\`, a restore is one of a \`snapshot\` or \`pitr\`; the first operator has \`volume-snapshot\` too, for
clusters over several Kubernetes clusters. Another word passes all checks and is taken for none of these, so what is meant does not happen. Write one of them.`,
  source: manual('backup-restore-cr/#general-fields'),
  *check({ resource }) {
    for (const { node, job, generation } of backupPartsOf(resource)) {
      if (job === 'compact') continue;
      const [key, words] = modes[job];
      const known = generation === 'v1' ? [...words, 'volume-snapshot'] : words;
      const mode = node.at(key);
      const text = textOf(mode);
      if (text === undefined || text === '' || known.includes(text) || isFilledInLater(text)) continue;
      const meant = nearestName(text, known);
      yield {
        node: mode,
        message: say`"${text}" is no mode, so what is meant does not happen: use ${listed(
          known.map((word) => say`"${word}"`),
          'or',
        )}.`,
        fixes:
          meant === undefined
            ? []
            : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node: mode, value: meant }], safe: false }],
      };
    }
  },
};

const modes: Readonly<Record<'backup' | 'restore', readonly [key: string, words: readonly string[]]>> = {
  backup: ['backupMode', ['snapshot', 'log']],
  restore: ['restoreMode', ['snapshot', 'pitr']],
};
