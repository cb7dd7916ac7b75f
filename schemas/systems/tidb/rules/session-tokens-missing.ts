import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { mayHoldOthers } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { instanceOf } from '../groups.ts';
import { v2ClusterType } from '../kinds.ts';
import { v2Code } from '../sources.ts';

/** What TiProxy is for needs a feature of another resource. */
export const sessionTokensMissing: Rule = {
  id: 'tidb/session-tokens-missing',
  severity: 'information',
  kinds: ['TiProxyGroup'],
  wholeOnly: true,
  help: `TiProxy moves sessions from one TiDB to another, so that a restart does not end them. For that TiDB signs them, which the operator sets up with the feature
\`SessionTokenSigning\` of the cluster. Without it connections work, and end with each restart. Add the feature to \`featureGates\` when the cluster is made; later only with
\`FeatureModification\`.`,
  source: v2Code('api/meta/v1alpha1/feature.go'),
  *check({ resource, spec, workspace }) {
    const node = spec.at('cluster', 'name');
    const name = knownName(node);
    if (instanceOf(resource) === undefined || name === undefined) return;
    const [cluster, ...more] = workspace.find(v2ClusterType, name, resource.identity.namespace);
    if (cluster === undefined || more.length > 0 || cluster.resource.partial) return;
    const gates = cluster.resource.root.at('spec', 'featureGates');
    const own = spec.at('features');
    if (mayHoldOthers(gates, 'name') || gates.items().some((gate) => gate.at('name').value === 'SessionTokenSigning'))
      return;
    if (mayHoldOthers(own)) return;
    yield {
      node,
      message: say`Cluster "${name}" does not have the feature "SessionTokenSigning", so TiProxy cannot move sessions, and each restart of TiDB ends them: add it there.`,
    };
  },
};
