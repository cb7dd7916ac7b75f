import type { Rule } from '../../../contract/index.ts';
import { trustingHbaLines } from '../../../vocabulary/hbaLines.ts';
import { hbaLinesOf } from '../hbaLinesOf.ts';

/** Lines that let everybody in. */
export const loginWithoutPassword: Rule = {
  id: 'crunchy/login-without-password',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `\`trust\` lets in whoever comes, as any user, without a password. In a line for network connections that is every pod
that reaches the port. The API server refuses it as a \`method\`, but does not read lines. Use \`scram-sha-256\`.`,
  source: 'https://www.postgresql.org/docs/current/auth-trust.html',
  check: ({ spec }) => trustingHbaLines(hbaLinesOf(spec)),
};
