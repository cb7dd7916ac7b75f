import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { isWritten, numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { operatorConfigMap, otherConfigurations } from '../subjectIds.ts';

/** Least and most the wrong way round. */
export const limitsCrossed: Rule = {
  id: 'zalando/limits-crossed',
  severity: 'warning',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `One setting is the least and the other the most, and here they contradict each other. \`min_instances\` wins over
\`max_instances\`, so every cluster gets more pods than the most; read from a ConfigMap, the operator does not even start. A default for limits below the minimum is raised for every cluster that
says nothing, one for requests above the maximum is lowered, and a default request above the default limit raises that limit. With
\`minimal_major_version\` above \`target_major_version\` no cluster is upgraded to where it should be. Correct one of the two.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L1672',
  *check({ resource }) {
    const configuration = configurationOf(resource);
    const [least, most] = [configuration.at('min_instances'), configuration.at('max_instances')];
    const [few, many] = [numberOf(least), numberOf(most)];
    if (few !== undefined && many !== undefined && few > many && many >= 0) {
      const isFatal = resource.identity.kind === operatorConfigMap && few > 0 && many > 0;
      yield {
        node: least,
        ...(isFatal ? { severity: 'error' as const } : {}),
        message: isFatal
          ? say`The operator ends with a panic when it starts: \`min_instances\` is above \`max_instances\`, which is ${many}.`
          : say`Every cluster gets ${few} pods or more: \`min_instances\` wins over \`max_instances\`, which is ${many}.`,
        related: [{ node: most, message: say`The most` }],
      };
    }
    const upgrade = configuration.at('major_version_upgrade');
    const [minimal, target] = [upgrade.at('minimal_major_version'), upgrade.at('target_major_version')];
    if (Number(textOf(minimal)) > Number(textOf(target))) {
      yield {
        node: minimal,
        message: say`No cluster gets to \`minimal_major_version\`: \`target_major_version\` is below it.`,
        related: [{ node: target, message: say`The target` }],
      };
    }
    const resources = configuration.at('postgres_pod_resources');
    for (const unit of ['cpu', 'memory']) {
      yield* crossed(resources, `min_${unit}_limit`, `default_${unit}_limit`, 'raised');
      yield* crossed(resources, `default_${unit}_request`, `max_${unit}_request`, 'lowered');
      yield* crossed(resources, `default_${unit}_request`, `default_${unit}_limit`, 'limit');
    }
  },
};

function* crossed(
  resources: ManifestNode,
  lower: string,
  upper: string,
  effect: 'raised' | 'lowered' | 'limit',
): Iterable<Finding> {
  const [low, high] = [resources.at(lower), resources.at(upper)];
  const [least, most] = [quantityOf(textOf(low)), quantityOf(textOf(high))];
  if (!least || !most || most.nanos <= 0n || !isWritten(low) || compareQuantities(least, most) <= 0) return;
  const node = effect === 'lowered' ? low : high;
  const field = effect === 'lowered' ? lower : upper;
  const other = effect === 'lowered' ? high : low;
  yield {
    node,
    message:
      effect === 'lowered'
        ? say`\`${field}\` is above \`${upper}\`: every cluster that says nothing is lowered to that.`
        : effect === 'raised'
          ? say`\`${field}\` is below \`${lower}\`: every cluster that says nothing is raised to that.`
          : say`\`${field}\` is below \`${lower}\`: limits are raised to the request.`,
    related: [{ node: other, message: say`The other one` }],
  };
}
