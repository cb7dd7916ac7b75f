import type { Finding, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isTrue, numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { clusterType, group } from '../naming.ts';

/** An upgrade waits until the cluster is stopped and allows it. */
export const upgradeNotAllowed: Rule = {
  id: 'crunchy/upgrade-not-allowed',
  severity: 'information',
  kinds: ['PGUpgrade'],
  help: `An upgrade changes the data of a stopped cluster, and the cluster has to allow it: \`shutdown: true\`, and the annotation
\`postgres-operator.crunchydata.com/allow-upgrade\` with the name of the upgrade. Until then it waits, and its condition says
\`PGClusterNotShutdown\` or \`PGClusterMissingRequiredAnnotation\`.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/pgupgrade/labels.go#L36',
  *check({ spec, resource, workspace }): Iterable<Finding> {
    const node = spec.at('postgresClusterName');
    const name = textOf(node);
    if (!name || resource.identity.name === '') return;
    const [cluster, ...others] = workspace.find(clusterType, name, resource.identity.namespace);
    if (cluster === undefined || others.length > 0 || cluster.resource.partial) return;
    const { root } = cluster.resource;
    // Once the cluster has the new version the upgrade is over.
    if (numberOf(root.at('spec', 'postgresVersion')) === numberOf(spec.at('toPostgresVersion'))) return;
    const allowed = root.at('metadata', 'annotations', `${group}/allow-upgrade`);
    const shutdown = root.at('spec', 'shutdown');
    if (!isPlaceholder(allowed) && textOf(allowed) !== resource.identity.name) {
      yield {
        node,
        message: say`The upgrade waits: cluster "${name}" has no annotation \`allow-upgrade: ${resource.identity.name}\`.`,
      };
    } else if (!isPlaceholder(shutdown) && !isTrue(shutdown)) {
      yield { node, message: say`The upgrade waits until cluster "${name}" is stopped: set its \`shutdown: true\`.` };
    }
  },
};
