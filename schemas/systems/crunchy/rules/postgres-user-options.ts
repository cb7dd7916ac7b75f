import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The superuser is as the operator wants it. */
export const postgresUserOptions: Rule = {
  id: 'crunchy/postgres-user-options',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `User \`postgres\` is always a superuser who can log in to every database. The operator ignores \`options\` and
\`databases\` of it, apart from the first database, which its Secret names. Take them out.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/postgres/users.go#L110',
  *check({ spec }) {
    for (const user of spec.at('users').items()) {
      const node = user.at('options');
      if (user.at('name').value !== 'postgres' || !isWritten(node)) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`options\` of user "postgres" are ignored: it is always a superuser. Remove them.`,
        fixes: [{ title: say`Remove \`options\``, edits: [{ do: 'remove', node }] }],
      };
    }
  },
};
