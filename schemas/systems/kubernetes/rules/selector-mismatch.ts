import type { ManifestNode, Rule, Said } from '../../../contract/index.ts';
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
    if (template === undefined || template.spec.kind === 'missing') return;
    const labels = template.metadata.at('labels');
    if (isPlaceholder(template.metadata) || isPlaceholder(labels)) return;
    for (const [label, node] of spec.at('selector', 'matchLabels').entries()) {
      const wanted = labelOf(node);
      if (wanted === undefined || label.includes('${')) continue;
      const written = labels.at(label);
      if (written.kind === 'missing' ? mayHaveKey(labels, label) : labelOf(written) === undefined) continue;
      if (labelOf(written) === wanted && written.kind !== 'missing') continue;
      yield {
        node,
        message:
          written.kind === 'missing'
            ? say`The selector finds no pod of the template: the template has no label "${label}".`
            : say`The selector finds no pod of the template: there, label "${label}" is "${labelOf(written) ?? ''}".`,
        fixes: [
          {
            title: say`Give the pods the label "${label}: ${wanted}"`,
            edits: [{ do: 'set', node: written, value: wanted }],
          },
        ],
      };
    }
    for (const expression of spec.at('selector', 'matchExpressions').items()) {
      const unmet = unmetBy(labels, expression);
      if (unmet !== undefined) yield { node: expression, message: unmet };
    }
  },
};

/** Nothing is read as empty text; `undefined`: no text, or a placeholder. */
function labelOf(node: ManifestNode): string | undefined {
  return node.kind === 'scalar' && node.value === null ? '' : textOf(node);
}

/** Why labels do not meet a requirement; `undefined`: they do, or may. */
function unmetBy(labels: ManifestNode, requirement: ManifestNode): Said | undefined {
  const [key, operator] = [textOf(requirement.at('key')), textOf(requirement.at('operator'))];
  if (key === undefined || operator === undefined) return undefined;
  const written = labels.at(key);
  const label = labelOf(written);
  if (written.kind === 'missing' ? mayHaveKey(labels, key) : label === undefined) return undefined;
  if (operator === 'Exists' && label === undefined)
    return say`The selector finds no pod of the template: the template has no label "${key}".`;
  if (operator === 'DoesNotExist' && label !== undefined)
    return say`The selector finds no pod of the template: it is for pods without label "${key}", which the template has.`;
  const values = requirement.at('values').items().map(labelOf);
  if (values.length === 0 || values.includes(undefined)) return undefined;
  if (operator === 'In' && label === undefined)
    return say`The selector finds no pod of the template: the template has no label "${key}".`;
  if ((operator === 'In' && !values.includes(label)) || (operator === 'NotIn' && values.includes(label)))
    return say`The selector finds no pod of the template: there, label "${key}" is "${label ?? ''}".`;
  return undefined;
}
