import type { OtherWord, OtherWords } from '../../vocabulary/otherWords.ts';
import { say } from '../../vocabulary/say.ts';

const volumes = say`the size of the data is \`requests.storage\` of each component`;
const groups = say`components are sections here, such as \`tikv\`; groups belong to operator v2`;
const resources = say`\`requests\` and \`limits\` stand in each component by themselves`;
const certificates = say`TLS between components is \`tlsCluster.enabled\`, that for clients \`tidb.tlsClient.enabled\``;
const initializer = say`passwords and SQL for a new cluster are a resource of kind \`TidbInitializer\``;
const backup = say`backups are resources of kind \`Backup\` and \`BackupSchedule\``;
const monitor = say`monitoring is a resource of kind \`TidbMonitor\``;
const perComponent = say`each component has its number in \`replicas\``;

const components = ['pd', 'tikv', 'tidb', 'tiflash', 'ticdc', 'tiproxy'] as const;

/** Of each component: words of operator v2, of StatefulSets and of other operators. */
const componentWords: OtherWords = Object.fromEntries<OtherWord>(
  components.flatMap((id) => [
    [`${id}.storage`, { instead: volumes }],
    [`${id}.volume`, { instead: volumes }],
    [`${id}.volumes`, { instead: say`further volumes are \`storageVolumes\`, or \`additionalVolumes\`` }],
    [`${id}.volumeClaimTemplates`, { instead: volumes }],
    [`${id}.resources`, { instead: resources }],
    [`${id}.template`, { instead: say`what stands under \`template.spec\` stands in the component itself` }],
    [`${id}.instances`, { to: [id, 'replicas'] }],
    [`${id}.size`, { to: [id, 'replicas'] }],
    [`${id}.nodeAffinity`, { instead: say`it belongs into \`affinity\`` }],
    [`${id}.serviceAccountName`, { to: [id, 'serviceAccount'] }],
    [`${id}.podAnnotations`, { to: [id, 'annotations'] }],
    [`${id}.podLabels`, { to: [id, 'labels'] }],
    [`${id}.extraArgs`, { instead: say`arguments are settings in \`config\`` }],
  ]),
);

const runner: OtherWords = {
  serviceAccountName: { to: ['serviceAccount'] },
  image: { to: ['toolImage'] },
  brImage: { to: ['toolImage'] },
  nodeSelector: { instead: say`nodes are chosen by \`affinity\`` },
  securityContext: { to: ['podSecurityContext'] },
};
const places: OtherWords = {
  storageType: { instead: say`the place is told by its field, such as \`s3\`` },
  storage: { instead: say`the place is a field of its own, such as \`s3\`` },
  's3.secret': { to: ['s3', 'secretName'] },
  's3.accessKey': { instead: say`keys stand in the Secret of \`secretName\`` },
  's3.secretKey': { instead: say`keys stand in the Secret of \`secretName\`` },
  's3.folder': { to: ['s3', 'prefix'] },
  'gcs.provider': { instead: say`only \`s3\` has a provider` },
  'gcs.region': { to: ['gcs', 'location'] },
  'gcs.project': { to: ['gcs', 'projectId'] },
  'azblob.bucket': { to: ['azblob', 'container'] },
  'azblob.account': { to: ['azblob', 'storageAccount'] },
};
const brCluster: OtherWords = {
  cluster: { instead: say`the cluster is named in \`br.cluster\`` },
  clusterName: { to: ['br', 'cluster'] },
  clusterNamespace: { to: ['br', 'clusterNamespace'] },
  'br.clusterName': { to: ['br', 'cluster'] },
  'br.namespace': { to: ['br', 'clusterNamespace'] },
};
const backupJob: OtherWords = { ...runner, ...places, ...brCluster };

