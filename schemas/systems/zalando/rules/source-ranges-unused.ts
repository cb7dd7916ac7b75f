import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isFalse, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Only load balancers have source ranges. */
export const sourceRangesUnused: Rule = {
  id: 'zalando/source-ranges-unused',
  severity: 'information',
  kinds: ['postgresql'],
  help: `\`allowedSourceRanges\` restricts load balancers and nothing else: it does not protect the Services inside
the cluster. Here every load balancer is switched off, so the list has no effect. Use a NetworkPolicy to restrict
access inside the cluster.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L2031',
  wholeOnly: true,
  *check({ spec }) {
    const ranges = spec.at('allowedSourceRanges');
    // The local address alone is what the operator writes anyway: it says "nobody", and holds nobody off.
    if (ranges.items().every((range) => textOf(range) === '127.0.0.1/32')) return;
    // A load balancer that the manifest does not mention may be switched on by the operator's configuration.
    if (!isFalse(spec.at('enableMasterLoadBalancer')) || !isFalse(spec.at('enableReplicaLoadBalancer'))) return;
    if (mayHavePooler(spec) && !poolerBalancers.every((field) => isFalse(spec.at(field)))) return;
    yield {
      node: ranges,
      mark: 'key',
      message: say`\`allowedSourceRanges\` has no effect: it restricts load balancers, and all of them are switched off.`,
      fixes: [
        {
          title: say`Remove \`allowedSourceRanges\``,
          edits: [{ do: 'remove', node: ranges }],
          safe: false,
        },
      ],
    };
  },
};

const poolerBalancers = ['enableMasterPoolerLoadBalancer', 'enableReplicaPoolerLoadBalancer'];

function mayHavePooler(spec: ManifestNode): boolean {
  const enabled = spec.at('enableConnectionPooler');
  const replica = spec.at('enableReplicaConnectionPooler');
  if (isWritten(replica) && !isFalse(replica)) return true;
  return isWritten(enabled) ? !isFalse(enabled) : isWritten(spec.at('connectionPooler'));
}
