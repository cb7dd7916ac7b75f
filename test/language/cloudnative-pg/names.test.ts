import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cloudnativePg } from '../../../schemas/systems/cloudnative-pg/system.ts';
import { manifestOf, nameTable } from '../../support/names.ts';

const clusterType = 'Cluster.postgresql.cnpg.io';
const here = `in ${clusterType}:shop`;

describe('names of a Cluster', () => {
  test('the application as it is by default, and as written', () => {
    assert.deepEqual(cluster('instances: 1'), [
      `declares cloudnative-pg/database app @ metadata.name ${here} fixed`,
      `declares cloudnative-pg/role app @ metadata.name ${here} fixed`,
    ]);
    assert.deepEqual(cluster('bootstrap: { initdb: { database: orders, owner: seller, secret: { name: mine } } }'), [
      'refers Secret mine @ spec.bootstrap.initdb.secret.name',
      `declares cloudnative-pg/database orders @ spec.bootstrap.initdb.database ${here} fixed`,
      `declares cloudnative-pg/role seller @ spec.bootstrap.initdb.owner ${here} fixed`,
    ]);
  });

  test('external clusters, their hosts and Secrets', () => {
    const spec = `bootstrap: { recovery: { source: far } }
replica: { enabled: true, source: far, primary: far, self: shop }
externalClusters:
- name: far
  connectionParameters: { host: shop-rw.east.svc.cluster.local, user: postgres }
  password: { name: far-superuser, key: password }
  plugin: { name: barman-cloud.cloudnative-pg.io, parameters: { barmanObjectName: store } }`;
    assert.deepEqual(cluster(spec), [
      'refers Secret far-superuser @ spec.externalClusters.0.password.name',
      'refers Secret key password @ spec.externalClusters.0.password.key in Secret:far-superuser',
      'refers ObjectStore.barmancloud.cnpg.io store @ spec.externalClusters.0.plugin.parameters.barmanObjectName',
      'refers Service shop-rw @ spec.externalClusters.0.connectionParameters.host ns east part',
      `declares cloudnative-pg/external-cluster far @ spec.externalClusters.0.name ${here}`,
      `refers cloudnative-pg/external-cluster far @ spec.bootstrap.recovery.source ${here}`,
      `refers cloudnative-pg/external-cluster far @ spec.replica.source ${here}`,
      `refers cloudnative-pg/external-cluster far @ spec.replica.primary ${here} optional`,
      `refers cloudnative-pg/external-cluster shop @ spec.replica.self ${here} optional`,
    ]);
  });

  test('managed roles and tablespaces', () => {
    const spec = `managed:
  roles:
  - { name: dante, inRoles: [pg_monitor, app], passwordSecret: { name: dante-password } }
tablespaces:
- { name: fast, owner: { name: dante }, storage: { size: 1Gi, storageClass: nvme } }
backup: { volumeSnapshot: { tablespaceClassName: { fast: snap } } }`;
    assert.deepEqual(
      cluster(spec).filter((line) => !line.includes('@ metadata.name')),
      [
        'refers Secret dante-password @ spec.managed.roles.0.passwordSecret.name',
        'refers StorageClass nvme @ spec.tablespaces.0.storage.storageClass fixed',
        `declares cloudnative-pg/role dante @ spec.managed.roles.0.name ${here}`,
        `refers cloudnative-pg/role app @ spec.managed.roles.0.inRoles.1 ${here} optional`,
        `declares cloudnative-pg/tablespace fast @ spec.tablespaces.0.name ${here} fixed`,
        `refers cloudnative-pg/role dante @ spec.tablespaces.0.owner.name ${here}`,
        `refers cloudnative-pg/tablespace fast @ spec.backup.volumeSnapshot.tablespaceClassName.fast ${here} key`,
      ],
    );
  });

  test('credentials of backups, certificates, queries, catalogs', () => {
    const spec = `imageCatalogRef: { apiGroup: postgresql.cnpg.io, kind: ClusterImageCatalog, name: debian, major: 17 }
certificates: { serverTLSSecret: server, serverCASecret: ca }
enableSuperuserAccess: true
superuserSecret: { name: super }
backup:
  barmanObjectStore:
    destinationPath: s3://b
    s3Credentials: { accessKeyId: { name: aws, key: id }, secretAccessKey: { name: aws, key: secret }, inheritFromIAMRole: false }
    endpointCA: { name: minio, key: ca.crt }
monitoring: { customQueriesConfigMap: [{ name: queries, key: q.yaml }] }
bootstrap: { recovery: { backup: { name: nightly } } }`;
    assert.deepEqual(
      cluster(spec).filter((line) => !line.includes('cloudnative-pg/')),
      [
        'refers ClusterImageCatalog.postgresql.cnpg.io debian @ spec.imageCatalogRef.name',
        'refers Backup.postgresql.cnpg.io nightly @ spec.bootstrap.recovery.backup.name optional fixed',
        'refers Secret super @ spec.superuserSecret.name',
        'refers Secret ca @ spec.certificates.serverCASecret',
        'refers Secret server @ spec.certificates.serverTLSSecret',
        'refers Secret aws @ spec.backup.barmanObjectStore.s3Credentials.accessKeyId.name',
        'refers Secret key id @ spec.backup.barmanObjectStore.s3Credentials.accessKeyId.key in Secret:aws',
        'refers Secret aws @ spec.backup.barmanObjectStore.s3Credentials.secretAccessKey.name',
        'refers Secret key secret @ spec.backup.barmanObjectStore.s3Credentials.secretAccessKey.key in Secret:aws',
        'refers Secret minio @ spec.backup.barmanObjectStore.endpointCA.name',
        'refers Secret key ca.crt @ spec.backup.barmanObjectStore.endpointCA.key in Secret:minio',
        'refers ConfigMap queries @ spec.monitoring.customQueriesConfigMap.0.name',
        'refers ConfigMap key q.yaml @ spec.monitoring.customQueriesConfigMap.0.key in ConfigMap:queries',
      ],
    );
  });

  test('a snapshot may be made elsewhere, a claim may not', () => {
    const source = (kind: string) =>
      cluster(`bootstrap: { recovery: { volumeSnapshots: { storage: { name: x, kind: ${kind} } } } }`)[0];
    assert.equal(
      source('PersistentVolumeClaim'),
      'refers PersistentVolumeClaim x @ spec.bootstrap.recovery.volumeSnapshots.storage.name',
    );
    assert.equal(
      source('VolumeSnapshot'),
      'refers VolumeSnapshot.snapshot.storage.k8s.io x @ spec.bootstrap.recovery.volumeSnapshots.storage.name optional',
    );
  });
});

