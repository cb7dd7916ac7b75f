import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, mayHaveKey, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { podTemplateOf } from '../workloads.ts';

/** The selector has to find the pods of the workload's own template. */
export const selectorMismatch: Rule = {
  id: 'kubernetes/selector-mismatch',
  severity: 'error',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet'],
  help: `Every label of \`selector.matchLabels\` has to stand under \`template.metadata.labels\` with the same value: the
workload finds its pods by them, and the API server refuses a selector that does not find them (\`selector does not match
template labels\`). The selector cannot be changed once the workload exists, so it is the labels that follow.`,
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  wholeOnly: true,
  *check({ resource, spec }) {
    const template = podTemplateOf(resource);
    if (template?.spec.kind !== 'map') return;
    const labels = template.metadata.at('labels');
    if (isPlaceholder(template.metadata) || isPlaceholder(labels)) return;
    for (const [label, node] of spec.at('selector', 'matchLabels').entries()) {
      const wanted = textOf(node);
      if (wanted === undefined || label.includes('${')) continue;
      const written = labels.at(label);
      if (written.kind === 'missing' ? mayHaveKey(labels, label) : typeof written.value !== 'string') continue;
      if (written.value === wanted) continue;
      yield {
        node,
        message:
          written.kind === 'missing'
            ? say`The selector finds no pod of the template: the template has no label "${label}".`
            : say`The selector finds no pod of the template: there, label "${label}" is "${String(written.value)}".`,
        fixes: [
          {
            title: say`Give the pods the label "${label}: ${wanted}"`,
            edits: [{ do: 'set', node: written, value: wanted }],
          },
        ],
      };
    }
  },
};
