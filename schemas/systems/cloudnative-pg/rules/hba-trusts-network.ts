import type { Rule } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

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
    for (const [line, node] of lists.flatMap(textItems)) {
      const match = /^\s*host\w*\s+\S+\s+\S+\s+(\S+)\s+trust\b/.exec(line);
      if (!match || !isWide(match[1] ?? '')) continue;
      const value = line.replace(/\btrust\b/, 'scram-sha-256');
      yield {
        node,
        message: say`This lets everybody in from "${match[1] ?? ''}" without a password: use \`scram-sha-256\`, or \`cert\`.`,
        fixes: [{ title: say`Ask for the password`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    }
  },
};

/** Loopback, single hosts and named pods are another matter. */
function isWide(address: string): boolean {
  if (['all', 'samenet'].includes(address)) return true;
  const [ip = '', bits] = address.split('/');
  if (ip === '127.0.0.1' || ip === '::1' || bits === undefined) return false;
  return Number(bits) < (ip.includes(':') ? 128 : 32);
}
