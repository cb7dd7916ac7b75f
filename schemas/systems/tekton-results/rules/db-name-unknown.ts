import type { Fix, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { joined, say } from '../../../vocabulary/say.ts';
import { clusterBehindHost } from '../clusterBehindHost.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** The database has to exist: the API makes tables, not databases. */
export const dbNameUnknown: Rule = {
  id: 'tekton-results/db-name-unknown',
  severity: 'warning',
  kinds: resultKinds,
  help: `\`db_host\` is a Service of a database cluster in this workspace, and that cluster declares no database of the name in
\`db_name\` (\`tekton-results\` if the field is left out). The API makes its tables, but not the database: it ends with
"database does not exist". Take one of the cluster's databases, or declare this one there. Somebody may have made it by
hand; then switch this off for the line.`,
  source: 'https://github.com/tektoncd/results/blob/v0.20.0/config/base/env/config',
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
      message: isWritten(node)
        ? say`${kind} "${owner}" behind \`db_host\` declares no database "${name}": ${declared(own)}.`
        : say`${kind} "${owner}" behind \`db_host\` declares no database "${name}", the default of \`db_name\`: ${declared(own)}.`,
      fixes: own.slice(0, 3).map((database) => useDatabase(node, database)),
      related: [{ node: cluster.resource.root.at('metadata', 'name'), message: say`The cluster` }],
    };
  },
};

function declared(databases: readonly string[]): Said {
  if (databases.length === 0) return say`it has none of its own`;
  return say`it has ${joined(databases.slice(0, 5).map(quoted), ', ')}`;
}

function useDatabase(node: ManifestNode, value: string): Fix {
  return { title: say`Use database "${value}"`, edits: [{ do: 'set', node, value }], safe: false };
}

function quoted(text: string): string {
  return `"${text}"`;
}
