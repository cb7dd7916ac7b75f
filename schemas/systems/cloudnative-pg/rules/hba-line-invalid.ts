import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

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
    for (const [line, node] of lists.flatMap(textItems)) yield* problemsOf(line, node);
  },
};

const types = ['local', 'host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc'];
const methods = [
  ...['trust', 'reject', 'scram-sha-256', 'md5', 'password', 'gss', 'sspi', 'ident', 'peer', 'ldap', 'radius', 'cert'],
  ...['pam', 'bsd', 'oauth'],
];

function* problemsOf(line: string, node: ManifestNode): Iterable<Finding> {
  const fields = fieldsOf(line);
  const [type = ''] = fields;
  if (type === '' || type.startsWith('#') || /^(?:include|@)/.test(type) || /\$\{(?!podselector:)/.test(line)) return;
  if (!types.includes(type)) {
    const meant = nearestName(type, types);
    yield {
      node,
      message: say`"${type}" is no type of connection, so PostgreSQL cannot read the line: begin with \`host\`, \`hostssl\` or \`local\`.`,
      fixes: meant === undefined ? [] : [replace(node, line, type, meant)],
    };
    return;
  }
  const least = type === 'local' ? 4 : 5;
  if (fields.length < least) {
    yield {
      node,
      message:
        type === 'local'
          ? say`The line is too short: PostgreSQL wants type, database, user and method.`
          : say`The line is too short: PostgreSQL wants type, database, user, address and method.`,
    };
    return;
  }
  // A mask may stand by itself behind the address.
  const method = fields[type === 'local' ? 3 : /^[\d.:]+$/.test(fields[4] ?? '') ? 5 : 4] ?? '';
  if (methods.includes(method)) return;
  const meant = nearestName(method, methods);
  yield {
    node,
    message: say`"${method}" is no way to log in that PostgreSQL knows, so it cannot read the line: write one like \`scram-sha-256\` or \`cert\`.`,
    fixes: meant === undefined ? [] : [replace(node, line, method, meant)],
  };
}

/** Split at blanks and commas' ends, with double quotes around what holds blanks. */
function fieldsOf(line: string): readonly string[] {
  const [rule = ''] = line.split('#');
  return rule.match(/(?:"[^"]*"|[^\s"])+/g) ?? [];
}

function replace(node: ManifestNode, line: string, from: string, to: string) {
  const value = line.replace(from, to);
  return { title: say`Write \`${to}\``, edits: [{ do: 'set', node, value }], safe: false } as const;
}
