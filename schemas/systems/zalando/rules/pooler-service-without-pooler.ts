import type { Rule } from '../../../contract/index.ts';
import { isHidden, isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { poolers } from '../naming.ts';

/** A Service of a pooler that is not there cannot be opened. */
export const poolerServiceWithoutPooler: Rule = {
  id: 'zalando/pooler-service-without-pooler',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`enableMasterPoolerLoadBalancer\`, \`enableReplicaPoolerLoadBalancer\` and their likes for node ports say how the Service of a
pooler can be reached. They make no pooler: without \`enableConnectionPooler\` (for the replicas \`enableReplicaConnectionPooler\`) there
is no such Service, and nothing is opened. Turn the pooler on, or open the Service of the database itself.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/connection_pooler.go#L60',
  wholeOnly: true,
  *check({ spec }) {
    const on = poolers(spec);
    for (const [which, pooler, fields] of [
      ['primary', 'enableConnectionPooler', ['enableMasterPoolerLoadBalancer', 'enableMasterPoolerNodePort']],
      ['replica', 'enableReplicaConnectionPooler', ['enableReplicaPoolerLoadBalancer', 'enableReplicaPoolerNodePort']],
    ] as const) {
      const enabled = spec.at(pooler);
      if (on[which] || isHidden(enabled) || isHidden(spec.at('connectionPooler'))) continue;
      for (const field of fields) {
        const node = spec.at(field);
        if (!isTrue(node)) continue;
        yield {
          node,
          mark: 'key',
          message: say`\`${field}\` opens nothing: there is no such pooler without \`${pooler}\`.`,
          fixes: [
            {
              title: say`Set \`${pooler}\` to \`true\``,
              edits: [{ do: 'set', node: enabled, value: true }],
              safe: false,
            },
          ],
        };
      }
    }
  },
};
