import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { clusterBehindHost } from '../databaseHost.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** T39. The database has to exist: the API makes tables, not databases. */
export const dbNameUnknown: Rule = {
  id: 'tekton-results/db-name-unknown',
  severity: 'warning',
  kinds: resultKinds,
  help: `\`db_host\` is a Service of a database cluster in this workspace, and that cluster declares no database of the name in
\`db_name\` (\`tekton-results\` if the field is left out). The API makes its tables, but not the database: it ends with
"database does not exist". Take one of the cluster's databases, or declare this one there. Somebody may have made it by
hand; then switch this off for the line.`,
  source: 'https://github.com/tektoncd/results/blob/v0.20.0/config/base/env/config',
  crossDocument: true,
  *check(context) {
    const settings = resultSettings(context.resource);
    const node = settings.at('db_name');
    const cluster = clusterBehindHost(context);
    const known = cluster?.serves.databases;
    if (!cluster || !known || isPlaceholder(node)) return;
    const name = textOf(node) ?? 'tekton-results';
    if ((isWritten(node) && textOf(node) === undefined) || known.includes(name)) return;
    const own = known.filter((database) => database !== 'postgres');
    const { kind, name: owner } = cluster.resource.identity;
    yield {
      node: isWritten(node) ? node : settings.at('db_host'),
      message: `${kind} "${owner}" behind \`db_host\` declares no database "${name}"${isWritten(node) ? '' : ', the default of `db_name`'}: ${own.length > 0 ? `it has ${own.slice(0, 5).map(quoted).join(', ')}` : 'it has none of its own'}.`,
      fixes: own.slice(0, 3).map((database) => useDatabase(node, database)),
      related: [{ node: cluster.resource.root.at('metadata', 'name'), message: 'The cluster' }],
    };
  },
};

function useDatabase(node: ManifestNode, value: string): Fix {
  return { title: `Use database "${value}"`, edits: [{ do: 'set', node, value }], safe: false };
}

function quoted(text: string): string {
  return `"${text}"`;
}
