import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { cidrProblem, repairCidr } from '../../../vocabulary/cidr.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

/** Networks that may reach a load balancer. */
export const sourceRangeInvalid: Rule = {
  id: 'tidb/source-range-invalid',
  severity: 'error',
  kinds: ['TidbCluster', 'TidbMonitor'],
  help: `\`loadBalancerSourceRanges\` lists networks as in \`10.0.0.0/8\`; a single address has \`/32\`, or \`/128\`, behind it. If one
is none, the operator writes the event \`FailedValidation\` and leaves the whole resource as it is.`,
  source: validation(727),
  *check({ resource, spec }): Iterable<Finding> {
    const owners = resource.identity.kind === 'TidbCluster' ? ['pd', 'tidb'] : ['grafana', 'prometheus', 'reloader'];
    for (const owner of owners) yield* check(spec.at(owner, 'service', 'loadBalancerSourceRanges'));
  },
};

function* check(list: ManifestNode): Iterable<Finding> {
  for (const [range, node] of textItems(list)) {
    const problem = isFilledInLater(range) ? undefined : cidrProblem(range);
    if (problem === undefined) continue;
    const meant = repairCidr(range);
    yield {
      node,
      message: say`"${range}" ${problem}, so the operator refuses the whole resource.`,
      fixes:
        meant === undefined
          ? []
          : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
    };
  }
}
