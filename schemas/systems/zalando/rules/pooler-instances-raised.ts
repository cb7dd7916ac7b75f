import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { operatorChart } from '../subjectIds.ts';

/** The operator's own default for poolers is two pods or more. */
export const poolerInstancesRaised: Rule = {
  id: 'zalando/pooler-instances-raised',
  severity: 'information',
  kinds: ['OperatorConfiguration', operatorChart],
  help: `With one pod every restart of a pooler cuts all connections, so the operator makes two of one in its own configuration. A single
cluster can still ask for one with \`connectionPooler.numberOfInstances\`. Write 2, or what you want.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/controller/operator_config.go#L254',
  since: '1.5',
  *check({ resource }) {
    const node = configurationOf(resource).at('connection_pooler', 'connection_pooler_number_of_instances');
    if (node.value !== 1) return;
    yield {
      node,
      message: say`Poolers get two pods: the operator raises 1 to 2.`,
      fixes: [{ title: say`Write 2`, edits: [{ do: 'set', node, value: 2 }] }],
    };
  },
};
