import type { OtherWord } from '../../vocabulary/otherWords.ts';
import { say } from '../../vocabulary/say.ts';
import { instanceKinds } from './kinds.ts';

/** What the first operator calls things, or keeps one level higher. */
export interface FirstWord extends OtherWord {
  /** A component that is a group of its own: `tikv`. */
  readonly group?: string;
}

type Words = Readonly<Record<string, FirstWord>>;

interface ComponentGroup {
  readonly kind: string;
  readonly replicas: number;
  readonly version: string;
  /** Of the volume for data; absent: none is needed. */
  readonly storage?: string;
}

/** Groups by the field that the component has in a TidbCluster. */
export const groupOfComponent: Readonly<Record<string, ComponentGroup>> = {
  pd: { kind: 'PDGroup', replicas: 3, version: 'v8.5.4', storage: '20Gi' },
  tikv: { kind: 'TiKVGroup', replicas: 3, version: 'v8.5.4', storage: '100Gi' },
  tidb: { kind: 'TiDBGroup', replicas: 2, version: 'v8.5.4' },
  tiflash: { kind: 'TiFlashGroup', replicas: 2, version: 'v8.5.4', storage: '100Gi' },
  ticdc: { kind: 'TiCDCGroup', replicas: 2, version: 'v8.5.4' },
  tiproxy: { kind: 'TiProxyGroup', replicas: 2, version: 'v1.3.2' },
};

const perGroup = say`each group has its own, such as \`template.spec.version\` of a \`TiKVGroup\``;
const overlay = say`what Kubernetes alone knows stands in \`overlay.pod.spec\` of each group`;
const noMonitor = say`monitoring is not made by this operator`;

const clusterWords: Words = {
  ...Object.fromEntries(
    Object.entries(groupOfComponent).map(([component, { kind }]) => [
      component,
      { instead: say`this component is a resource of kind \`${kind}\``, group: component },
    ]),
  ),
  pump: { instead: say`this operator has no Pump` },
  version: { instead: perGroup },
  image: { instead: perGroup },
  imagePullPolicy: { instead: overlay },
  imagePullSecrets: { instead: overlay },
  nodeSelector: { instead: overlay },
  tolerations: { instead: overlay },
  affinity: { instead: overlay },
  annotations: { instead: overlay },
  labels: { instead: overlay },
  schedulerName: { instead: overlay },
  timezone: { instead: say`it is \`TZ\` in \`overlay.pod.spec\` of each group, or \`time_zone\` in SQL` },
  configUpdateStrategy: { instead: say`each group has \`template.spec.updateStrategy.config\`` },
  pvReclaimPolicy: { instead: say`the StorageClass decides what becomes of volumes` },
  enablePVReclaim: { instead: say`the StorageClass decides what becomes of volumes` },
  enableDynamicConfiguration: { instead: say`settings that change while TiDB runs are \`SET CONFIG\` in SQL` },
  clusterDomain: { to: ['dns', 'clusterDomain'] },
  acrossK8s: { instead: say`a cluster lies in one namespace of one Kubernetes cluster here` },
  helper: { instead: noMonitor },
  discovery: { instead: say`this operator needs no discovery` },
};

/** One level too high, or as the first operator has it. */
const groupWords: Words = {
  ...Object.fromEntries(
    ['version', 'image', 'config', 'volumes', 'resources', 'security', 'server', 'overlay', 'updateStrategy'].map(
      (field) => [field, { to: ['template', 'spec', field] }],
    ),
  ),
  clusterName: { to: ['cluster', 'name'] },
  baseImage: { to: ['template', 'spec', 'image'] },
  requests: {
    instead: say`CPU and memory are \`template.spec.resources\`, the size of a volume is in \`template.spec.volumes\``,
  },
  limits: { instead: say`CPU and memory are \`template.spec.resources\`` },
  storageClassName: { instead: say`each entry of \`template.spec.volumes\` has its own` },
  service: { instead: say`the operator makes the Service; another one is made by hand` },
  maxFailoverCount: { instead: say`this operator makes no stores in place of lost ones` },
  annotations: { to: ['template', 'metadata', 'annotations'] },
  labels: { to: ['template', 'metadata', 'labels'] },
  metadata: { to: ['template', 'metadata'] },
  'template.spec.baseImage': { to: ['template', 'spec', 'image'] },
  'template.spec.requests': {
    instead: say`CPU and memory are \`resources\`, the size of a volume is in \`volumes\``,
  },
  'template.spec.limits': { instead: say`CPU and memory are \`resources\`` },
  'template.spec.storageClassName': { instead: say`each entry of \`volumes\` has its own` },
  'template.spec.replicas': { to: ['replicas'] },
  'template.spec.resources.requests': { instead: say`\`cpu\` and \`memory\` stand here by themselves` },
  'template.spec.resources.limits': {
    instead: say`\`cpu\` and \`memory\` stand here by themselves, as requests and limits`,
  },
  'template.spec.resources.storage': { instead: say`the size of a volume is in \`volumes\`` },
  ...Object.fromEntries(
    ['nodeSelector', 'tolerations', 'affinity', 'topologySpreadConstraints', 'imagePullSecrets', 'priorityClassName']
      .concat(['hostNetwork', 'terminationGracePeriodSeconds', 'serviceAccountName'])
      .map((field) => [`template.spec.${field}`, { to: ['template', 'spec', 'overlay', 'pod', 'spec', field] }]),
  ),
  'template.spec.podSecurityContext': { to: ['template', 'spec', 'overlay', 'pod', 'spec', 'securityContext'] },
  'template.spec.additionalVolumes': { to: ['template', 'spec', 'overlay', 'pod', 'spec', 'volumes'] },
  'template.spec.additionalContainers': { to: ['template', 'spec', 'overlay', 'pod', 'spec', 'containers'] },
  'template.spec.annotations': { to: ['template', 'metadata', 'annotations'] },
  'template.spec.labels': { to: ['template', 'metadata', 'labels'] },
  'template.spec.env': { instead: say`variables stand in a container of \`overlay.pod.spec\`` },
};

const noDumps = say`this operator makes no dumps: run Dumpling or TiDB Lightning in a Job`;
const noVolumeSnapshots = say`this operator has no volume snapshots`;

const jobWords: Words = {
  from: { instead: noDumps },
  to: { instead: noDumps },
  dumpling: { instead: noDumps },
  tikvGCLifeTime: { instead: say`BR keeps what it copies from being collected by itself` },
  calcSizeLevel: { instead: noVolumeSnapshots },
  resumeGcSchedule: { instead: noVolumeSnapshots },
  federalVolumeBackupPhase: { instead: noVolumeSnapshots },
  federalVolumeRestorePhase: { instead: noVolumeSnapshots },
  volumeAZ: { instead: noVolumeSnapshots },
  warmup: { instead: noVolumeSnapshots },
  warmupImage: { instead: noVolumeSnapshots },
  warmupStrategy: { instead: noVolumeSnapshots },
  's3.forcePathStyle': { instead: say`this operator decides by itself how the bucket is written` },
};

/** By kind, then by path below `spec`. */
export const firstWords: Readonly<Record<string, Words>> = {
  Cluster: clusterWords,
  ...Object.fromEntries(Object.keys(instanceKinds).map((kind) => [`${kind}Group`, groupWords])),
  Backup: jobWords,
  Restore: jobWords,
};
