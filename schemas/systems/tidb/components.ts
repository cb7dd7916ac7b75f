import type { Labels, ManifestNode, Resource, Said } from '../../contract/index.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

/** Parts of a TiDB cluster that have pods of their own. */
export interface Component {
  /** Value of the label, field of the spec in v1, and last part of names: `shop-tikv`. */
  readonly id: string;
  readonly title: string;
  /** What people notice while its pods restart one after the other. */
  readonly duringRestart: Said;
}

export const components: readonly Component[] = [
  {
    id: 'tidb',
    title: 'TiDB',
    duringRestart: say`Each pod of TiDB is replaced in turn: sessions on it end, new ones go to the other pods. With a single pod nobody can connect until the new one is ready.`,
  },
  {
    id: 'tikv',
    title: 'TiKV',
    duringRestart: say`Each store hands its leaders over, is replaced and takes them back before the next one: the cluster stays in use, a little slower, and it can take long with much data. With fewer than three stores data cannot be read or written meanwhile.`,
  },
  {
    id: 'pd',
    title: 'PD',
    duringRestart: say`Each member of PD is replaced in turn, its leader last: the cluster stays in use, with a pause of some seconds when the leader changes. With a single member everything waits for it.`,
  },
  {
    id: 'tiflash',
    title: 'TiFlash',
    duringRestart: say`Each pod of TiFlash is replaced in turn: analytical queries on it fail or become slower meanwhile.`,
  },
  {
    id: 'ticdc',
    title: 'TiCDC',
    duringRestart: say`Each pod of TiCDC is replaced in turn: changefeeds move to another one and lag behind meanwhile.`,
  },
  {
    id: 'tiproxy',
    title: 'TiProxy',
    duringRestart: say`Each pod of TiProxy is replaced in turn: sessions through it end.`,
  },
];

/** Components that a `TidbCluster` asks for. */
export function componentsOf(spec: ManifestNode): readonly Component[] {
  return components.filter(({ id }) => spec.at(id).kind === 'map');
}

/** Those that only the second operator has. pingcap/tidb-operator v2.2 api/meta/v1alpha1/types.go */
const groupOnly: readonly Component[] = [
  {
    id: 'tso',
    title: 'TSO',
    duringRestart: say`Each instance of TSO is replaced in turn: transactions wait some seconds when its leader changes. With a single instance they wait until the new one is ready.`,
  },
  {
    id: 'scheduling',
    title: 'Scheduling',
    duringRestart: say`Each instance of Scheduling is replaced in turn: balancing pauses meanwhile.`,
  },
  {
    id: 'scheduler',
    title: 'Scheduler',
    duringRestart: say`Each instance of the scheduler is replaced in turn: balancing pauses meanwhile.`,
  },
  {
    id: 'router',
    title: 'Router',
    duringRestart: say`Each router is replaced in turn: the others answer meanwhile.`,
  },
  {
    id: 'resource-manager',
    title: 'ResourceManager',
    duringRestart: say`Each resource manager is replaced in turn: limits of resource groups stay as they are meanwhile.`,
  },
  {
    id: 'tikv-worker',
    title: 'TiKVWorker',
    duringRestart: say`Each worker is replaced in turn: what it does is done by the others, or waits.`,
  },
  {
    id: 'dm-master',
    title: 'DM',
    duringRestart: say`Each master of DM is replaced in turn, and tasks go on. With a single master nobody can change them until it is back.`,
  },
  {
    id: 'dm-worker',
    title: 'DMWorker',
    duringRestart: say`Each worker of DM is replaced in turn: its source moves to a worker that is free, or waits.`,
  },
];

/** The component of a group of v2, by its kind: `TiKVGroup`. */
export function componentOfGroup(kind: string): Component | undefined {
  return [...components, ...groupOnly].find(({ title }) => `${title}Group` === kind);
}

/** pkg/apis/label/label.go; a label of the resource wins over its name. pkg/apis/pingcap/v1alpha1/tidbcluster.go (GetInstanceName) */
export function v1Labels({ identity, root }: Resource, component?: string): Labels {
  return {
    'app.kubernetes.io/managed-by': 'tidb-operator',
    'app.kubernetes.io/instance': textOf(root.at('metadata', 'labels', 'app.kubernetes.io/instance')) || identity.name,
    ...(component === undefined ? {} : { 'app.kubernetes.io/component': component }),
  };
}

/** api/core/v1alpha1/common_types.go */
export function v2Labels(cluster: string, component?: string, group?: string): Labels {
  return {
    'pingcap.com/managed-by': 'tidb-operator',
    'pingcap.com/cluster': cluster,
    ...(component === undefined ? {} : { 'pingcap.com/component': component }),
    ...(group === undefined ? {} : { 'pingcap.com/group': group }),
  };
}

/** The cluster that a group belongs to. */
export function clusterOfGroup({ root }: Resource): string | undefined {
  return knownName(root.at('spec', 'cluster', 'name'));
}
