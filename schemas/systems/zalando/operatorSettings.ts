import type { IndexedResource, ManifestNode, Resource, WorkspaceIndex } from '../../contract/index.ts';
import { perObject } from '../../vocabulary/perObject.ts';
import { isTrue, isWritten, textItems, textOf } from '../../vocabulary/read.ts';
import { chartConfiguration, unknownWhereAbsent } from './chartConfiguration.ts';
import { configurationIn } from './configurationIn.ts';
import { defaultNames, type OperatorNames } from './naming.ts';
import { operatorChart, operatorConfigMap, otherConfigurations } from './subjectIds.ts';

/** What the operator's configuration and its teams, where they stand in the workspace, say about a cluster. Pure. */

const group = 'acid.zalan.do';

/** The `configuration` of every `OperatorConfiguration` of the workspace, and of the ConfigMap in its place; usually none or one. */
export function operatorConfigurations(workspace: WorkspaceIndex): readonly ManifestNode[] {
  const own = configurationsIn(workspace.resources(group, 'OperatorConfiguration'));
  return otherConfigurations.reduce((before, id) => joined(before, configurationsIn(workspace.subjects(id))), own);
}

// The same list for as long as none changes: every cluster asks for all of them, more than once.
const configurationsIn: (resources: readonly IndexedResource[], key?: undefined) => readonly ManifestNode[] = perObject(
  (resources: readonly IndexedResource[]) =>
    resources.map(({ resource }) => {
      const configuration = configurationOf(resource);
      return resource.identity.kind === operatorChart ? unknownWhereAbsent(configuration) : configuration;
    }),
);

const joined = perObject((before: readonly ManifestNode[], more: readonly ManifestNode[]) =>
  more.length === 0 ? before : [...before, ...more],
);

/** The `configuration` of an `OperatorConfiguration`, or of the ConfigMap in its place. */
export function configurationOf({ identity, root }: Resource): ManifestNode {
  if (identity.kind === operatorConfigMap) return configurationIn(root);
  if (identity.kind === operatorChart) return chartConfiguration(root);
  return identity.kind === 'ConfigMap' ? configurationIn(root.at('data')) : root.at('configuration');
}

/** Names that count for a cluster: each set that a configuration of the workspace leads to, the defaults if there is none. */
export function knownNames(workspace: WorkspaceIndex): readonly OperatorNames[] {
  const configurations = operatorConfigurations(workspace);
  return configurations.length === 0 ? [defaultNames] : distinctNames(configurations);
}

const distinctNames: (configurations: readonly ManifestNode[], key?: undefined) => readonly OperatorNames[] = perObject(
  (configurations: readonly ManifestNode[]) => {
    const names = configurations.map((configuration) => namesOf(configuration));
    return [...new Map(names.map((each) => [JSON.stringify(each), each])).values()];
  },
);

/** Whether roles come from a Secret, so that nobody can tell their names from the manifests. */
export function hasInfrastructureRoles(workspace: WorkspaceIndex): boolean {
  return nameInfrastructureRoles(operatorConfigurations(workspace));
}

const nameInfrastructureRoles: (configurations: readonly ManifestNode[], key?: undefined) => boolean = perObject(
  (configurations: readonly ManifestNode[]) =>
    configurations.some((configuration) => {
      const kubernetes = configuration.at('kubernetes');
      const secret = kubernetes.at('infrastructure_roles_secret_name');
      const secrets = kubernetes.at('infrastructure_roles_secrets');
      return (isWritten(secret) && secret.value !== '') || secrets.items().length > 0;
    }),
);

/** Whether the operator makes a role of every member of a team that some service names: nobody can tell who they are. */
export function hasTeamsService(workspace: WorkspaceIndex): boolean {
  return enableTeamsService(operatorConfigurations(workspace));
}

const enableTeamsService: (configurations: readonly ManifestNode[], key?: undefined) => boolean = perObject(
  (configurations: readonly ManifestNode[]) =>
    configurations.some((configuration) => isTrue(configuration.at('teams_api', 'enable_teams_api'))),
);

/** Whether a `PostgresTeam` of the workspace makes a role of this name. */
export function isTeamMember(workspace: WorkspaceIndex, name: string): boolean {
  return workspace.resources(group, 'PostgresTeam').some(({ resource }) =>
    resource.root
      .at('spec', 'additionalMembers')
      .entries()
      .some(([, members]) => textItems(members).some(([member]) => member === name)),
  );
}

/** Always the same object for a configuration, so that what is worked out with it is found again. */
export const namesOf: (configuration: ManifestNode, key?: undefined) => OperatorNames = perObject(
  (configuration: ManifestNode) => {
    const kubernetes = configuration.at('kubernetes');
    const roles = configuration.at('teams_api', 'protected_role_names');
    return {
      secretNameTemplate: textOf(kubernetes.at('secret_name_template')) || defaultNames.secretNameTemplate,
      superUser: textOf(configuration.at('users', 'super_username')) || defaultNames.superUser,
      replicationUser: textOf(configuration.at('users', 'replication_username')) || defaultNames.replicationUser,
      poolerUser: textOf(configuration.at('connection_pooler', 'connection_pooler_user')) || defaultNames.poolerUser,
      protectedRoles: roles.items().length > 0 ? textItems(roles).map(([role]) => role) : defaultNames.protectedRoles,
      backupJobPrefix:
        textOf(configuration.at('logical_backup', 'logical_backup_job_prefix')) || defaultNames.backupJobPrefix,
      crossNamespaceSecrets: isTrue(kubernetes.at('enable_cross_namespace_secret')),
    };
  },
);
