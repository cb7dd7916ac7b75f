import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Lists whose items are told apart by name. */
export const databaseObjectTwice: Rule = {
  id: 'cloudnative-pg/database-object-twice',
  severity: 'error',
  kinds: ['Database'],
  help: `Extensions, schemas, wrappers and servers of a database stand once in their list, and so do the options and roles of each.
The webhook refuses a name that stands twice, because it could be present in one place and absent in the other. Remove one.`,
  source: webhook('database', 170),
  since: '1.26',
  *check({ spec }) {
    for (const list of ['extensions', 'schemas', 'fdws', 'servers']) yield* twice(spec.at(list));
    for (const list of ['fdws', 'servers']) {
      for (const item of spec.at(list).items()) {
        yield* twice(item.at('options'));
        yield* twice(item.at('usage'));
      }
    }
  },
};

function* twice(list: ManifestNode) {
  const seen = new Map<string, ManifestNode>();
  for (const item of list.items()) {
    const node = item.at('name');
    const name = textOf(node);
    const first = name === undefined ? undefined : seen.get(name);
    if (name === undefined || !first) {
      if (name !== undefined) seen.set(name, node);
      continue;
    }
    yield {
      node,
      message: say`"${name}" stands twice in this list, so the webhook refuses the database: remove one.`,
      fixes: [{ title: say`Remove this one`, edits: [{ do: 'remove' as const, node: item }], safe: false as const }],
      related: [{ node: first, message: say`The first one.` }],
    };
  }
}
