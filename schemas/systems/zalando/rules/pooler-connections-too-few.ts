import type { Rule } from '../../../contract/index.ts';
import { isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The total of connections is shared out among the pooler's pods. */
export const poolerConnectionsTooFew: Rule = {
  id: 'zalando/pooler-connections-too-few',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`maxDBConnections\` is a total. The operator divides it by \`numberOfInstances\` (2 if left out) without a
remainder, and half of the result is the size of a pool. With fewer than two connections for each pod the pools have
room for none, and clients wait for ever. Allow at least ten for each pod.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/connection_pooler.go#L241',
  *check({ spec, resource }) {
    const node = spec.at('connectionPooler', 'maxDBConnections');
    const instances = spec.at('connectionPooler', 'numberOfInstances');
    const total = numberOf(node);
    const pods = isWritten(instances) || resource.partial ? numberOf(instances) : 2;
    if (total === undefined || !pods || total < 0 || pods < 1 || Math.floor(total / pods) >= 2) return;
    yield {
      node,
      message: say`\`connectionPooler.maxDBConnections\` ${total} is shared by ${pods} pods: each gets a pool of 0 connections.`,
      fixes: [
        { title: say`Allow ${pods * 10} connections`, edits: [{ do: 'set', node, value: pods * 10 }], safe: false },
      ],
    };
  },
};
