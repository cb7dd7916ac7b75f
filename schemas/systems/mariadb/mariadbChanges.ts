import type { ManifestNode, ReleaseChange } from '../../contract/index.ts';
import { isTrue, isWritten } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

const upgrades = 'https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/releases';

/** What releases of the operator make of manifests that they take as before. */
export const mariadbChanges: readonly ReleaseChange[] = [
  ...[
    { release: '25.8', guide: 'UPGRADE_25.08.0.md', all: false },
    { release: '25.10', guide: 'UPGRADE_25.10.0.md', all: false },
    { release: '26.3', guide: 'UPGRADE_26.3.0.md', all: true },
    { release: '26.6', guide: 'UPGRADE_26.6.0.md', all: true },
  ].map(({ release, guide, all }): ReleaseChange => ({
    id: `mariadb/data-plane-of-${release.replace('.', '-')}`,
    since: release,
    effect: 'different',
    severity: 'warning',
    kinds: ['MariaDB'],
    source: `${upgrades}/${guide}`,
    *find({ resource, spec }) {
      const node = spec.at('updateStrategy', 'autoUpdateDataPlane');
      const isConcerned = all ? isOn(spec.at('galera')) || isOn(spec.at('replication')) : isOn(spec.at('galera'));
      if (resource.partial || !isConcerned || isTrue(node)) return;
      yield {
        node,
        mark: 'key',
        message: say`The cluster stops being looked after: the containers of the operator in its pods stay at the old version, and operator ${release} needs its own. Set \`updateStrategy.autoUpdateDataPlane\` to \`true\` for the upgrade; pods are replaced one after the other.`,
        fixes: [
          {
            title: say`Let the operator update its containers`,
            edits: [{ do: 'set', node, value: true }],
            safe: false,
          },
        ],
      };
    },
  })),
  {
    id: 'mariadb/gtid-becomes-strict',
    since: '25.10',
    effect: 'default',
    severity: 'information',
    kinds: ['MariaDB'],
    source: `${upgrades}/UPGRADE_25.10.0.md`,
    *find({ spec }) {
      const node = spec.at('replication', 'gtidStrictMode');
      if (!isOn(spec.at('replication')) || isWritten(node)) return;
      yield {
        node,
        mark: 'key',
        message: say`A server refuses transactions out of order: \`gtidStrictMode\` is left out, which means \`true\` from 25.10 on. Replicas that have drifted apart stop. Write \`false\` together with the upgrade if you cannot have that.`,
      };
    },
  },
  {
    id: 'mariadb/replication-secret-renamed',
    since: '25.10',
    effect: 'default',
    severity: 'warning',
    kinds: ['MariaDB'],
    source: `${upgrades}/UPGRADE_25.10.0.md`,
    *find({ spec, resource }) {
      const node = spec.at('replication', 'replica', 'replPasswordSecretKeyRef');
      const { name } = resource.identity;
      if (!isOn(spec.at('replication')) || isWritten(node) || name === '') return;
      yield {
        node,
        mark: 'key',
        message: say`Replicas get another password than the user has: \`replPasswordSecretKeyRef\` is left out, which means the Secret \`${name}-repl-password\` from 25.10 on, and \`repl-password-${name}\` before. Name the old Secret, or copy it to the new name before the upgrade.`,
        fixes: [
          {
            title: say`Name the Secret as it was`,
            edits: [{ do: 'set', node, value: { name: `repl-password-${name}`, key: 'password' } }],
            safe: false,
          },
        ],
      };
    },
  },
  {
    id: 'mariadb/replication-to-migrate',
    since: '25.10',
    effect: 'different',
    severity: 'warning',
    kinds: ['MariaDB'],
    source: `${upgrades}/UPGRADE_25.10.0.md`,
    *find({ spec }) {
      const node = spec.at('replication');
      if (!isOn(node)) return;
      yield {
        node,
        mark: 'key',
        message: say`Replication has to be migrated: 25.10 keeps its state elsewhere, and asks for the script \`hack/migrate_v25.10.0.sh\` of the release, run on the object of the cluster while the operator is stopped.`,
      };
    },
  },
];

function isOn(section: ManifestNode): boolean {
  return isTrue(section.at('enabled'));
}
