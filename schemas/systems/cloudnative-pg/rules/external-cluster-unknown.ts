import type { Fix, ManifestNode, Rule, Severity } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { externalClusterNames } from '../externalClusters.ts';
import { webhook } from '../sources.ts';

/** Names of entries of the same manifest. */
export const externalClusterUnknown: Rule = {
  id: 'cloudnative-pg/external-cluster-unknown',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `\`bootstrap\` and \`replica\` name an entry of \`externalClusters\` of the same manifest. The webhook refuses a name
that no entry has. For an \`import\` it does not look: there the job that fills the database fails, again and again. Correct
the name, or add the entry.`,
  source: webhook('cluster', 643),
  *check({ spec }) {
    const names = externalClusterNames(spec);
    if (!names) return;
    for (const [node, severity] of references(spec)) {
      const name = textOf(node);
      if (!name || isFilledInLater(name) || names.includes(name)) continue;
      const message =
        severity === 'error'
          ? say`No entry of \`externalClusters\` is named "${name}", so the webhook refuses the cluster: correct the name, or add the entry.`
          : say`No entry of \`externalClusters\` is named "${name}", so the import fails: correct the name, or add the entry.`;
      yield { node, severity, message, fixes: fixesFor(spec, node, name, names) };
    }
  },
};

function* references(spec: ManifestNode): Iterable<[ManifestNode, Severity]> {
  const bootstrap = spec.at('bootstrap');
  yield [bootstrap.at('pg_basebackup', 'source'), 'error'];
  yield [bootstrap.at('recovery', 'source'), 'error'];
  for (const field of ['source', 'self', 'primary']) yield [spec.at('replica', field), 'error'];
  yield [bootstrap.at('initdb', 'import', 'source', 'externalCluster'), 'warning'];
}

function fixesFor(spec: ManifestNode, node: ManifestNode, name: string, names: readonly string[]): readonly Fix[] {
  const isSource = node.path.at(-1) === 'source';
  const meant = nearestName(name, names) ?? (isSource && names.length === 1 ? names[0] : undefined);
  const entry = { name, connectionParameters: { host: `${name}.example.com`, user: 'streaming_replica' } };
  const add: Fix = {
    title: say`Add the entry "${name}"`,
    edits: [{ do: 'append', node: spec.at('externalClusters'), value: entry }],
    safe: false,
  };
  if (meant === undefined) return [add];
  return [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }, add];
}
