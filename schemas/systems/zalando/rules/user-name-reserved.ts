import type { ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { isHidden } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { poolers, poolerUser, streamUser, type OperatorNames } from '../naming.ts';
import { knownNames } from '../operatorSettings.ts';

/** A user with a name of the operator's own is passed over. */
export const userNameReserved: Rule = {
  id: 'zalando/user-name-reserved',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator keeps some names for itself: \`postgres\` and \`standby\` (or what its configuration puts in their place),
the role of the connection pooler and that of event streams where a cluster has them, and the names under
\`protected_role_names\`, which are \`admin\` and \`cron_admin\` unless configured. An entry of \`users\` with such a name is
skipped with no more than a line in the operator's log, its flags and its Secret included, and databases that it should own
are not created. Take another name, or delete the entry.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/cluster.go#L1799',
  *check({ spec, workspace }) {
    const users = spec.at('users');
    if (users.entries().length === 0) return;
    const known = knownNames(workspace);
    for (const [name, node] of users.entries()) {
      const [reason, ...others] = known.map((names) => reasonOf(name, spec, names));
      if (!reason || others.some((other) => !other)) continue;
      const only = users.entries().length === 1;
      yield {
        node,
        mark: 'key',
        message: say`User "${name}" is skipped: ${reason}. Rename or delete it.`,
        fixes: [
          { title: say`Remove user "${name}"`, edits: [{ do: 'remove', node: only ? users : node }], safe: false },
        ],
      };
    }
  },
};

function reasonOf(name: string, spec: ManifestNode, names: OperatorNames): Said | undefined {
  const { primary, replica } = poolers(spec);
  if (name === names.superUser) return say`this name is the superuser's, which the operator manages itself`;
  if (name === names.replicationUser) return say`this name is used for replication, which the operator manages itself`;
  if (names.protectedRoles.includes(name)) return say`this name is protected by the operator's configuration`;
  const pooler = (primary ?? replica) && !isHidden(spec.at('connectionPooler', 'user'));
  if (pooler && name === poolerUser(spec, names)) return say`this name is the connection pooler's`;
  if (name === streamUser && spec.at('streams').items().length > 0) return say`this name is used for event streams`;
  return undefined;
}
