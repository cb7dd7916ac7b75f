import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A user in two rotation lists: one of them counts for nothing. */
export const rotationListsContradict: Rule = {
  id: 'zalando/rotation-lists-contradict',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The three rotation lists exclude each other for one user. \`usersIgnoringSecretRotation\` goes first: the Secret of a
user in it is never rotated. Then \`usersWithInPlaceSecretRotation\`: only the password changes. What remains of
\`usersWithSecretRotation\` gets a new role at each rotation. Delete the user from all but one.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/sync.go#L1261',
  *check({ spec }) {
    const winners = new Map<string, { list: string; node: ManifestNode }>();
    for (const list of byPrecedence) {
      for (const [user, node] of textItems(spec.at(list))) {
        const winner = winners.get(user);
        if (!winner) winners.set(user, { list, node });
        if (!winner || winner.list === list) continue;
        const only = spec.at(list).items().length === 1;
        yield {
          node,
          message: say`\`${list}\` has no effect on "${user}", because \`${winner.list}\` names it too and goes first.`,
          related: [{ node: winner.node, message: say`"${user}" in \`${winner.list}\`.` }],
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

const byPrecedence = ['usersIgnoringSecretRotation', 'usersWithInPlaceSecretRotation', 'usersWithSecretRotation'];
