import type { Rule } from '../../../contract/index.ts';
import { isHidden, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorDeployments } from '../operatorDeployments.ts';
import { operatorConfigurations } from '../operatorSettings.ts';

/** The operator looks into one namespace, or into all. */
export const namespaceUnwatched: Rule = {
  id: 'zalando/namespace-unwatched',
  severity: 'information',
  kinds: ['postgresql'],
  help: `The operator looks for clusters in the namespace that the variable \`WATCHED_NAMESPACE\` of its Deployment names, else in
\`watched_namespace\` of its configuration, else in its own; \`*\` stands for all. A cluster elsewhere is not looked at: nothing is made,
and its status stays empty. Let the operator watch that namespace, or move the cluster.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/controller/controller.go#L183',
  wholeOnly: true,
  *check({ root, resource, workspace }) {
    const { namespace } = resource.identity;
    const node = root.at('metadata', 'namespace');
    const [operator, ...others] = operatorDeployments(workspace);
    if (!namespace || isHidden(node) || !operator || others.length > 0) return;
    const set = operator.variable('WATCHED_NAMESPACE');
    const [configuration, ...more] = operatorConfigurations(workspace);
    if (set === undefined || more.length > 0) return;
    const configured = configuration?.at('kubernetes', 'watched_namespace');
    if (!set && configured && isHidden(configured)) return;
    // Another configuration than those that are here may say it.
    const named = ['POSTGRES_OPERATOR_CONFIGURATION_OBJECT', 'CONFIG_MAP_NAME'].map((name) => operator.variable(name));
    if (!set && !configuration && named.some((name) => name !== '')) return;
    const watched = set || (configured && textOf(configured)) || operator.namespace;
    if (!watched || watched === '*' || watched === namespace) return;
    yield {
      node,
      message: say`Nobody looks at this cluster: the operator of this workspace watches namespace "${watched}" only.`,
    };
  },
};
