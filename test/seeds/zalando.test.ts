import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseError } from '../../client/session/databaseError.ts';
import { render } from '../../schemas/vocabulary/render.ts';
import { accepts, actionOf, explains, finds, offers, recipeOf, tellsOf } from './support.ts';

/** 001: notes about Zalando's operator. */

function configuration(lines: string): string {
  return `apiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration\nmetadata:\n  name: operator\nconfiguration:\n${indented(lines)}`;
}
function cluster(lines: string): string {
  return `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-demo\n  namespace: default\nspec:\n${indented(lines)}`;
}
const whole = `teamId: acid
numberOfInstances: 1
postgresql: {version: "17"}
volume: {size: 10Gi}
`;
function team(lines: string): string {
  return `apiVersion: acid.zalan.do/v1\nkind: PostgresTeam\nmetadata:\n  name: custom-team-membership\nspec:\n${indented(lines)}`;
}
function environment(lines: string): string {
  return `${configuration('kubernetes:\n  pod_environment_configmap: default/pod-env\n')}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: pod-env\n  namespace: default\ndata:\n${indented(lines)}`;
}
function indented(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ');
}
function deployment(env: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: postgres-operator-ui
spec:
  selector:
    matchLabels: {app: ui}
  template:
    metadata:
      labels: {app: ui}
    spec:
      containers:
      - name: service
        image: ghcr.io/zalando/postgres-operator-ui:v1.15.1
        env:
${env.replace(/^(?=.)/gm, '        ')}`;
}
const lookup = (title: string) =>
  JSON.stringify((recipeOf(cluster(whole)).lookups ?? []).find((each) => render(each.title) === title));
const setting = (name: string, ...said: RegExp[]) => {
  const [section = '', key = ''] = name.includes('.') ? name.split('.') : ['', name];
  const line = key.replace(/^(..)/, '$1$$0');
  explains(configuration(section ? `${section}:\n  ${line}: x\n` : `${line}: x\n`), ...said);
};
const field = (lines: string, ...said: RegExp[]) => explains(cluster(whole + lines), ...said);

test('001-1 the ConfigMap form', () =>
  finds(
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: postgres-operator\ndata:\n  $0wokers: "8"\n  resync_period: 30m\n  min_instances: "3"\n  repair_period: 5m\n`,
    'schema/unknown-key',
    /workers/,
  ));
test('001-2 the CRD wants types', () => finds(configuration('workers: $0"8"\n'), 'schema/type', /./));
test('001-3 a ConfigMap has texts', () =>
  finds('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  workers: $08\n', 'schema/type', /"8"/));
test('001-4 a Secret per user', () => field('users:\n  se$0ller: []\n', /seller\.acid-demo\.credentials/));
test('001-5 three kinds', () => {
  for (const kind of ['postgresql', 'OperatorConfiguration', 'PostgresTeam'])
    accepts(`apiVersion: acid.zalan.do/v1\n$0kind: ${kind}\n`);
});
test('001-6 both backups', () => {
  assert.ok(actionOf(cluster(whole), 'backup-physical'));
  assert.ok(actionOf(cluster(`${whole}enableLogicalBackup: true\n`), 'backup-logical'));
});
test('001-7 a bucket per cluster', () => setting('aws_or_gcp.wal_s3_bucket', /WAL_S3_BUCKET/, /WAL_BUCKET_SCOPE/));
test('001-8 the Secret of logical backups', () =>
  setting('kubernetes.pod_environment_secret', /logical_backup_cronjob_environment_secret/));
test('001-9 WAL-E and encryption', () => explains(environment('USE_WALG$0_BACKUP: "true"\n'), /WAL-E/));
test('001-10 the primary by labels', () =>
  assert.match(JSON.stringify(recipeOf(cluster(whole)).members), /cluster-name.*acid-demo.*spilo-role.*master/));
test('001-11 the port', () => assert.equal(recipeOf(cluster(whole)).access?.port, 5432));
test('001-12 password and TLS', () => {
  const { access } = recipeOf(cluster(`${whole}users: {demo: []}\n`));
  assert.equal(access?.tls.mode, 'require');
  assert.equal(access.logins[0]?.secret?.passwordKey, 'password');
});
test('001-13 the page of the operator', () => assert.ok(recipeOf(cluster(whole)).operator?.ui));
test('001-14 without metadata', () =>
  finds('$0kind: OperatorConfiguration\napiVersion: acid.zalan.do/v1\nconfiguration: {}\n', 'schema/missing-key'));