describe('names of what belongs to a cluster', () => {
  test('Database: its cluster, its name in it, owners and tablespace', () => {
    const spec = `cluster: { name: shop }
name: orders
owner: seller
tablespace: fast
schemas: [{ name: s, owner: pg_database_owner }, { name: t, owner: auditor }]`;
    assert.deepEqual(of('Database', spec), [
      `refers ${clusterType} shop @ spec.cluster.name fixed`,
      `declares cloudnative-pg/database orders @ spec.name ${here} fixed`,
      `refers cloudnative-pg/role seller @ spec.owner ${here}`,
      `refers cloudnative-pg/tablespace fast @ spec.tablespace ${here}`,
      `refers cloudnative-pg/role auditor @ spec.schemas.1.owner ${here} optional`,
    ]);
  });

  test('DatabaseRole, Publication, Subscription, backups', () => {
    const tail = (kind: string, spec: string) => of(kind, `cluster: { name: shop }\n${spec}`).slice(1);
    assert.deepEqual(
      tail('DatabaseRole', 'name: seller\ninRoles: [pg_read_all_data, app]\npasswordSecret: { name: s }'),
      [
        `declares cloudnative-pg/role seller @ spec.name ${here} fixed`,
        `refers cloudnative-pg/role app @ spec.inRoles.1 ${here} optional`,
        'refers Secret s @ spec.passwordSecret.name',
      ],
    );
    assert.deepEqual(tail('Publication', 'dbname: app\nname: all'), [
      `refers cloudnative-pg/database app @ spec.dbname ${here} fixed`,
    ]);
    assert.deepEqual(tail('Subscription', 'dbname: app\nexternalClusterName: far'), [
      `refers cloudnative-pg/database app @ spec.dbname ${here} fixed`,
      `refers cloudnative-pg/external-cluster far @ spec.externalClusterName ${here}`,
    ]);
    assert.deepEqual(of('Backup', 'cluster: { name: shop }'), [`refers ${clusterType} shop @ spec.cluster.name fixed`]);
    assert.deepEqual(of('ScheduledBackup', 'cluster: { name: shop }'), [
      `refers ${clusterType} shop @ spec.cluster.name`,
    ]);
    assert.deepEqual(of('Database', 'cluster: { name: "${CLUSTER}" }\nname: orders'), []);
  });

  test('Pooler: cluster, Secrets, the image in a catalog, its pod template', () => {
    const spec = `cluster: { name: shop }
serviceAccountName: me
pgbouncer:
  authQuerySecret: { name: auth }
  imageCatalogRef: { apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: tools, key: pgbouncer }
template: { spec: { containers: [{ name: pgbouncer, env: [{ name: A, valueFrom: { configMapKeyRef: { name: c, key: k } } }] }] } }`;
    assert.deepEqual(of('Pooler', spec), [
      `refers ${clusterType} shop @ spec.cluster.name fixed`,
      'refers ImageCatalog.postgresql.cnpg.io tools @ spec.pgbouncer.imageCatalogRef.name',
      'refers cloudnative-pg/component-image pgbouncer @ spec.pgbouncer.imageCatalogRef.key in ImageCatalog.postgresql.cnpg.io:tools',
      'refers Secret auth @ spec.pgbouncer.authQuerySecret.name',
      'refers ServiceAccount me @ spec.serviceAccountName optional',
      'refers ConfigMap c @ spec.template.spec.containers.0.env.0.valueFrom.configMapKeyRef.name',
      'refers ConfigMap key k @ spec.template.spec.containers.0.env.0.valueFrom.configMapKeyRef.key in ConfigMap:c',
    ]);
    assert.deepEqual(of('ImageCatalog', 'componentImages: [{ key: pgbouncer, image: i }]'), [
      'declares cloudnative-pg/component-image pgbouncer @ spec.componentImages.0.key in ImageCatalog.postgresql.cnpg.io:x',
    ]);
  });
});

function of(kind: string, spec: string, name = 'x'): string[] {
  return nameTable(cloudnativePg, manifestOf('postgresql.cnpg.io/v1', kind, name, spec));
}

/** Without the roles that every cluster has. */
function cluster(spec: string): string[] {
  return of('Cluster', spec, 'shop').filter((line) => !/role (postgres|streaming_replica) @ metadata/.test(line));
}
