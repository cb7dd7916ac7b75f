import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorConfigurations } from '../operatorSettings.ts';
import { isStandby } from '../naming.ts';

/** The operator has bounds for the number of pods. */
export const instancesAdjusted: Rule = {
  id: 'zalando/instances-adjusted',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator moves \`numberOfInstances\` into its bounds, \`min_instances\` to \`max_instances\`, with no more than a line in its log.
The configuration in this workspace has bounds that this cluster passes. Write a number within them, or give the cluster the annotation
that \`ignore_instance_limits_annotation_key\` names.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1672',
  *check({ root, spec, workspace }) {
    const node = spec.at('numberOfInstances');
    const instances = numberOf(node);
    const [configuration, ...others] = operatorConfigurations(workspace);
    if (instances === undefined || !configuration || others.length > 0) return;
    if (isStandby(spec) && instances === 1) return;
    const key = textOf(configuration.at('ignore_instance_limits_annotation_key'));
    if (key && textOf(root.at('metadata', 'annotations', key)) !== undefined) return;
    const [least, most] = [configuration.at('min_instances'), configuration.at('max_instances')];
    const [few, many] = [countOf(least), countOf(most)];
    const isTooMany = many !== undefined && instances > many;
    const isTooFew = few !== undefined && instances < few;
    if (!isTooMany && !isTooFew) return;
    const bound = isTooMany ? most : least;
    const value = isTooMany ? many : (few ?? 0);
    yield {
      node,
      message: isTooMany
        ? say`The cluster gets ${value} pods: \`max_instances\` of the operator is ${value}.`
        : say`The cluster gets ${value} pods: \`min_instances\` of the operator is ${value}.`,
      fixes: [{ title: say`Write ${value}`, edits: [{ do: 'set', node, value }], safe: false }],
      related: [{ node: bound, message: say`The configuration` }],
    };
  },
};

/** A number, also as the text that a ConfigMap has; less than 0 is no bound. */
function countOf(node: ManifestNode): number | undefined {
  const count = numberOf(node) ?? (/^\d+$/.test(textOf(node) ?? '') ? Number(textOf(node)) : undefined);
  return count === undefined || count < 0 ? undefined : count;
}