test('001-15 enable_crd_validation', () => {
  setting('enable_crd_validation', /2\.0/);
  finds(configuration('$0enable_crd_validation: true\n'), 'schema/removed-field', /Remove/, { zalando: '2.0' });
});
test('001-16 three switches', () => {
  setting('enable_lazy_spilo_upgrade', /pod/);
  setting('enable_pgversion_env_var', /PGVERSION/);
  setting('enable_spilo_wal_path_compat', /path/);
});
test('001-17 etcd_host', () => setting('etcd_host', /Kubernetes/));
test('001-18 kubernetes_use_configmaps', () => setting('kubernetes_use_configmaps', /primar/));
test('001-19 docker_image', () => setting('docker_image', /image/i));
test('001-20 sidecars, shared memory, workers', () => {
  setting('sidecars', /Containers/);
  setting('enable_shm_volume', /shm/);
  setting('workers', /clusters/);
});
test('001-21 min_instances above max_instances', () =>
  finds(configuration('max_instances: 1\n$0min_instances: 3\n'), 'zalando/limits-crossed'));
test('001-22 resync_period', () => {
  setting('resync_period', /sync/);
  finds(configuration('resync_period: $030\n'), 'schema/type', /30m|30s/);
});
test('001-23 set_memory_request_to_limit', () => setting('set_memory_request_to_limit', /memory/));
test('001-24 super_username', () => setting('users.super_username', /superuser/i));
test('001-25 replication_username: stanby', () =>
  finds(configuration('users:\n  replication_username: $0stanby\n'), 'zalando/system-role-misspelt', /standby/));
test('001-26 load_balancer twice', () =>
  finds(
    configuration('load_balancer:\n$0load_balancer:\n  db_hosted_zone: db.example.com\n'),
    'yaml/duplicate-key',
    /./,
  ));
test('001-27 stores of the WAL', () => {
  finds(configuration('aws_or_gcp:\n  wal_s3_bucket: $0s3://x\n'), 'zalando/bucket-with-scheme', /./);
  finds(configuration('aws_or_gcp:\n  wal_s3_bucket: x\n  $0wal_gs_bucket: z\n'), 'zalando/wal-archives-conflict');
});
test('001-28 aws_region', () => setting('aws_or_gcp.aws_region', /volume|EBS/));
test('001-29 additional_secret_mount', () => setting('aws_or_gcp.additional_secret_mount', /Secret/));
test('001-30 enable_ebs_gp3_migration', () => {
  setting('aws_or_gcp.enable_ebs_gp3_migration', /2\.0/);
  finds(configuration('aws_or_gcp:\n  $0enable_ebs_gp3_migration: false\n'), 'schema/removed-field', /./, {
    zalando: '2.0',
  });
});
test('001-31 kube_iam_role', () => setting('aws_or_gcp.kube_iam_role', /iam\.amazonaws\.com\/role/));
test('001-32 image of the backup', () =>
  finds(
    configuration(
      'logical_backup:\n  logical_backup_docker_image: $0registry.opensource.zalan.do/acid/logical-backup\n',
    ),
    'zalando/image-registry-left',
  ));
test('001-33 the job', () => {
  setting('logical_backup.logical_backup_job_prefix', /name/);
  setting('logical_backup.logical_backup_provider', /s3/i);
  explains(configuration('logical_backup:\n  logical_backup_schedule: "30 $000 * * *"\n'), /00:30/);
  setting('logical_backup.logical_backup_google_application_credentials', /Google|GCS/i);
});
test('001-34 the bucket', () => {
  setting('logical_backup.logical_backup_s3_bucket', /bucket/i);
  setting('logical_backup.logical_backup_s3_endpoint', /endpoint|address|S3/i);
  setting('logical_backup.logical_backup_s3_region', /region/i);
});
test('001-35 the keys', () => {
  setting('logical_backup.logical_backup_s3_access_key_id', /AWS_ACCESS_KEY_ID/);
  finds(
    configuration('logical_backup:\n  logical_backup_s3_secret_access_key: $0abcdef0123456789\n'),
    'zalando/credentials-in-manifest',
  );
});
test('001-36 debug', () => setting('debug.debug_logging', /log/));
test('001-37 logging_rest_api', () => setting('logging_rest_api.ring_log_lines', /log/));
test('001-38 a team service without address', () =>
  finds(configuration('teams_api:\n  enable_teams_api: $0true\n  teams_api_url:\n'), 'zalando/teams-service-missing'));
