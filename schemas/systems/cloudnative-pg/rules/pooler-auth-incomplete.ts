import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { poolerLoginOf } from '../poolerLoginOf.ts';
import { webhook } from '../sources.ts';

/** Query and login for it come together. */
export const poolerAuthIncomplete: Rule = {
  id: 'cloudnative-pg/pooler-auth-incomplete',
  severity: 'error',
  kinds: ['Pooler'],
  wholeOnly: true,
  help: `A pooler that looks passwords up in its own way needs both: the query (\`authQuery\`), and somebody to run it, by a
certificate (\`serverTLSSecret\`) or by the deprecated \`authQuerySecret\`. The webhook refuses one without the other. Without any of
them the operator sets everything up by itself, which mostly is what is wanted.`,
  source: webhook('pooler', 211),
  *check({ spec }) {
    const pgBouncer = spec.at('pgbouncer');
    const { query, secret, isComplete } = poolerLoginOf(pgBouncer);
    if (isComplete) return;
    const section = secret?.parent;
    if (section) {
      const value = 'SELECT usename, passwd FROM public.user_search($1)';
      yield {
        node: section,
        mark: 'key',
        message: say`\`${String(section.path.at(-1))}\` without \`authQuery\` is refused: add the query that it is for, or remove it and let the operator set things up.`,
        fixes: [{ title: say`Add \`authQuery\``, edits: [{ do: 'set', node: query, value }], safe: false }],
      };
      return;
    }
    yield {
      node: query,
      mark: 'key',
      message: say`\`authQuery\` without somebody to run it is refused: add \`serverTLSSecret\`, or remove it and let the operator set things up.`,
      fixes: [
        { title: say`Remove \`authQuery\``, edits: [{ do: 'remove', node: query }], safe: false },
        {
          title: say`Add \`serverTLSSecret\``,
          edits: [{ do: 'set', node: pgBouncer.at('serverTLSSecret'), value: { name: 'pooler-login' } }],
          safe: false,
        },
      ],
    };
  },
};
