import type { Rule } from '../../../contract/index.ts';
import { isWritten, mayHoldMore, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isCluster } from '../naming.ts';
import { webhook } from '../sources.ts';

/** Several servers and what keeps them together belong together. */
export const replicasWithoutCluster: Rule = {
  id: 'mariadb/replicas-without-cluster',
  severity: 'error',
  kinds: ['MariaDB'],
  help: `More than one server needs \`replication\` or \`galera\` with \`enabled: true\`: each would have data of its own else. And these
two need more than one server. The webhook refuses anything else.`,
  source: webhook('mariadb', 97),
  wholeOnly: true,
  *check({ spec }) {
    const node = spec.at('replicas');
    const replicas = isWritten(node) ? numberOf(node) : 1;
    if (replicas === undefined || mayHoldMore(spec.at('replication')) || mayHoldMore(spec.at('galera'))) return;
    if (replicas > 1 && !isCluster(spec))
      yield {
        node,
        message: say`${replicas} servers need \`replication\` or \`galera\`, and the webhook refuses them without: switch one on.`,
        fixes: ['replication', 'galera'].map((kind) => ({
          title: say`Write \`${kind}.enabled: true\``,
          edits: [{ do: 'set', node: spec.at(kind, 'enabled'), value: true }],
          safe: false,
        })),
      };
    if (replicas <= 1 && isCluster(spec))
      yield {
        node,
        message: say`Replication and Galera need more than one server, and the webhook refuses ${replicas}: write 3.`,
        fixes: [{ title: say`Write 3`, edits: [{ do: 'set', node, value: 3 }], safe: false }],
      };
  },
};