test('001-39 team_api_role_configuration', () =>
  finds(
    configuration('teams_api:\n  team_api_role_configuration: $0log_statement:all\n'),
    'zalando/setting-of-another-form',
    /map/,
  ));
test('001-40 rights of teams', () => {
  setting('teams_api.enable_team_superuser', /superuser/i);
  setting('teams_api.team_admin_role', /role/);
  setting('teams_api.enable_admin_role_for_users', /role/);
});
test('001-41 PAM', () => {
  setting('teams_api.pam_role_name', /role/);
  setting('teams_api.pam_configuration', /pam/i);
});
test('001-42 protected_role_names', () => {
  finds(configuration('teams_api:\n  protected_role_names: $0admin\n'), 'schema/type', /list/);
  finds(
    configuration('teams_api:\n  protected_role_names: $0[admin]\n'),
    'zalando/protected-role-missing',
    /cron_admin/,
  );
});
test('001-43 postgres_superuser_teams', () => setting('teams_api.postgres_superuser_teams', /superuser/i));
test('001-44 teams that nobody reads', () =>
  finds(
    `${configuration('teams_api:\n  enable_postgres_team_crd: false\n')}---\n${team('additionalTeams:\n  a: [b]\n').replace('kind: Post', '$0kind: Post')}`,
    'zalando/teams-ignored',
  ));
test('001-45 load balancers', () => {
  setting('load_balancer.custom_service_annotations', /annotation/i);
  setting('load_balancer.db_hosted_zone', /external-dns|DNS/);
});
test('001-46 external_traffic_policy', () =>
  offers(configuration('load_balancer:\n  external_traffic_policy: $0\n'), 'Cluster', 'Local'));
test('001-47 names of hosts', () => {
  setting('load_balancer.master_dns_name_format', /team/);
  finds(
    configuration(
      'load_balancer:\n  master_dns_name_format: "{cluster}.{hostedzone}"\n  replica_dns_name_format: $0"{cluster}.{hostedzone}"\n',
    ),
    'zalando/host-names-equal',
  );
});
test('001-48 timeouts', () =>
  offers(configuration('timeouts:\n  $0\n'), 'pod_label_wait_timeout', 'ready_wait_interval'));
test('001-49 the pooler', () => {
  for (const key of [
    'number_of_instances',
    'schema',
    'user',
    'image',
    'max_db_connections',
    'mode',
    'default_cpu_request',
  ])
    setting(`connection_pooler.connection_pooler_${key}`, /.{60}/);
});
test('001-50 a misspelt setting', () =>
  finds(
    configuration('connection_pooler:\n  $0connection_pooler_default_memory_reques: 100Mi\n'),
    'schema/unknown-key',
    /memory_request/,
  ));
test('001-51 a number for a text', () =>
  finds(configuration('connection_pooler:\n  connection_pooler_default_cpu_limit: $01\n'), 'schema/type', /"1"/));
test('001-52 infrastructure roles', () => setting('kubernetes.infrastructure_roles_secrets', /Secret/));
test('001-53 pod_environment_configmap', () => setting('kubernetes.pod_environment_configmap', /namespace/));
test('001-54 pod_environment_secret', () => setting('kubernetes.pod_environment_secret', /Secret/));
test('001-55 defaults and minimums', () =>
  finds(
    configuration('postgres_pod_resources:\n  default_cpu_limit: $0100m\n  min_cpu_limit: 250m\n'),
    'zalando/limits-crossed',
  ));
test('001-56 a team twice', () =>
  finds(team('additionalTeams:\n  a-team: [b-team]\n  $0a-team: [virtual-team]\n'), 'yaml/duplicate-key', /erge/));
test('001-57 teams', () => explains(team('additional$0Teams: {}\n'), /team/));
test('001-58 members', () => {
  explains(team('additional$0Members: {}\n'), /token|log in/);
  finds(team('additionalMembers:\n  a-team: [$0postgres]\n'), 'zalando/member-skipped');
});
test('001-59 metadata.uid', () =>
  finds(
    cluster(whole).replace('namespace: default', '$0uid: efd12e58-5786-11e8-b5a7-06148230260c'),
    'zalando/uid-in-manifest',
    /./,
  ));
