import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionOf, explains, finds, offers, recipeOf } from './support.ts';

/** 003: what Zalando's operator says of itself. */

const whole = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-demo
spec:
  teamId: acid
  numberOfInstances: 2
  volume: {size: 10Gi}
  postgresql: {version: "17"}
`;
const settings = (lines: string) =>
  `apiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration\nmetadata:\n  name: operator\nconfiguration:\n${lines.replace(/^(?=.)/gm, '  ')}`;
const environment = (lines: string) =>
  `${settings('kubernetes:\n  pod_environment_configmap: default/pod-env\n')}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: pod-env\n  namespace: default\ndata:\n${lines.replace(/^(?=.)/gm, '  ')}`;

test('003-1 one pod after the other', () => assert.match(actionOf(whole, 'restart').said, /one after the other/));
test('003-2 volumes grow while they are used', () => explains(whole.replace('size', 'si$0ze'), /.{60}/));
test('003-3 pools of connections', () => explains(`${whole}  enableConnection$0Pooler: true\n`, /pooler/i));
test('003-4 major upgrades in place', () =>
  explains(settings('major_version_upgrade:\n  major_version_upgrade$0_mode: manual\n'), /upgrade/));
test('003-5 a clone of a newer major version', () =>
  explains(`${whole}  clo$0ne: {cluster: a}\n`, /higher `postgresql\.version`/));
test('003-6 dumps on S3', () => explains(`${whole}  enableLogical$0Backup: true\n`, /logical_backup_s3_bucket/));
test('003-7 a standby from WAL', () => explains(`${whole}  standby:\n    s3_wal$0_path: s3://a\n`, /.{60}/));
test('003-8 without a cloud', () =>
  offers(environment('USE_WALG_BACKUP: "true"\n$0\n'), 'AWS_ENDPOINT', 'AWS_S3_FORCE_PATH_STYLE'));
test('003-9 users and their Secrets', () => explains(`${whole}  users:\n    sel$0ler: []\n`, /Secret `seller/));
test('003-10 certificates of your own', () =>
  finds(`${whole}  tls: {secretName: $0pg.tls}\n`, 'zalando/tls-secret-name-invalid'));
test('003-11 the page', () => assert.ok(recipeOf(whole).operator?.ui));
test('003-12 iops and throughput', () =>
  offers(whole.replace('{size: 10Gi}', '\n    size: 10Gi\n    $0'), 'iops', 'throughput', 'type'));
test('003-13 versions of PostgreSQL', () => offers(whole.replace('"17"', '$0'), '17', '16', '15', '14'));
test('003-14 replication by Patroni', () =>
  assert.match(JSON.stringify(actionOf(whole, 'switchover').steps), /patronictl/));
test('003-15 recovery to a moment', () => explains(environment('USE_WALG$0_RESTORE: "true"\n'), /WAL-E/));
test('003-16 libraries of the image', () =>
  finds(
    whole.replace(
      '{version: "17"}',
      '\n    version: "17"\n    parameters:\n      shared_preload_libraries: $0"bg_mon,pg_stat_statements"',
    ),
    'zalando/preloaded-library-missing',
    /./,
  ));
test('003-17 extensions of the image', () =>
  offers(
    `${whole}  preparedDatabases:\n    foo:\n      extensions:\n        $0\n`,
    'pg_cron',
    'pg_stat_kcache',
    'plpgsql_check',
    'set_user',
    'hypopg',
    'postgis',
  ));
test('003-18 the path of backups', () => explains(settings('enable_spilo_wal$0_path_compat: false\n'), /path/));
test('003-19 images', () => {
  finds(settings('docker_image: $0registry.opensource.zalan.do/acid/spilo-14:2.1-p4\n'), 'zalando/image-registry-left');
  finds(`${whole}  dockerImage: $0ghcr.io/zalando/spilo-14:2.1-p4\n`, 'zalando/image-of-older-version');
});
test('003-20 the operator watches manifests', () =>
  explains(whole.replace('spec:', 'sp$0ec:'), /compares it with what runs/));
test('003-21 the configuration is read at the start', () =>
  explains(settings('work$0ers: 8\n').replace('$0', '').replace('configuration:', 'configu$0ration:'), /start/));
test('003-22 periodic sync', () => explains(settings('resync$0_period: 30m\n'), /.{60}/));
test('003-23 sidecars', () => explains(`${whole}  side$0cars: []\n`, /.{60}/));
test('003-24 what is made', () => explains(whole.replace('acid-demo', 'acid$0-demo'), /Service/, /Secret/));
