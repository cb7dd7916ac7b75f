import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** pgAdmin knows people by their e-mail addresses. */
export const pgadminUsernameInvalid: Rule = {
  id: 'crunchy/pgadmin-username-invalid',
  severity: 'warning',
  kinds: ['PGAdmin'],
  help: `pgAdmin takes an e-mail address as the name of a user, and no other. The operator leaves a user with another name out,
with the event \`InvalidUserWarning\`, and nobody can log in with it. The address need not exist.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/standalone_pgadmin/users.go#L281',
  *check({ spec }) {
    for (const user of spec.at('users').items()) {
      const node = user.at('username');
      const name = textOf(node);
      if (name === undefined || name.includes('${') || /^[^\s@]+@[^\s@]+$/.test(name)) continue;
      const value = /^[\w.-]+$/.test(name) ? `${name}@example.com` : undefined;
      yield {
        node,
        message: say`pgAdmin does not take "${name}", so nobody can log in with it: write an e-mail address.`,
        fixes:
          value === undefined
            ? []
            : [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    }
  },
};
