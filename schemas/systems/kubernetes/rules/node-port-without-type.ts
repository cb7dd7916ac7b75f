import type { Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { serviceType } from '../servicePorts.ts';

/** Only two types of Services have ports on the nodes. */
export const nodePortWithoutType: Rule = {
  id: 'kubernetes/node-port-without-type',
  severity: 'error',
  kinds: ['Service'],
  help: `A Service has ports on the nodes only with \`type: NodePort\` or \`type: LoadBalancer\`. With \`ClusterIP\`, which is
the default, the API server refuses \`nodePort\`. Set the type if the database is to be reached from outside the cluster,
else remove the port.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
  wholeOnly: true,
  *check({ spec }) {
    const type = serviceType(spec);
    if (type !== 'ClusterIP' && type !== 'ExternalName') return;
    for (const port of spec.at('ports').items()) {
      const node = port.at('nodePort');
      if (!numberOf(node)) continue;
      yield {
        node,
        mark: 'key',
        message: say`A Service of type ${type} has no port on the nodes, so the API server refuses \`nodePort\`.`,
        fixes: [
          { title: say`Remove \`nodePort\``, edits: [{ do: 'remove', node }], safe: false },
          {
            title: say`Make it a NodePort Service`,
            edits: [{ do: 'set', node: spec.at('type'), value: 'NodePort' }],
            safe: false,
          },
        ],
      };
    }
  },
};
