import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { readHbaLine, unreadableHbaLines } from '../../../vocabulary/hbaLines.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { hbaLinesOf } from '../hbaLinesOf.ts';

/** Lines that PostgreSQL cannot read. */
export const hbaLineInvalid: Rule = {
  id: 'crunchy/hba-line-invalid',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Neither the API server nor the operator reads lines of pg_hba.conf, or knows the words of \`connection\` and \`method\`. PostgreSQL
does: with a line that it cannot read it keeps the old rules, and does not start anew. A line is type, database, user, address and
method; \`local\` has no address.`,
  source: 'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
  *check({ spec }) {
    yield* unreadableHbaLines(hbaLinesOf(spec));
    for (const rule of spec.at('authentication', 'rules').items()) yield* unreadableRule(rule);
  },
};

/** A rule that the operator makes a line of, for all addresses. */
function* unreadableRule(rule: ManifestNode): Iterable<Finding> {
  const [connection, method] = [rule.at('connection'), rule.at('method')];
  const [type, way] = [textOf(connection), textOf(method)];
  if (type === undefined || way === undefined || /\s/.test(type + way)) return;
  const read = readHbaLine(`${type} all all ${type === 'local' ? '' : 'all '}${way}`);
  if (!read || !('problem' in read)) return;
  const { word, by } = read;
  const node = word?.at === 0 ? connection : method;
  yield {
    node,
    message: read.problem,
    fixes:
      by === undefined ? [] : [{ title: say`Write \`${by}\``, edits: [{ do: 'set', node, value: by }], safe: false }],
  };
}
