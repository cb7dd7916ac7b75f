import type { Finding, Rule } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { servicesOf } from '../parts.ts';

/** Families of addresses that do not go together. */
export const ipFamiliesConflict: Rule = {
  id: 'crunchy/ip-families-conflict',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `Kubernetes refuses a Service with the same family of addresses twice, or with two where the policy says
\`SingleStack\`. What the operator makes after the Service is missing, and only its log says so.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/dual-stack/#services',
  *check({ spec }): Iterable<Finding> {
    for (const service of servicesOf(spec)) {
      const seen = new Set<string>();
      for (const [family, node] of textItems(service.at('ipFamilies'))) {
        if (seen.has(family)) {
          const message = say`Kubernetes refuses this Service: "${family}" stands twice.`;
          yield { node, message, fixes: [{ title: say`Remove "${family}"`, edits: [{ do: 'remove', node }] }] };
        }
        seen.add(family);
      }
      const policy = service.at('ipFamilyPolicy');
      if (seen.size < 2 || policy.value !== 'SingleStack') continue;
      const value = 'PreferDualStack';
      yield {
        node: policy,
        message: say`Kubernetes refuses this Service: \`SingleStack\` takes one family, and there are two.`,
        fixes: [{ title: say`Write "${value}"`, edits: [{ do: 'set', node: policy, value }], safe: false }],
      };
    }
  },
};
