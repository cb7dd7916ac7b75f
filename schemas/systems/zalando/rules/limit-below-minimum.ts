import type { ManifestNode, Rule, RuleContext } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { hasOperatorConfiguration, configuredSettings } from '../configuredSettings.ts';
import { meansDefault } from '../pods.ts';

/** The operator raises limits that are below its minimum. */
export const limitBelowMinimum: Rule = {
  id: 'zalando/limit-below-minimum',
  severity: 'information',
  kinds: ['postgresql'],
  help: `The operator has a minimum for the limits of the Postgres container (\`min_cpu_limit\`, \`min_memory_limit\`;
250m and 250Mi in the operator's manifests and Helm chart) and raises what is below it, with an event
\`ResourceLimits\`. The pods then need more than the manifest says. Write at least the minimum.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L155',
  *check(context) {
    for (const [unit, setting, usual] of minima) {
      const node = context.spec.at('resources', 'limits', unit);
      const limit = meansDefault(node) ? undefined : quantityOf(textOf(node));
      const minimum = minimumOf(context, setting, usual);
      const least = quantityOf(minimum);
      if (!limit || minimum === undefined || !least || compareQuantities(limit, least) >= 0) continue;
      const known = hasOperatorConfiguration(context.workspace);
      yield {
        node,
        severity: known ? 'warning' : 'information',
        message: known
          ? say`\`resources.limits.${unit}\` is below \`${setting}\` of the operator: it is raised to "${minimum}".`
          : say`\`resources.limits.${unit}\` is below the usual \`${setting}\` of the operator: it is raised to "${minimum}".`,
        fixes: [{ title: say`Write "${minimum}"`, edits: [{ do: 'set', node, value: minimum }] }],
      };
    }
  },
};

const minima = [
  ['cpu', 'min_cpu_limit', '250m'],
  ['memory', 'min_memory_limit', '250Mi'],
] as const;

/** `undefined`: no minimum, or one that does not count for this resource. */
function minimumOf({ root, workspace }: RuleContext, setting: string, usual: string): string | undefined {
  if (!hasOperatorConfiguration(workspace)) return usual;
  const ignoring = configuredSettings(workspace, 'ignore_resources_limits_annotation_key').map(textOf);
  if (ignoring.some((key) => key === undefined || isIgnoring(root, key))) return undefined;
  const [minimum, ...others] = configuredSettings(workspace, 'postgres_pod_resources', setting);
  return minimum && others.length === 0 ? textOf(minimum) : undefined;
}

function isIgnoring(root: ManifestNode, key: string): boolean {
  return key !== '' && root.at('metadata', 'annotations', key).kind !== 'missing';
}
