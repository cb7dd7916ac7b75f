import type { Rule } from '../../../contract/index.ts';
import { trustingHbaLines } from '../../../vocabulary/hbaLines.ts';
import { textItems } from '../../../vocabulary/read.ts';

/** A login without a password from anywhere. */
export const hbaTrustsNetwork: Rule = {
  id: 'zalando/hba-trusts-network',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`trust\` lets everybody in who comes from the address, as any role that the line names, without a password. Pods of the
whole Kubernetes cluster can reach the Services, so from \`all\` that is everybody. Use \`md5\` or \`scram-sha-256\`.`,
  source: 'https://www.postgresql.org/docs/current/auth-trust.html',
  check: ({ spec }) => trustingHbaLines(textItems(spec.at('patroni', 'pg_hba'))),
};
