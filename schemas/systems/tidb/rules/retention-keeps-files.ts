import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { generationOf } from '../backupParts.ts';
import { manual } from '../sources.ts';

/** What is deleted is the resource. */
export const retentionKeepsFiles: Rule = {
  id: 'tidb/retention-keeps-files',
  severity: 'information',
  kinds: ['BackupSchedule'],
  wholeOnly: true,
  help: `\`maxReservedTime\` and \`maxBackups\` delete the resources of old backups. Their files go with them only if \`cleanPolicy\` of the template is
\`Delete\`; it is \`Retain\` where nothing is said. Then the bucket grows for ever, unless it has rules of its own for old objects. Write \`Delete\`, or leave the
files to the bucket.`,
  source: manual('backup-restore-cr/#general-fields'),
  *check({ resource, spec }) {
    const limit = [spec.at('maxReservedTime'), spec.at('maxBackups')].find(isWritten);
    const template = spec.at('backupTemplate');
    const policy = template.at('cleanPolicy');
    if (limit === undefined || template.kind !== 'map' || generationOf(resource) !== 'v1') return;
    if ((isWritten(policy) && policy.value !== 'Retain') || isHidden(policy)) return;
    yield {
      node: isWritten(policy) ? policy : limit,
      ...(isWritten(policy) ? {} : { mark: 'key' as const }),
      message: say`Old backups lose their resources, and their files stay for ever: write \`cleanPolicy: Delete\` in the template, or give the bucket a rule for old objects.`,
      fixes: [
        {
          title: say`Write \`cleanPolicy: Delete\``,
          edits: [{ do: 'set', node: policy, value: 'Delete' }],
          safe: false,
        },
      ],
    };
  },
};