test('001-60 the label of the team', () => explains(cluster(whole).replace('teamId', 'team$0Id'), /team/));
test('001-61 teamId stays', () => {
  explains(cluster(whole).replace('teamId', 'team$0Id'), /changed later/);
  assert.ok(recipeOf(cluster(whole)).guarded?.some((each) => each.field === 'spec.teamId'));
});
test('001-62 version 13', () => {
  finds(cluster(whole).replace('"17"', '$0"13"'), 'schema/enum', undefined, { zalando: '2.0' });
  finds(cluster(whole).replace('"17"', '$0"13"'), 'zalando/version-end-of-life');
});
test('001-63 max_connections', () =>
  finds(
    cluster(whole.replace('{version: "17"}', '\n  version: "17"\n  parameters:\n    max_connections: $0200')),
    'zalando/parameter-not-text',
    /./,
  ));
test('001-64 numberOfInstances', () =>
  explains(cluster(whole).replace('numberOf', 'number$0Of'), /min_instances|max_instances/));
test('001-65 volumes grow', () => explains(cluster(whole).replace('size', 'si$0ze'), /shrink|smaller/));
test('001-66 flags of users', () => finds(cluster(`${whole}users:\n  a: [$0BYPASSURL]\n`), 'schema/enum', /BYPASSRLS/));
test('001-67 LOGIN by default', () => field('us$0ers: {}\n', /LOGIN|log in/));
test('001-68 owners of databases', () =>
  finds(cluster(`${whole}databases:\n  demo: $0demo\n`), 'zalando/database-owner-missing'));
test('001-69 allowedSourceRanges', () => field('allowed$0SourceRanges: []\n', /127\.0\.0\.1/));
test('001-70 allowedSourceRanges twice', () =>
  finds(cluster(`${whole}allowedSourceRanges: [10.0.0.0/8]\n$0allowedSourceRanges: []\n`), 'yaml/duplicate-key', /./));
test('001-71 the least of resources', () => {
  finds(cluster(`${whole}resources:\n  limits: {cpu: $0200m, memory: 500Mi}\n`), 'zalando/limit-below-minimum');
  field('resources:\n  re$0quests: {cpu: 100m}\n', /250m|minimum|min_/);
});
test('001-72 tolerations', () => field('toler$0ations: []\n', /operator/));
test('001-73 nodeAffinity', () => field('node$0Affinity: {}\n', /node/));
test('001-74 priority and annotations', () => {
  field('pod$0PriorityClassName: a\n', /priorit/i);
  field('pod$0Annotations: {}\n', /pod/);
  field('service$0Annotations: {}\n', /Service/);
});
test('001-75 enableShmVolume', () => field('enable$0ShmVolume: true\n', /shm/));
test('001-76 additionalVolumes', () => field('additional$0Volumes: []\n', /volume/i));
test('001-77 prepared databases', () => field('preparedDatabases:\n  fo$0o: {}\n', /foo_owner/));
test('001-78 defaultUsers', () => field('preparedDatabases:\n  foo:\n    default$0Users: true\n', /_user|log in/));
test('001-79 users without roles', () =>
  finds(
    cluster(
      `${whole}preparedDatabases:\n  foo:\n    schemas:\n      bar:\n        defaultRoles: false\n        $0defaultUsers: true\n`,
    ),
    'zalando/prepared-users-without-roles',
    /./,
  ));
test('001-80 search_path', () => field('preparedDatabases:\n  foo:\n    sche$0mas: {}\n', /search_path/));
test('001-81 extensions', () =>
  offers(
    cluster(`${whole}preparedDatabases:\n  foo:\n    extensions:\n      $0\n`),
    'pgcrypto',
    'pg_partman',
    'timescaledb',
  ));
test('001-82 an extension in a schema that is not there', () =>
  finds(
    cluster(
      `${whole}preparedDatabases:\n  foo:\n    schemas:\n      bar: {}\n    extensions:\n      $0postgis: data\n`,
    ),
    'zalando/extension-schema-missing',
    /./,
  ));
test('001-83 a clone from S3', () =>
  finds(
    cluster(`${whole}$0clone:\n  cluster: acid-batman\n  timestamp: "2017-12-19T12:40:33+01:00"\n`),
    'zalando/clone-uid-missing',
  ));
test('001-84 keys of a clone', () =>
  finds(
    cluster(
      `${whole}clone:\n  cluster: acid-batman\n  uid: efd12e58-5786-11e8-b5a7-06148230260c\n  timestamp: "2017-12-19T12:40:33+01:00"\n  s3_secret_access_key: $00123456789abcdef0123456789abcdef\n`,
    ),
    'zalando/credentials-in-manifest',
  ));
