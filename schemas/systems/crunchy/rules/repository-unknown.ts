import type { Finding, ManifestNode, Rule, RuleContext } from '../../../contract/index.ts';
import { isPlaceholder, isTrue, textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { clusterType, group, repositories } from '../naming.ts';

/** A repository that nobody has. */
export const repositoryUnknown: Rule = {
  id: 'crunchy/repository-unknown',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `\`repoName\` has to be one of the cluster's \`repos\`. A backup on demand from another one is refused with the event
\`InvalidBackupRepo\`, a restore with \`InvalidDataSource\`; for a new cluster (\`dataSource\`) no instance is made until it is
corrected, and a standby waits for a log that never comes.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/pgbackrest.go#L2486',
  wholeOnly: true,
  *check(context): Iterable<Finding> {
    const { spec } = context;
    const pgBackRest = spec.at('backups', 'pgbackrest');
    yield* unknown(pgBackRest.at('manual', 'repoName'), spec);
    if (spec.at('standby', 'enabled').value !== false) yield* unknown(spec.at('standby', 'repoName'), spec);
    const restore = pgBackRest.at('restore');
    if (isTrue(restore.at('enabled'))) yield* unknown(restore.at('repoName'), sourceOf(restore, context));
    const source = spec.at('dataSource', 'postgresCluster');
    for (const finding of unknown(source.at('repoName'), sourceOf(source, context)))
      yield { ...finding, severity: 'error' };
  },
};

/** Of an unknown cluster, or one with other names to be filled in, nothing is said. */
function* unknown(node: ManifestNode, spec: ManifestNode | undefined): Iterable<Finding> {
  const name = textOf(node);
  if (spec === undefined || !name || name.includes('$')) return;
  const steps = ['backups', 'pgbackrest', 'repos'];
  if (steps.some((_, index) => isPlaceholder(spec.at(...steps.slice(0, index + 1))))) return;
  const repos = repositories(spec);
  const names = repos.flatMap((repository) => textOf(repository.at('name')) ?? []);
  if (names.length < repos.length || names.includes(name)) return;
  yield {
    node,
    message:
      names.length === 0
        ? say`That cluster has no repository "${name}", as it has no backups at all.`
        : say`There is no repository "${name}": that cluster has ${listed(names, 'and')}.`,
    fixes: names.map((value) => ({
      title: say`Write "${value}"`,
      edits: [{ do: 'set', node, value }],
      safe: false as const,
    })),
  };
}

/** The spec of the cluster that is read, itself unless another is named; `undefined`: not in the workspace, or twice. */
function sourceOf(source: ManifestNode, { spec, resource, workspace }: RuleContext): ManifestNode | undefined {
  const name = textOf(source.at('clusterName'));
  const written = source.at('clusterName').kind !== 'missing';
  const { identity } = resource;
  const namespace = textOf(source.at('clusterNamespace')) ?? identity.namespace;
  if (!written || (name === identity.name && namespace === identity.namespace)) return spec;
  if (!name) return undefined;
  const [found, ...others] = workspace.find(clusterType, name, namespace);
  const isWhole = found !== undefined && others.length === 0 && !found.resource.partial;
  return isWhole && found.resource.identity.apiVersion.startsWith(group) ? found.resource.root.at('spec') : undefined;
}
