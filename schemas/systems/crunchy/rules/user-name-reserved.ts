import type { Rule, Said } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { group } from '../naming.ts';

/** Names that Postgres keeps to itself, and those of schemas that the operator uses. */
export const userNameReserved: Rule = {
  id: 'crunchy/user-name-reserved',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `\`public\` and \`none\` are no names for roles in Postgres. The operator writes all users in one transaction, so that
with one of them NO user of the cluster is made or gets its password. \`pgbouncer\` and \`monitor\` are schemas of the
operator: users of these names get no schema of their own where \`autoCreateUserSchema\` asks for one. Choose another name.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/postgres/users.go#L24',
  *check({ root, spec }) {
    const wantsSchemas =
      textOf(root.at('metadata', 'annotations', `${group}/autoCreateUserSchema`))?.toLowerCase() === 'true';
    for (const user of spec.at('users').items()) {
      const node = user.at('name');
      const name = textOf(node) ?? '';
      const refused = name === 'public' || name === 'none';
      const skipped = wantsSchemas && (name === 'pgbouncer' || name === 'monitor');
      if (!refused && !skipped) continue;
      const message: Said = refused
        ? say`Postgres has no role "${name}", and with it no user of this cluster is made: choose another name.`
        : say`"${name}" is a schema of the operator, so this user gets none of its own: choose another name.`;
      yield { node, message, ...(refused ? {} : { severity: 'warning' as const }) };
    }
  },
};
