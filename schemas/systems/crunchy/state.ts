import type { GuardedField, HealthLine, ManifestNode, Resource } from '../../contract/index.ts';
import { conditionLine, conditionsOf, isLive, readinessLine, saidBy } from '../../vocabulary/recipes.ts';
import type { Condition } from '../../vocabulary/recipes.ts';
import { isTrue, isWritten, numberOf, textOf } from '../../vocabulary/read.ts';
import { joined, say } from '../../vocabulary/say.ts';
import { isStandby } from './naming.ts';

/** What a `PostgresCluster` says about itself. pkg/apis/postgres-operator.crunchydata.com/v1beta1/postgrescluster_types.go */
export function healthOf({ root }: Resource): readonly HealthLine[] {
  const spec = root.at('spec');
  const version = numberOf(spec.at('postgresVersion'));
  return [
    ...(isLive(root) ? instanceLines(root) : []),
    ...conditionsOf(root).flatMap(lineOf),
    ...(version === undefined
      ? []
      : [{ title: say`Version`, state: 'note' as const, text: joined(['PostgreSQL', version], ' ') }]),
    ...notesOf(spec),
  ];
}

function instanceLines(root: ManifestNode): readonly HealthLine[] {
  const sets = root.at('status', 'instances').items();
  if (sets.length === 0) {
    const remedy = say`Look whether the operator runs and watches this namespace, and into its log.`;
    return [
      { title: say`Instances`, state: 'bad', text: say`The operator has not taken note of the cluster.`, remedy },
    ];
  }
  return sets.map((set) =>
    readinessLine(
      joined([say`Instances`, textOf(set.at('name')) ?? ''], ' '),
      numberOf(set.at('readyReplicas')),
      numberOf(set.at('replicas')) ?? 0,
      say`Look at the events and the log of the pod that is not ready.`,
    ),
  );
}

/** Conditions whose name says what is wrong; others come and go while the operator works. */
function lineOf(condition: Condition): readonly HealthLine[] {
  const { type, status } = condition;
  const known = expected[type];
  if (known) return [conditionLine(condition, known)];
  if (type === 'Progressing' && status === 'False') {
    return [
      {
        title: say`Operator`,
        state: 'note',
        text: saidBy({ ...condition, reason: '' }) ?? say`It is told to leave the cluster as it is.`,
      },
    ];
  }
  return [];
}

const expected: Readonly<Record<string, Parameters<typeof conditionLine>[1]>> = {
  PostgresDataInitialized: {
    title: say`Data directory`,
    good: 'True',
    remedy: say`Read the log of the Job that restores or copies the data.`,
  },
  PGBackRestRepoHostReady: {
    title: say`Repository host`,
    good: 'True',
    remedy: say`Look at the events and the log of the pod of the repository host: without it there are no backups.`,
  },
  PGBackRestReplicaCreate: {
    title: say`First backup`,
    good: 'True',
    remedy: say`Read the log of the Job: without a first backup there are neither replicas nor scheduled backups.`,
  },
  PGBackRestManualBackupSuccessful: {
    title: say`Manual backup`,
    good: 'True',
    remedy: say`Read the log of the Job, correct the cause and back up again.`,
  },
  PersistentVolumeResizeError: {
    title: say`Growth of a volume`,
    good: 'False',
    remedy: say`Use a storage class with \`allowVolumeExpansion: true\`, or go back to the old size.`,
  },
  ProxyAvailable: { title: say`PgBouncer`, good: 'True', remedy: say`Look at the events and the log of its pods.` },
};

function notesOf(spec: ManifestNode): readonly HealthLine[] {
  const lines: HealthLine[] = [];
  if (isTrue(spec.at('shutdown'))) {
    lines.push({
      title: say`Shutdown`,
      state: 'note',
      text: say`\`spec.shutdown\` is true: no database runs.`,
    });
  }
  if (isTrue(spec.at('paused'))) {
    const text = say`\`spec.paused\` is true: the operator changes nothing, and conditions may be old.`;
    lines.push({ title: say`Paused`, state: 'note', text });
  }
  if (isStandby(spec)) {
    const text = say`The cluster follows another one: it is read-only, and passwords are those of that one, not those of its own Secrets.`;
    lines.push({ title: say`Standby`, state: 'note', text });
  }
  if (!isWritten(spec.at('backups'))) {
    lines.push({
      title: say`Backups`,
      state: 'note',
      text: say`None: the manifest has no \`spec.backups\`.`,
    });
  }
  return lines;
}

export const guardedFields: readonly GuardedField[] = [
  {
    field: 'spec.postgresVersion',
    change: 'never',
    consequence: say`The data directory is of one major version: unless a PGUpgrade has converted it before, the pods do not start.`,
  },
  ...['spec.instances.*.dataVolumeClaimSpec', 'spec.instances.*.walVolumeClaimSpec'].flatMap(volumeClaim),
  ...volumeClaim('spec.backups.pgbackrest.repos.*.volume.volumeClaimSpec'),
  {
    field: 'spec.instances.*.name',
    change: 'never',
    consequence: say`A set with another name is another set: new instances are made, the old ones go with their volumes.`,
  },
  {
    field: 'spec.backups.pgbackrest.repos.*.name',
    change: 'never',
    consequence: say`Backups are stored under the name of the repository: those under the old name are no longer found.`,
  },
];

function volumeClaim(field: string): readonly GuardedField[] {
  return [
    {
      field: `${field}.resources.requests.storage`,
      change: 'grows-only',
      consequence: say`Volumes cannot shrink: Kubernetes refuses it, and the operator repeats that with every sync.`,
    },
    {
      field: `${field}.storageClassName`,
      change: 'never',
      consequence: say`Volumes that exist keep their class: Kubernetes refuses another one.`,
    },
  ];
}
