import type { ManifestValue, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** A map by name, as in drafts of the feature and in some of the project's samples. */
export const tablespacesNotListed: Rule = {
  id: 'cloudnative-pg/tablespaces-not-listed',
  severity: 'error',
  kinds: ['Cluster'],
  help: `Tablespaces are a list, each item with its \`name\`. Old samples show them as a map by name, which the API server refuses.
The fix makes a list of it.`,
  source: manual('tablespaces/#declarative-tablespaces'),
  since: '1.22',
  *check({ spec }) {
    const node = spec.at('tablespaces');
    const entries = node.entries();
    if (node.kind !== 'map' || entries.length === 0 || entries.some(([, each]) => each.kind !== 'map')) return;
    const value = entries.map(([name, each]) => ({ name, ...(each.value as { [key: string]: ManifestValue }) }));
    yield {
      node,
      mark: 'key',
      message: say`Tablespaces are a list, so a map of them is refused: write each as an item with its \`name\`.`,
      fixes: [{ title: say`Make a list of it`, edits: [{ do: 'set', node, value }] }],
    };
  },
};
