import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { serviceWith, uri } from '../../support/manifests.ts';

const postgresql = (spec: string) =>
  `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-demo}\nspec:\n  teamId: acid\n${spec}`;
const configuration = (settings: string) =>
  `apiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration\nmetadata: {name: c}\nconfiguration:\n  workers: 8\n${settings}`;
const mariadb = (spec: string) =>
  `apiVersion: k8s.mariadb.com/v1alpha1\nkind: MariaDB\nmetadata: {name: shop}\nspec:\n  storage: {size: 1Gi}\n${spec}`;
const crunchy = (instance: string) =>
  `apiVersion: postgres-operator.crunchydata.com/v1beta1\nkind: PostgresCluster\nmetadata: {name: hippo}\nspec:\n  postgresVersion: 16\n  instances:\n    - name: a\n${instance}`;
const cnpg = (spec: string) =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: shop}\nspec:\n  instances: 3\n${spec}`;

const galera = '  galera: {enabled: true}\n';
const replication = '  replication: {enabled: true}\n';
const auto = '  updateStrategy: {autoUpdateDataPlane: true}\n';
const timeout = 'service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout';

/** Of each change a manifest that it is about, and those that it is not. */
const cases: Readonly<Record<string, readonly [speaks: string, ...silent: string[]]>> = {
  'zalando/leader-in-config-maps': [configuration(''), configuration('  kubernetes_use_configmaps: false\n')],
  'zalando/leader-in-config-maps-unconfigured': [
    postgresql('  numberOfInstances: 2\n'),
    postgresql('  numberOfInstances: 1\n'),
    `${configuration('')}---\n${postgresql('  numberOfInstances: 2\n')}`,
  ],
  'zalando/passwords-become-scram': [
    postgresql('  postgresql: {version: "16"}\n'),
    postgresql('  postgresql: {version: "16", parameters: {password_encryption: md5}}\n'),
    postgresql('  postgresql: {version: "16"}\n  standby: {standby_host: a}\n'),
  ],
  'zalando/load-balancer-timeout-gone': [
    postgresql('  enableMasterLoadBalancer: true\n'),
    postgresql('  enableMasterLoadBalancer: false\n'),
    postgresql(`  enableMasterLoadBalancer: true\n  masterServiceAnnotations: {${timeout}: "60"}\n`),
  ],
  'zalando/version-change-waits-for-window': [postgresql('  maintenanceWindows: ["01:00-02:00"]\n'), postgresql('')],
  'zalando/upgrades-become-manual': [
    configuration(''),
    configuration('  major_version_upgrade: {major_version_upgrade_mode: full}\n'),
  ],
  'zalando/team-prefix-not-asked': [configuration(''), configuration('  enable_team_id_clustername_prefix: true\n')],
  'cloudnative-pg/superuser-without-password': [cnpg(''), cnpg('  enableSuperuserAccess: true\n')],
  'cloudnative-pg/alter-system-refused': [cnpg(''), cnpg('  postgresql: {enableAlterSystem: true}\n')],
  'cloudnative-pg/role-label-unread': [
    cnpg(
      '  affinity: {additionalPodAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, labelSelector: {matchLabels: {role: primary}}}]}}\n',
    ),
    cnpg('  affinity: {topologyKey: zone}\n'),
  ],
  'cloudnative-pg/isolated-primary-stopped': [
    cnpg(''),
    cnpg('  probes: {liveness: {isolationCheck: {enabled: false}}}\n'),
  ],
  'cloudnative-pg/any-service-gone': [cnpg(''), cnpg('').replace('name: shop', 'namespace: shop')],
  'crunchy/sidecars-begin-to-run': [crunchy('      containers: [{name: x, image: x}]\n'), crunchy('')],
  'crunchy/volumes-begin-to-grow': [
    crunchy('      dataVolumeClaimSpec: {resources: {limits: {storage: 5Gi}}}\n'),
    crunchy('      dataVolumeClaimSpec: {resources: {requests: {storage: 5Gi}}}\n'),
  ],
  'mariadb/data-plane-of-25-8': [mariadb(galera), mariadb(galera + auto), mariadb(replication)],
  'mariadb/data-plane-of-25-10': [mariadb(galera), mariadb(galera + auto), mariadb(replication)],
  'mariadb/data-plane-of-26-3': [mariadb(replication), mariadb(replication + auto), mariadb('')],
  'mariadb/data-plane-of-26-6': [mariadb(galera), mariadb(galera + auto), mariadb('')],
  'mariadb/gtid-becomes-strict': [
    mariadb(replication),
    mariadb('  replication: {enabled: true, gtidStrictMode: false}\n'),
  ],
  'mariadb/replication-secret-renamed': [
    mariadb(replication),
    mariadb('  replication: {enabled: true, replica: {replPasswordSecretKeyRef: {name: a, key: b}}}\n'),
  ],
  'mariadb/replication-to-migrate': [mariadb(replication), mariadb('  replication: {enabled: false}\n')],
};

for (const { system, changes = [], operatorVersions } of languagePacks) {
  describe(`what releases of ${system.id} change`, () => {
    for (const change of changes) {
      test(change.id, () => {
        const [speaks, ...silent] = cases[change.id] ?? [];
        assert.ok(
          speaks !== undefined && silent.length > 0,
          `${change.id} needs a manifest that it is about, and one that it is not`,
        );
        const before = operatorVersions[operatorVersions.indexOf(change.since) - 1];
        assert.ok(before, 'there is no version before');
        const found = (text: string, from = before) =>
          serviceWith(text)
            .upgradeChanges(uri, { from: { [system.id]: from }, to: { [system.id]: change.since } })
            .changes.filter(({ code }) => code === change.id);
        const [first] = found(speaks);
        assert.deepEqual([first?.effect, first?.since], [change.effect, change.since]);
        assert.match(first?.message ?? '', /[.]$/);
        for (const text of silent) assert.deepEqual(found(text), [], text);
      });
    }
  });
}
