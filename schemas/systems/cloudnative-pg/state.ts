import type { GuardedField, HealthLine, ManifestNode, Resource } from '../../contract/index.ts';
import { conditionLine, conditionsOf, isLive, readinessLine } from '../../vocabulary/recipes.ts';
import { isFalse, isWritten, numberOf, textOf } from '../../vocabulary/read.ts';
import { foreign, joined, say } from '../../vocabulary/say.ts';
import { isReplica } from './naming.ts';

/** What a `Cluster` says about itself. api/v1/cluster_types.go (ClusterStatus) */
export function healthOf({ identity, root }: Resource): readonly HealthLine[] {
  const spec = root.at('spec');
  const image = textOf(root.at('status', 'image')) || textOf(spec.at('imageName'));
  return [
    ...(isLive(root) ? statusLines(root) : []),
    ...conditionsOf(root).flatMap((condition) => {
      const known = expected[condition.type];
      return known ? [conditionLine(condition, known)] : [];
    }),
    ...(image ? [{ title: say`Version`, state: 'note' as const, text: foreign(image) }] : []),
    ...notesOf(root, identity.name),
  ];
}

const healthy = 'Cluster in healthy state';
/** Phases that end only when somebody does something. */
const stuck = new Set([
  'Cluster is unrecoverable and needs manual intervention',
  'Cluster cannot proceed to reconciliation due to an unknown plugin being required',
  'Cluster cannot proceed to reconciliation due to an error while interacting with plugins',
  'Cluster has incomplete or invalid image catalog',
  'Cluster cannot execute instance online upgrade due to missing architecture binary',
  'Unable to create required cluster objects',
  'Invalid cluster definition',
]);

function statusLines(root: ManifestNode): readonly HealthLine[] {
  const status = root.at('status');
  const phase = textOf(status.at('phase'));
  const title = say`Status`;
  if (!phase) {
    const remedy = say`Look whether the operator runs and watches this namespace, and into its log.`;
    return [{ title, state: 'bad', text: say`The operator has not taken note of the cluster.`, remedy }];
  }
  const reason = textOf(status.at('phaseReason'));
  const text = foreign(reason && reason !== phase ? `${phase}: ${reason}` : phase);
  return [
    phase === 'Waiting for user action'
      ? { title, state: 'bad', text, remedy: say`Switch over to another instance: the rolling update waits for it.` }
      : stuck.has(phase)
        ? { title, state: 'bad', text, remedy: say`Correct what the text says; the log of the operator says more.` }
        : { title, state: phase === healthy ? 'good' : 'note', text },
    readinessLine(
      say`Instances`,
      numberOf(status.at('readyInstances')),
      numberOf(root.at('spec', 'instances')) ?? numberOf(status.at('instances')),
      say`Look at the events and the log of the pod that is not ready.`,
    ),
    ...primaryLines(status),
  ];
}

function primaryLines(status: ManifestNode): readonly HealthLine[] {
  const title = say`Primary`;
  const current = textOf(status.at('currentPrimary'));
  const target = textOf(status.at('targetPrimary'));
  if (!current) return [];
  if (!target || target === current) return [{ title, state: 'good', text: foreign(current) }];
  // `pending`: the one that is to take over is not chosen yet.
  const text =
    target === 'pending'
      ? say`${current}, about to hand over to another instance`
      : say`${current}, about to hand over to ${target}`;
  return [{ title, state: 'note', text }];
}

const expected: Readonly<Record<string, Parameters<typeof conditionLine>[1]>> = {
  Ready: { title: say`Ready`, good: 'True', remedy: say`See the lines about status and instances.` },
  ContinuousArchiving: {
    title: say`WAL archive`,
    good: 'True',
    remedy: say`Check the credentials and the address of the object store: until WAL is archived it fills the volume.`,
  },
  LastBackupSucceeded: {
    title: say`Last backup`,
    good: 'True',
    remedy: say`Read the status of the newest Backup, correct the cause and back up again.`,
  },
  ConsistentSystemID: {
    title: say`Same database everywhere`,
    good: 'True',
    remedy: say`Delete the instances that belong to another database, with their volumes, so that they are cloned again.`,
  },
};

function notesOf(root: ManifestNode, name: string): readonly HealthLine[] {
  const spec = root.at('spec');
  const annotation = (key: string) => textOf(root.at('metadata', 'annotations', `cnpg.io/${key}`));
  const fenced = annotation('fencedInstances');
  const lines: HealthLine[] = [];
  if (annotation('hibernation') === 'on') {
    const text = say`The annotation \`cnpg.io/hibernation\` is "on": no pod runs, the volumes stay.`;
    lines.push({ title: say`Hibernation`, state: 'note', text });
  }
  if (fenced && fenced !== '[]') {
    const text = fenced.includes('"*"')
      ? say`PostgreSQL is stopped in all instances by the annotation \`cnpg.io/fencedInstances\`.`
      : say`PostgreSQL is stopped in ${fenced} by the annotation \`cnpg.io/fencedInstances\`.`;
    lines.push({ title: say`Fencing`, state: 'note', text });
  }
  if (isReplica(spec, name)) {
    const text = say`The cluster follows another one: it is read-only, and its users and databases are those of that one.`;
    lines.push({ title: say`Replica cluster`, state: 'note', text });
  }
  if (numberOf(spec.at('instances')) === 1) {
    const text = joined(
      [
        say`One: while its pod restarts or moves, nobody can connect.`,
        isFalse(spec.at('enablePDB')) ? '' : say`Its disruption budget keeps nodes from being drained.`,
      ],
      ' ',
    );
    lines.push({ title: say`Instances wanted`, state: 'note', text });
  }
  if (!isWritten(spec.at('backup')) && spec.at('plugins').items().length === 0) {
    lines.push({
      title: say`Backups`,
      state: 'note',
      text: say`None: the manifest has neither \`backup\` nor \`plugins\`.`,
    });
  }
  return lines;
}

/** internal/webhook/v1/cluster_webhook.go refuses most of these. */
export const guardedFields: readonly GuardedField[] = [
  ...['spec.storage', 'spec.walStorage', 'spec.tablespaces.*.storage'].flatMap((field): GuardedField[] => [
    {
      field: `${field}.size`,
      change: 'grows-only',
      consequence: say`Volumes cannot shrink: the operator refuses the change.`,
    },
    {
      field: `${field}.storageClass`,
      change: 'never',
      consequence: say`Volumes that exist keep their class, only those of new instances get the other one.`,
    },
  ]),
  ...['spec.bootstrap.initdb.*', 'spec.bootstrap.recovery.*', 'spec.bootstrap.pg_basebackup.*'].map(
    (field): GuardedField => ({
      field,
      change: 'never',
      consequence: say`It is read when the cluster is made: nothing comes of a change, but names of Secrets may be lost.`,
    }),
  ),
  {
    field: 'spec.tablespaces.*.name',
    change: 'never',
    consequence: say`A tablespace can be neither renamed nor removed: the operator refuses the change.`,
  },
];
