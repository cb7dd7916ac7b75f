import type { OtherWords } from '../../vocabulary/otherWords.ts';
import { say } from '../../vocabulary/say.ts';

const pooler = say`connection pools are resources of kind \`Pooler\``;
const database = say`further databases are resources of kind \`Database\``;
const roles = say`list roles under \`managed.roles\``;
const image = say`the version is the tag of \`imageName\`, such as \`:17.5\``;
const schedule = say`backups that come by themselves are resources of kind \`ScheduledBackup\``;
const certificates = say`name the Secrets under \`certificates\``;

/** What other operators, and earlier drafts, call things: by kind. */
export const otherWords: Readonly<Record<string, OtherWords>> = {
  Cluster: {
    numberOfInstances: { to: ['instances'] },
    replicas: { to: ['instances'] },
    dockerImage: { to: ['imageName'] },
    image: { to: ['imageName'] },
    postgresVersion: { instead: image },
    version: { instead: image },
    'postgresql.version': { instead: image },
    'postgresql.config': { to: ['postgresql', 'parameters'] },
    'postgresql.settings': { to: ['postgresql', 'parameters'] },
    volume: { to: ['storage'] },
    'storage.storageClassName': { to: ['storage', 'storageClass'] },
    'walStorage.storageClassName': { to: ['walStorage', 'storageClass'] },
    dataVolumeClaimSpec: { to: ['storage', 'pvcTemplate'] },
    walVolumeClaimSpec: { to: ['walStorage', 'pvcTemplate'] },
    users: { instead: roles },
    roles: { to: ['managed', 'roles'] },
    databases: { instead: database },
    preparedDatabases: { instead: database },
    'bootstrap.initdb.username': { to: ['bootstrap', 'initdb', 'owner'] },
    'bootstrap.initdb.user': { to: ['bootstrap', 'initdb', 'owner'] },
    'bootstrap.initdb.dbname': { to: ['bootstrap', 'initdb', 'database'] },
    'bootstrap.initdb.databaseName': { to: ['bootstrap', 'initdb', 'database'] },
    proxy: { instead: pooler },
    connectionPooler: { instead: pooler },
    enableConnectionPooler: { instead: pooler },
    pooler: { instead: pooler },
    pgbouncer: { instead: pooler },
    standby: {
      instead: say`a cluster that follows another one has \`replica\`, and begins with \`pg_basebackup\` or \`recovery\``,
    },
    clone: { instead: say`a cluster that begins as a copy has \`bootstrap.pg_basebackup\` or \`bootstrap.recovery\`` },
    dataSource: {
      instead: say`a cluster that begins as a copy has \`bootstrap.pg_basebackup\` or \`bootstrap.recovery\``,
    },
    shutdown: { instead: say`all pods are stopped by the annotation \`cnpg.io/hibernation: "on"\`` },
    paused: { instead: say`the operator looks away with the annotation \`cnpg.io/reconciliationLoop: disabled\`` },
    tls: { instead: certificates },
    customTLSSecret: { instead: certificates },
    podAnnotations: { to: ['inheritedMetadata', 'annotations'] },
    podLabels: { to: ['inheritedMetadata', 'labels'] },
    podPriorityClassName: { to: ['priorityClassName'] },
    serviceAccount: { to: ['serviceAccountName'] },
    enableMasterLoadBalancer: { instead: say`a load balancer is a Service under \`managed.services.additional\`` },
    patroni: { instead: say`there is no Patroni here: settings of PostgreSQL belong to \`postgresql.parameters\`` },
    'backup.schedule': { instead: schedule },
    'backup.pgbackrest': {
      instead: say`backups are made with Barman, by the plugin \`barman-cloud.cloudnative-pg.io\``,
    },
    'backups.pgbackrest': {
      instead: say`backups are made with Barman, by the plugin \`barman-cloud.cloudnative-pg.io\``,
    },
  },
  Pooler: {
    replicas: { to: ['instances'] },
    clusterName: { to: ['cluster', 'name'] },
    poolMode: { to: ['pgbouncer', 'poolMode'] },
    'pgbouncer.mode': { to: ['pgbouncer', 'poolMode'] },
    'pgbouncer.pool_mode': { to: ['pgbouncer', 'poolMode'] },
    'pgbouncer.defaultPoolSize': { to: ['pgbouncer', 'parameters', 'default_pool_size'] },
    'pgbouncer.maxClientConn': { to: ['pgbouncer', 'parameters', 'max_client_conn'] },
    parameters: { to: ['pgbouncer', 'parameters'] },
  },
  Backup: {
    clusterName: { to: ['cluster', 'name'] },
    plugin: { to: ['pluginConfiguration'] },
  },
  ScheduledBackup: {
    clusterName: { to: ['cluster', 'name'] },
    plugin: { to: ['pluginConfiguration'] },
    cron: { to: ['schedule'] },
    retentionPolicy: { instead: say`how long backups are kept is said by \`retentionPolicy\` of the \`ObjectStore\`` },
  },
  Database: {
    clusterName: { to: ['cluster', 'name'] },
    dbname: { to: ['name'] },
    databaseName: { to: ['name'] },
    user: { to: ['owner'] },
    username: { to: ['owner'] },
    reclaimPolicy: { to: ['databaseReclaimPolicy'] },
  },
  DatabaseRole: {
    clusterName: { to: ['cluster', 'name'] },
    username: { to: ['name'] },
    roleName: { to: ['name'] },
    reclaimPolicy: { to: ['databaseRoleReclaimPolicy'] },
  },
  Publication: {
    clusterName: { to: ['cluster', 'name'] },
    database: { to: ['dbname'] },
    databaseName: { to: ['dbname'] },
    reclaimPolicy: { to: ['publicationReclaimPolicy'] },
  },
  Subscription: {
    clusterName: { to: ['cluster', 'name'] },
    database: { to: ['dbname'] },
    databaseName: { to: ['dbname'] },
    publication: { to: ['publicationName'] },
    externalCluster: { to: ['externalClusterName'] },
    reclaimPolicy: { to: ['subscriptionReclaimPolicy'] },
  },
};