test('001-85 two ways to clone', () =>
  finds(cluster(`${whole}clone:\n  cluster: a\n  $0cluster: b\n`), 'yaml/duplicate-key', /./));
test('001-86 a clone of what runs', () => field('clone:\n  clus$0ter: a\n', /.{60}/));
test('001-87 clone and standby', () =>
  finds(cluster(`${whole}clone: {cluster: a}\n$0standby: {standby_host: b}\n`), 'zalando/clone-and-standby', /./));
test('001-88 a standby of one', () =>
  finds(
    cluster(`${whole}standby: {standby_host: b}\n`).replace('numberOfInstances: 1', 'numberOfInstances: $03'),
    'zalando/standby-instances',
  ));
test('001-89 s3_wal_path', () => field('standby:\n  s3_wal$0_path: s3://a\n', /S3|WAL/));
test('001-90 promotion', () => field('stand$0by: {standby_host: a}\n', /promot/i));
test('001-91 standby_cluster', () =>
  finds(cluster(`${whole}patroni:\n  $0standby_cluster: {}\n`), 'zalando/word-of-another-operator'));
test('001-92 how a standby restores', () =>
  field('standby:\n  s3_wal$0_path: s3://a\n', /restore_command|basebackup|WAL/));
test('001-93 sidecars', () => field('sidecars:\n- na$0me: a\n', /POD_NAME|sidecar/i));
test('001-94 init containers', () =>
  finds(cluster(`${whole}sidecars:\n- {name: $0postgres, image: "a:1"}\n`), 'zalando/sidecar-name-reserved', /./));
test('001-95 load balancers', () => field('enable$0MasterLoadBalancer: true\n', /load balancer/i));
test('001-96 logical backups fail unseen', () => {
  field('enable$0LogicalBackup: true\n', /fail/);
  assert.match(
    JSON.stringify(recipeOf(cluster(`${whole}enableLogicalBackup: true\n`)).scheduled),
    /logical-backup-acid-demo/,
  );
});
test('001-97 schedules', () => explains(cluster(`${whole}logicalBackupSchedule: "30 00 $0* * *"\n`), /00:30/));
test('001-98 the Service of the pooler', () => field('enableConnection$0Pooler: true\n', /acid-demo-pooler/));
test('001-99 a pooler of replicas without one', () =>
  finds(cluster(`${whole}$0enableReplicaConnectionPooler: true\n`), 'zalando/replicas-missing'));
test('001-100 connectionPooler', () => {
  field('connection$0Pooler: {}\n', /pooler/i);
  offers(cluster(`${whole}connectionPooler:\n  mode: $0\n`), 'session', 'transaction');
});
test('001-101 tls', () => field('tls:\n  secret$0Name: a\n', /tls\.crt/));
test('001-102 dockerImage', () => field('docker$0Image: a\n', /image/i));
test('001-103 spiloRunAsUser: root', () => {
  finds(cluster(`${whole}spiloRunAsUser: $0root\n`), 'zalando/user-id-as-name', /101/);
  finds(cluster(`${whole}spiloRunAsGroup: $0root\n`), 'zalando/user-id-as-name', /103/);
});
test('001-104 spiloFSGroup', () => field('spiloFS$0Group: 103\n', /.{60}/));
test('001-105 patroni', () => offers(cluster(`${whole}patroni:\n  $0\n`), 'ttl', 'loop_wait', 'synchronous_mode'));
test('001-106 scope of buckets', () => explains(environment('WAL_BUCKET_SCOPE$0_SUFFIX: "/a"\n'), /path|bucket/i));
test('001-107 variables', () =>
  offers(environment('USE_WALG_BACKUP: "true"\n$0\n'), 'WALG_DOWNLOAD_CONCURRENCY', 'BACKUP_NUM_TO_RETAIN'));
test('001-108 a key in a ConfigMap', () =>
  finds(environment('AWS_SECRET_ACCESS_KEY: $0abcdefghij0123456789\n'), 'zalando/credentials-in-manifest'));
test('001-109 values of variables', () => {
  finds(environment('BACKUP_SCHEDULE: $0"00 25 * * *"\n'), 'zalando/variable-value-invalid');
  finds(environment('$0USE_WALG_BACKUPS: "true"\n'), 'zalando/variable-misspelt', /USE_WALG_BACKUP/);
});
test('001-110 the log of PostgreSQL is a file', () =>
  assert.match(JSON.stringify(recipeOf(cluster(whole)).logFiles), /pgdata\/pgroot\/pg_log/));
