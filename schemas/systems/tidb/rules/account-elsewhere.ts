import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

const usualAccount = 'tidb-backup-manager';

/** Pods of a backup run in its namespace, and so has their account to be there. */
export const accountElsewhere: Rule = {
  id: 'tidb/account-elsewhere',
  severity: 'information',
  kinds: ['Backup', 'Restore'],
  help: `The Job of a backup runs as ServiceAccount \`tidb-backup-manager\` unless \`serviceAccount\` names another, and in the namespace of
the backup. Nobody makes that account there but you, with its Role: without it the Job makes no pod. The workspace has it in another
namespace. Add it to this one, as the manual's \`backup-rbac.yaml\` does.`,
  source: 'https://github.com/pingcap/tidb-operator/blob/v1.6.6/pkg/backup/backup/backup_manager.go#L494',
  wholeOnly: true,
  *check({ resource, spec, workspace }) {
    const { namespace } = resource.identity;
    const node = spec.at('serviceAccount');
    if (!workspace.complete || namespace === '' || isPlaceholder(node)) return;
    const name = textOf(node) || usualAccount;
    if (name !== usualAccount || workspace.find('ServiceAccount', name, namespace).length > 0) return;
    const [other] = workspace.find('ServiceAccount', name, '');
    if (!other || other.resource.identity.namespace === '') return;
    yield {
      node,
      mark: 'key',
      message: say`The Job makes no pod unless namespace ${namespace} has ServiceAccount "${name}": in the workspace only ${other.resource.identity.namespace} has it.`,
      related: [{ node: other.resource.root.at('metadata', 'name'), message: say`The account of another namespace` }],
    };
  },
};
