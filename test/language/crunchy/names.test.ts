import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crunchy } from '../../../schemas/systems/crunchy/system.ts';
import { manifestOf, nameTable, resourceOf } from '../../support/names.ts';

const api = 'postgres-operator.crunchydata.com/v1beta1';
const here = 'in PostgresCluster.postgres-operator.crunchydata.com:hippo';
const clusterType = 'PostgresCluster.postgres-operator.crunchydata.com';

test('a cluster of the service refers to the Secret with its key', () => {
  const orders = manifestOf(api, 'CrunchyBridgeCluster', 'orders', 'secret: bridge-key');
  assert.deepEqual(nameTable(crunchy, orders), ['refers Secret bridge-key @ spec.secret']);
});

describe('names of a PostgresCluster', () => {
  test('the default user and database are the name of the cluster', () => {
    assert.deepEqual(cluster('postgresVersion: 17'), [
      `declares crunchy/user hippo @ metadata.name ${here} fixed`,
      `declares crunchy/database hippo @ metadata.name ${here} fixed`,
      `declares crunchy/user postgres @ metadata.name ${here} fixed`,
      `declares crunchy/user _crunchyrepl @ metadata.name ${here} fixed`,
    ]);
  });

  test('users and databases: a database that a second user names is a reference', () => {
    const spec = `users:
- name: app
  databases: [shop]
- name: postgres
  databases: [shop, audit]
authentication:
  rules:
  - { connection: hostssl, method: scram-sha-256, users: [app, somebody], databases: [shop] }
proxy: { pgBouncer: { config: { users: { app: max_user_connections=5 } } } }`;
    assert.deepEqual(ours(cluster(spec)), [
      `declares crunchy/user app @ spec.users.0.name ${here}`,
      `declares crunchy/user postgres @ spec.users.1.name ${here}`,
      `declares crunchy/database shop @ spec.users.0.databases.0 ${here}`,
      `refers crunchy/database shop @ spec.users.1.databases.0 ${here}`,
      `declares crunchy/database audit @ spec.users.1.databases.1 ${here}`,
      `declares crunchy/user _crunchypgbouncer @ spec.proxy.pgBouncer ${here} fixed`,
      `refers crunchy/user app @ spec.authentication.rules.0.users.0 ${here} optional`,
      `refers crunchy/user somebody @ spec.authentication.rules.0.users.1 ${here} optional`,
      `refers crunchy/database shop @ spec.authentication.rules.0.databases.0 ${here} optional`,
      `refers crunchy/user app @ spec.proxy.pgBouncer.config.users.app ${here} key optional`,
    ]);
  });

  test('repositories, and who names them', () => {
    const spec = `users: []
standby: { enabled: true, repoName: repo1, host: rhino-primary.other.svc }
backups:
  pgbackrest:
    repos: [{ name: repo1 }, { name: repo2 }]
    manual: { repoName: repo2 }
    restore: { enabled: true, repoName: repo9 }`;
    assert.deepEqual(ours(cluster(spec)).slice(0, 6), [
      'refers Service rhino-primary @ spec.standby.host ns other part',
      `declares crunchy/repository repo1 @ spec.backups.pgbackrest.repos.0.name ${here} fixed`,
      `declares crunchy/repository repo2 @ spec.backups.pgbackrest.repos.1.name ${here} fixed`,
      `refers crunchy/repository repo2 @ spec.backups.pgbackrest.manual.repoName ${here}`,
      `refers crunchy/repository repo1 @ spec.standby.repoName ${here}`,
      `refers crunchy/repository repo9 @ spec.backups.pgbackrest.restore.repoName ${here}`,
    ]);
    assert.ok(
      cluster(spec.replace('enabled: true, repoName: repo9', 'enabled: false, repoName: repo9')).some((line) =>
        line.endsWith(`repoName ${here} optional`),
      ),
    );
  });

  test('the source of a copy: another cluster, in another namespace, and a repository in it', () => {
    const source = (lines: string) =>
      cluster(`users: []\ndataSource:\n  postgresCluster:\n${lines.replace(/^/gm, '    ')}`).filter((line) =>
        line.includes('dataSource'),
      );
    assert.deepEqual(source('clusterName: rhino\nclusterNamespace: zoo\nrepoName: repo1'), [
      `refers ${clusterType} rhino @ spec.dataSource.postgresCluster.clusterName ns zoo`,
      `refers crunchy/repository repo1 @ spec.dataSource.postgresCluster.repoName in zoo/${clusterType}:rhino`,
    ]);
    assert.deepEqual(source('repoName: repo1'), [
      `refers crunchy/repository repo1 @ spec.dataSource.postgresCluster.repoName ${here}`,
    ]);
    assert.deepEqual(source('clusterName: $(source)\nrepoName: repo1'), []);
  });

  test('instance sets, and the one to switch over to', () => {
    const spec = `users: []
instances: [{ name: "00" }, { name: spare }]
patroni: { switchover: { enabled: true, targetInstance: hippo-spare-x4gh } }`;
    assert.deepEqual(
      cluster(spec).filter((line) => line.includes('instance-set')),
      [
        `declares crunchy/instance-set 00 @ spec.instances.0.name ${here}`,
        `declares crunchy/instance-set spare @ spec.instances.1.name ${here}`,
        `refers crunchy/instance-set spare @ spec.patroni.switchover.targetInstance ${here} part optional`,
      ],
    );
  });

  test('Secrets, ConfigMaps, their keys, claims and storage classes', () => {
    const spec = `users: []
customTLSSecret: { name: tls, items: [{ key: cert.pem, path: tls.crt }] }
databaseInitSQL: { name: init, key: init.sql }
config: { files: [{ configMap: { name: hba, items: [{ key: a, path: b }] } }, { secret: { name: ldap } }] }
imagePullSecrets: [{ name: registry }]
backups: { pgbackrest: { configuration: [{ secret: { name: s3 } }], repos: [{ name: repo1, volume: { volumeClaimSpec: { storageClassName: slow } } }] } }
instances: [{ dataVolumeClaimSpec: { storageClassName: fast }, volumes: { additional: [{ name: x, claimName: extra }] } }]`;
    assert.deepEqual(
      cluster(spec).filter((line) => !line.includes('crunchy/')),
      [
        'refers Secret tls @ spec.customTLSSecret.name',
        'refers Secret key cert.pem @ spec.customTLSSecret.items.0.key in Secret:tls',
        'refers Secret s3 @ spec.backups.pgbackrest.configuration.0.secret.name',
        'refers ConfigMap hba @ spec.config.files.0.configMap.name',
        'refers ConfigMap key a @ spec.config.files.0.configMap.items.0.key in ConfigMap:hba',
        'refers Secret ldap @ spec.config.files.1.secret.name',
        'refers ConfigMap init @ spec.databaseInitSQL.name',
        'refers ConfigMap key init.sql @ spec.databaseInitSQL.key in ConfigMap:init',
        'refers Secret registry @ spec.imagePullSecrets.0.name',
        'refers StorageClass fast @ spec.instances.0.dataVolumeClaimSpec.storageClassName fixed',
        'refers PersistentVolumeClaim extra @ spec.instances.0.volumes.additional.0.claimName',
        'refers StorageClass slow @ spec.backups.pgbackrest.repos.0.volume.volumeClaimSpec.storageClassName fixed',
      ],
    );
  });

  test('the upgrade that an annotation allows', () => {
    const resource = resourceOf(
      `apiVersion: ${api}\nkind: PostgresCluster\nmetadata:\n  name: hippo\n  annotations:\n    postgres-operator.crunchydata.com/allow-upgrade: to-17\nspec:\n  users: []\n`,
    );
    assert.equal(
      nameTable(crunchy, resource)[0]?.split(' @')[0],
      'refers PGUpgrade.postgres-operator.crunchydata.com to-17',
    );
  });
});

