import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten, mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { types } from '../sources.ts';

/** Data lie somewhere. */
export const storageMissing: Rule = {
  id: 'mariadb/storage-missing',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `A server needs a volume: \`storage.size\` or \`storage.volumeClaimTemplate\`. For tests \`storage.ephemeral: true\` does, with which
the data are gone with the pod. The webhook refuses a server with none of them.`,
  source: types('mariadb', 106),
  wholeOnly: true,
  *check({ spec }) {
    const storage = spec.at('storage');
    if (mayHoldMore(storage) || isTrue(storage.at('ephemeral'))) return;
    if (isWritten(storage.at('size')) || isWritten(storage.at('volumeClaimTemplate'))) return;
    yield {
      node: storage.at('size'),
      message: say`There is no \`storage.size\`, and the webhook refuses a server without a volume: say how large it is.`,
      fixes: [{ title: say`Write \`size: 10Gi\``, edits: [{ do: 'set', node: storage.at('size'), value: '10Gi' }] }],
    };
  },
};
