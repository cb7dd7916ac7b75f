import type { Rule } from '../../../contract/index.ts';
import { trustingHbaLines } from '../../../vocabulary/hbaLines.ts';
import { textItems } from '../../../vocabulary/read.ts';

/** A login without a password from anywhere. */
export const hbaTrustsNetwork: Rule = {
  id: 'cloudnative-pg/hba-trusts-network',
  severity: 'warning',
  kinds: ['Cluster', 'Pooler'],
  help: `\`trust\` lets everybody in who comes from the address, as any role that the line names, without a password. Pods of the
whole Kubernetes cluster can reach the Services, so from \`all\` that is everybody. Use \`scram-sha-256\`, or \`cert\`.`,
  source: 'https://www.postgresql.org/docs/current/auth-trust.html',
  *check({ spec }) {
    const lists = [spec.at('postgresql', 'pg_hba'), spec.at('pgbouncer', 'pg_hba')];
    yield* trustingHbaLines(lists.flatMap(textItems));
  },
};
