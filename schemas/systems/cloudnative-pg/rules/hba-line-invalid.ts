import type { Rule } from '../../../contract/index.ts';
import { unreadableHbaLines } from '../../../vocabulary/hbaLines.ts';
import { textItems } from '../../../vocabulary/read.ts';

/** Lines that PostgreSQL cannot read. */
export const hbaLineInvalid: Rule = {
  id: 'cloudnative-pg/hba-line-invalid',
  severity: 'warning',
  kinds: ['Cluster', 'Pooler'],
  help: `The webhook does not read lines of \`pg_hba\`, PostgreSQL does: with a line that it cannot read it keeps the old rules, and
a new instance does not start. A line is type, database, user, address and method; \`local\` has no address. Put names with blanks
into double quotes.`,
  source: 'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
  *check({ spec }) {
    const lists = [spec.at('postgresql', 'pg_hba'), spec.at('pgbouncer', 'pg_hba')];
    yield* unreadableHbaLines(lists.flatMap(textItems));
  },
};
