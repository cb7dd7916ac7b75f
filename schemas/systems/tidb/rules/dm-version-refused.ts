import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

/** Data Migration of old is not for this operator. */
export const dmVersionRefused: Rule = {
  id: 'tidb/dm-version-refused',
  severity: 'error',
  kinds: ['DMCluster'],
  help: `The operator runs Data Migration from version 2 on. With \`v1\` in \`version\` it writes the event \`FailedValidation\` and leaves the
whole resource as it is.`,
  source: validation(387),
  *check({ spec }) {
    const node = spec.at('version');
    if (!/^v?[01]\.\d/.test(textOf(node) ?? '')) return;
    yield {
      node,
      message: say`The operator refuses Data Migration before version 2, and the whole resource with it: write a later version.`,
      fixes: [{ title: say`Write "v8.5.7"`, edits: [{ do: 'set', node, value: 'v8.5.7' }], safe: false }],
    };
  },
};
