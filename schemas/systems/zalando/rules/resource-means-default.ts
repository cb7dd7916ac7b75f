import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { resourceBlocks } from '../pods.ts';

/** An amount of 0 is no amount: the operator puts its default there. */
export const resourceMeansDefault: Rule = {
  id: 'zalando/resource-means-default',
  severity: 'information',
  kinds: ['postgresql'],
  help: `The operator reads an amount of \`"0"\` as "nothing written" and puts its own default there, such as
\`default_memory_limit\`. A limit of 0 therefore does not mean "no limit". Write the amount that is meant, or leave
the field out.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L259',
  since: '1.11',
  *check({ spec }) {
    for (const { path, node: resources } of resourceBlocks(spec)) {
      for (const part of ['requests', 'limits']) {
        for (const unit of ['cpu', 'memory']) {
          const node = resources.at(part, unit);
          if (node.value !== '0') continue;
          yield {
            node,
            message: say`\`${path}.${part}.${unit}\` "0" does not mean none: the operator puts its default there.`,
            fixes: [{ title: say`Remove \`${unit}\``, edits: [{ do: 'remove', node }] }],
          };
        }
      }
    }
  },
};
