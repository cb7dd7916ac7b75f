import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Keys are names of tablespaces of the same manifest. */
export const snapshotClassOfNoTablespace: Rule = {
  id: 'cloudnative-pg/snapshot-class-of-no-tablespace',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `\`tablespaceClassName\` says by name of the tablespace how its snapshots are taken. The webhook refuses a name that
\`tablespaces\` does not have. Correct the key, or remove the entry: then \`className\` counts.`,
  source: webhook('cluster', 1913),
  since: '1.22',
  *check({ spec }) {
    const tablespaces = spec.at('tablespaces');
    const names = tablespaces.items().map((each) => textOf(each.at('name')));
    if (isPlaceholder(tablespaces) || names.includes(undefined)) return;
    for (const [name, node] of spec.at('backup', 'volumeSnapshot', 'tablespaceClassName').entries()) {
      if (names.includes(name) || name.includes('${')) continue;
      const meant = nearestName(
        name,
        names.filter((each) => each !== undefined),
      );
      yield {
        node,
        mark: 'key',
        message: say`There is no tablespace "${name}", so the webhook refuses the cluster: correct the name, or remove the entry.`,
        fixes: [
          ...(meant === undefined
            ? []
            : [{ title: say`Rename to "${meant}"`, edits: [{ do: 'rename' as const, node, key: meant }] }]),
          { title: say`Remove the entry`, edits: [{ do: 'remove', node }], safe: false },
        ],
      };
    }
  },
};
