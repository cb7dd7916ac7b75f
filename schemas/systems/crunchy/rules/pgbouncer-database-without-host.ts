import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Without a host PgBouncer looks for a socket in its own pod. */
export const pgbouncerDatabaseWithoutHost: Rule = {
  id: 'crunchy/pgbouncer-database-without-host',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `A line in \`config.databases\` takes the place of the one by which the operator leads to the primary. Without \`host\`
PgBouncer looks for a socket in its own pod, where no Postgres is, and clients get errors. Add \`host=<cluster>-primary\`, and
the port if it is not 5432.`,
  source: 'https://www.pgbouncer.org/config.html#host',
  *check({ spec, resource }) {
    const { name: cluster } = resource.identity;
    for (const [name, node] of spec.at('proxy', 'pgBouncer', 'config', 'databases').entries()) {
      const text = textOf(node);
      if (text === undefined || text.includes('${') || /(?:^|\s)host\s*=/.test(text)) continue;
      const value = `host=${cluster}-primary${text.trim() === '' ? '' : ` ${text.trim()}`}`;
      yield {
        node,
        message: say`Clients that ask for "${name}" get errors: without \`host\` PgBouncer looks for Postgres in its own pod.`,
        fixes:
          cluster === '' ? [] : [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    }
  },
};
