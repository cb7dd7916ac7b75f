import type { GuardedField, HealthLine, ManifestNode, Resource } from '../../contract/index.ts';
import { conditionLine, conditionsOf, isLive, readinessLine } from '../../vocabulary/recipes.ts';
import { isTrue, numberOf, textOf } from '../../vocabulary/read.ts';
import { foreign, say } from '../../vocabulary/say.ts';
import { componentsOf } from './components.ts';

const lookAtPods = say`Look at the events and the log of the pod that is not ready.`;

/** pingcap/tidb-operator v1.6.6 pkg/apis/pingcap/v1alpha1/types.go (TidbClusterStatus) */
export function v1Health({ root }: Resource): readonly HealthLine[] {
  const spec = root.at('spec');
  return [
    ...(isLive(root) ? [...readyLine(root, 'Ready'), ...componentLines(root)] : []),
    ...versionLine(spec.at('version')),
    ...pausedLine(spec),
  ];
}

function componentLines(root: ManifestNode): readonly HealthLine[] {
  return componentsOf(root.at('spec')).flatMap(({ id, title }): HealthLine[] => {
    const status = root.at('status', id);
    const phase = textOf(status.at('phase'));
    const wanted = numberOf(root.at('spec', id, 'replicas'));
    const ready = readinessLine(say`${title}`, numberOf(status.at('statefulSet', 'readyReplicas')), wanted, lookAtPods);
    // `Normal`, or what the operator is about: Upgrade, Scale, Suspend.
    const busy =
      phase && phase !== 'Normal' ? [{ title: say`${title}`, state: 'note' as const, text: foreign(phase) }] : [];
    return [ready, ...busy];
  });
}

/** pingcap/tidb-operator v2.2 api/core/v1alpha1/cluster_types.go (ClusterStatus) */
export function v2ClusterHealth({ root }: Resource): readonly HealthLine[] {
  const counts = root
    .at('status', 'components')
    .items()
    .map((item): HealthLine => {
      const number = numberOf(item.at('replicas')) ?? 0;
      const kind = textOf(item.at('kind'));
      return { title: kind === undefined ? say`Component` : say`${kind}`, state: 'note', text: say`${number} wanted` };
    });
  return [...(isLive(root) ? [...readyLine(root, 'Available'), ...counts] : []), ...pausedLine(root.at('spec'))];
}

/** pingcap/tidb-operator v2.2 api/core/v1alpha1/common_types.go (GroupStatus) */
export function v2GroupHealth({ root }: Resource): readonly HealthLine[] {
  const spec = root.at('spec');
  const ready = numberOf(root.at('status', 'readyReplicas'));
  return [
    ...(isLive(root)
      ? [...readyLine(root, 'Ready'), readinessLine(say`Instances`, ready, numberOf(spec.at('replicas')), lookAtPods)]
      : []),
    ...versionLine(spec.at('template', 'spec', 'version')),
  ];
}

function readyLine(root: ManifestNode, type: string): readonly HealthLine[] {
  const condition = conditionsOf(root).find((candidate) => candidate.type === type);
  if (condition) return [conditionLine(condition, { title: say`Status`, good: 'True', remedy: lookAtPods })];
  const remedy = say`Look whether the operator runs and watches this namespace, and into its log.`;
  return [{ title: say`Status`, state: 'bad', text: say`The operator has not taken note of it.`, remedy }];
}

function versionLine(node: ManifestNode): readonly HealthLine[] {
  const version = textOf(node);
  return version ? [{ title: say`Version`, state: 'note', text: foreign(version) }] : [];
}

function pausedLine(spec: ManifestNode): readonly HealthLine[] {
  if (!isTrue(spec.at('paused'))) return [];
  return [
    {
      title: say`Paused`,
      state: 'note',
      text: say`\`spec.paused\` is true: the operator changes nothing.`,
    },
  ];
}

export const v1Guarded: readonly GuardedField[] = [
  ...['pd', 'tikv'].flatMap((id): GuardedField[] => [
    {
      field: `spec.${id}.requests.storage`,
      change: 'grows-only',
      consequence: say`Volumes cannot shrink: the operator leaves them as they are and says so in its log only.`,
    },
    {
      field: `spec.${id}.storageClassName`,
      change: 'never',
      consequence: say`Volumes that exist keep their class, only those of new pods get the other one.`,
    },
  ]),
  {
    // pkg/apis/pingcap/v1alpha1/validation/validation.go#L676
    field: 'spec.pd.config.schedule.*',
    change: 'never',
    consequence: say`PD keeps these in its own store once it runs: use \`SET CONFIG\` in SQL or pd-ctl.`,
  },
  {
    field: 'spec.pd.config.replication.*',
    change: 'never',
    consequence: say`PD keeps these in its own store once it runs: use \`SET CONFIG\` in SQL or pd-ctl.`,
  },
  {
    field: 'spec.tidb.bootstrapSQLConfigMapName',
    change: 'never',
    consequence: say`The script runs when the cluster is first started: the operator refuses another one later.`,
  },
];

/** Rules of the CRDs, which the API server enforces. */
export const v2ClusterGuarded: readonly GuardedField[] = [
  {
    field: 'spec.tlsCluster.enabled',
    change: 'never',
    consequence: say`The API server refuses it once the cluster exists.`,
  },
  {
    field: 'spec.bootstrapSQL.name',
    change: 'never',
    consequence: say`The script runs when the cluster is first started: the API server refuses another one later.`,
  },
];

export const v2GroupGuarded: readonly GuardedField[] = [
  {
    field: 'spec.cluster.name',
    change: 'never',
    consequence: say`A group stays with its cluster: the API server refuses it.`,
  },
  {
    field: 'spec.template.spec.volumes.*.storage',
    change: 'grows-only',
    consequence: say`Volumes cannot shrink: instances wait for a volume of the new size for ever.`,
  },
  {
    field: 'spec.template.spec.security.tls.mysql.enabled',
    change: 'never',
    consequence: say`The API server refuses it once the group exists: make another group.`,
  },
];
