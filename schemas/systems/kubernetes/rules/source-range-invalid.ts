import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { invalidRanges, rangesWithHostBits } from '../../../vocabulary/sourceRanges.ts';

/** Networks that may reach a load balancer. */
export const sourceRangeInvalid: Rule = {
  id: 'kubernetes/source-range-invalid',
  severity: 'error',
  kinds: ['Service'],
  help: `\`loadBalancerSourceRanges\` lists networks as in \`10.0.0.0/8\`; a single address has \`/32\`, or \`/128\`, behind it. The API server
refuses the Service over anything else. From Kubernetes 1.36 on it also refuses bits behind the prefix, as in \`10.0.0.1/8\`.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
  *check({ spec }) {
    const list = spec.at('loadBalancerSourceRanges');
    yield* invalidRanges(list, (range, problem) => say`"${range}" ${problem}, so the API server refuses the Service.`);
    yield* rangesWithHostBits(list);
  },
};
