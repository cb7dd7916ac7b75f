import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { group } from '../naming.ts';
import { spreadParts } from '../parts.ts';

/** A selector with a label that no pod has. */
export const selectorMatchesNothing: Rule = {
  id: 'crunchy/selector-matches-nothing',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Affinity and spread look for pods by labels. The operator's pods have \`postgres-operator.crunchydata.com/cluster\`,
\`instance-set\`, \`data\` (\`postgres\`, \`pgbackrest\`) and some more. With a label that none has, or that another cluster has, the
rule does nothing, and the pods may all stand on one node.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/naming/labels.go#L11',
  *check({ spec, resource }): Iterable<Finding> {
    for (const part of spreadParts(spec)) {
      for (const selector of selectorsOf(part)) yield* check(selector.at('matchLabels'), resource.identity.name);
    }
  },
};

function* check(labels: ManifestNode, cluster: string): Iterable<Finding> {
  for (const [key, node] of labels.entries()) {
    if (!key.startsWith(`${group}/`)) continue;
    const name = key.slice(group.length + 1);
    if (!podLabels.includes(name)) {
      const meant = nearestName(name, podLabels);
      const right = meant === undefined ? undefined : `${group}/${meant}`;
      yield {
        node,
        mark: 'key',
        message: say`No pod has the label \`${key}\`, so this does nothing: correct it.`,
        fixes:
          right === undefined
            ? []
            : [{ title: say`Rename to \`${right}\``, edits: [{ do: 'rename', node, key: right }], safe: false }],
      };
    } else if (name === 'data' && !/^(?:postgres|pgbackrest|pgadmin)$/.test(textOf(node) ?? 'postgres')) {
      const value = 'postgres';
      yield {
        node,
        message: say`No pod has this value, so this does nothing: pods of the database have "${value}".`,
        fixes: [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    } else if (name === 'role' && textOf(node) === 'primary') {
      const value = 'master';
      yield {
        node,
        message: say`No pod has this value, so this does nothing: the primary has "${value}".`,
        fixes: [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    } else if (name === 'cluster' && cluster !== '' && (textOf(node) ?? cluster) !== cluster) {
      yield {
        node,
        severity: 'information',
        message: say`This looks at the pods of cluster "${textOf(node) ?? ''}", and this one is "${cluster}".`,
      };
    }
  }
}

function* selectorsOf(part: ManifestNode): Iterable<ManifestNode> {
  for (const constraint of part.at('topologySpreadConstraints').items()) yield constraint.at('labelSelector');
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const terms = part.at('affinity', kind);
    for (const term of terms.at('requiredDuringSchedulingIgnoredDuringExecution').items())
      yield term.at('labelSelector');
    for (const term of terms.at('preferredDuringSchedulingIgnoredDuringExecution').items()) {
      yield term.at('podAffinityTerm', 'labelSelector');
    }
  }
}

const podLabels: readonly string[] = [
  ...['cluster', 'instance', 'instance-set', 'patroni', 'role', 'data', 'pgbackrest', 'pgbackrest-backup'],
  ...['pgbackrest-dedicated', 'pgbackrest-repo', 'pgbackrest-restore', 'pgbackrest-cronjob', 'pgadmin', 'pgupgrade'],
  ...['crunchy-postgres-exporter', 'crunchy-otel-collector', 'move-job', 'move-pgdata-dir', 'move-pgwal-dir'],
];
