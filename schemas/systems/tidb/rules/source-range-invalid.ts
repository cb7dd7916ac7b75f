import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { invalidRanges, rangesWithHostBits } from '../../../vocabulary/sourceRanges.ts';
import { validation } from '../sources.ts';

/** Networks that may reach a load balancer. */
export const sourceRangeInvalid: Rule = {
  id: 'tidb/source-range-invalid',
  severity: 'error',
  kinds: ['TidbCluster', 'TidbMonitor'],
  help: `\`loadBalancerSourceRanges\` lists networks as in \`10.0.0.0/8\`; a single address has \`/32\`, or \`/128\`, behind it. If one
is none, the operator writes the event \`FailedValidation\` and leaves the whole resource as it is. Bits behind the prefix, as in
\`10.0.0.1/8\`, pass; API servers from Kubernetes 1.36 on refuse them in the Service.`,
  source: validation(727),
  *check({ resource, spec }) {
    const owners = resource.identity.kind === 'TidbCluster' ? ['pd', 'tidb'] : ['grafana', 'prometheus', 'reloader'];
    for (const owner of owners) {
      const list = spec.at(owner, 'service', 'loadBalancerSourceRanges');
      yield* invalidRanges(
        list,
        (range, problem) => say`"${range}" ${problem}, so the operator refuses the whole resource.`,
      );
      yield* rangesWithHostBits(list);
    }
  },
};
