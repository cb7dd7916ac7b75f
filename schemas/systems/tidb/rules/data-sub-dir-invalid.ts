import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

/** A folder within the volume. */
export const dataSubDirInvalid: Rule = {
  id: 'tidb/data-sub-dir-invalid',
  severity: 'error',
  kinds: ['TidbCluster'],
  help: `\`dataSubDir\` is a folder of TiKV's volume. One that begins with \`/\`, or leads out by \`..\`, is refused: the operator
writes the event \`FailedValidation\` and leaves the whole resource as it is.`,
  source: validation(739),
  *check({ spec }) {
    const node = spec.at('tikv', 'dataSubDir');
    const path = textOf(node);
    if (!path || isFilledInLater(path)) return;
    const steps = path.split('/');
    if (!path.startsWith('/') && !steps.includes('..')) return;
    const meant = steps.filter((step) => step !== '' && step !== '..').join('/');
    yield {
      node,
      message: say`"${path}" leads out of the volume, so the operator refuses the whole resource: write a folder of it, as in \`data\`.`,
      fixes:
        meant === '' ? [] : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
    };
  },
};
