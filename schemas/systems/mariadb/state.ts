import type { GuardedField, HealthLine, ManifestNode, Resource, Said } from '../../contract/index.ts';
import { conditionLine, conditionsOf, isLive, readinessLine, saidBy } from '../../vocabulary/recipes.ts';
import { isTrue, numberOf, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

const lookAtPods = say`Look at the events and the log of the pod that is not ready.`;
const lookAtOperator = say`Look whether the operator runs and watches this namespace, and into its log.`;

/** api/v1alpha1/mariadb_types.go (MariaDBStatus), condition_types.go */
export function serverHealth({ root }: Resource): readonly HealthLine[] {
  const spec = root.at('spec');
  if (!isLive(root)) return stoppedLines(spec);
  const wanted = numberOf(spec.at('replicas')) ?? 1;
  const primary = textOf(root.at('status', 'currentPrimary'));
  return [
    readyLine(root, 'Ready', lookAtPods),
    readinessLine(say`Servers`, numberOf(root.at('status', 'replicas')), wanted, lookAtPods),
    ...(primary === undefined
      ? []
      : [{ title: say`Primary`, state: 'note', text: say`\`${primary}\`` } satisfies HealthLine]),
    ...conditionsOf(root).flatMap((condition): HealthLine[] => {
      const title = busy.get(condition.type);
      if (title === undefined || condition.status !== 'False') return [];
      return [{ title, state: 'note', text: saidBy(condition) ?? say`under way` }];
    }),
    ...stoppedLines(spec),
  ];
}

/** Conditions that are False while something goes on. */
const busy: ReadonlyMap<string, Said> = new Map([
  ['Initialized', say`Start`],
  ['BackupRestored', say`Restoring`],
  ['BinlogsReplayed', say`Playing logs`],
  ['PrimarySwitched', say`Switchover`],
  ['StorageResized', say`Growing`],
  ['Updated', say`Update`],
  ['ScaledOut', say`New replicas`],
  ['ReplicaRecovered', say`Recovering replicas`],
  ['GaleraReady', say`Galera`],
]);

/** api/v1alpha1/maxscale_types.go (MaxScaleStatus) */
export function proxyHealth({ root }: Resource): readonly HealthLine[] {
  const spec = root.at('spec');
  if (!isLive(root)) return stoppedLines(spec);
  const primary = textOf(root.at('status', 'primaryServer'));
  return [
    readyLine(root, 'Ready', say`Look at the log of its pods, and whether MaxScale reaches the servers.`),
    ...(primary === undefined
      ? []
      : [{ title: say`Primary`, state: 'note', text: say`\`${primary}\`` } satisfies HealthLine]),
    ...root
      .at('status', 'servers')
      .items()
      .flatMap((server): HealthLine[] => {
        const [name, state] = [textOf(server.at('name')), textOf(server.at('state'))];
        return name === undefined || state === undefined
          ? []
          : [{ title: say`Server`, state: 'note', text: say`\`${name}\`: ${state}` }];
      }),
    ...stoppedLines(spec),
  ];
}

/** Of what is asked about its `Ready` alone. */
export function readyHealth({ root }: Resource): readonly HealthLine[] {
  return isLive(root)
    ? [readyLine(root, 'Ready', say`Check host, port, user and password, and the network between.`)]
    : [];
}

/** Of a backup. api/v1alpha1/condition_types.go (ConditionTypeComplete) */
export function backupHealth({ root }: Resource): readonly HealthLine[] {
  return isLive(root) ? [readyLine(root, 'Complete', say`Look at the log of the pod of its last Job.`)] : [];
}

function readyLine(root: ManifestNode, type: string, remedy: Said): HealthLine {
  const condition = conditionsOf(root).find((candidate) => candidate.type === type);
  if (condition) return conditionLine(condition, { title: say`Status`, good: 'True', remedy });
  return {
    title: say`Status`,
    state: 'bad',
    text: say`The operator has not taken note of it.`,
    remedy: lookAtOperator,
  };
}

function stoppedLines(spec: ManifestNode): readonly HealthLine[] {
  const lines: HealthLine[] = [];
  if (isTrue(spec.at('suspend')))
    lines.push({
      title: say`Suspended`,
      state: 'note',
      text: say`\`spec.suspend\` is true: the operator changes nothing, and no other server becomes the primary.`,
    });
  const maintenance = spec.at('maintenance');
  if (isTrue(maintenance.at('enabled')) && isTrue(maintenance.at('cordon')))
    lines.push({
      title: say`Maintenance`,
      state: 'note',
      text: say`\`spec.maintenance.cordon\` is true: the Services lead nowhere.`,
    });
  return lines;
}

/** What the webhook refuses. */
export const serverGuarded: readonly GuardedField[] = [
  {
    field: 'spec.storage.size',
    change: 'grows-only',
    consequence: say`Volumes cannot shrink: the webhook refuses it.`,
  },
  ...(['storage.storageClassName', 'database', 'username', 'timeZone', 'connection'] as const).map(
    (field): GuardedField => ({
      field: `spec.${field}`,
      change: 'never',
      consequence: say`The webhook refuses another value once the MariaDB exists.`,
    }),
  ),
];
