import type { Rule } from '../../../contract/index.ts';
import { isTrue, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** What is for replicas has nothing behind it in a cluster of one pod. */
export const replicasMissing: Rule = {
  id: 'zalando/replicas-missing',
  severity: 'information',
  kinds: ['postgresql'],
  help: `A cluster of one pod has a primary and no replica. A load balancer, a port or a pooler for the replicas is made all the same, and
leads to nothing: connections are refused. Raise \`numberOfInstances\`, or leave it out.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L2024',
  *check({ spec }) {
    if (numberOf(spec.at('numberOfInstances')) !== 1) return;
    for (const field of [
      'enableReplicaLoadBalancer',
      'enableReplicaNodePort',
      'enableReplicaConnectionPooler',
      'enableReplicaPoolerLoadBalancer',
      'enableReplicaPoolerNodePort',
    ]) {
      const node = spec.at(field);
      if (!isTrue(node)) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`${field}\` leads to nothing: with one instance there is no replica.`,
        fixes: [{ title: say`Remove \`${field}\``, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};
