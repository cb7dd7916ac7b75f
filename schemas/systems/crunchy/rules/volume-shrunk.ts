import type { Rule } from '../../../contract/index.ts';
import { compareQuantities, quantityOf } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';
import { claimsOf } from '../parts.ts';

/** Volumes only grow. */
export const volumeShrunk: Rule = {
  id: 'crunchy/volume-shrunk',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Kubernetes cannot make a volume smaller: it refuses the claim, the operator writes the event \`PersistentVolumeError\`
with every sync, and the volume stays as it is. Restore the size. For a smaller volume add a set of instances with it, wait
until its replica is there, and take the old set out.`,
  source:
    'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/controller/postgrescluster/volumes.go#L804',
  *check({ spec, previous }) {
    if (previous === undefined) return;
    const before = new Map(claimsOf(previous.root.at('spec')).map(({ key, node }) => [key, node]));
    for (const { key, node: claim, grows } of claimsOf(spec)) {
      const node = claim.at('resources', 'requests', 'storage');
      const was = before.get(key)?.at('resources', 'requests', 'storage');
      const [old, now] = [quantityOf(was?.value), quantityOf(node.value)];
      const isTemporary = !grows && key.startsWith('temp');
      if (was === undefined || !old || !now || isTemporary || compareQuantities(now, old) >= 0) continue;
      const value = typeof was.value === 'number' ? was.value : String(was.value);
      yield {
        node,
        message: say`This was "${String(was.value)}" when last committed: volumes cannot shrink, so it stays as it is.`,
        fixes: [{ title: say`Restore "${String(was.value)}"`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    }
  },
};
