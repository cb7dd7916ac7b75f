import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

const annotation = 'external-dns.alpha.kubernetes.io/hostname';

/** The host name of a load balancer is the operator's to say. */
export const externalNameOverwritten: Rule = {
  id: 'zalando/external-name-overwritten',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator writes annotation \`${annotation}\` of every load balancer itself, from its own
\`master_dns_name_format\` and \`replica_dns_name_format\`, whatever the manifest says. The name in the manifest is never registered.
Change the formats in the operator's configuration, or point a record of your own at the load balancer.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L2083',
  *check({ spec }) {
    const primary = isTrue(spec.at('enableMasterLoadBalancer')) && !isWritten(spec.at('enableMasterNodePort'));
    const replica = isTrue(spec.at('enableReplicaLoadBalancer')) && !isWritten(spec.at('enableReplicaNodePort'));
    for (const [field, isBalanced] of [
      ['serviceAnnotations', primary || replica],
      ['masterServiceAnnotations', primary],
      ['replicaServiceAnnotations', replica],
    ] as const) {
      const node = spec.at(field, annotation);
      if (!isBalanced || !isWritten(node)) continue;
      yield {
        node,
        mark: 'key',
        message: say`The name is overwritten: the operator sets it for every load balancer, from the formats in its configuration.`,
      };
    }
  },
};
