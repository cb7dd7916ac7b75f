import type { Finding, ManifestNode, ManifestPath, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Each server and each port once. */
export const proxyEntryTwice: Rule = {
  id: 'mariadb/proxy-entry-twice',
  severity: 'error',
  kinds: ['MaxScale'],
  help: `Names and addresses of servers, names of services and ports of their listeners have to differ: the webhook refuses two that are
alike. MaxScale would know only one of them.`,
  source: webhook('maxscale', 120),
  *check({ spec }) {
    yield* twice(spec.at('servers'), ['name']);
    yield* twice(spec.at('servers'), ['address']);
    yield* twice(spec.at('services'), ['name']);
    yield* twice(spec.at('services'), ['listener', 'port']);
  },
};

function* twice(list: ManifestNode, field: ManifestPath): Iterable<Finding> {
  const seen = new Set<unknown>();
  for (const item of list.items()) {
    const node = item.at(...field);
    const { value } = node;
    if ((typeof value !== 'string' && typeof value !== 'number') || isFilledInLater(String(value))) continue;
    if (seen.has(value))
      yield {
        node,
        message: say`${String(value)} stands here twice, and the webhook refuses that: write another one.`,
      };
    seen.add(value);
  }
}
