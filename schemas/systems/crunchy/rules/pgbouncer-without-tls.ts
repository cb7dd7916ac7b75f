import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Passwords in plain text. */
export const pgbouncerWithoutTls: Rule = {
  id: 'crunchy/pgbouncer-without-tls',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The operator asks clients of PgBouncer for TLS. With \`client_tls_sslmode\` of \`disable\`, \`allow\` or \`prefer\` they
may come without it, and queries and data go through the network in plain text. Leave it, or write \`require\`.`,
  source: 'https://www.pgbouncer.org/config.html#client_tls_sslmode',
  *check({ spec }) {
    const node = spec.at('proxy', 'pgBouncer', 'config', 'global', 'client_tls_sslmode');
    const mode = textOf(node);
    if (mode === undefined || !['disable', 'allow', 'prefer'].includes(mode)) return;
    yield {
      node,
      message: say`With "${mode}" clients may talk to PgBouncer in plain text: write \`require\`, as it is without this line.`,
      fixes: [{ title: say`Write "require"`, edits: [{ do: 'set', node, value: 'require' }], safe: false }],
    };
  },
};
