import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** Primary and replicas need names of their own. */
export const hostNamesEqual: Rule = {
  id: 'zalando/host-names-equal',
  severity: 'warning',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `The operator writes a name for external-dns on the load balancer of the primary and another on that of the replicas. With one
format for both, the two fight for one record, and clients that want to write get to a replica. Put \`-repl\` into the replicas' format.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/reference/operator_parameters.md#load-balancer-related-options',
  *check({ resource }) {
    const balancer = configurationOf(resource).at('load_balancer');
    for (const kind of ['', 'legacy_']) {
      const primary = balancer.at(`master_${kind}dns_name_format`);
      const node = balancer.at(`replica_${kind}dns_name_format`);
      const format = textOf(node);
      if (!format || format.includes('${') || format !== textOf(primary)) continue;
      yield {
        node,
        message: say`Primary and replicas get one name, and clients that want to write may get to a replica: make it differ.`,
        related: [{ node: primary, message: say`The primary's` }],
        fixes: format.includes('{cluster}')
          ? [
              {
                title: say`Put \`-repl\` behind the cluster's name`,
                edits: [{ do: 'set', node, value: format.replace('{cluster}', '{cluster}-repl') }],
                safe: false,
              },
            ]
          : [],
      };
    }
  },
};
