import type { Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { servicesOf } from '../parts.ts';

/** Kubernetes keeps a range for ports on the nodes. */
export const nodePortOutOfRange: Rule = {
  id: 'crunchy/node-port-out-of-range',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Ports on the nodes are from 30000 to 32767, unless the API server was started with another
\`--service-node-port-range\`. Outside of it the Service is refused, and what the operator makes after it is missing.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
  *check({ spec }) {
    for (const service of servicesOf(spec)) {
      const node = service.at('nodePort');
      const port = numberOf(node);
      if (port === undefined || (port >= 30_000 && port <= 32_767)) continue;
      yield {
        node,
        message: say`Kubernetes refuses port ${port} unless it is set up otherwise: use one from 30000 to 32767.`,
      };
    }
  },
};
