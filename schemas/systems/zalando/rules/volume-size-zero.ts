import type { Rule } from '../../../contract/index.ts';
import { quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';

/** A claim asks for some storage. */
export const volumeSizeZero: Rule = {
  id: 'zalando/volume-size-zero',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The operator asks for a volume of \`volume.size\`. Zero is an amount to the API server, which takes the cluster; the
StatefulSet with such a claim is refused, and no pods are created. Write the size that the data needs.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1870',
  *check({ spec }) {
    const node = spec.at('volume', 'size');
    if (quantityOf(node.value)?.nanos !== 0n) return;
    yield {
      node,
      message: say`A volume of no size is refused, so the pods are not created: write \`10Gi\` or the like.`,
    };
  },
};
