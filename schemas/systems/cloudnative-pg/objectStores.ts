import type { ManifestNode } from '../../contract/index.ts';
import { isHidden, isTrue, isWritten, textOf } from '../../vocabulary/read.ts';
import { barmanPlugin } from './naming.ts';

/** Where a cluster archives to, or where an entry of `externalClusters` is read from: two are one if all parts are alike. */
export interface ArchivePlace {
  /** `destinationPath`, or the name of an `ObjectStore`. */
  readonly store: string;
  readonly storeNode: ManifestNode;
  /** Folder in it. */
  readonly server: string;
  /** Where the folder is written, or would be. */
  readonly serverNode: ManifestNode;
  readonly by: 'built-in' | 'plugin';
}

/** `undefined`: it archives nowhere, or part of it is not known. */
export function archiveOfCluster(spec: ManifestNode, cluster: string): ArchivePlace | undefined {
  const builtIn = spec.at('backup', 'barmanObjectStore');
  if (builtIn.kind === 'map') return builtInPlace(builtIn, cluster);
  const plugin = spec.at('plugins').items().find(isArchiver);
  return plugin && pluginPlace(plugin, cluster);
}

/** The plugin looks under the name of the new cluster where no folder is given; the built-in store under that of the entry. */
export function archiveOfEntry(entry: ManifestNode, cluster: string): ArchivePlace | undefined {
  const builtIn = entry.at('barmanObjectStore');
  const name = textOf(entry.at('name'));
  if (builtIn.kind === 'map') return name === undefined ? undefined : builtInPlace(builtIn, name);
  return pluginPlace(entry.at('plugin'), cluster);
}

function builtInPlace(store: ManifestNode, usual: string): ArchivePlace | undefined {
  return placeOf('built-in', store.at('destinationPath'), store.at('serverName'), usual);
}

function pluginPlace(plugin: ManifestNode, usual: string): ArchivePlace | undefined {
  const parameters = plugin.at('parameters');
  if (plugin.at('name').value !== barmanPlugin) return undefined;
  return placeOf('plugin', parameters.at('barmanObjectName'), parameters.at('serverName'), usual);
}

function placeOf(
  by: ArchivePlace['by'],
  storeNode: ManifestNode,
  serverNode: ManifestNode,
  usual: string,
): ArchivePlace | undefined {
  const isGiven = isWritten(serverNode) && serverNode.value !== '';
  const [store, server] = [textOf(storeNode), isGiven ? textOf(serverNode) : usual];
  if (store === undefined || server === undefined || `${server}${store}`.includes('${')) return undefined;
  return { by, store: store.replace(/\/$/, ''), storeNode, server, serverNode };
}

/** Whether a plugin of the cluster archives WAL. */
export function isArchiver(plugin: ManifestNode): boolean {
  return isTrue(plugin.at('isWALArchiver')) && (isTrue(plugin.at('enabled')) || !isWritten(plugin.at('enabled')));
}

/** The same where placeholders may be filled in so. */
export function mayArchive(plugin: ManifestNode): boolean {
  const hidden = [plugin.at('isWALArchiver'), plugin.at('enabled')].map(isHidden);
  return isArchiver(plugin) || hidden.includes(true);
}

/** Every place of a resource with the settings of an object store: of the cluster, its external clusters, or the plugin. */
export function storesOf(kind: string, spec: ManifestNode): readonly ManifestNode[] {
  if (kind === 'ObjectStore') return [spec.at('configuration')];
  const entries = spec.at('externalClusters').items();
  return [spec.at('backup', 'barmanObjectStore'), ...entries.map((entry) => entry.at('barmanObjectStore'))].filter(
    (store) => store.kind === 'map',
  );
}
