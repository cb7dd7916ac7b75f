import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { allKinds, podTemplateOf } from '../workloads.ts';

/** Values of labels. */
export const labelInvalid: Rule = {
  id: 'kubernetes/label-invalid',
  severity: 'error',
  kinds: allKinds,
  help: `The value of a label has at most 63 letters, digits, \`-\`, \`_\` and \`.\`, the first and the last a letter or a digit;
it may be empty. The API server refuses others. What does not fit, such as a URL or a sentence, belongs under
\`annotations\`.`,
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  *check({ resource, root, spec }) {
    yield* wrongValues(root.at('metadata', 'labels'));
    const template = podTemplateOf(resource);
    if (template !== undefined && resource.identity.kind !== 'Pod') yield* wrongValues(template.metadata.at('labels'));
    yield* wrongValues(resource.identity.kind === 'Service' ? spec.at('selector') : spec.at('selector', 'matchLabels'));
  },
};

function* wrongValues(labels: ManifestNode): Iterable<Finding> {
  for (const [key, node] of labels.entries()) {
    const value = textOf(node);
    if (value === undefined || value.includes('$(') || /^<.*>$/.test(value)) continue;
    const problem = problemOf(value);
    if (problem !== undefined) yield { node, message: say`Label "${key}" ${problem}: the API server refuses it.` };
  }
}

function problemOf(value: string): Said | undefined {
  if (value.length > 63) return say`has ${value.length} characters, at most 63 are allowed`;
  const wrong = /[^-._a-zA-Z0-9]/u.exec(value)?.[0];
  if (wrong?.trim() === '') return say`has a blank in it, allowed are letters, digits, "-", "_" and "."`;
  if (wrong !== undefined) return say`has "${wrong}" in it, allowed are letters, digits, "-", "_" and "."`;
  return /^[-._]|[-._]$/.test(value) ? say`has to begin and end with a letter or a digit` : undefined;
}
