import assert from 'node:assert/strict';
import { test } from 'node:test';
import { render } from '../../schemas/vocabulary/render.ts';
import { accepts, explains, finds, offers, recipeOf, tellsInstallation } from './support.ts';

/** 002: a tutorial of Crunchy's operator: make a cluster, connect to it, delete it. */

const hippo = `apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
metadata:
  name: hippo
  namespace: postgres-operator
spec:
  image: registry.developers.crunchydata.com/crunchydata/crunchy-postgres:centos8-13.5-0
  postgresVersion: 13
  instances:
  - name: instance1
    dataVolumeClaimSpec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi
  backups:
    pgbackrest:
      image: registry.developers.crunchydata.com/crunchydata/crunchy-pgbackrest:centos8-2.36-0
      repos:
      - name: repo1
        volume:
          volumeClaimSpec:
            accessModes: [ReadWriteOnce]
            resources:
              requests:
                storage: 1Gi
`;
const keycloak = (env: string, image = 'quay.io/keycloak/keycloak:26.4.0', rest = '') => `${hippo}---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: keycloak
  namespace: postgres-operator
spec:
  selector:
    matchLabels: {app: keycloak}
  template:
    metadata:
      labels: {app: keycloak}
    spec:
      containers:
      - name: keycloak
        image: ${image}
        env:
${env.replace(/^(?=.)/gm, '        ')}${rest}`;
const secretKey = (name: string, key: string) => `- name: DB_ADDR
  valueFrom: {secretKeyRef: {name: ${name}, key: ${key}}}
`;
const explained = (piece: string, ...said: RegExp[]) =>
  explains(hippo.replace(piece, `${piece.slice(0, -2)}$0${piece.slice(-2)}`), ...said);

test('002-1 how the operator is installed', () => tellsInstallation(hippo, /crunchydata\.com.*installation/));
test('002-2 every field is explained', () => explained('postgresVersion', /.{60}/));
test('002-3 every field is offered', () =>
  offers(`${hippo}  $0\n`, 'users', 'service', 'proxy', 'patroni', 'monitoring'));
test('002-5 describe', () => {
  const status = 'status:\n  instances:\n  - {name: instance1, replicas: 1, readyReplicas: 0}\n';
  const live = `${hippo.replace('name: hippo', 'name: hippo\n  uid: a')}${status}`;
  assert.ok(recipeOf(live).health.some(({ text }) => render(text).startsWith('0 of 1')));
});
test('002-6 pods by a selector', () =>
  assert.match(JSON.stringify(recipeOf(hippo).members), /postgres-operator\.crunchydata\.com\/cluster.*hippo/));
test('002-7 the cluster of the tutorial', () => accepts(hippo.replace('kind:', '$0kind:')));
test('002-7 a version without fixes', () =>
  finds(hippo.replace('Version: 13', 'Version: $013'), 'crunchy/version-end-of-life'));
test('002-8 keys in another language', () =>
  finds(hippo.replace('  postgresVersion: 13', '  $0postgresバージョン: 13'), 'schema/unknown-key'));
test('002-9 the name of the cluster', () => explains(hippo.replace('name: hippo', 'name: hip$0po'), /hippo-primary/));
test('002-10 image and version belong together', () =>
  finds(
    hippo.replace('centos8-13.5-0', 'centos8-14.1-0').replace('  image: ', '  image: $0'),
    'crunchy/image-of-other-version',
  ));
test('002-11 instances', () => {
  explained('instances', /.{60}/);
  finds(
    hippo.replace('  - name: instance1\n', '  - name: instance1\n    $0replica: 2\n'),
    'schema/unknown-key',
    /replicas/,
  );
});
test('002-12 dataVolumeClaimSpec', () => {
  explained('dataVolumeClaimSpec', /.{60}/);
  finds(hippo.replace('accessModes: [ReadWriteOnce]', 'accessModes: [$0ReadWriteOnc]'), 'schema/enum', /ReadWriteOnce/);
});
test('002-13 repositories', () =>
  offers(hippo.replace('        volume:', '        $0\n        volume:'), 's3', 'gcs', 'azure', 'schedules'));
test('002-14 five Services', () =>
  explains(hippo.replace('name: hippo', 'name: hip$0po'), /hippo-ha-config/, /hippo-pods/, /hippo-replicas/));
test('002-15 the primary', () => explains(hippo.replace('name: hippo', 'name: hip$0po'), /hippo-primary.*primary/));
test('002-16 the Secret of a user', () =>
  explains(hippo.replace('name: hippo', 'name: hip$0po'), /hippo-pguser-hippo/));
test('002-17 its keys', () =>
  offers(
    keycloak(secretKey('hippo-pguser-hippo', '$0')),
    'user',
    'password',
    'dbname',
    'host',
    'port',
    'uri',
    'jdbc-uri',
  ));
test('002-18 TLS with an authority of its own', () =>
  assert.match(JSON.stringify(recipeOf(hippo).access?.tls), /verify-full/));
test('002-19 type of the Service', () => {
  finds(`${hippo}  service:\n    type: $0NodePrt\n`, 'schema/enum', /NodePort/);
  offers(`${hippo}  service:\n    type: $0\n`, 'ClusterIP', 'NodePort', 'LoadBalancer');
});
test('002-20 Service of the pooler', () =>
  finds(`${hippo}  proxy:\n    pgBouncer:\n      service:\n        type: $0NodePrt\n`, 'schema/enum', /NodePort/));
test('002-22 TLS from outside', () => explains(`${hippo}  customTLS$0Secret: {name: a}\n`, /name|host/));
test('002-23 a password in plain text', () =>
  finds(keycloak('- name: KEYCLOAK_PASSWORD\n  value: $0admin1\n'), 'kubernetes/password-in-plain-text', /./));
test('002-24 five keys of the Secret', () => {
  for (const key of ['host', 'port', 'dbname', 'user', 'password'])
    accepts(keycloak(secretKey('hippo-pguser-hippo', key).replace('valueFrom', '$0valueFrom')));
  finds(
    keycloak(secretKey('hippo-pguser-hipo', 'host').replace('valueFrom', '$0valueFrom')),
    'names/misspelt',
    /hippo/,
  );
});
test('002-25 a wrong key in the same file', () =>
  finds(keycloak(secretKey('hippo-pguser-hippo', 'hst').replace('valueFrom', '$0valueFrom')), 'names/missing-key'));
test('002-26 variables of an old Keycloak', () => {
  finds(keycloak('- name: $0DB_VENDOR\n  value: postgres\n'), 'kubernetes/variable-unread', /KC_DB/);
  finds(
    keycloak('- name: $0KEYCLOAK_USER\n  value: admin\n', 'quay.io/keycloak/keycloak:latest'),
    'kubernetes/variable-unread',
    /KC_BOOTSTRAP/,
  );
});
test('002-27 a readiness probe', () =>
  accepts(
    keycloak(
      '- name: A\n  value: a\n',
      undefined,
      '        $0readinessProbe:\n          httpGet: {path: /auth/realms/master, port: 8080}\n      restartPolicy: Always\n',
    ),
  ));
test('002-28 no credentials in the application', () =>
  explains(keycloak(secretKey('hippo-pguser-hi$0ppo', 'host')), /hippo/));
test('002-30 data that stay', () => assert.match(JSON.stringify(recipeOf(hippo).cleanUp), /data/));
