import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { code } from '../sources.ts';

/** What stays as it was made. */
export const fieldChanged: Rule = {
  id: 'mariadb/field-changed',
  severity: 'error',
  kinds: ['MariaDB', 'MaxScale', 'Database', 'User', 'Grant', 'Backup', 'PhysicalBackup', 'Restore', 'SqlJob'],
  help: `The webhook refuses another value for this field once the resource exists. Restore what was committed; or make another resource,
and delete this one. A \`Database\` that is deleted takes its data with it, unless \`cleanupPolicy\` is \`Skip\`.`,
  source: code('pkg/webhook/inmutable_webhook.go', 135),
  *check({ resource, spec, previous }) {
    if (!previous) return;
    const before = previous.root.at('spec');
    const { always = [], onceSet = [] } = fixedFields[resource.identity.kind] ?? {};
    for (const [paths, isOnceSet] of [
      [always, false],
      [onceSet, true],
    ] as const) {
      for (const path of paths) {
        const [node, old] = [spec.at(...path.split('.')), before.at(...path.split('.'))];
        if ((isOnceSet && !isWritten(old)) || isSame(node, old) || node.value === undefined) continue;
        yield {
          node,
          mark: 'key',
          message: say`This changed since the last commit, and the webhook refuses it: restore it.`,
        };
      }
    }
  },
};

/** `webhook:"inmutable"` and `webhook:"inmutableinit"` in api/v1alpha1, as far as people change them. */
const fixedFields: Readonly<Record<string, { always?: readonly string[]; onceSet?: readonly string[] }>> = {
  MariaDB: {
    always: ['database', 'username', 'timeZone', 'storage.storageClassName'],
    onceSet: ['rootPasswordSecretKeyRef', 'serviceAccountName'],
  },
  MaxScale: { always: ['mariaDbRef.name'], onceSet: ['monitor.module', 'auth.clientUsername', 'auth.adminUsername'] },
  Database: { always: ['mariaDbRef.name', 'name', 'characterSet', 'collate'] },
  User: { always: ['mariaDbRef.name', 'name', 'host'] },
  Grant: { always: ['mariaDbRef.name', 'database', 'table', 'username', 'host', 'grantOption'] },
  Backup: { always: ['mariaDbRef.name', 'storage', 'stagingStorage', 'restartPolicy'], onceSet: ['maxRetention'] },
  PhysicalBackup: { always: ['mariaDbRef.name', 'storage', 'stagingStorage', 'schedule.cron', 'restartPolicy'] },
  Restore: { always: ['mariaDbRef.name', 'targetRecoveryTime', 'stagingStorage'], onceSet: ['backupRef', 's3'] },
  SqlJob: { always: ['mariaDbRef.name', 'username', 'passwordSecretKeyRef', 'database', 'sql', 'dependsOn'] },
};

/** What is not there on one side may be a default on the other: only what was written before and is another now counts. */
function isSame(node: ManifestNode, old: ManifestNode): boolean {
  if (!isWritten(node) || !isWritten(old)) return true;
  return JSON.stringify(node.value) === JSON.stringify(old.value);
}
