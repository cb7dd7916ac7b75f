import type { ManifestValue, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { podTemplateOf } from '../workloads.ts';

/** Since `apps/v1` nothing fills in the selector. */
export const selectorMissing: Rule = {
  id: 'kubernetes/selector-missing',
  severity: 'error',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet'],
  help: `A workload finds its pods by \`selector\`, which \`apps/v1\` no longer takes from the labels of the template: the API
server refuses one without. Put those labels under \`matchLabels\` that will never change, because the selector cannot be
changed later.`,
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  wholeOnly: true,
  *check({ resource, spec }) {
    const node = spec.at('selector');
    if (resource.identity.apiVersion !== 'apps/v1' || spec.kind !== 'map' || isWritten(node)) return;
    if (spec.entries().some(([key]) => key.includes('${') || key.toLowerCase() === 'selectors')) return;
    const template = podTemplateOf(resource);
    const labels = template?.metadata.at('labels');
    // Without labels and images it is a patch for a workload that stands elsewhere.
    if (
      !isWritten(labels ?? node) ||
      !template?.spec
        .at('containers')
        .items()
        .some((each) => isWritten(each.at('image')))
    )
      return;
    const isKnown = labels?.kind === 'map' && labels.entries().every(([, { value }]) => typeof value === 'string');
    yield {
      node,
      message: say`\`selector\` is missing, so the API server refuses it: name the labels of the template by which the pods are found.`,
      fixes:
        isKnown && labels.entries().length > 0
          ? [
              {
                title: say`Find the pods by the labels of the template`,
                edits: [{ do: 'set', node, value: { matchLabels: labels.value as ManifestValue } }],
                safe: false,
              },
            ]
          : [],
    };
  },
};
