import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { exposedServices, isMade } from '../exposedServices.ts';

/** Without source ranges the operator lets nobody but 127.0.0.1 through a load balancer. */
export const loadBalancerUnreachable: Rule = {
  id: 'zalando/load-balancer-unreachable',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `A load balancer without \`allowedSourceRanges\` is locked to \`127.0.0.1/32\`, so that nothing is open by
accident. No client reaches the database through it. List the networks that clients come from.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L2054',
  wholeOnly: true,
  *check({ spec }) {
    const ranges = spec.at('allowedSourceRanges');
    if (ranges.items().length > 0 || isPlaceholder(ranges)) return;
    for (const service of exposedServices) {
      const [node, nodePort] = [spec.at(service.loadBalancer), spec.at(service.nodePort)];
      if (!isTrue(node) || !isMade(service, spec) || isTrue(nodePort) || isPlaceholder(nodePort)) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`${service.loadBalancer}\` opens a load balancer that nobody can reach: without \`allowedSourceRanges\` only 127.0.0.1 is let in.`,
        fixes: [
          {
            title: say`Allow the network 10.0.0.0/8`,
            edits: [{ do: 'set', node: ranges, value: ['10.0.0.0/8'] }],
            safe: false,
          },
        ],
      };
    }
  },
};
