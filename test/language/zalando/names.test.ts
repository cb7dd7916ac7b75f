import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { zalando } from '../../../schemas/systems/zalando/system.ts';
import { manifestOf, nameTable } from '../../support/names.ts';

const here = 'in postgresql.acid.zalan.do:acid-shop';
const system = [
  `declares zalando/user postgres @ metadata.name ${here} fixed`,
  `declares zalando/user standby @ metadata.name ${here} fixed`,
];

describe('names of a postgresql', () => {
  test('users, databases and their owners', () => {
    const spec = `teamId: acid
users: { seller: [], auditor: [nologin], "\${X}": [] }
databases: { shop: seller, audit: nobody }
usersWithSecretRotation: [seller]
streams: [{ applicationId: a, database: shop }, { applicationId: b, database: postgres }]`;
    assert.deepEqual(cluster(spec), [
      'declares zalando/team acid @ spec.teamId ns * fixed',
      `declares zalando/user seller @ spec.users.seller ${here} key`,
      `declares zalando/user auditor @ spec.users.auditor ${here} key`,
      ...system,
      `declares zalando/user fes_user @ spec.streams ${here} fixed`,
      `refers zalando/user seller @ spec.databases.shop ${here} optional`,
      `refers zalando/user nobody @ spec.databases.audit ${here} optional`,
      `refers zalando/user seller @ spec.usersWithSecretRotation.0 ${here} optional`,
      `declares zalando/database shop @ spec.databases.shop ${here} key`,
      `declares zalando/database audit @ spec.databases.audit ${here} key`,
      `refers zalando/database shop @ spec.streams.0.database ${here} optional`,
    ]);
  });

  test('prepared databases bring roles; an empty section a database that is named like the cluster', () => {
    const roles = (prefix: string, path: string) =>
      ['owner', 'reader', 'writer'].map((level) => `declares zalando/user ${prefix}_${level} @ ${path} ${here} fixed`);
    assert.deepEqual(cluster('preparedDatabases: { foo: { schemas: { bar: {} } } }'), [
      ...roles('foo', 'spec.preparedDatabases.foo'),
      ...roles('foo_bar', 'spec.preparedDatabases.foo.schemas.bar'),
      ...system,
      `declares zalando/database foo @ spec.preparedDatabases.foo ${here} key`,
    ]);
    assert.equal(
      cluster('preparedDatabases: {}').at(-1),
      `declares zalando/database acid_shop @ spec.preparedDatabases ${here} fixed`,
    );
  });

  test('the pooler has a user, its own one or that of the operator', () => {
    const pooler = (spec: string) => cluster(`connectionPooler: ${spec}`).filter((line) => line.includes('ooler'));
    assert.deepEqual(pooler('{}'), [`declares zalando/user pooler @ spec.connectionPooler ${here} fixed`]);
    assert.deepEqual(pooler('{ user: pool }'), [`declares zalando/user pool @ spec.connectionPooler.user ${here}`]);
    assert.deepEqual(pooler('{ user: postgres }'), [
      `declares zalando/user pooler @ spec.connectionPooler ${here} fixed`,
    ]);
  });

  test('the cluster to copy, the host to follow', () => {
    assert.deepEqual(plain('clone: { cluster: acid-batman }'), [
      'refers postgresql.acid.zalan.do acid-batman @ spec.clone.cluster',
    ]);
    assert.deepEqual(plain('clone: { cluster: acid-batman, timestamp: "2026-01-01T00:00:00+00:00" }'), [
      'refers postgresql.acid.zalan.do acid-batman @ spec.clone.cluster optional',
    ]);
    assert.deepEqual(plain('standby: { standby_host: acid-batman.default }'), [
      'refers Service acid-batman @ spec.standby.standby_host ns default part optional',
    ]);
  });

  test('certificates: Secrets, and files as their keys', () => {
    assert.deepEqual(
      plain(
        'tls: { secretName: pg-tls, caSecretName: pg-ca, certificateFile: server.crt, privateKeyFile: /own/tls.key, caFile: ca.crt }',
      ),
      [
        'refers Secret pg-tls @ spec.tls.secretName',
        'refers Secret pg-ca @ spec.tls.caSecretName',
        'refers Secret key server.crt @ spec.tls.certificateFile in Secret:pg-tls',
        'refers Secret key ca.crt @ spec.tls.caFile in Secret:pg-ca',
      ],
    );
    assert.equal(
      plain('tls: { secretName: pg-tls, caFile: ca.crt }')[1],
      'refers Secret key ca.crt @ spec.tls.caFile in Secret:pg-tls',
    );
  });

  test('variables, sidecars, volumes', () => {
    const spec = `volume: { size: 1Gi, storageClass: fast }
env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }]
envFrom: [{ configMapRef: { name: c } }]
sidecars: [{ name: exporter, image: i, env: [{ name: B, valueFrom: { configMapKeyRef: { name: c, key: b, optional: true } } }] }]
initContainers: [{ name: prepare, image: i, volumeMounts: [{ name: pgdata, mountPath: /d }] }]
additionalVolumes:
- { name: certificates, mountPath: /c, targetContainers: [postgres, exporter], volumeSource: { secret: { secretName: certs } } }`;
    assert.deepEqual(plain(spec), [
      'refers StorageClass fast @ spec.volume.storageClass fixed',
      'refers Secret s @ spec.env.0.valueFrom.secretKeyRef.name',
      'refers Secret key k @ spec.env.0.valueFrom.secretKeyRef.key in Secret:s',
      'refers ConfigMap c @ spec.envFrom.0.configMapRef.name',
      `declares container prepare @ spec.initContainers.0.name ${here}`,
      `refers volume pgdata @ spec.initContainers.0.volumeMounts.0.name ${here} optional`,
      `declares container exporter @ spec.sidecars.0.name ${here}`,
      'refers ConfigMap c @ spec.sidecars.0.env.0.valueFrom.configMapKeyRef.name optional',
      'refers ConfigMap key b @ spec.sidecars.0.env.0.valueFrom.configMapKeyRef.key in ConfigMap:c optional',
      `declares volume certificates @ spec.additionalVolumes.0.name ${here}`,
      'refers Secret certs @ spec.additionalVolumes.0.volumeSource.secret.secretName',
      `refers container exporter @ spec.additionalVolumes.0.targetContainers.1 ${here} optional`,
    ]);
  });
});

