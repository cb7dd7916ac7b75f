import type { GuardedField, HealthLine, ManifestNode, Resource } from '../../contract/index.ts';
import { code, markdown } from '../../vocabulary/markdown.ts';
import { conditionLine, conditionsOf, isLive, readinessLine } from '../../vocabulary/recipes.ts';
import { isTrue, numberOf, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

const lookAtPods = 'Look at the events and the log of the pod that is not ready.';
const lookAtOperator = 'Look whether the operator runs and watches this namespace, and into its log.';

/** api/v1alpha1/mariadb_types.go (MariaDBStatus), condition_types.go */
export function serverHealth({ root }: Resource): readonly HealthLine[] {
  const spec = root.at('spec');
  if (!isLive(root)) return stoppedLines(spec);
  const wanted = numberOf(spec.at('replicas')) ?? 1;
  const primary = textOf(root.at('status', 'currentPrimary'));
  return [
    readyLine(root, 'Ready', lookAtPods),
    readinessLine('Servers', numberOf(root.at('status', 'replicas')), wanted, lookAtPods),
    ...(primary === undefined
      ? []
      : [{ title: 'Primary', state: 'note', text: markdown`${code(primary)}` } satisfies HealthLine]),
    ...conditionsOf(root).flatMap(({ type, status, message, reason }): HealthLine[] => {
      const title = busy.get(type);
      return title === undefined || status !== 'False' ? [] : [{ title, state: 'note', text: message || reason }];
    }),
    ...stoppedLines(spec),
  ];
}

/** Conditions that are False while something goes on. */
const busy: ReadonlyMap<string, string> = new Map([
  ['Initialized', 'Start'],
  ['BackupRestored', 'Restoring'],
  ['BinlogsReplayed', 'Playing logs'],
  ['PrimarySwitched', 'Switchover'],
  ['StorageResized', 'Growing'],
  ['Updated', 'Update'],
  ['ScaledOut', 'New replicas'],
  ['ReplicaRecovered', 'Recovering replicas'],
  ['GaleraReady', 'Galera'],
]);

/** api/v1alpha1/maxscale_types.go (MaxScaleStatus) */
export function proxyHealth({ root }: Resource): readonly HealthLine[] {
  const spec = root.at('spec');
  if (!isLive(root)) return stoppedLines(spec);
  const primary = textOf(root.at('status', 'primaryServer'));
  return [
    readyLine(root, 'Ready', 'Look at the log of its pods, and whether MaxScale reaches the servers.'),
    ...(primary === undefined
      ? []
      : [{ title: 'Primary', state: 'note', text: markdown`${code(primary)}` } satisfies HealthLine]),
    ...root
      .at('status', 'servers')
      .items()
      .flatMap((server): HealthLine[] => {
        const [name, state] = [textOf(server.at('name')), textOf(server.at('state'))];
        return name === undefined || state === undefined
          ? []
          : [{ title: 'Server', state: 'note', text: markdown`${code(name)}: ${state}` }];
      }),
    ...stoppedLines(spec),
  ];
}

/** Of what is asked about its `Ready` alone. */
export function readyHealth({ root }: Resource): readonly HealthLine[] {
  return isLive(root)
    ? [readyLine(root, 'Ready', 'Check host, port, user and password, and the network between.')]
    : [];
}

/** Of a backup. api/v1alpha1/condition_types.go (ConditionTypeComplete) */
export function backupHealth({ root }: Resource): readonly HealthLine[] {
  return isLive(root) ? [readyLine(root, 'Complete', 'Look at the log of the pod of its last Job.')] : [];
}

function readyLine(root: ManifestNode, type: string, remedy: string): HealthLine {
  const condition = conditionsOf(root).find((candidate) => candidate.type === type);
  if (condition) return conditionLine(condition, { title: 'Status', good: 'True', remedy });
  return { title: 'Status', state: 'bad', text: 'The operator has not taken note of it.', remedy: lookAtOperator };
}

function stoppedLines(spec: ManifestNode): readonly HealthLine[] {
  const lines: HealthLine[] = [];
  if (isTrue(spec.at('suspend')))
    lines.push({
      title: 'Suspended',
      state: 'note',
      text: markdown`\`spec.suspend\` is true: the operator changes nothing, and no other server becomes the primary.`,
    });
  const maintenance = spec.at('maintenance');
  if (isTrue(maintenance.at('enabled')) && isTrue(maintenance.at('cordon')))
    lines.push({
      title: 'Maintenance',
      state: 'note',
      text: markdown`\`spec.maintenance.cordon\` is true: the Services lead nowhere.`,
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