/** What other operators, operator v2 and the Helm chart of old call things: by kind. */
export const otherWords: Readonly<Record<string, OtherWords>> = {
  TidbCluster: {
    ...componentWords,
    'tidb.port': { to: ['tidb', 'service', 'port'] },
    'tidb.slowLog': { instead: say`the slow log has \`separateSlowLog\`, \`slowLogTailer\` and \`slowLogVolumeName\`` },
    'tidb.bootstrapSQL': { instead: say`the ConfigMap with SQL is named in \`bootstrapSQLConfigMapName\`` },
    bootstrapSQL: { instead: say`the ConfigMap with SQL is named in \`tidb.bootstrapSQLConfigMapName\`` },
    instances: { instead: perComponent },
    replicas: { instead: perComponent },
    storage: { instead: volumes },
    resources: { instead: say`\`requests\` and \`limits\` stand in each component` },
    image: { instead: say`each component has a \`baseImage\`, and \`version\` is the tag of all` },
    tidbVersion: { to: ['version'] },
    clusterVersion: { to: ['version'] },
    pdGroup: { instead: groups },
    tikvGroup: { instead: groups },
    tidbGroup: { instead: groups },
    tls: { instead: certificates },
    tlsClient: { to: ['tidb', 'tlsClient'] },
    serviceAccountName: { to: ['serviceAccount'] },
    service: { instead: say`the Service for clients is \`tidb.service\`` },
    monitor: { instead: monitor },
    monitoring: { instead: monitor },
    backup: { instead: backup },
    initializer: { instead: initializer },
    passwordSecret: { instead: initializer },
    users: { instead: initializer },
    cdc: { to: ['ticdc'] },
    proxy: { to: ['tiproxy'] },
    suspend: { instead: say`all pods are stopped by \`suspendAction.suspendStatefulSet: true\`` },
    featureGates: { instead: say`these belong to operator v2` },
    upgradePolicy: { instead: say`these belong to operator v2` },
  },
  TidbInitializer: {
    clusters: { instead: say`one cluster is named, in \`cluster\`` },
    clusterName: { to: ['cluster', 'name'] },
    initSQL: { to: ['initSql'] },
    initSQLConfigMap: { to: ['initSqlConfigMap'] },
    initSqlConfigMapName: { to: ['initSqlConfigMap'] },
    passwordSecretName: { to: ['passwordSecret'] },
    password: { instead: say`passwords stand in the Secret of \`passwordSecret\`` },
    host: { to: ['permitHost'] },
  },
  TidbMonitor: {
    cluster: { instead: say`clusters are a list, \`clusters\`` },
    'prometheus.storage': { to: ['storage'] },
    'prometheus.retention': { to: ['prometheus', 'retentionTime'] },
    'prometheus.image': { instead: say`it is \`baseImage\`, and \`version\` its tag` },
    'grafana.image': { instead: say`it is \`baseImage\`, and \`version\` its tag` },
    'grafana.adminPassword': { instead: say`the password stands in the Secret of \`passwordSecret\`` },
    alertmanagerUrl: { to: ['alertmanagerURL'] },
    storageSize: { to: ['storage'] },
  },
  TidbDashboard: {
    cluster: { instead: say`the cluster is the one item of the list \`clusters\`` },
    replicas: { instead: say`there is one pod` },
    storage: { instead: say`the size of the volume is \`requests.storage\`` },
    resources: { instead: resources },
  },
  TidbNGMonitoring: {
    cluster: { instead: say`the cluster is the one item of the list \`clusters\`` },
    'ngMonitoring.replicas': { instead: say`there is one pod` },
    'ngMonitoring.storage': { instead: say`the size of the volume is \`ngMonitoring.requests.storage\`` },
    'ngMonitoring.resources': { instead: resources },
  },
  DMCluster: {
    'master.storage': { to: ['master', 'storageSize'] },
    'worker.storage': { to: ['worker', 'storageSize'] },
    dmMaster: { to: ['master'] },
    dmWorker: { to: ['worker'] },
    sources: { instead: say`sources and tasks are made with \`dmctl\`` },
    tasks: { instead: say`sources and tasks are made with \`dmctl\`` },
  },
  Backup: {
    ...backupJob,
    type: { to: ['backupType'] },
    mode: { to: ['backupMode'] },
    schedule: { instead: say`backups that come again are resources of kind \`BackupSchedule\`` },
    tables: { to: ['tableFilter'] },
  },
  Restore: {
    ...backupJob,
    type: { to: ['backupType'] },
    mode: { to: ['restoreMode'] },
    backupMode: { to: ['restoreMode'] },
    backupName: { instead: say`a backup is found by its place, such as \`s3\` with its \`prefix\`` },
    tables: { to: ['tableFilter'] },
  },
  BackupSchedule: {
    cron: { to: ['schedule'] },
    suspend: { to: ['pause'] },
    paused: { to: ['pause'] },
    retention: { to: ['maxReservedTime'] },
    template: { to: ['backupTemplate'] },
    cleanPolicy: { to: ['backupTemplate', 'cleanPolicy'] },
    backupType: { to: ['backupTemplate', 'backupType'] },
  },
  CompactBackup: { ...backupJob, start: { to: ['startTs'] }, end: { to: ['endTs'] } },
};
