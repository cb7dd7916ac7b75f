import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** Under the operator's own prefixes nobody else has anything to write. */
export const annotationMisspelt: Rule = {
  id: 'cloudnative-pg/annotation-misspelt',
  severity: 'warning',
  kinds: ['Cluster', 'Pooler', 'Backup', 'ScheduledBackup', 'Database'],
  help: `The operator reads annotations by their exact names, and nobody reads one that is a letter off, or that has the prefix of
another product. The manual itself once named \`backup.cnpg.io/volumeSnapshotDeadline\`, which is read without \`backup.\`. Correct
the name.`,
  source: manual('labels_annotations/#predefined-annotations'),
  *check({ root }) {
    for (const [key, node] of root.at('metadata', 'annotations').entries()) {
      const [prefix = '', name = ''] = key.split('/');
      const isOurs = /(?:^|\.)cnpg\.io$/.test(prefix) || prefix === 'cloudnative-pg.io';
      if (!isOurs || name === '' || known.has(key) || prefix === 'alpha.cnpg.io') continue;
      const meant = known.has(`cnpg.io/${name}`) ? `cnpg.io/${name}` : nearestName(key, [...known]);
      if (meant === undefined) continue;
      yield {
        node,
        mark: 'key',
        message: say`Nobody reads an annotation \`${key}\`: \`${meant}\` is meant.`,
        fixes: [{ title: say`Rename to \`${meant}\``, edits: [{ do: 'rename', node, key: meant }], safe: false }],
      };
    }
  },
};

/** Those that the operator reads or writes. */
const known: ReadonlySet<string> = new Set(
  [
    ...['hibernation', 'fencedInstances', 'reconciliationLoop', 'reconcilePodSpec', 'validation', 'podPatch'],
    ...['skipEmptyWalArchiveCheck', 'skipWalArchiving', 'coredumpFilter', 'reloadedAt', 'volumeSnapshotDeadline'],
    ...['forceLegacyBackup', 'operatorVersion', 'hash', 'podSpec', 'podEnvHash', 'clusterManifest', 'pgControldata'],
    ...[
      'hibernateClusterManifest',
      'hibernatePgControlData',
      'nodeSerial',
      'pvcStatus',
      'poolerSpecHash',
      'managedSecrets',
    ],
    ...['backupStartWAL', 'backupEndWAL', 'backupStartTime', 'backupEndTime', 'snapshotStartTime', 'snapshotEndTime'],
    ...['backupLabelFile', 'backupTablespaceMapFile', 'lastAppliedSpec', 'updateStrategy', 'passwordPassthrough'],
  ].map((name) => `cnpg.io/${name}`),
);
