import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isFalse, isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { barmanPlugin } from '../naming.ts';
import { isArchiver } from '../objectStores.ts';

/** The plugin without the name of its store. */
export const pluginStoreMissing: Rule = {
  id: 'cloudnative-pg/plugin-store-missing',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `The Barman Cloud plugin takes the bucket and its login from an \`ObjectStore\` of the same namespace, which
\`parameters.barmanObjectName\` names. Without it the plugin stops the cluster with "no reference to barmanObjectName have been
included". Name the store, and write it if there is none.`,
  source:
    'https://github.com/cloudnative-pg/plugin-barman-cloud/blob/v0.14.0/internal/cnpgi/operator/config/config.go#L275',
  *check({ spec }) {
    const entries = spec.at('externalClusters').items();
    const own = spec.at('plugins').items().filter(isBarman);
    const others = entries.map((entry) => entry.at('plugin')).filter(isBarman);
    const isNamed = [...own, ...others].some((plugin) => isGiven(storeOf(plugin)));
    for (const plugin of [...own, ...others]) {
      // One that only fetches for a restore takes the store of the entry.
      const mayDoWithout = own.includes(plugin) && isNamed && !isArchiver(plugin);
      const node = storeOf(plugin);
      if (isGiven(node) || mayDoWithout || isPlaceholder(plugin.at('parameters'))) continue;
      yield {
        node: isWritten(node) ? node : plugin.at('name'),
        message: say`Without \`barmanObjectName\` the plugin does not know which store is meant, and fails: name an \`ObjectStore\`.`,
        fixes: [
          { title: say`Add \`barmanObjectName\``, edits: [{ do: 'set', node, value: 'object-store' }], safe: false },
        ],
      };
    }
  },
};

function isBarman(plugin: ManifestNode): boolean {
  return plugin.at('name').value === barmanPlugin && !isFalse(plugin.at('enabled'));
}

function storeOf(plugin: ManifestNode): ManifestNode {
  return plugin.at('parameters', 'barmanObjectName');
}

function isGiven(node: ManifestNode): boolean {
  return isPlaceholder(node) || (isWritten(node) && node.value !== '');
}
