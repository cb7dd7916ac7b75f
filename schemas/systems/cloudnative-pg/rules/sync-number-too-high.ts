import type { Fix, Rule, Said } from '../../../contract/index.ts';
import { isPlaceholder, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { instancesOf } from '../instancesOf.ts';
import { webhook } from '../sources.ts';

/** The primary does not confirm its own commits. */
export const syncNumberTooHigh: Rule = {
  id: 'cloudnative-pg/sync-number-too-high',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `Commits wait for \`number\` replicas, and there are \`instances\` less one of them, with the names of others added. The
webhook refuses a number that can never be reached. With as many as there are replicas nobody can write once one is lost, unless
\`dataDurability\` is \`preferred\`: leave one out.`,
  source: webhook('cluster', 952),
  since: '1.24',
  *check({ spec }) {
    const synchronous = spec.at('postgresql', 'synchronous');
    const lists = [synchronous.at('standbyNamesPre'), synchronous.at('standbyNamesPost')];
    const node = synchronous.at('number');
    const number = numberOf(node);
    const instances = instancesOf(spec);
    if (number === undefined || instances === undefined || lists.some(isPlaceholder)) return;
    const others = lists.reduce((count, list) => count + list.items().length, 0);
    const most = instances + others - 1;
    if (number <= most || number < 1) return;
    const write: Fix = { title: say`Write ${most}`, edits: [{ do: 'set', node, value: most }], safe: false };
    const scale: Fix = {
      title: say`Make it 3 instances`,
      edits: [{ do: 'set', node: spec.at('instances'), value: 3 }],
      safe: false,
    };
    yield { node, message: messageFor(number, instances, others), fixes: [most < 1 ? scale : write] };
  },
};

function messageFor(number: number, instances: number, others: number): Said {
  if (instances + others === 1) {
    return say`With one instance there is no replica that could confirm, so \`synchronous\` is refused: add instances, or remove it.`;
  }
  return others === 0
    ? say`\`number\` (${number}) has to be below \`instances\` (${instances}), one of which is the primary: it is refused.`
    : say`\`number\` (${number}) has to be below \`instances\` (${instances}) and the names of others (${others}) together: it is refused.`;
}
