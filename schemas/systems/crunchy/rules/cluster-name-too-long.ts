import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { trimEnd } from '../../../vocabulary/trimEnd.ts';
import { repositories } from '../naming.ts';

/** Names that the operator makes from the cluster's name outgrow what Kubernetes takes. */
export const clusterNameTooLong: Rule = {
  id: 'crunchy/cluster-name-too-long',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `The operator makes names from the cluster's name: \`<name>-ha-config\` for a Service (53 characters are left for the
name), \`<name>-repo-host\` for the pods that hold backups on a volume (42), \`<name>-repo1-full\` for the CronJobs of
schedules (41). Above that Kubernetes refuses them: nothing is made, or there are no backups. Only the operator's log says
so. Shorten the name.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/naming/names.go#L463',
  *check({ root, spec }): Iterable<Finding> {
    const node = root.at('metadata', 'name');
    const name = textOf(node);
    if (!name) return;
    const limits = limitsOf(spec);
    const passed = limits.find((limit) => name.length > limit.most);
    if (!passed) return;
    const most = limits.reduce((least, limit) => Math.min(least, limit.most), Infinity);
    const shorter = trimEnd(name.slice(0, most), '-.');
    yield {
      node,
      message: say`Cluster name has ${name.length} characters: ${passed.consequence} Shorten it to at most ${most}.`,
      fixes: [{ title: say`Rename to "${shorter}"`, edits: [{ do: 'set', node, value: shorter }], safe: false }],
      related: passed.cause === undefined ? [] : [{ node: passed.cause, message: say`This needs the shorter name.` }],
    };
  },
};

interface Limit {
  /** Characters. */
  readonly most: number;
  readonly consequence: Said;
  readonly cause?: ManifestNode;
}

/** The gravest first. */
function limitsOf(spec: ManifestNode): Limit[] {
  const repos = repositories(spec);
  const volume = repos.map((repository) => repository.at('volume')).find(isWritten);
  const schedule = repos
    .flatMap((repository) => repository.at('schedules').entries())
    .map(([, node]) => node)
    .find(isWritten);
  return [
    { most: 53, consequence: say`with \`-ha-config\` behind it, it is no name for a Service, and nothing is made.` },
    ...(volume
      ? [
          {
            most: 42,
            consequence: say`the pod \`<name>-repo-host\` is refused, and there are no backups.`,
            cause: volume,
          },
        ]
      : []),
    ...(schedule
      ? [
          {
            most: 41,
            consequence: say`the CronJob \`<name>-repo1-full\` is refused, and no backup runs as planned.`,
            cause: schedule,
          },
        ]
      : []),
  ];
}
