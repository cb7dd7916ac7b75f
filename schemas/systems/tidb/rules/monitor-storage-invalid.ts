import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { quantityOf, repairQuantity } from '../../../vocabulary/quantity.ts';
import { isPlaceholder, isTrue, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

/** Measurements on a volume of some size. */
export const monitorStorageInvalid: Rule = {
  id: 'tidb/monitor-storage-invalid',
  severity: 'error',
  kinds: ['TidbMonitor'],
  wholeOnly: true,
  help: `With \`persistent\` Prometheus keeps its measurements on a volume, whose size is \`storage\`. Without a size, or with one that is
no quantity, the operator writes the event \`FailedValidation\` and leaves the whole resource as it is.`,
  source: validation(813),
  *check({ spec }) {
    const node = spec.at('storage');
    const text = textOf(node);
    if (!isTrue(spec.at('persistent')) || isPlaceholder(node)) return;
    if (!isWritten(node) || text === '') {
      yield {
        node: node.kind === 'missing' ? spec.at('persistent') : node,
        mark: 'key',
        message: say`The volume has no size, so the operator refuses the whole resource: add \`storage\`.`,
        fixes: [{ title: say`Add \`storage: 100Gi\``, edits: [{ do: 'set', node, value: '100Gi' }] }],
      };
    } else if (text !== undefined && !isFilledInLater(text) && quantityOf(text) === undefined) {
      const meant = repairQuantity(text, 'storage');
      yield {
        node,
        message: say`"${text}" is no size, so the operator refuses the whole resource: write it as in \`100Gi\`.`,
        fixes:
          meant === undefined ? [] : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }] }],
      };
    }
  },
};
