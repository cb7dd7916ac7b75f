import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { instanceContainers, pgBouncerContainers } from '../containers.ts';

/** Names of containers are the operator's first. */
export const containerNameTaken: Rule = {
  id: 'crunchy/container-name-taken',
  severity: 'error',
  kinds: ['PostgresCluster'],
  help: `Containers of a pod have different names, and the operator's containers have theirs: \`database\`,
\`replication-cert-copy\`, \`pgbackrest\`, \`pgbackrest-config\` and others. With the same name Kubernetes refuses the pods, and no
database runs; only the operator's log says so. Choose another name.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/naming/names.go#L21',
  *check({ spec }): Iterable<Finding> {
    for (const set of spec.at('instances').items()) yield* taken(set.at('containers'), instanceContainers);
    yield* taken(spec.at('proxy', 'pgBouncer', 'containers'), pgBouncerContainers);
  },
};

function* taken(list: ManifestNode, own: readonly string[]): Iterable<Finding> {
  const seen = new Set<string>();
  for (const container of list.items()) {
    const node = container.at('name');
    const name = textOf(node);
    if (!name) continue;
    if (own.includes(name)) {
      yield {
        node,
        message: say`Pods are refused: the operator has a container "${name}" in them itself. Choose another name.`,
      };
    } else if (seen.has(name)) {
      yield { node, message: say`Pods are refused: two containers are called "${name}". Choose another name.` };
    }
    seen.add(name);
  }
}
