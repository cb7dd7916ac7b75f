import type { Edit, Fix, ManifestNode, ManifestValue, Resource, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { barmanGroup, barmanPlugin } from '../naming.ts';
import { webhook } from '../sources.ts';

/** The fix moves to the plugin: an `ObjectStore`, and an entry that names it. */
export const builtInStoreDeprecated: Rule = {
  id: 'cloudnative-pg/built-in-store-deprecated',
  severity: 'information',
  kinds: ['Cluster'],
  help: `The built-in support for object stores is deprecated since 1.26 and announced to be removed in 1.31; the webhook warns at
every change. The Barman Cloud plugin reads the same archive: the settings move into an \`ObjectStore\`, and the cluster names it
under \`plugins\`. Install the plugin first; the change restarts the instances. Backups then need \`method: plugin\`.`,
  source: webhook('cluster', 2750),
  since: '1.26',
  *check({ spec, resource }) {
    const builtIn = spec.at('backup', 'barmanObjectStore');
    if (isWritten(builtIn)) {
      yield {
        node: builtIn,
        mark: 'key',
        message: say`The built-in object store is deprecated, and announced to be removed in 1.31: use the Barman Cloud plugin.`,
        fixes: moveBackup(spec, builtIn, resource),
      };
    }
    for (const entry of spec.at('externalClusters').items()) {
      const store = entry.at('barmanObjectStore');
      if (!isWritten(store)) continue;
      yield {
        node: store,
        mark: 'key',
        message: say`The built-in object store is deprecated, and announced to be removed in 1.31: use \`plugin\`.`,
        fixes: moveEntry(entry, store, resource),
      };
    }
  },
};

function moveBackup(spec: ManifestNode, store: ManifestNode, { identity, partial }: Resource): readonly Fix[] {
  if (!isWhole(store) || partial || !identity.name || isFilledInLater(identity.name)) return [];
  const name = `${identity.name}-store`;
  const retention = spec.at('backup', 'retentionPolicy');
  const server = textOf(store.at('serverName'));
  const parameters = { barmanObjectName: name, ...(server ? { serverName: server } : {}) };
  const plugin = { name: barmanPlugin, isWALArchiver: true, parameters };
  const others = spec
    .at('backup')
    .entries()
    .filter(([key]) => key !== 'barmanObjectStore' && key !== 'retentionPolicy');
  const removals: readonly Edit[] =
    others.length === 0
      ? [{ do: 'remove', node: spec.at('backup') }]
      : [store, retention].filter(isWritten).map((node) => ({ do: 'remove', node }));
  return [
    {
      title: say`Move to the Barman Cloud plugin`,
      edits: [
        ...removals,
        { do: 'append', node: spec.at('plugins'), value: plugin },
        objectStore(name, identity.namespace, store, textOf(retention)),
      ],
      safe: false,
    },
  ];
}

function moveEntry(entry: ManifestNode, store: ManifestNode, { identity, partial }: Resource): readonly Fix[] {
  const source = textOf(entry.at('name'));
  if (!isWhole(store) || partial || !source || isFilledInLater(source)) return [];
  const name = `${source}-store`;
  const serverName = textOf(store.at('serverName')) ?? source;
  return [
    {
      title: say`Move to the Barman Cloud plugin`,
      edits: [
        { do: 'remove', node: store },
        {
          do: 'set',
          node: entry.at('plugin'),
          value: { name: barmanPlugin, parameters: { barmanObjectName: name, serverName } },
        },
        objectStore(name, identity.namespace, store, undefined),
      ],
      safe: false,
    },
  ];
}

/** A map in which nothing is filled in later: what is written elsewhere has to be known. */
function isWhole(store: ManifestNode): boolean {
  const isKnown = (node: ManifestNode): boolean =>
    !isPlaceholder(node) && [...node.entries().map(([, each]) => each), ...node.items()].every(isKnown);
  return store.kind === 'map' && isKnown(store);
}

function objectStore(name: string, namespace: string, store: ManifestNode, retention: string | undefined): Edit {
  const { serverName: _, ...configuration } = store.value as { [key: string]: ManifestValue };
  return {
    do: 'document',
    value: {
      apiVersion: `${barmanGroup}/v1`,
      kind: 'ObjectStore',
      metadata: { name, ...(namespace === '' ? {} : { namespace }) },
      spec: { configuration, ...(retention === undefined ? {} : { retentionPolicy: retention }) },
    },
  };
}
