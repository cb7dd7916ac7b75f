import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isTrue, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { exposedServices } from '../exposedServices.ts';

/** A port on the nodes belongs to one Service. */
export const nodePortTaken: Rule = {
  id: 'zalando/node-port-taken',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Two Services cannot have the same port on the nodes. Kubernetes refuses the second, and the operator stops there: what it makes
after it is missing, and the cluster is \`CreateFailed\` or \`SyncFailed\`. Choose another port, or leave it to Kubernetes.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#nodeport-custom-port',
  since: '2.0',
  *check({ spec }) {
    const taken = new Map<number, ManifestNode>();
    for (const service of exposedServices) {
      const node = spec.at(service.port);
      const port = numberOf(node);
      if (!port || !isTrue(spec.at(service.nodePort))) continue;
      const first = taken.get(port);
      if (first === undefined) {
        taken.set(port, node);
        continue;
      }
      yield {
        node,
        message: say`Port ${port} is that of \`${String(first.path.at(-1))}\` already, so this Service is refused: choose another.`,
        related: [{ node: first, message: say`The same port.` }],
      };
    }
  },
};
