import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { compareVersions } from '../../../server/language/compareVersions.ts';
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

const pod = (spec: string, metadata = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a${metadata}}\nspec:\n  containers:\n    - name: a\n      image: a:1\n${spec}`;
const volume = (source: string) => pod(`  volumes: [{name: data, ${source}}]\n`);
const persistent = (spec: string) =>
  `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a}\nspec:\n  capacity: {storage: 1Gi}\n  accessModes: [ReadWriteOnce]\n${spec}`;
const storageClass = (provisioner: string) =>
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: a}\nprovisioner: ${provisioner}\n`;
const service = (annotation: string, spec = '') =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: a, annotations: {${annotation}: "true"}}\nspec:\n  ports: [{port: 1}]\n${spec}`;
const unready = 'service.alpha.kubernetes.io/tolerate-unready-endpoints';
const claimed = volume('persistentVolumeClaim: {claimName: a}');

const tidb = (spec: string) =>
  `apiVersion: pingcap.com/v1alpha1\nkind: TidbCluster\nmetadata: {name: shop}\nspec:\n  version: v7.1.0\n${spec}`;
const logBackup = (mode: string) =>
  `apiVersion: pingcap.com/v1alpha1\nkind: Backup\nmetadata: {name: a}\nspec: {backupMode: ${mode}, s3: {provider: aws}}\n`;
const results = (spec: string) =>
  `apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nmetadata: {name: result}\nspec:\n  targetNamespace: a\n${spec}`;

const galera = '  galera: {enabled: true}\n';
const replication = '  replication: {enabled: true}\n';
const auto = '  updateStrategy: {autoUpdateDataPlane: true}\n';
const timeout = 'service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout';

/** Of each change a manifest that it is about, and those that it is not. */
const cases: Readonly<Record<string, readonly [speaks: string, ...silent: string[]]>> = {
  'tidb/changefeed-pods-restart': [
    tidb('  ticdc: {replicas: 3}\n'),
    tidb('  ticdc: {replicas: 3, config: {log-file: /dev/stdout}}\n'),
    tidb('  tikv: {replicas: 3}\n'),
  ],
  'tidb/volumes-grow-again': [
    tidb('  tikv: {replicas: 3, requests: {storage: 1Gi}}\n'),
    tidb('  tidb: {replicas: 3}\n'),
  ],
  'tidb/flash-pods-restart': [
    tidb('  tiflash: {replicas: 1}\n'),
    tidb('  tiflash: {replicas: 1}\n').replace('v7.1.0', 'v6.5.0'),
  ],
  'tidb/log-backup-ends-with-object': [
    logBackup('log'),
    logBackup('snapshot'),
    logBackup('log').replace('pingcap.com', 'br.pingcap.com'),
  ],
  'tidb/scheduler-not-installed': [
    tidb('  tikv: {schedulerName: tidb-scheduler}\n'),
    tidb('  schedulerName: default-scheduler\n'),
  ],
  'tekton-results/host-name-override-unread': [results('  tls_hostname_override: a\n'), results('')],
  'tekton-results/old-results-deleted': [
    results(''),
    results(
      '  options: {configMaps: {tekton-results-config-results-retention-policy: {data: {maxRetention: "90"}}}}\n',
    ),
  ],
  'tekton-results/internal-database-does-not-start': [
    results(''),
    results('  is_external_db: true\n'),
    results(
      '  options: {statefulSets: {tekton-results-postgres: {spec: {template: {spec: {containers: [{name: postgres, image: "a:13"}]}}}}}}\n',
    ),
  ],
  'kubernetes/scale-io-volumes-gone': [
    volume('scaleIO: {gateway: a, secretRef: {name: a}, system: a}'),
    claimed,
    storageClass('csi-scaleio'),
  ],
  'kubernetes/flocker-volumes-gone': [volume('flocker: {datasetName: a}'), claimed],
  'kubernetes/quobyte-volumes-gone': [storageClass('kubernetes.io/quobyte'), storageClass('quobyte-csi')],
  'kubernetes/storageos-volumes-gone': [persistent('  storageos: {volumeName: a}\n'), claimed],
  'kubernetes/glusterfs-volumes-gone': [volume('glusterfs: {endpoints: a, path: a}'), claimed],
  'kubernetes/cephfs-volumes-gone': [volume('cephfs: {monitors: [a]}'), volume('csi: {driver: cephfs.csi.ceph.com}')],
  'kubernetes/rbd-volumes-gone': [storageClass('kubernetes.io/rbd'), storageClass('rbd.csi.ceph.com')],
  'kubernetes/git-repo-volumes-gone': [volume('gitRepo: {repository: a}'), volume('emptyDir: {}')],
  'kubernetes/aws-elastic-block-store-needs-driver': [
    persistent('  awsElasticBlockStore: {volumeID: a}\n'),
    persistent('  csi: {driver: ebs.csi.aws.com, volumeHandle: a}\n'),
  ],
  'kubernetes/azure-disk-needs-driver': [storageClass('kubernetes.io/azure-disk'), storageClass('disk.csi.azure.com')],
  'kubernetes/gce-persistent-disk-needs-driver': [
    storageClass('kubernetes.io/gce-pd'),
    storageClass('pd.csi.storage.gke.io'),
  ],
  'kubernetes/azure-file-needs-driver': [storageClass('kubernetes.io/azure-file'), storageClass('file.csi.azure.com')],
  'kubernetes/vsphere-volume-needs-driver': [volume('vsphereVolume: {volumePath: a}'), claimed],
  'kubernetes/cinder-needs-driver': [volume('cinder: {volumeID: a}'), claimed],
  'kubernetes/portworx-volume-needs-driver': [volume('portworxVolume: {volumeID: a}'), claimed],
  'kubernetes/exec-probes-time-out': [
    pod('      livenessProbe: {exec: {command: [pg_isready]}}\n'),
    pod('      livenessProbe: {exec: {command: [pg_isready]}, timeoutSeconds: 5}\n'),
    pod('      livenessProbe: {tcpSocket: {port: 5432}}\n'),
  ],
  'kubernetes/unready-annotation-unread': [
    service(unready),
    service(unready, '  publishNotReadyAddresses: true\n'),
    service('example.com/a'),
  ],
  'kubernetes/seccomp-annotation-unread': [
    pod('', ', annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}'),
    pod('', ', annotations: {example.com/seccomp: runtime/default}'),
  ],
  'kubernetes/volumes-deleted-after-all': [
    persistent('  persistentVolumeReclaimPolicy: Delete\n  nfs: {server: a, path: /a}\n'),
    persistent('  persistentVolumeReclaimPolicy: Retain\n  nfs: {server: a, path: /a}\n'),
  ],
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
        const before = operatorVersions.filter((each) => compareVersions(each, change.since) < 0).at(-1);
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
