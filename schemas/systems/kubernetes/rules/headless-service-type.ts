import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';

/** A Service without an address cannot be reached from outside. */
export const headlessServiceType: Rule = {
  id: 'kubernetes/headless-service-type',
  severity: 'error',
  kinds: ['Service'],
  help: `\`clusterIP: None\` makes a Service without an address of its own, and node ports and load balancers lead to that
address: the API server refuses the two together. Make two Services, a headless one for the pods of a StatefulSet and
another for what comes from outside.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  *check({ spec }) {
    const node = spec.at('type');
    const address = spec.at('clusterIP');
    if (address.value !== 'None' || (node.value !== 'NodePort' && node.value !== 'LoadBalancer')) return;
    yield {
      node,
      message: say`A Service of type ${node.value} needs an address, and \`clusterIP: None\` gives it none: the API server refuses it.`,
      fixes: [
        { title: say`Keep ${node.value}, with an address`, edits: [{ do: 'remove', node: address }], safe: false },
        { title: say`Keep it headless`, edits: [{ do: 'remove', node }], safe: false },
      ],
    };
  },
};
