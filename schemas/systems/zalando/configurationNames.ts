import type { ManifestNode, NameUse } from '../../contract/index.ts';
import { refers, refersByItems } from '../../vocabulary/nameUses.ts';
import { keyTypes, knownName } from '../../vocabulary/podNames.ts';
import { isTrue } from '../../vocabulary/read.ts';
import { teamType } from './teamNames.ts';

/**
 * Objects that an `OperatorConfiguration` names. Some are looked up beside the operator, where `namespace/name` may say
 * another place (pkg/spec/types.go, NamespacedName), others in the namespace of every cluster, which is left open.
 */
export function* configurationNames(configuration: ManifestNode): Iterable<NameUse> {
  const kubernetes = configuration.at('kubernetes');
  // Where it does not exist the operator looks in the namespace of the cluster. pkg/cluster/k8sres.go#L1142
  yield* namespacedName('ConfigMap', kubernetes.at('pod_environment_configmap'), { optional: true });
  yield* namespacedName('Secret', kubernetes.at('infrastructure_roles_secret_name'));
  // The defaults name it, though only the teams' service is asked with what it holds.
  const isAsked = isTrue(configuration.at('teams_api', 'enable_teams_api'));
  yield* namespacedName('Secret', kubernetes.at('oauth_token_secret_name'), isAsked ? {} : { optional: true });
  for (const role of kubernetes.at('infrastructure_roles_secrets').items()) yield* infrastructureRole(role);
  const anywhere = { namespace: '' };
  yield* refers('Secret', kubernetes.at('pod_environment_secret'), anywhere);
  yield* refers('Secret', configuration.at('aws_or_gcp', 'additional_secret_mount'), anywhere);
  yield* refers('Secret', configuration.at('logical_backup', 'logical_backup_cronjob_environment_secret'), anywhere);
  // The operator makes the account in every namespace where it is missing.
  yield* refers('ServiceAccount', kubernetes.at('pod_service_account_name'), { ...anywhere, optional: true });
  for (const list of [
    configuration.at('teams_api', 'postgres_superuser_teams'),
    configuration.at('major_version_upgrade', 'major_version_upgrade_team_allow_list'),
  ]) {
    yield* refersByItems(teamType, list, { ...anywhere, optional: true });
  }
}

/** Keys of the Secret that hold name, password and membership of one role. pkg/controller/util.go#L344 */
function* infrastructureRole(role: ManifestNode): Iterable<NameUse> {
  const [secret] = namespacedName('Secret', role.at('secretname'));
  if (!secret) return;
  yield secret;
  const { name, namespace } = secret;
  const within = { type: 'Secret', name, ...(namespace === undefined ? {} : { namespace }) };
  for (const field of ['userkey', 'passwordkey']) yield* refers(keyTypes.Secret, role.at(field), { within });
  yield* refers(keyTypes.Secret, role.at('rolekey'), { within, optional: true });
}

function namespacedName(type: string, node: ManifestNode, details: Pick<NameUse, 'optional'> = {}): readonly NameUse[] {
  const text = knownName(node);
  if (text === undefined) return [];
  const slash = text.indexOf('/');
  if (slash < 0) return refers(type, node, details);
  const [namespace, name] = [text.slice(0, slash), text.slice(slash + 1)];
  if (!name || !namespace || node.source !== text) return [];
  const part = { start: slash + 1, end: text.length };
  return [{ role: 'refers', type, name, node, part, namespace, ...details }];
}
