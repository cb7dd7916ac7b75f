import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Group and kind belong together. Those of tablespaces are not looked at by the webhook, and lead nowhere just the same. */
export const snapshotSourceInvalid: Rule = {
  id: 'cloudnative-pg/snapshot-source-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  help: `A volume begins as a \`VolumeSnapshot\` of the group \`snapshot.storage.k8s.io\`, or as a copy of a
\`PersistentVolumeClaim\`, which is of no group. The webhook refuses any other pair for the data and for WAL; with one for a
tablespace the claim waits forever. Write the group that belongs to the kind.`,
  source: webhook('cluster', 762),
  *check({ spec }) {
    const snapshots = spec.at('bootstrap', 'recovery', 'volumeSnapshots');
    const tablespaces = snapshots.at('tablespaceStorage').entries();
    for (const source of [
      snapshots.at('storage'),
      snapshots.at('walStorage'),
      ...tablespaces.map(([, node]) => node),
    ]) {
      const kind = source.at('kind');
      const node = source.at('apiGroup');
      const wanted = groupOf(kind);
      if (wanted === undefined || isPlaceholder(node) || (node.value ?? '') === wanted) continue;
      const edit = wanted === '' ? ({ do: 'remove', node } as const) : ({ do: 'set', node, value: wanted } as const);
      yield {
        node: isWritten(node) ? node : kind,
        message:
          wanted === ''
            ? say`A \`PersistentVolumeClaim\` is of no group, so this is refused: remove \`apiGroup\`.`
            : say`A \`VolumeSnapshot\` is of the group "${wanted}", so this is refused: write it into \`apiGroup\`.`,
        fixes: [{ title: wanted === '' ? say`Remove \`apiGroup\`` : say`Write "${wanted}"`, edits: [edit] }],
      };
    }
  },
};

function groupOf(kind: ManifestNode): string | undefined {
  if (kind.value === 'VolumeSnapshot') return 'snapshot.storage.k8s.io';
  return kind.value === 'PersistentVolumeClaim' ? '' : undefined;
}
