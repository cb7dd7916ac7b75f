import type { Edit, ManifestNode, Rule, RuleContext } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, mayHaveKey, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manifestUsers, preparedRoles, systemRoles, type OperatorNames } from '../naming.ts';
import { hasInfrastructureRoles, hasTeamsService, isTeamMember, knownNames } from '../operatorSettings.ts';

/** The operator passes over a database whose owner it does not create. */
export const databaseOwnerMissing: Rule = {
  id: 'zalando/database-owner-missing',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator creates a database only for an owner that it knows: a key of \`users\`, a role of \`preparedDatabases\`
or a role from its own configuration. For any other owner it skips the database without an event, and the application
fails with \`database "..." does not exist\`. Add the user, or name one that exists. The operator's own users, such as
\`postgres\`, cannot own a database of the manifest.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/database.go#L391',
  wholeOnly: true,
  *check(context) {
    const { spec, workspace } = context;
    const databases = spec.at('databases').entries();
    if (databases.length === 0) return;
    const known = knownNames(workspace);
    const uncertain = hasInfrastructureRoles(workspace) || hasTeamsService(workspace);
    for (const [database, node] of databases) {
      const owner = textOf(node);
      const reserved = owner !== undefined && known.every((names) => isReserved(owner, spec, names));
      if (!owner || isKnown(owner, reserved, context)) continue;
      const users = manifestUsers(spec, known[0]).map((user) => user.name);
      yield {
        node,
        ...(uncertain ? { severity: 'information' as const } : {}),
        message: reserved
          ? say`Database "${database}" will not be created: "${owner}" is one of the operator's own users, which own no databases of a manifest.`
          : say`Database "${database}" will not be created: no user "${owner}" is declared under \`users\`.`,
        fixes: [
          ...(reserved ? [] : [{ title: say`Add user "${owner}"`, edits: [addUser(spec, owner)] }]),
          ...users.map((name) => ({
            title: say`Make "${name}" the owner`,
            edits: [{ do: 'set' as const, node, value: name }],
            safe: false as const,
          })),
        ],
      };
    }
  },
};

function isKnown(owner: string, reserved: boolean, { spec, workspace, resource }: RuleContext): boolean {
  if (!reserved && mayHaveKey(spec.at('users'), owner)) return true;
  if (preparedRoles(spec, resource.identity.name).some((role) => role.name === owner)) return true;
  const prepared = spec.at('preparedDatabases');
  const isOpen = isPlaceholder(prepared) || prepared.entries().some(([database]) => database.includes('${'));
  return isOpen || isTeamMember(workspace, owner);
}

/** Skipped under `users`, and not counted among those that may own a database. */
function isReserved(owner: string, spec: ManifestNode, names: OperatorNames): boolean {
  return names.protectedRoles.includes(owner) || systemRoles(spec, names).some((role) => role.name === owner);
}

function addUser(spec: ManifestNode, name: string): Edit {
  const users = spec.at('users');
  return isWritten(users)
    ? { do: 'set', node: users.at(name), value: [] }
    : { do: 'set', node: users, value: { [name]: [] } };
}
