import type { Rule } from '../../../contract/index.ts';
import { mayHaveKey, mayHoldMore, textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { preparedRoles, systemRoles } from '../naming.ts';
import { hasInfrastructureRoles, knownNames } from '../operatorSettings.ts';

/** A rotation list names a user that has no Secret of this cluster. */
export const rotationUserMissing: Rule = {
  id: 'zalando/rotation-user-missing',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`usersWithSecretRotation\`, \`usersWithInPlaceSecretRotation\` and \`usersIgnoringSecretRotation\` work on Secrets that
the operator keeps for this cluster: those of \`users\`, of \`preparedDatabases\` with \`defaultUsers\`, and its own. A name that
is none of these has no effect, and usually it is misspelt. Correct or delete it. Nothing is reported where the operator's
configuration brings roles from a Secret.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/sync.go#L1261',
  wholeOnly: true,
  *check({ spec, workspace, resource }) {
    if (lists.every((list) => spec.at(list).items().length === 0) || hasInfrastructureRoles(workspace)) return;
    if (mayHoldMore(spec.at('preparedDatabases'))) return;
    const known = new Set([
      ...preparedRoles(spec, resource.identity.name).map((role) => role.name),
      ...knownNames(workspace).flatMap((names) => systemRoles(spec, names).map((role) => role.name)),
    ]);
    for (const list of lists) {
      for (const [user, node] of textItems(spec.at(list))) {
        if (known.has(user) || mayHaveKey(spec.at('users'), user) || user.includes('${')) continue;
        const only = spec.at(list).items().length === 1;
        yield {
          node,
          message: say`\`${list}\` has no effect on "${user}": no such user is declared under \`users\` or \`preparedDatabases\`.`,
          fixes: [
            {
              title: say`Remove "${user}" from \`${list}\``,
              edits: [{ do: 'remove', node: only ? spec.at(list) : node }],
              safe: false,
            },
          ],
        };
      }
    }
  },
};

const lists = ['usersWithSecretRotation', 'usersWithInPlaceSecretRotation', 'usersIgnoringSecretRotation'];
