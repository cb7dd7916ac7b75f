import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { fieldOf, servicesOf } from '../parts.ts';

/** A port on the nodes belongs to one Service. */
export const nodePortTaken: Rule = {
  id: 'crunchy/node-port-taken',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `Two Services cannot have the same port on the nodes: Kubernetes refuses the second, and what the operator makes
after it is missing. Only its log says so. Choose another port, or leave it to Kubernetes.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#nodeport-custom-port',
  *check({ spec }) {
    const taken = new Map<number, ManifestNode>();
    for (const service of servicesOf(spec)) {
      const node = service.at('nodePort');
      const port = numberOf(node);
      const first = port === undefined ? undefined : taken.get(port);
      if (port !== undefined && first === undefined) taken.set(port, node);
      if (port === undefined || first === undefined) continue;
      yield {
        node,
        message: say`Port ${port} is taken by \`${fieldOf(first)}\`, so this Service is refused: choose another.`,
        related: [{ node: first, message: say`The same port.` }],
      };
    }
  },
};
