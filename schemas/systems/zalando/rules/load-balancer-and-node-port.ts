import type { Rule } from '../../../contract/index.ts';
import { isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { exposedServices } from '../exposedServices.ts';

/** Of a node port and a load balancer for one Service the node port wins. */
export const loadBalancerAndNodePort: Rule = {
  id: 'zalando/load-balancer-and-node-port',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `A Service has one type. Where a node port and a load balancer are both switched on for the same Service, the
operator makes a node port and no load balancer, without a word. Switch one of them off.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L2031',
  since: '2.0',
  *check({ spec }) {
    for (const { loadBalancer, nodePort } of exposedServices) {
      const [node, port] = [spec.at(loadBalancer), spec.at(nodePort)];
      if (!isTrue(node) || !isTrue(port)) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`${loadBalancer}\` is ignored: \`${nodePort}\` is on as well, and a node port wins.`,
        fixes: [
          { title: say`Switch the load balancer off`, edits: [{ do: 'set', node, value: false }] },
          { title: say`Switch the node port off`, edits: [{ do: 'set', node: port, value: false }], safe: false },
        ],
        related: [{ node: port, message: say`The node port is switched on here.` }],
      };
    }
  },
};