test('PGUpgrade and PGAdmin name clusters and Secrets', () => {
  assert.deepEqual(nameTable(crunchy, manifestOf(api, 'PGUpgrade', 'up', 'postgresClusterName: hippo')), [
    `refers ${clusterType} hippo @ spec.postgresClusterName`,
  ]);
  const spec = `serverGroups: [{ name: supply, postgresClusterName: hippo }, { name: all, postgresClusterSelector: {} }]
users: [{ username: a@b.c, passwordRef: { name: admins, key: a } }]
config: { configDatabaseURI: { name: hippo-pguser-hippo, key: uri } }`;
  assert.deepEqual(nameTable(crunchy, manifestOf(api, 'PGAdmin', 'rhino', spec)), [
    `refers ${clusterType} hippo @ spec.serverGroups.0.postgresClusterName`,
    'refers Secret hippo-pguser-hippo @ spec.config.configDatabaseURI.name',
    'refers Secret key uri @ spec.config.configDatabaseURI.key in Secret:hippo-pguser-hippo',
    'refers Secret admins @ spec.users.0.passwordRef.name',
    'refers Secret key a @ spec.users.0.passwordRef.key in Secret:admins',
  ]);
});

function cluster(spec: string): string[] {
  return nameTable(crunchy, manifestOf(api, 'PostgresCluster', 'hippo', spec));
}

/** Without the users that every cluster has. */
function ours(lines: readonly string[]): string[] {
  return lines.filter((line) => !/^declares crunchy\/user (postgres|_crunchyrepl) @ metadata/.test(line));
}
