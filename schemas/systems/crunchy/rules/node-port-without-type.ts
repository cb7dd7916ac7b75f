import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { fieldOf, servicesOf } from '../parts.ts';

/** A port on the nodes needs a Service that has ports there. */
export const nodePortWithoutType: Rule = {
  id: 'crunchy/node-port-without-type',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `A Service is of type \`ClusterIP\` unless something else is written, and such a Service has no port on the nodes. With
\`nodePort\` the operator gives up with the event \`MisconfiguredClusterIP\`: at \`service\` and \`replicaService\` no instance is
made, at \`pgBouncer.service\` no pooler. Set \`type: NodePort\` or \`LoadBalancer\`, or take the port out.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/cluster.go#L256',
  wholeOnly: true,
  *check({ spec }) {
    for (const service of servicesOf(spec)) {
      const node = service.at('nodePort');
      const type = service.at('type');
      if (!isWritten(node) || isPlaceholder(type) || (isWritten(type) && type.value !== 'ClusterIP')) continue;
      yield {
        node,
        message: isWritten(type)
          ? say`\`${fieldOf(service)}\` is refused and its pods are not made: type \`ClusterIP\` has no \`nodePort\`. Set \`type: NodePort\`.`
          : say`\`${fieldOf(service)}\` is refused and its pods are not made: without a type it is \`ClusterIP\`, which has no \`nodePort\`. Set \`type: NodePort\`.`,
        fixes: [
          { title: say`Set type "NodePort"`, edits: [{ do: 'set', node: type, value: 'NodePort' }], safe: false },
          { title: say`Remove \`nodePort\``, edits: [{ do: 'remove', node }], safe: false },
        ],
      };
    }
  },
};
