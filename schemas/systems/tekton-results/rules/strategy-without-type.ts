import type { Fix, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds } from '../settings.ts';
import { optionWorkloads } from '../workloads.ts';

/** The strategy is replaced as a whole, and only if its type is written. */
export const strategyWithoutType: Rule = {
  id: 'tekton-results/strategy-without-type',
  severity: 'warning',
  kinds: resultKinds,
  help: `The operator takes \`strategy\` (of a StatefulSet \`updateStrategy\`) as a whole, and only if \`type\` is written,
although Kubernetes itself would fill it in. Without it, the other fields have no effect. Write \`type: RollingUpdate\`.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/common/transformer_additional_options.go#L295',
  since: '0.81',
  wholeOnly: true,
  *check({ resource }) {
    for (const { list, node, base } of optionWorkloads(resource)) {
      const field = list === 'deployments' ? 'strategy' : 'updateStrategy';
      const strategy = node.at('spec', field);
      if (!base || strategy.entries().length === 0 || isWritten(strategy.at('type'))) continue;
      const fix: Fix = {
        title: say`Add \`type: RollingUpdate\``,
        edits: [{ do: 'set', node: strategy.at('type'), value: 'RollingUpdate' }],
        safe: false,
      };
      yield {
        node: strategy,
        mark: 'key',
        message: say`\`${field}\` has no effect without \`type\`: the operator merges it only if that is written.`,
        fixes: [fix],
      };
    }
  },
};
