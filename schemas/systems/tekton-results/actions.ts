import type { Action, Resource } from '../../contract/index.ts';
import { isTrue } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { agentDeployment, apiDeployment, databaseSecret } from './naming.ts';
import { resultSettings } from './settings.ts';

/** Pods of a workload have its name as this label. tektoncd/results v0.20.0 config/base */
export function workloadLabels(workload: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': workload };
}

export function actionsOf(resource: Resource, namespace: string): readonly Action[] {
  return [
    restart('restart-api', apiDeployment, namespace, {
      title: say`Restart the API`,
      consequence: say`Pods of the API are replaced one after the other and read the Secret of the database anew. With a single pod nobody can read results for the seconds that it takes; the watcher sends again what it could not.`,
    }),
    restart('restart-agent', agentDeployment, namespace, {
      title: say`Restart the retention policy agent`,
      consequence: say`Its pod is replaced and reads the Secret of the database anew. Old results are deleted a little later.`,
    }),
    // Everything of Tekton hangs on a TektonConfig.
    ...(resource.identity.kind === 'TektonResult' ? [recreate(resource, namespace)] : []),
  ];
}

function restart(id: string, workload: string, namespace: string, text: Pick<Action, 'title' | 'consequence'>): Action {
  const labels = workloadLabels(workload);
  return {
    id,
    command: 'restart',
    ...text,
    steps: () => [{ kind: 'delete-pods', labels, namespace }],
    until: () => ({ kind: 'pods-renewed', labels, namespace }),
  };
}

/**
 * The operator's manual advises it after a change of `db_sslmode`. What the resource owns goes with it, the Secret of the
 * internal database included. pkg/reconciler/kubernetes/tektonresult/tektonresult.go#L472 (createDBSecret)
 */
function recreate(resource: Resource, namespace: string): Action {
  const common = say`TektonResult is deleted and made again from what it is now: API, watcher and retention policy agent are gone for some minutes, and results of runs that end meanwhile may be missing.`;
  return {
    id: 'recreate',
    command: 'restart',
    title: say`Recreate the resource and everything that it installs`,
    consequence: hasOwnSecret(resource)
      ? say`${common} It is what a changed \`db_sslmode\` may need to take effect. The volume of the internal database stays, and so does Secret ${databaseSecret} with the password that fits it: it is detached before the deletion, and put back if it goes all the same.`
      : say`${common} It is what a changed \`db_sslmode\` may need to take effect. The external database, its Secret and its data stay as they are.`,
    steps: () => [{ kind: 'recreate' }],
    until: () => ({ kind: 'pods-renewed', labels: workloadLabels(apiDeployment), namespace }),
  };
}

/** The operator makes the Secret itself only for its own database. tektonresult.go#L182 */
function hasOwnSecret(resource: Resource): boolean {
  const settings = resultSettings(resource);
  return !isTrue(settings.at('is_external_db')) && !settings.at('db_secret_name').value;
}
