import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { servicesOf } from '../parts.ts';

/** A policy for connections from outside, where none come in. */
export const trafficPolicyWithoutType: Rule = {
  id: 'crunchy/traffic-policy-without-type',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `\`externalTrafficPolicy\` is for Services that can be reached from outside. Kubernetes refuses \`Local\` with type
\`ClusterIP\`, which is also meant where the type is left out, and what the operator makes after the Service is missing. Only
its log says so. Set the type, or take the policy out.`,
  source: 'https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy',
  wholeOnly: true,
  *check({ spec }) {
    for (const service of servicesOf(spec)) {
      const node = service.at('externalTrafficPolicy');
      const type = service.at('type');
      if (node.value !== 'Local' || isPlaceholder(type) || (isWritten(type) && type.value !== 'ClusterIP')) continue;
      yield {
        node,
        message: say`Kubernetes refuses this Service: \`externalTrafficPolicy\` needs type \`NodePort\` or \`LoadBalancer\`.`,
        fixes: [{ title: say`Remove \`externalTrafficPolicy\``, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};
