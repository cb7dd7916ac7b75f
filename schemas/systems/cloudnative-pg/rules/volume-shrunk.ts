import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { compareQuantities } from '../../../vocabulary/quantity.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';
import { sizeNode, sizeOf } from '../storages.ts';

/** Volumes only grow. */
export const volumeShrunk: Rule = {
  id: 'cloudnative-pg/volume-shrunk',
  severity: 'error',
  kinds: ['Cluster'],
  help: `Kubernetes cannot make a volume smaller, so the webhook refuses a smaller size for \`storage\`, \`walStorage\` and
tablespaces, also when it comes by a template. Restore the size. To get smaller volumes make a new cluster and bring the data
over, by \`import\` or from a backup.`,
  source: webhook('cluster', 1829),
  *check({ spec, previous }) {
    if (!previous) return;
    const before = previous.root.at('spec');
    yield* shrunk(spec.at('storage'), before.at('storage'));
    yield* shrunk(spec.at('walStorage'), before.at('walStorage'));
    for (const old of before.at('tablespaces').items()) {
      const now = spec
        .at('tablespaces')
        .items()
        .find((each) => each.at('name').value === old.at('name').value);
      if (now) yield* shrunk(now.at('storage'), old.at('storage'));
    }
  },
};

function* shrunk(storage: ManifestNode, old: ManifestNode) {
  const [is, was] = [sizeOf(storage), sizeOf(old)];
  if (!is || !was || compareQuantities(is, was) >= 0) return;
  const node = sizeNode(storage);
  const value = String(sizeNode(old).value);
  yield {
    node,
    message: say`The volume had "${value}" when last committed, and volumes cannot shrink: the webhook refuses the change. Restore it.`,
    fixes: [{ title: say`Restore "${value}"`, edits: [{ do: 'set' as const, node, value }], safe: false as const }],
  };
}
