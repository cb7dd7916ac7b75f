import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Lines that let everybody in. */
export const loginWithoutPassword: Rule = {
  id: 'crunchy/login-without-password',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `\`trust\` lets in whoever comes, as any user, without a password. In a line for network connections that is every pod
that reaches the port. The API server refuses it as a \`method\`, but does not read lines. Use \`scram-sha-256\`.`,
  source: 'https://www.postgresql.org/docs/current/auth-trust.html',
  *check({ spec }): Iterable<Finding> {
    for (const [line, node] of textItems(spec.at('patroni', 'dynamicConfiguration', 'postgresql', 'pg_hba'))) {
      yield* trusting(line, node);
    }
    for (const rule of spec.at('authentication', 'rules').items()) {
      const node = rule.at('hba');
      yield* trusting(textOf(node) ?? '', node);
    }
  },
};

function* trusting(line: string, node: ManifestNode): Iterable<Finding> {
  const words = line.trim().split(/\s+/);
  if (!/^host/.test(words[0] ?? '') || !words.includes('trust')) return;
  const value = line.replace(/\btrust\b/, 'scram-sha-256');
  yield {
    node,
    message: say`Whoever reaches the port gets in without a password: use \`scram-sha-256\` instead of \`trust\`.`,
    fixes: [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
  };
}
