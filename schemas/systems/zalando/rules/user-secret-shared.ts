import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { manifestUsers, preparedRoles, secretName, systemRoles, type NamedRole } from '../naming.ts';

/** Names that differ only in `_` and `-` lead to one Secret. */
export const userSecretShared: Rule = {
  id: 'zalando/user-secret-shared',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The name of a user's Secret has hyphens where the user's name has underscores, so \`a_b\` and \`a-b\` get one Secret for
both. From operator 1.15 on the cluster is not created then: the Secret is for another user ("user name mismatch"), whichever comes
first, also if one of them may not log in. Before, the Secret holds the password of only one. Roles of \`preparedDatabases\` that can
log in count too. Rename one of the two.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/sync.go#L1283',
  *check({ root, spec, resource, version }) {
    const cluster = resource.identity.name;
    const owners = new Map<string, NamedRole>();
    const refuses = version === undefined || !isBefore(version, '1.15');
    // Users of the manifest get a Secret even with `nologin`. pkg/cluster/util.go#L134
    const made = [...systemRoles(spec), ...preparedRoles(spec, cluster)].filter((role) => role.login);
    for (const role of [...made, ...manifestUsers(spec)]) {
      if (mayHoldMore(root.at(...role.because))) continue;
      const secret = secretName(role.name, cluster || 'cluster');
      const other = owners.get(secret);
      if (!other) owners.set(secret, role);
      if (!other || other.name === role.name) continue;
      yield {
        node: root.at(...role.because),
        mark: 'key',
        severity: refuses ? 'error' : 'warning',
        message: refuses
          ? say`The cluster is not created: users "${other.name}" and "${role.name}" share one Secret, because "_" becomes "-" in its name. Rename one.`
          : say`Users "${other.name}" and "${role.name}" share one Secret, because "_" becomes "-" in its name: it holds the password of only one. Rename one.`,
        related: [{ node: root.at(...other.because), message: say`User "${other.name}" comes from here.` }],
      };
    }
  },
};
