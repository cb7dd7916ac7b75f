import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** One pooler pod is a single point of failure. */
export const poolerSingleInstance: Rule = {
  id: 'zalando/pooler-single-instance',
  severity: 'information',
  kinds: ['postgresql'],
  help: `With one pod, every restart of the pooler cuts off all clients, however many Postgres instances there are.
Two is the operator's own default, and operators before 1.8 refuse less.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/util/constants/pooler.go#L18',
  *check({ spec }) {
    const node = spec.at('connectionPooler', 'numberOfInstances');
    const members = spec.at('numberOfInstances');
    if (numberOf(node) !== 1 || numberOf(members) === 1 || isPlaceholder(members)) return;
    yield {
      node,
      message: say`\`connectionPooler.numberOfInstances\` 1 is not highly available: each restart of that pod cuts off all clients.`,
      fixes: [{ title: say`Run 2 instances`, edits: [{ do: 'set', node, value: 2 }], safe: false }],
    };
  },
};
