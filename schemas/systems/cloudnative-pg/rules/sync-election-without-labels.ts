import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** By which labels places are told apart. */
export const syncElectionWithoutLabels: Rule = {
  id: 'cloudnative-pg/sync-election-without-labels',
  severity: 'error',
  kinds: ['Cluster'],
  help: `\`syncReplicaElectionConstraint\` lets only replicas in other places than the primary confirm commits, and labels of nodes
say what a place is. The webhook refuses it without any. Name one, such as \`topology.kubernetes.io/zone\`.`,
  source: webhook('cluster', 1356),
  *check({ spec }) {
    const constraint = spec.at('postgresql', 'syncReplicaElectionConstraint');
    const node = constraint.at('nodeLabelsAntiAffinity');
    if (!isTrue(constraint.at('enabled')) || node.items().length > 0 || isPlaceholder(node)) return;
    const value = ['topology.kubernetes.io/zone'];
    yield {
      node: constraint.at('enabled'),
      mark: 'key',
      message: say`Without a label of nodes no place can be told from another, so it is refused: add one to \`nodeLabelsAntiAffinity\`.`,
      fixes: [{ title: say`Tell zones apart`, edits: [{ do: 'set', node, value }], safe: false }],
    };
  },
};
