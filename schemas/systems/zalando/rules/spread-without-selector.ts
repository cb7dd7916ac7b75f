import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isHidden, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorConfigurations } from '../operatorSettings.ts';

/** Which pods are spread has to be said: the operator does not add it. */
export const spreadWithoutSelector: Rule = {
  id: 'zalando/spread-without-selector',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `A constraint counts the pods that its \`labelSelector\` finds. The operator means to fill it in and does not: without one no pod
counts, and the pods of the cluster may all land in one zone. Give it the labels of the cluster's pods, which are \`application: spilo\`
and \`cluster-name: <name>\` unless the operator is configured otherwise.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L615',
  since: '2.0',
  *check({ spec, resource, workspace }) {
    const cluster = resource.identity.name;
    const configurations = operatorConfigurations(workspace);
    for (const constraint of spec.at('topologySpreadConstraints').items()) {
      const node = constraint.at('labelSelector');
      if (constraint.kind !== 'map' || isWritten(node) || isHidden(node)) continue;
      const value = { matchLabels: { application: 'spilo', 'cluster-name': cluster } };
      yield {
        node: constraint,
        message: say`Nothing is spread: without \`labelSelector\` the constraint counts no pods.`,
        fixes:
          cluster && labelAsUsual(configurations) && !cluster.includes('${')
            ? [{ title: say`Add the labels of "${cluster}"`, edits: [{ do: 'set', node, value }], safe: false }]
            : [],
      };
    }
  },
};

function labelAsUsual(configurations: readonly ManifestNode[]): boolean {
  return configurations.every((configuration) =>
    ['cluster_labels', 'cluster_name_label'].every((key) => !isWritten(configuration.at('kubernetes', key))),
  );
}
