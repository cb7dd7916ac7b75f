import type { Finding, Rule, RuleContext } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { clusterUsers, userSecretName } from '../naming.ts';

/** A user who is no longer listed loses the Secret, and keeps the role. */
export const userRemoved: Rule = {
  id: 'crunchy/user-removed',
  severity: 'information',
  kinds: ['PostgresCluster'],
  help: `Taking a user out of \`users\` deletes its Secret, and pods that read it no longer start. The role, its rights and
its databases stay in Postgres, and so does its password. The first list of users takes the place of the user that is named
like the cluster: list that one too, or its Secret goes. Drop the role by hand if it is no longer wanted.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/postgres.go#L620',
  wholeOnly: true,
  *check({ spec, resource, previous }: RuleContext): Iterable<Finding> {
    if (previous === undefined || previous.partial) return;
    const users = new Set(clusterUsers(resource).map(({ name }) => name));
    const list = spec.at('users');
    const isOpen = list.value === undefined && list.kind !== 'missing' && list.kind !== 'list';
    if (isOpen || list.items().some((user) => user.at('name').value === undefined)) return;
    for (const { name } of clusterUsers(previous)) {
      if (users.has(name)) continue;
      const secret = userSecretName(resource.identity.name, name);
      yield {
        node: list,
        mark: 'key',
        message: say`User "${name}" was there when last committed: Secret "${secret}" is deleted, the role stays in Postgres.`,
      };
    }
  },
};
