import type { Rule } from '../../../contract/index.ts';
import { numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { clusterType } from '../naming.ts';

/** An upgrade that does not begin where the cluster is. */
export const upgradeOfOtherVersion: Rule = {
  id: 'crunchy/upgrade-of-other-version',
  severity: 'warning',
  kinds: ['PGUpgrade'],
  help: `The upgrade begins with the data of \`fromPostgresVersion\`, which has to be the cluster's \`postgresVersion\`. With
another one the operator does nothing, and the condition \`Progressing\` says \`PGUpgradeInvalidForCluster\`. Correct it; once
the upgrade has succeeded the cluster has the new version, and this resource can go.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/pgupgrade/pgupgrade_controller.go#L357',
  *check({ spec, resource, workspace }) {
    const node = spec.at('fromPostgresVersion');
    const [from, to] = [numberOf(node), numberOf(spec.at('toPostgresVersion'))];
    const name = textOf(spec.at('postgresClusterName'));
    if (!name || from === undefined) return;
    const [cluster, ...others] = workspace.find(clusterType, name, resource.identity.namespace);
    const version = cluster?.resource.root.at('spec', 'postgresVersion');
    const is = version && numberOf(version);
    if (others.length > 0 || version === undefined || is === undefined || is === from || is === to) return;
    yield {
      node,
      message: say`Nothing is upgraded: cluster "${name}" has Postgres ${is}, and this begins with ${from}.`,
      fixes: [{ title: say`Write ${is}`, edits: [{ do: 'set', node, value: is }], safe: false }],
    };
  },
};
