import type { Rule } from '../../../contract/index.ts';
import { isWritten, mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { types } from '../sources.ts';

/** Only what is uploaded needs a place before. */
export const stagingWithoutBucket: Rule = {
  id: 'mariadb/staging-without-bucket',
  severity: 'error',
  kinds: ['Backup', 'PhysicalBackup', 'Restore'],
  help: `\`stagingStorage\` is where a backup lies before it goes into a bucket, or after it came out of it. The webhook refuses it with any
other storage than \`s3\`. Remove it.`,
  source: types('backup', 135),
  wholeOnly: true,
  *check({ resource, spec }) {
    const node = spec.at('stagingStorage');
    const place = resource.identity.kind === 'Restore' ? spec : spec.at('storage');
    if (!isWritten(node) || isWritten(place.at('s3')) || mayHoldMore(place)) return;
    yield {
      node,
      mark: 'key',
      message: say`There is no \`s3\`, and the webhook refuses this without: remove it.`,
      fixes: [{ title: say`Remove \`stagingStorage\``, edits: [{ do: 'remove', node }] }],
    };
  },
};
