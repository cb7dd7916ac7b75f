import type { ManifestNode, ReleaseChange } from '../../contract/index.ts';
import { isBefore } from '../../vocabulary/isBefore.ts';
import { isHidden, isWritten, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { componentsOf } from './components.ts';

const notes = (release: string) =>
  `https://github.com/pingcap/docs-tidb-operator/blob/master/en/releases/release-${release}.md`;

/** What releases of operator v1 make of manifests that they take as before. */
export const tidbChanges: readonly ReleaseChange[] = [
  {
    id: 'tidb/changefeed-pods-restart',
    since: '1.4',
    effect: 'default',
    severity: 'information',
    kinds: ['TidbCluster'],
    source: notes('1.4.0-alpha.1'),
    *find({ spec }) {
      const node = spec.at('ticdc');
      const config = node.at('config');
      if (node.kind !== 'map' || isHidden(config) || JSON.stringify(config.value ?? null).includes('log-file')) return;
      yield {
        node,
        mark: 'key',
        message: say`The pods of TiCDC are replaced with the upgrade, and changefeeds lag behind meanwhile: \`log-file\` is left out of its \`config\`, and from 1.4 on that means another file. Upgrade when that is fine.`,
      };
    },
  },
  {
    id: 'tidb/volumes-grow-again',
    since: '1.4.6',
    effect: 'different',
    severity: 'information',
    kinds: ['TidbCluster'],
    source: notes('1.4.6'),
    *find({ spec, version }) {
      // Until 1.4 they did, and what was asked for since is not known.
      if (version === undefined || isBefore(version, '1.4')) return;
      for (const { id } of componentsOf(spec)) {
        const node = spec.at(id, 'requests', 'storage');
        if (!isWritten(node)) continue;
        yield {
          node,
          message: say`Volumes that are smaller than this grow: from 1.4.6 on a larger \`storage\` is given to those that exist, and before only with the feature gate \`VolumeModifying\`. A volume never shrinks again: see whether the size is meant.`,
        };
      }
    },
  },
  {
    id: 'tidb/flash-pods-restart',
    since: '1.5',
    effect: 'different',
    severity: 'information',
    kinds: ['TidbCluster'],
    source: notes('1.5.0'),
    *find({ spec }) {
      const node = spec.at('tiflash');
      const version = /^v?(\d+\.\d+)/.exec(textOf(spec.at('version')) ?? '')?.[1];
      if (node.kind !== 'map' || version === undefined || isBefore(version, '7.1')) return;
      yield {
        node,
        mark: 'key',
        message: say`The pods of TiFlash are replaced with the upgrade, and analytical queries on them fail meanwhile: operator 1.5 takes two ports out of its configuration from TiDB 7.1 on. Upgrade when that is fine.`,
      };
    },
  },
  {
    id: 'tidb/log-backup-ends-with-object',
    since: '1.5.5',
    effect: 'different',
    severity: 'information',
    kinds: ['Backup'],
    source: notes('1.5.5'),
    *find({ resource, spec }) {
      const node = spec.at('backupMode');
      if (!resource.identity.apiVersion.startsWith('pingcap.com/') || textOf(node) !== 'log') return;
      yield {
        node,
        message: say`The log backup ends when this object is deleted: before 1.5.5 it went on without it, as it does with 1.6.0. Keep the object for as long as you want to be able to restore to a point in time.`,
      };
    },
  },
  {
    id: 'tidb/scheduler-not-installed',
    since: '1.6',
    effect: 'different',
    severity: 'warning',
    kinds: ['TidbCluster'],
    source: 'https://github.com/pingcap/tidb-operator/blob/v1.6.0/charts/tidb-operator/values.yaml#L152',
    *find({ spec }) {
      for (const node of [spec, ...componentsOf(spec).map(({ id }) => spec.at(id))].map(schedulerOf)) {
        if (textOf(node) !== 'tidb-scheduler') continue;
        yield {
          node,
          message: say`New pods wait without a node: from 1.6 on the chart does not install \`tidb-scheduler\` unless its values say \`scheduler.create: true\`. Remove \`schedulerName\`, and spread pods by \`topologySpreadConstraints\`.`,
          fixes: [{ title: say`Remove \`schedulerName\``, edits: [{ do: 'remove', node }], safe: false }],
        };
      }
    },
  },
];

function schedulerOf(section: ManifestNode): ManifestNode {
  return section.at('schedulerName');
}
