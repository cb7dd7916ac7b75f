import type { Finding, ManifestNode, Resource, Rule, Said } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isFalse, isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { backupMethodOf } from '../backupMethodOf.ts';
import { clusterType } from '../naming.ts';
import { manual } from '../sources.ts';

/** The method is set up in the cluster, another resource. */
export const backupMethodNotSetUp: Rule = {
  id: 'cloudnative-pg/backup-method-not-set-up',
  severity: 'warning',
  kinds: ['Backup', 'ScheduledBackup'],
  wholeOnly: true,
  help: `Where backups go is written in the cluster: \`backup.barmanObjectStore\`, \`backup.volumeSnapshot\`, or a plugin under
\`plugins\`. A backup by a method that the cluster does not have fails each time, with "no barmanObjectStore section defined on the
target cluster" and the like. \`method\` is \`barmanObjectStore\` where it is left out, also if the cluster has only a plugin.`,
  source: manual('backup/#backup-methods'),
  *check({ spec, resource, workspace }) {
    const name = textOf(spec.at('cluster', 'name'));
    if (!name || isFilledInLater(name)) return;
    const clusters = workspace.find(clusterType, name, resource.identity.namespace);
    const [cluster] = clusters;
    if (!cluster || clusters.length > 1 || cluster.resource.partial) return;
    yield* missing(spec, cluster.resource, name);
  },
};

function* missing(spec: ManifestNode, cluster: Resource, name: string): Iterable<Finding> {
  const target = cluster.root.at('spec');
  const method = backupMethodOf(spec);
  const plugins = target.at('plugins');
  const written = spec.at('method');
  if (isPlaceholder(target.at('backup')) || isPlaceholder(plugins)) return;
  if (method === 'plugin') {
    const node = spec.at('pluginConfiguration', 'name');
    const plugin = textOf(node);
    const isLoaded = plugins.items().some((each) => each.at('name').value === plugin && !isFalse(each.at('enabled')));
    if (!plugin || isFilledInLater(plugin) || isLoaded) return;
    yield {
      node,
      message: say`Cluster "${name}" does not load the plugin "${plugin}", so every backup fails: add it under \`plugins\` there.`,
    };
    return;
  }
  const message = method === undefined ? undefined : messages[method]?.(name);
  if (!message || isWritten(target.at('backup', method ?? ''))) return;
  const first = plugins.items().find((each) => !isFalse(each.at('enabled')));
  const plugin = first && textOf(first.at('name'));
  yield {
    node: isWritten(written) ? written : spec.at('cluster', 'name'),
    message,
    fixes: plugin
      ? [
          {
            title: say`Use the plugin "${plugin}"`,
            edits: [
              { do: 'set', node: written, value: 'plugin' },
              { do: 'set', node: spec.at('pluginConfiguration'), value: { name: plugin } },
            ],
            safe: false,
          },
        ]
      : [],
  };
}

const messages: Readonly<Record<string, (cluster: string) => Said>> = {
  barmanObjectStore: (cluster) =>
    say`Cluster "${cluster}" has no \`backup.barmanObjectStore\`, so every backup by this method fails: set it up there, or use another method.`,
  volumeSnapshot: (cluster) =>
    say`Cluster "${cluster}" has no \`backup.volumeSnapshot\`, so every backup by this method fails: set it up there, or use another method.`,
};