test('OperatorConfiguration: names beside the operator, in a namespace that is written, and in those of the clusters', () => {
  const configuration = `kubernetes:
  pod_environment_configmap: default/pod-env
  pod_environment_secret: pod-secrets
  oauth_token_secret_name: postgresql-operator
  pod_service_account_name: postgres-pod
  infrastructure_roles_secrets:
  - { secretname: ops/monitoring, userkey: user, passwordkey: password, rolekey: role }
teams_api: { postgres_superuser_teams: [dba] }`;
  const resource = manifestOf('acid.zalan.do/v1', 'OperatorConfiguration', 'main', configuration, 'configuration');
  assert.deepEqual(nameTable(zalando, resource), [
    'refers ConfigMap pod-env @ configuration.kubernetes.pod_environment_configmap ns default part optional',
    'refers Secret postgresql-operator @ configuration.kubernetes.oauth_token_secret_name optional',
    'refers Secret monitoring @ configuration.kubernetes.infrastructure_roles_secrets.0.secretname ns ops part',
    'refers Secret key user @ configuration.kubernetes.infrastructure_roles_secrets.0.userkey in ops/Secret:monitoring',
    'refers Secret key password @ configuration.kubernetes.infrastructure_roles_secrets.0.passwordkey in ops/Secret:monitoring',
    'refers Secret key role @ configuration.kubernetes.infrastructure_roles_secrets.0.rolekey in ops/Secret:monitoring optional',
    'refers Secret pod-secrets @ configuration.kubernetes.pod_environment_secret ns *',
    'refers ServiceAccount postgres-pod @ configuration.kubernetes.pod_service_account_name ns * optional',
    'refers zalando/team dba @ configuration.teams_api.postgres_superuser_teams.0 ns * optional',
  ]);
});

test('PostgresTeam names teams', () => {
  const spec = 'additionalTeams: { acid: [dba] }\nadditionalMembers: { acid: [elephant] }';
  assert.deepEqual(nameTable(zalando, manifestOf('acid.zalan.do/v1', 'PostgresTeam', 'teams', spec)), [
    'refers zalando/team acid @ spec.additionalTeams.acid ns * key optional',
    'refers zalando/team dba @ spec.additionalTeams.acid.0 ns * optional',
    'refers zalando/team acid @ spec.additionalMembers.acid ns * key optional',
  ]);
});

function cluster(spec: string): string[] {
  return nameTable(zalando, manifestOf('acid.zalan.do/v1', 'postgresql', 'acid-shop', spec));
}

/** Without the users that every cluster has. */
function plain(spec: string): string[] {
  return cluster(spec).filter((line) => !system.includes(line));
}
