import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Old and new primary would not agree. */
export const imageAndParametersChanged: Rule = {
  id: 'cloudnative-pg/image-and-parameters-changed',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `With \`primaryUpdateMethod: switchover\` the old primary keeps its old image until a replica has taken over, and would get
new parameters meanwhile. So the webhook refuses a change of \`imageName\` together with \`postgresql.parameters\`. Apply one first,
then the other.`,
  source: webhook('cluster', 1335),
  *check({ spec, previous }) {
    if (!previous || spec.at('primaryUpdateMethod').value !== 'switchover') return;
    const before = previous.root.at('spec');
    const [node, old] = [spec.at('imageName'), before.at('imageName')];
    const was = textOf(old);
    if (textOf(node) === undefined || was === undefined || node.value === was) return;
    if (written(spec) === written(before)) return;
    yield {
      node,
      message: say`Image and parameters changed since the last commit, which is refused with \`switchover\`: apply one first, then the other.`,
      fixes: [{ title: say`Restore the image for now`, edits: [{ do: 'set', node, value: was }], safe: false }],
    };
  },
};

function written(spec: ManifestNode): string {
  const entries = spec.at('postgresql', 'parameters').entries();
  return JSON.stringify(entries.map(([name, node]) => [name, node.value]).sort());
}
