import type { GuardedField, HealthLine, ManifestNode, Resource, Said } from '../../contract/index.ts';
import { isLive } from '../../vocabulary/recipes.ts';
import { numberOf, textOf } from '../../vocabulary/read.ts';
import { foreign, joined, say } from '../../vocabulary/say.ts';
import { isStandby } from './naming.ts';

/** What a `postgresql` says about itself. Its status is one word. pkg/apis/acid.zalan.do/v1/const.go */
export function healthOf({ root }: Resource): readonly HealthLine[] {
  const spec = root.at('spec');
  const version = spec.at('postgresql', 'version').value;
  return [
    ...(isLive(root) ? [statusLine(textOf(root.at('status', 'PostgresClusterStatus')) ?? '')] : []),
    ...failedUpgrade(root),
    ...(typeof version === 'string' || typeof version === 'number'
      ? [{ title: say`Version`, state: 'note' as const, text: joined(['PostgreSQL', version], ' ') }]
      : []),
    ...instancesLine(numberOf(spec.at('numberOfInstances'))),
    ...standbyLine(spec),
  ];
}

function statusLine(status: string): HealthLine {
  const title = say`Status`;
  if (status === '') {
    const remedy = say`Look whether the operator runs and watches this namespace, and into its log.`;
    return { title, state: 'bad', text: say`The operator has not taken note of the cluster.`, remedy };
  }
  const text = foreign(status);
  if (status === 'Running') return { title, state: 'good', text };
  const remedy = remedies[status];
  return remedy === undefined ? { title, state: 'note', text } : { title, state: 'bad', text, remedy };
}

const remedies: Readonly<Record<string, Said>> = {
  Invalid: say`The operator refuses the manifest: its log says which field, correct that and apply again.`,
  CreateFailed: say`The cluster was not made in full: read the operator's log and the events of the cluster's pods.`,
  UpdateFailed: say`The last change is not in force in full: read the operator's log, it tries again at the next sync.`,
  SyncFailed: say`The operator could not bring the cluster in line: read its log, it tries again at the next sync.`,
};

/** The operator does not try again while it is there. pkg/cluster/majorversionupgrade.go#L97 */
function failedUpgrade(root: ManifestNode): readonly HealthLine[] {
  const failed = textOf(root.at('metadata', 'annotations', 'last-major-upgrade-failure'));
  if (failed === undefined) return [];
  const remedy = say`Find the cause in the operator's log, then remove the annotation \`last-major-upgrade-failure\`: until then it does not try again.`;
  return [{ title: say`Major upgrade`, state: 'bad', text: say`It failed at ${failed}.`, remedy }];
}

function instancesLine(instances: number | undefined): readonly HealthLine[] {
  const title = say`Instances`;
  if (instances === 0)
    return [
      {
        title,
        state: 'note',
        text: say`None: \`numberOfInstances\` is 0, so no pod runs.`,
      },
    ];
  if (instances === 1) {
    return [{ title, state: 'note', text: say`One: while its pod restarts or moves, nobody can connect.` }];
  }
  return instances === undefined ? [] : [{ title, state: 'note', text: say`${instances}` }];
}

function standbyLine(spec: ManifestNode): readonly HealthLine[] {
  if (!isStandby(spec)) return [];
  const text = say`The cluster follows another one: it is read-only, and its users, passwords and databases are those of that one.`;
  return [{ title: say`Standby`, state: 'note', text }];
}

export const guardedFields: readonly GuardedField[] = [
  {
    field: 'spec.volume.size',
    change: 'grows-only',
    consequence: say`Volumes cannot shrink: the operator leaves them as they are, and the manifest is wrong from then on.`,
  },
  {
    field: 'spec.volume.storageClass',
    change: 'never',
    consequence: say`Volumes that exist keep their class, only those of new pods get the other one.`,
  },
  {
    // pkg/cluster/cluster.go#L1070
    field: 'spec.postgresql.version',
    change: 'grows-only',
    consequence: say`PostgreSQL cannot go back to an older major version: the operator ignores it.`,
  },
  {
    field: 'spec.teamId',
    change: 'never',
    consequence: say`Labels of the StatefulSet and its volumes keep the old team; operators that want names to begin with the team refuse the cluster.`,
  },
  {
    field: 'spec.patroni.initdb.*',
    change: 'never',
    consequence: say`It is read when the data directory is made; the cluster that exists keeps what it has.`,
  },
];
