import type { Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

const [lowest, highest] = [30000, 32767];

/** Ports on the nodes come from a range of their own. */
export const nodePortOutOfRange: Rule = {
  id: 'kubernetes/node-port-out-of-range',
  severity: 'warning',
  kinds: ['Service'],
  help: `The API server takes node ports from ${lowest} to ${highest} and refuses others, unless it was started with another
\`--service-node-port-range\`. Without \`nodePort\` it chooses a free one.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
  *check({ spec }) {
    for (const port of spec.at('ports').items()) {
      const node = port.at('nodePort');
      const number = numberOf(node);
      if (!number || (number >= lowest && number <= highest)) continue;
      yield {
        node,
        message: say`Node ports go from ${lowest} to ${highest} unless the cluster says otherwise: ${number} is likely refused.`,
        fixes: [{ title: say`Let Kubernetes choose the port`, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};
