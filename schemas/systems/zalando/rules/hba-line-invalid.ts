import type { Rule } from '../../../contract/index.ts';
import { unreadableHbaLines } from '../../../vocabulary/hbaLines.ts';
import { textItems } from '../../../vocabulary/read.ts';

/** Lines that PostgreSQL cannot read. */
export const hbaLineInvalid: Rule = {
  id: 'zalando/hba-line-invalid',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Neither the operator nor Patroni reads the lines of \`patroni.pg_hba\`, PostgreSQL does: with a line that it cannot read it keeps
the old rules, and does not start anew. A line is type, database, user, address and method; \`local\` has no address. Put names with
blanks into double quotes.`,
  source: 'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
  check: ({ spec }) => unreadableHbaLines(textItems(spec.at('patroni', 'pg_hba'))),
};
