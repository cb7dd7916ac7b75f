import type { ManifestNode, ManifestValue, Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Data lies on them. */
export const volumeRemoved: Rule = {
  id: 'cloudnative-pg/volume-removed',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `A volume for WAL and tablespaces can be added to a cluster, and never be taken away or renamed, because data lies on them:
the webhook refuses it. Restore what was there. Without them there is only a new cluster, to which the data is brought by
\`import\` or from a backup.`,
  source: webhook('cluster', 1755),
  *check({ spec, previous }) {
    if (!previous || spec.kind !== 'map') return;
    const before = previous.root.at('spec');
    const wal = spec.at('walStorage');
    if (isWritten(before.at('walStorage')) && !isWritten(wal) && !isPlaceholder(wal)) {
      yield {
        node: spec,
        mark: 'key',
        message: say`\`walStorage\` was there when last committed, and cannot be removed: the webhook refuses the change. Restore it.`,
        fixes: restore(wal, before.at('walStorage').value),
      };
    }
    const list = spec.at('tablespaces');
    if (isPlaceholder(list) || list.items().some((each) => isPlaceholder(each.at('name')))) return;
    const names = new Set(list.items().map((each) => each.at('name').value));
    for (const old of before.at('tablespaces').items()) {
      const name = textOf(old.at('name'));
      if (name === undefined || names.has(name)) continue;
      yield {
        node: isWritten(list) ? list : spec,
        mark: 'key',
        message: say`Tablespace "${name}" was there when last committed, and can be neither removed nor renamed: the webhook refuses the change. Restore it.`,
        fixes: [
          {
            title: say`Restore tablespace "${name}"`,
            edits: [{ do: 'append', node: list, value: old.value as ManifestValue }],
            safe: false,
          },
        ],
      };
    }
  },
};

function restore(node: ManifestNode, value: unknown) {
  return [
    { title: say`Restore it`, edits: [{ do: 'set', node, value: value as ManifestValue }], safe: false },
  ] as const;
}
