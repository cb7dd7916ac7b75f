import type { Rule } from '../../../contract/index.ts';
import { quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';

/** A claim asks for some storage. */
export const storageSizeZero: Rule = {
  id: 'cloudnative-pg/storage-size-zero',
  severity: 'error',
  kinds: ['Cluster'],
  help: `Each volume is a claim of its size, and Kubernetes refuses a claim of nothing. The webhook takes the cluster, and the operator then
fails to make its first instance. Write the size that the data need.`,
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/pkg/reconciler/persistentvolumeclaim/build.go',
  *check({ spec }) {
    const tablespaces = spec.at('tablespaces').items();
    for (const storage of [
      spec.at('storage'),
      spec.at('walStorage'),
      ...tablespaces.map((each) => each.at('storage')),
    ]) {
      const node = storage.at('size');
      if (quantityOf(node.value)?.nanos !== 0n) continue;
      yield { node, message: say`A volume of no size is refused, so no instance is made: write \`10Gi\` or the like.` };
    }
  },
};
