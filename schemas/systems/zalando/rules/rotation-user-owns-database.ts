import type { Edit, ManifestNode, Rule } from '../../../contract/index.ts';
import { textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { preparedRoles } from '../naming.ts';

/** Rotation puts a new role in place of the user, and ownership does not pass on to it. */
export const rotationUserOwnsDatabase: Rule = {
  id: 'zalando/rotation-user-owns-database',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `For a user in \`usersWithSecretRotation\` the operator creates a new role with a date in its name each time, gives it
the privileges of the user and writes it to the Secret. What such a role creates belongs to that role, not to the owner of
the database, so later roles cannot alter it, and old ones cannot be dropped. The operator leaves owners out where rotation is
switched on for all; listing one here overrides that. Use \`usersWithInPlaceSecretRotation\`, which changes only the password.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/administrator.md#password-rotation-in-k8s-secrets',
  *check({ spec, resource }) {
    const list = spec.at('usersWithSecretRotation');
    const inPlace = spec.at('usersWithInPlaceSecretRotation');
    const prepared = preparedRoles(spec, resource.identity.name).map((role) => role.name);
    for (const [user, node] of textItems(list)) {
      const owned = spec
        .at('databases')
        .entries()
        .find(([, owner]) => textOf(owner) === user);
      const preparedOwner = user.endsWith('_owner_user') && prepared.includes(user);
      if (!owned && !preparedOwner) continue;
      yield {
        node,
        message: owned
          ? say`User "${user}" is the owner of database "${owned[0]}": rotated roles do not inherit ownership, so objects they create get stuck; rotate only its password.`
          : say`User "${user}" is an owner by \`preparedDatabases\`: rotated roles do not inherit ownership, so objects they create get stuck; rotate only its password.`,
        ...(owned ? { related: [{ node: owned[1], message: say`"${user}" owns "${owned[0]}" here.` }] } : {}),
        fixes: [
          {
            title: say`Move to \`usersWithInPlaceSecretRotation\``,
            edits: [removal(list, node), ...addition(inPlace, user)],
            safe: false,
          },
        ],
      };
    }
  },
};

/** The whole list if nothing is left of it. */
function removal(list: ManifestNode, item: ManifestNode): Edit {
  return { do: 'remove', node: list.items().length === 1 ? list : item };
}

function addition(list: ManifestNode, user: string): Edit[] {
  return textItems(list).some(([listed]) => listed === user) ? [] : [{ do: 'append', node: list, value: user }];
}
