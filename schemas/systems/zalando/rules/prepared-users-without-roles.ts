import type { Rule } from '../../../contract/index.ts';
import { isFalse, isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Users of a prepared schema come only with its roles. */
export const preparedUsersWithoutRoles: Rule = {
  id: 'zalando/prepared-users-without-roles',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `In a schema of \`preparedDatabases\` the operator looks at \`defaultUsers\` only if it creates the schema's roles too.
With \`defaultRoles: false\` there are neither roles nor users nor Secrets for the schema, whatever \`defaultUsers\` says.
Leave \`defaultRoles\` out, or leave out \`defaultUsers\` where no users are wanted.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/cluster.go#L1530',
  *check({ spec }) {
    for (const [database, prepared] of spec.at('preparedDatabases').entries()) {
      for (const [schema, settings] of prepared.at('schemas').entries()) {
        const users = settings.at('defaultUsers');
        const roles = settings.at('defaultRoles');
        if (!isTrue(users) || !isFalse(roles)) continue;
        yield {
          node: users,
          message: say`\`defaultUsers\` is ignored: schema "${schema}" of "${database}" gets no users as long as \`defaultRoles\` is false.`,
          related: [{ node: roles, message: say`\`defaultRoles\` is false here.` }],
          fixes: [
            { title: say`Set \`defaultRoles\` to true`, edits: [{ do: 'set', node: roles, value: true }], safe: false },
            { title: say`Remove \`defaultUsers\``, edits: [{ do: 'remove', node: users }], safe: false },
          ],
        };
      }
    }
  },
};
