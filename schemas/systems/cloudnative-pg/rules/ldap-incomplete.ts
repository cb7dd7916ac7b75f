import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** A server, and one way to log in. */
export const ldapIncomplete: Rule = {
  id: 'cloudnative-pg/ldap-incomplete',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `\`ldap\` becomes a line of pg_hba.conf, which needs a server and one way to log in: as the user at once (\`bindAsAuth\`), or
by a search first (\`bindSearchAuth\`). The webhook refuses it without \`server\`, and with both ways.`,
  source: webhook('cluster', 262),
  *check({ spec }) {
    const ldap = spec.at('postgresql', 'ldap');
    if (ldap.kind !== 'map') return;
    const server = ldap.at('server');
    if (!isPlaceholder(server) && (!isWritten(server) || server.value === '')) {
      yield {
        node: isWritten(server) ? server : ldap,
        mark: 'key',
        message: say`Without \`server\` nobody knows which directory is meant, so the webhook refuses the cluster: add it.`,
        fixes: [
          { title: say`Add \`server\``, edits: [{ do: 'set', node: server, value: 'ldap.example.com' }], safe: false },
        ],
      };
    }
    const ways = ['bindAsAuth', 'bindSearchAuth'].map((way) => ldap.at(way));
    if (!ways.every(isWritten)) return;
    yield {
      node: ldap,
      mark: 'key',
      message: say`\`bindAsAuth\` and \`bindSearchAuth\` are two ways to log in, so the webhook refuses the cluster: keep one.`,
      fixes: ways.map((node) => ({
        title: say`Remove \`${String(node.path.at(-1))}\``,
        edits: [{ do: 'remove', node }],
        safe: false,
      })),
    };
  },
};