test('001-111 archive_command', () =>
  finds(
    cluster(whole.replace('{version: "17"}', '\n  version: "17"\n  parameters:\n    $0archive_command: /bin/true')),
    'zalando/parameter-controlled',
  ));
test('001-112 base backup as the superuser', () =>
  assert.match(JSON.stringify(actionOf(cluster(whole), 'backup-physical').steps), /PGUSER=postgres/));
test('001-113 settings of the backup, without secrets', () =>
  assert.match(lookup('Backup settings'), /wal-e\.d\/env.*SECRET.*\*\*\*/));
test('001-114 following the log of PostgreSQL', () =>
  assert.match(JSON.stringify(recipeOf(cluster(whole)).logFiles), /tail -n 200 -F/));
test('001-115 the list of backups as a test of the configuration', () =>
  assert.match(lookup('Base backups'), /wal-g backup-list --detail/));
test('001-116 path style for MinIO', () => explains(environment('AWS_S3_FORCE$0_PATH_STYLE: "true"\n'), /MinIO|path/));
test('001-117 WALE_S3_ENDPOINT', () =>
  finds(environment('WALE_S3_ENDPOINT: $0http://minio:9000\n'), 'zalando/variable-value-invalid', /./));
test('001-118 overrides for MinIO', () =>
  accepts(environment('USE_WALG_BACKUP: "true"\nUSE_WALG_RESTORE: "true"\n$0CLONE_USE_WALG_RESTORE: "true"\n')));
test('001-119 no point in time', () => field('enable$0LogicalBackup: true\n', /point in time|moment|pg_dump/));
test('001-120 pg_dumpall', () => field('enable$0LogicalBackup: true\n', /pg_dumpall/));
test('001-121 old dumps', () => field('logicalBackup$0Retention: 1 week\n', /remove|delete/));
test('001-122 an image of your own', () =>
  setting('logical_backup.logical_backup_docker_image', /own/, /restart|again|twice/));
test('001-123 rights for CronJobs', () => field('enable$0LogicalBackup: true\n', /cronjobs/i));
test('001-124 a wrong key', () =>
  tellsOf(
    cluster(whole),
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    /AWS_SECRET_ACCESS_KEY/,
  ));
test('001-125 encryption beside an endpoint', () =>
  finds(
    configuration(
      'logical_backup:\n  logical_backup_s3_endpoint: http://minio:9000\n  $0logical_backup_s3_sse: AES256\n',
    ),
    'zalando/encryption-with-endpoint',
    /./,
  ));
test('001-125 no KMS', () =>
  tellsOf(cluster(whole), 'Server side encryption specified but KMS is not configured', /logical_backup_s3_sse/));
test('001-126 no replicas', () =>
  tellsOf(
    cluster(whole),
    'cannot perform switch over before re-creating the pod: no replicas',
    /without a switchover/,
  ));
test('001-127 clean up', () => assert.ok((recipeOf(cluster(whole)).cleanUp?.leftovers.length ?? 0) > 3));
test('001-129 a key in plain text', () =>
  finds(
    deployment('- name: AWS_SECRET_ACCESS_KEY\n  value: $0abcdef0123456789\n'),
    'kubernetes/password-in-plain-text',
    /./,
  ));
test('001-130 an unclosed quote', () =>
  finds(deployment('- name: A\n  value: $0"http://minio:9000\n'), 'yaml/unclosed-quote'));
test('001-134 paths in the container', () => field('additionalVolumes:\n- mount$0Path: /a\n', /pgdata/));
test('001-135 pg_hba.conf rejects', () => {
  const error = Object.assign(
    new Error('pg_hba.conf rejects connection for host "1.2.3.4", user "a", database "b", SSL off'),
    { code: '28000' },
  );
  assert.match(
    JSON.stringify(databaseError(error, { user: 'a', database: 'b', address: '1.2.3.4:1' })),
    /sslmode=require/,
  );
});
test('001-131 the page without a bucket', () =>
  tellsOf(cluster(whole), 'TypeError: expected string or bytes-like object', /SPILO_S3_BACKUP_BUCKET/));
test('001-132 the page does not reach its store', () =>
  tellsOf(cluster(whole), 'OSError: [Errno 101] Network unreachable', /https\+path/));
test('001-133 no snapshots', () => tellsOf(cluster(whole), 'No snapshots found', /SPILO_S3_BACKUP_PREFIX/));
