import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { code } from '../sources.ts';

/** A first user has a database. */
export const firstUserIncomplete: Rule = {
  id: 'mariadb/first-user-incomplete',
  severity: 'warning',
  kinds: ['MariaDB'],
  help: `The operator makes \`username\` only together with \`database\`, in which it gets all rights. Without the latter there is no user, and no
\`connection\` either, and nothing says so. Write \`database\`, or make a \`User\` and a \`Grant\`.`,
  source: code('api/v1alpha1/mariadb_types.go', 1069),
  wholeOnly: true,
  *check({ spec }) {
    const user = spec.at('username');
    if (!isWritten(user) || isWritten(spec.at('database'))) return;
    yield {
      node: user,
      mark: 'key',
      message: say`Without \`database\` the operator makes no user: write it, or make a \`User\` and a \`Grant\`.`,
    };
  },
};
