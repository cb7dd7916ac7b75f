import type { Rule } from '../../../contract/index.ts';
import { isTrue, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { exposedServices } from '../exposedServices.ts';

/** Kubernetes refuses node ports outside the API server's range, 30000-32767 unless it is changed. */
export const nodePortOutOfRange: Rule = {
  id: 'zalando/node-port-out-of-range',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Node ports come from a range that belongs to the API server, \`30000-32767\` unless it was started with
another \`--service-node-port-range\`. The Service with any other port is refused. Clients inside the cluster use port
5432 of the Service anyway; \`0\` lets Kubernetes choose.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
  since: '2.0',
  *check({ spec }) {
    for (const service of exposedServices) {
      const node = spec.at(service.port);
      const port = numberOf(node);
      // Not switched on, the number is not read: node-port-ignored has the word.
      if (!isTrue(spec.at(service.nodePort))) continue;
      if (!port || (port >= 30000 && port <= 32767)) continue;
      const better = 30000 + (Math.abs(Math.trunc(port)) % 1000);
      yield {
        node,
        message: say`\`${service.port}\` ${port} is outside 30000-32767, the usual range of node ports: the Service is refused.`,
        fixes: [{ title: say`Use port ${better}`, edits: [{ do: 'set', node, value: better }], safe: false }],
      };
    }
  },
};
