import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isTrue, isWritten, numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** A quorum of the cluster's own pods has to hold every commit. */
export const failoverQuorumImpossible: Rule = {
  id: 'cloudnative-pg/failover-quorum-impossible',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `A failover by quorum asks whether one of the replicas that can be reached must have every commit. That takes
\`postgresql.synchronous\`, and a \`number\` above the count of names of others: otherwise they alone may have confirmed, and no
failover could ever happen. The webhook refuses both. Raise the number, or remove names.`,
  source: webhook('cluster', 989),
  since: '1.27',
  *check({ spec, root }) {
    const synchronous = spec.at('postgresql', 'synchronous');
    const annotation = root.at('metadata', 'annotations', 'alpha.cnpg.io/failoverQuorum');
    if (['true', '1', 't', 'T', 'TRUE', 'True'].includes(textOf(annotation) ?? '') && !isWritten(synchronous)) {
      const message = say`A failover by quorum needs synchronous replicas, so the webhook refuses the cluster: add \`postgresql.synchronous\`.`;
      yield { node: annotation, message };
    }
    const lists = [synchronous.at('standbyNamesPre'), synchronous.at('standbyNamesPost')];
    const node = synchronous.at('failoverQuorum');
    const number = numberOf(synchronous.at('number'));
    if (!isTrue(node) || number === undefined || lists.some(isPlaceholder)) return;
    const others = lists.reduce((count, list) => count + list.items().length, 0);
    if (number > others) return;
    const value = others + 1;
    yield {
      node: synchronous.at('number'),
      message: say`With \`failoverQuorum\` the number has to be above that of other names (${others}), or the webhook refuses the cluster.`,
      fixes: [
        { title: say`Write ${value}`, edits: [{ do: 'set', node: synchronous.at('number'), value }], safe: false },
      ],
    };
  },
};
