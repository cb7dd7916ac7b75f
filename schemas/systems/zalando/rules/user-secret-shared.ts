import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manifestUsers, preparedRoles, secretName, systemRoles, type NamedRole } from '../naming.ts';

/** Names that differ only in `_` and `-` lead to one Secret. */
export const userSecretShared: Rule = {
  id: 'zalando/user-secret-shared',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The name of a user's Secret has hyphens where the user's name has underscores, so \`a_b\` and \`a-b\` get one Secret for
both. It holds the name and password of only one of them; the operator reports a user name mismatch for the other and does
not finish the sync. Roles of \`preparedDatabases\` that can log in count too. Rename one of the two.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/util.go#L584',
  *check({ root, spec, resource }) {
    const cluster = resource.identity.name;
    const owners = new Map<string, NamedRole>();
    for (const role of [...systemRoles(spec), ...preparedRoles(spec, cluster), ...manifestUsers(spec)]) {
      if (!role.login || mayHoldMore(root.at(...role.because))) continue;
      const secret = secretName(role.name, cluster || 'cluster');
      const other = owners.get(secret);
      if (!other) owners.set(secret, role);
      if (!other || other.name === role.name) continue;
      yield {
        node: root.at(...role.because),
        mark: 'key',
        message: say`Users "${other.name}" and "${role.name}" share one Secret, because "_" becomes "-" in its name: it holds the password of only one. Rename one.`,
        related: [{ node: root.at(...other.because), message: say`User "${other.name}" comes from here.` }],
      };
    }
  },
};
