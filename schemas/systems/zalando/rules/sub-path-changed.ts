import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** In another folder of the volume there are no data. */
export const subPathChanged: Rule = {
  id: 'zalando/sub-path-changed',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`volume.subPath\` says in which folder of the volume the data are. With another folder the next pod begins with an empty one and
Postgres without data: Patroni copies them from a pod that still has them, or makes a new database if none has. The old data stay where
they are and fill the volume. Undo the change, or move to a new cluster (\`clone\`).`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/reference/cluster_manifest.md#volume-properties',
  *check({ spec, previous }) {
    const node = spec.at('volume', 'subPath');
    const before = previous?.partial === false ? previous.root.at('spec', 'volume') : undefined;
    if (!before || !isWritten(before) || isHidden(node) || isHidden(before.at('subPath'))) return;
    const was = textOf(before.at('subPath')) ?? '';
    if ((textOf(node) ?? '') === was || !isWritten(spec.at('volume'))) return;
    yield {
      node: isWritten(node) ? node : spec.at('volume'),
      mark: 'key',
      message: was
        ? say`\`volume.subPath\` was "${was}" when last committed: pods begin with an empty folder, and the data stay in the old one.`
        : say`\`volume.subPath\` was not there when last committed: pods begin with an empty folder, and the data stay where they are.`,
      fixes: was
        ? [{ title: say`Restore "${was}"`, edits: [{ do: 'set', node, value: was }], safe: false }]
        : [{ title: say`Remove \`subPath\``, edits: [{ do: 'remove', node }], safe: false }],
    };
  },
};
