import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** What is read once, while a cluster is made. */
export const changeIgnored: Rule = {
  id: 'zalando/change-ignored',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Some of a manifest is read only while the cluster, or a volume, is made: \`clone\`, the options of \`initdb\`, storage class and
selector of the volumes. A later change is ignored without a word, and the manifest no longer says what runs. A lower version of
Postgres is ignored as well: data cannot go back. Undo the change, or make a new cluster and copy the data (\`clone\`).`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/cluster.go#L1070',
  *check({ spec, previous }) {
    if (!previous || previous.partial) return;
    const before = previous.root.at('spec');
    for (const [path, consequence] of places) {
      const node = spec.at(...path);
      yield* changed(node, before.at(...path), path.join('.'), consequence);
    }
    yield* lowered(spec.at('postgresql', 'version'), before.at('postgresql', 'version'));
  },
};

const onlyNew = say`only new volumes get it, those that exist stay as they are`;

const places: readonly (readonly [path: readonly string[], consequence: Said])[] = [
  [['clone'], say`it is read only while a cluster is made, so this does nothing`],
  [['patroni', 'initdb'], say`it is read only while a cluster is made, so this does nothing`],
  [['volume', 'storageClass'], onlyNew],
  [['volume', 'selector'], onlyNew],
];

function* changed(node: ManifestNode, before: ManifestNode, field: string, consequence: Said): Iterable<Finding> {
  if (isHidden(node) || isHidden(before) || !isWritten(node)) return;
  if (JSON.stringify(node.value) === JSON.stringify(before.value)) return;
  const was = textOf(before);
  const isNew = !isWritten(before);
  yield {
    node,
    mark: 'key',
    message: isNew
      ? say`\`${field}\` is new since the last commit: ${consequence}.`
      : say`\`${field}\` was changed since the last commit: ${consequence}.`,
    fixes: isNew
      ? [{ title: say`Remove \`${field}\``, edits: [{ do: 'remove', node }], safe: false }]
      : was === undefined
        ? []
        : [{ title: say`Restore "${was}"`, edits: [{ do: 'set', node, value: was }], safe: false }],
  };
}

function* lowered(node: ManifestNode, before: ManifestNode): Iterable<Finding> {
  const [is, was] = [textOf(node), textOf(before)];
  if (!is || !was || !(Number(is) < Number(was))) return;
  yield {
    node,
    message: say`Postgres was "${was}" when last committed, and a lower version is ignored: there is no way back but a restore.`,
    fixes: [{ title: say`Restore "${was}"`, edits: [{ do: 'set', node, value: was }], safe: false }],
  };
}
