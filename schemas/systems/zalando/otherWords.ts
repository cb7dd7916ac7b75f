import type { OtherWords } from '../../vocabulary/otherWords.ts';
import { say } from '../../vocabulary/say.ts';

const nodes = say`\`nodeAffinity\` chooses nodes`;
const version = say`the version is \`postgresql.version\``;
const backups = say`where WAL and backups go is said by the operator's configuration (\`aws_or_gcp\`, \`logical_backup\`)`;
const source = say`a cluster that begins as a copy has \`clone\``;
const follower = say`a cluster that follows another one has \`standby\``;
const labels = say`labels of the resource reach the pods if the operator's \`inherited_labels\` lists their keys`;
const operatorSetting = say`it is a setting of the operator, in its own configuration`;

/** Words for fields of `spec`: other operators', the operator's own configuration's, and ones that are near. */
export const otherWords: OtherWords = {
  instances: { to: ['numberOfInstances'] },
  replicas: { to: ['numberOfInstances'] },
  team: { to: ['teamId'] },
  version: { instead: version },
  postgresVersion: { instead: version },
  image: { to: ['dockerImage'] },
  imageName: { to: ['dockerImage'] },
  parameters: { to: ['postgresql', 'parameters'] },
  'postgresql.config': { to: ['postgresql', 'parameters'] },
  'postgresql.settings': { to: ['postgresql', 'parameters'] },
  'postgresql.pg_hba': { to: ['patroni', 'pg_hba'] },
  pg_hba: { to: ['patroni', 'pg_hba'] },
  'patroni.standby_cluster': { instead: say`a cluster becomes a follower by the section \`standby\`` },
  storage: { to: ['volume'] },
  'volume.storageClassName': { to: ['volume', 'storageClass'] },
  'storage.storageClassName': { instead: say`the class is \`volume.storageClass\`` },
  dataVolumeClaimSpec: { instead: say`size and class are \`volume.size\` and \`volume.storageClass\`` },
  walStorage: { instead: say`WAL is kept on the volume of the data` },
  volumes: { instead: say`volumes and their mounts stand together in \`additionalVolumes\`` },
  volumeMounts: { instead: say`volumes and their mounts stand together in \`additionalVolumes\`` },
  extraVolumes: { instead: say`volumes and their mounts stand together in \`additionalVolumes\`` },
  containers: { to: ['sidecars'] },
  nodeSelector: { instead: nodes },
  'affinity.nodeAffinity': { to: ['nodeAffinity'] },
  podAntiAffinity: { instead: say`it is the operator's \`enable_pod_antiaffinity\`` },
  priorityClassName: { to: ['podPriorityClassName'] },
  annotations: { instead: say`annotations of pods are \`podAnnotations\`, of Services \`serviceAnnotations\`` },
  labels: { instead: labels },
  podLabels: { instead: labels },
  securityContext: { instead: say`user and groups are \`spiloRunAsUser\`, \`spiloRunAsGroup\` and \`spiloFSGroup\`` },
  podSecurityContext: {
    instead: say`user and groups are \`spiloRunAsUser\`, \`spiloRunAsGroup\` and \`spiloFSGroup\``,
  },
  fsGroup: { to: ['spiloFSGroup'] },
  serviceAccountName: { instead: say`the account is the operator's \`pod_service_account_name\`` },
  bootstrap: { instead: say`users and databases are \`users\` and \`databases\`, and a copy is \`clone\`` },
  dataSource: { instead: source },
  replica: { instead: follower },
  standbyCluster: { to: ['standby'] },
  externalClusters: { instead: say`other clusters are named in \`clone\` and \`standby\`` },
  managed: { instead: say`roles stand in \`users\`` },
  roles: { instead: say`roles stand in \`users\`` },
  pooler: { to: ['connectionPooler'] },
  pgbouncer: { to: ['connectionPooler'] },
  proxy: { instead: say`the pooler is \`connectionPooler\`` },
  'connectionPooler.replicas': { to: ['connectionPooler', 'numberOfInstances'] },
  'connectionPooler.instances': { to: ['connectionPooler', 'numberOfInstances'] },
  'connectionPooler.poolMode': { to: ['connectionPooler', 'mode'] },
  'connectionPooler.defaultCpuRequest': { to: ['connectionPooler', 'resources', 'requests', 'cpu'] },
  'connectionPooler.defaultMemoryRequest': { to: ['connectionPooler', 'resources', 'requests', 'memory'] },
  'connectionPooler.defaultCpuLimit': { to: ['connectionPooler', 'resources', 'limits', 'cpu'] },
  'connectionPooler.defaultMemoryLimit': { to: ['connectionPooler', 'resources', 'limits', 'memory'] },
  service: { instead: say`Services are opened with \`enableMasterLoadBalancer\` or \`enableMasterNodePort\`` },
  customTLSSecret: { instead: say`the Secret of the certificate is \`tls.secretName\`` },
  certificates: { instead: say`the Secret of the certificate is \`tls.secretName\`` },
  backup: { instead: backups },
  backups: { instead: backups },
  shutdown: { instead: say`a cluster is stopped with \`numberOfInstances: 0\`` },
  enableNamespacedSecret: {
    instead: say`it is \`enable_cross_namespace_secret\`, a setting of the operator in its own configuration`,
  },
  enable_cross_namespace_secret: { instead: operatorSetting },
  enablePodAntiAffinity: { instead: say`it is \`enable_pod_antiaffinity\`, a setting of the operator` },
  wal_s3_bucket: { instead: operatorSetting },
  logical_backup_s3_bucket: { instead: operatorSetting },
  synchronous_mode: { to: ['patroni', 'synchronous_mode'] },
  synchronousMode: { to: ['patroni', 'synchronous_mode'] },
};

/** Fields of containers that sidecars do not have, in no version. */
export const sidecarWords: OtherWords = {
  args: { instead: say`sidecars have no arguments of their own: put them behind the program under \`command\`` },
  volumeMounts: {
    instead: say`give the volume under \`additionalVolumes\`, with the sidecar's name in \`targetContainers\``,
  },
  volumes: {
    instead: say`give the volume under \`additionalVolumes\`, with the sidecar's name in \`targetContainers\``,
  },
  envFrom: { instead: say`list the variables under \`env\`, each with \`valueFrom\`` },
  securityContext: { instead: say`a sidecar runs as its image says, in the pod's own context` },
  livenessProbe: { instead: say`sidecars are not probed` },
  readinessProbe: { instead: say`sidecars are not probed` },
  startupProbe: { instead: say`sidecars are not probed` },
  imagePullPolicy: { instead: say`the image is pulled only if the node does not have it: name a fixed tag` },
  lifecycle: { instead: say`start it with a program under \`command\` that does what is needed` },
  workingDir: { instead: say`change the folder in \`command\`` },
  dockerImage: { to: ['image'] },
};
