import type { Rule, Said } from '../../../contract/index.ts';
import { isHidden, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

/** Settings that clusters which run already cannot follow. */
export const operatorSettingChanged: Rule = {
  id: 'zalando/operator-setting-changed',
  severity: 'warning',
  kinds: ['OperatorConfiguration', ...otherConfigurations],
  help: `Some settings have to be decided before the first cluster. The operator finds its pods by \`cluster_labels\`,
\`cluster_name_label\` and \`pod_role_label\`: after a change it no longer finds those that run. Another \`secret_name_template\` makes new
Secrets with new passwords beside the old ones, which applications still read. Another \`super_username\` or \`replication_username\` is no
role in the clusters that exist. With another \`kubernetes_use_configmaps\` Patroni looks for its leader elsewhere, and two primaries may
run. Undo the change, or plan it for each cluster.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/cluster.go#L536',
  *check({ resource, previous }) {
    if (!previous || previous.partial || previous.identity.kind !== resource.identity.kind) return;
    const [configuration, earlier] = [configurationOf(resource), configurationOf(previous)];
    for (const [path, consequence] of places) {
      const node = configuration.at(...path);
      const before = earlier.at(...path);
      // Written for the first time it may be what it was anyway.
      if (!isWritten(node) || !isWritten(before) || isHidden(node) || isHidden(before)) continue;
      if (JSON.stringify(node.value) === JSON.stringify(before.value)) continue;
      yield {
        node,
        message: say`\`${path.at(-1) ?? ''}\` was changed since the last commit: ${consequence}.`,
      };
    }
  },
};

const lost = say`the operator no longer finds the pods of clusters that run`;
const noRole = say`clusters that exist have no such role, and the operator does not rename theirs`;

const places: readonly (readonly [path: readonly string[], consequence: Said])[] = [
  [['kubernetes', 'cluster_labels'], lost],
  [['kubernetes', 'cluster_name_label'], lost],
  [['kubernetes', 'pod_role_label'], lost],
  [
    ['kubernetes', 'secret_name_template'],
    say`every role gets a new Secret with a new password, and the old ones stay behind`,
  ],
  [['users', 'super_username'], noRole],
  [['users', 'replication_username'], noRole],
  [
    ['kubernetes_use_configmaps'],
    say`Patroni looks for its leader elsewhere, so clusters that run may get two primaries: scale to one pod first`,
  ],
];
