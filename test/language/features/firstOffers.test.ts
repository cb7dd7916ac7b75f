import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { uriOf } from '../../support/fixtures.ts';
import { readCursor, serviceWith } from '../../support/manifests.ts';

const pg = (lines: string) =>
  `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: acid-shop\n  namespace: shop\nspec:\n${lines}`;
const cnpg = (lines: string) =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata:\n  name: shop\nspec:\n${lines}`;
const pgo = (lines: string) =>
  `apiVersion: postgres-operator.crunchydata.com/v1\nkind: PostgresCluster\nmetadata:\n  name: shop\nspec:\n${lines}`;
const tekton = (lines: string) =>
  `apiVersion: operator.tekton.dev/v1alpha1\nkind: TektonResult\nmetadata:\n  name: result\nspec:\n${lines}`;
const tidb = (lines: string) =>
  `apiVersion: pingcap.com/v1alpha1\nkind: TidbCluster\nmetadata:\n  name: shop\nspec:\n${lines}`;
const maria = (lines: string) =>
  `apiVersion: k8s.mariadb.com/v1alpha1\nkind: MariaDB\nmetadata:\n  name: shop\nspec:\n${lines}`;
const deploy = (lines: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\n  labels:\n    app: storefront\nspec:\n  template:\n    spec:\n${lines}`;
const container = (lines: string) =>
  deploy(`      containers:\n        - name: app\n          image: example.com/app\n${lines}`);
const sts = (lines: string) => `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n${lines}`;
const core = (kind: string, lines: string) => `apiVersion: v1\nkind: ${kind}\n${lines}`;

/** The first five that an editor shows, or all there are; `$0` is the cursor. */
const firstOffers: readonly (readonly [what: string, text: string, first: string])[] = [
  [
    'an empty file',
    '$0',
    'Cluster: small cluster with one database | postgresql.cnpg.io/v1 Cluster | PostgresCluster: cluster, the least that runs | postgres-operator.crunchydata.com/v1beta1 PostgresCluster | postgres-operator.crunchydata.com/v1 PostgresCluster',
  ],
  ['metadata', core('Secret', 'metadata:\n  $0\n'), 'name | namespace | labels | annotations | finalizers'],
  ['a Secret', core('Secret', '$0\n'), 'metadata | type | stringData | data | immutable'],
  ['a ConfigMap', core('ConfigMap', '$0\n'), 'metadata | data | binaryData | immutable'],
  [
    'a PersistentVolumeClaim',
    core('PersistentVolumeClaim', 'spec:\n  $0\n'),
    'accessModes | resources | storageClassName | volumeName | selector',
  ],
  [
    'access modes',
    core('PersistentVolumeClaim', 'spec:\n  accessModes:\n    - $0\n'),
    'ReadWriteOnce | ReadWriteOncePod | ReadWriteMany | ReadOnlyMany',
  ],
  ['what a claim asks for', core('PersistentVolumeClaim', 'spec:\n  resources:\n    requests:\n      $0\n'), 'storage'],
  [
    'a volume of the cluster',
    core('PersistentVolume', 'spec:\n  $0\n'),
    'capacity | accessModes | storageClassName | persistentVolumeReclaimPolicy | local',
  ],
  ['a Service', core('Service', 'spec:\n  $0\n'), 'type | selector | ports | clusterIP | externalName'],
  [
    'a port of a Service',
    core('Service', 'spec:\n  ports:\n    - $0\n'),
    'port | name | targetPort | protocol | nodePort',
  ],
  [
    'annotations of a Service',
    core('Service', 'metadata:\n  annotations:\n    $0\n'),
    'external-dns.alpha.kubernetes.io/hostname | external-dns.alpha.kubernetes.io/ttl | load-balancer.hetzner.cloud/use-private-ip | metallb.io/address-pool | networking.gke.io/load-balancer-type',
  ],
  ['a StatefulSet', sts('  $0\n'), 'serviceName | selector | template | replicas | updateStrategy'],
  ['a template of claims', sts('  volumeClaimTemplates:\n    - $0\n'), 'metadata | spec | apiVersion | kind | status'],
  [
    'a Deployment',
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  $0\n',
    'selector | template | replicas | strategy | revisionHistoryLimit',
  ],
  [
    'a CronJob',
    'apiVersion: batch/v1\nkind: CronJob\nspec:\n  $0\n',
    'schedule | jobTemplate | concurrencyPolicy | successfulJobsHistoryLimit | failedJobsHistoryLimit',
  ],
  ['a pod', deploy('      $0\n'), 'containers | volumes | initContainers | serviceAccountName | restartPolicy'],
  ['a container', deploy('      containers:\n        - $0\n'), 'name | image | ports | env | envFrom'],
  ['a container that goes on', container('          $0\n'), 'ports | env | envFrom | command | args'],
  ['a variable', container('          env:\n            - $0\n'), 'name | value | valueFrom'],
  [
    'the name of a variable',
    container('          env:\n            - name: $0\n'),
    'PGHOST | PGPORT | PGDATABASE | PGUSER | PGPASSWORD',
  ],
  [
    'the name of a variable for an image',
    deploy(
      '      containers:\n        - name: db\n          image: postgres:17\n          env:\n            - name: $0\n',
    ),
    'POSTGRES_PASSWORD | POSTGRES_USER | POSTGRES_DB | PGDATA | POSTGRES_INITDB_ARGS',
  ],
  [
    'where a variable comes from',
    container('          env:\n            - name: A\n              valueFrom:\n                $0\n'),
    'secretKeyRef | configMapKeyRef | fieldRef | resourceFieldRef | fileKeyRef',
  ],
  [
    'a probe',
    container('          readinessProbe:\n            $0\n'),
    'exec | httpGet | tcpSocket | initialDelaySeconds | periodSeconds',
  ],
  ['resources', container('          resources:\n            $0\n'), 'requests | limits | claims'],
  [
    'what is set aside',
    container('          resources:\n            requests:\n              $0\n'),
    'cpu | memory | ephemeral-storage',
  ],
  [
    'memory',
    container('          resources:\n            requests:\n              memory: $0\n'),
    '50Mi | 100Mi | 256Mi | 512Mi | 1Gi',
  ],
  [
    'a mount',
    container('          volumeMounts:\n            - $0\n'),
    'name | mountPath | readOnly | subPath | mountPropagation',
  ],
  [
    'a volume of a pod',
    deploy('      volumes:\n        - $0\n'),
    'name | secret | configMap | persistentVolumeClaim | emptyDir',
  ],
  [
    'a security context',
    container('          securityContext:\n            $0\n'),
    'runAsNonRoot | runAsUser | runAsGroup | allowPrivilegeEscalation | readOnlyRootFilesystem',
  ],
  [
    'a rule of spread',
    deploy('      topologySpreadConstraints:\n        - $0\n'),
    'maxSkew | topologyKey | whenUnsatisfiable | labelSelector | matchLabelKeys',
  ],
  [
    'a topology key',
    deploy('      topologySpreadConstraints:\n        - topologyKey: $0\n'),
    'kubernetes.io/hostname | topology.kubernetes.io/zone | topology.kubernetes.io/region',
  ],
  [
    'labels said before',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\n  labels:\n    app: storefront\nspec:\n  selector:\n    matchLabels:\n      $0\n',
    'app | app.kubernetes.io/name | app.kubernetes.io/instance | app.kubernetes.io/part-of | app.kubernetes.io/component',
  ],
  [
    'a namespace said before',
    core(
      'ConfigMap',
      'metadata:\n  name: a\n  namespace: billing\n---\n' + core('Secret', 'metadata:\n  name: b\n  namespace: $0\n'),
    ),
    'billing',
  ],
  [
    'a claim of storage said before',
    core(
      'PersistentVolumeClaim',
      'metadata:\n  name: a\nspec:\n  storageClassName: fast\n---\n' +
        core('PersistentVolumeClaim', 'spec:\n  storageClassName: $0\n'),
    ),
    'fast',
  ],
  [
    'a target port said before',
    core('Service', 'spec:\n  ports:\n    - name: mysql\n      port: 3306\n      targetPort: $0\n'),
    'mysql',
  ],
  [
    'the name of a Secret that somebody waits for',
    core(
      'Pod',
      'metadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: a\n      envFrom:\n        - secretRef:\n            name: shop-db\n---\n' +
        core('Secret', 'metadata:\n  name: $0\n'),
    ),
    'shop-db | a',
  ],
  ['Zalando, the spec', pg('  $0\n'), 'numberOfInstances | postgresql | teamId | volume | databases'],
  [
    'Zalando, the spec that goes on',
    pg('  teamId: acid\n  numberOfInstances: 2\n  volume:\n    size: 1Gi\n  postgresql:\n    version: "17"\n  $0\n'),
    'databases | users | preparedDatabases | additionalVolumes | allowedSourceRanges',
  ],
  [
    'Zalando, parameters',
    pg('  postgresql:\n    parameters:\n      $0\n'),
    'max_connections | shared_buffers | work_mem | maintenance_work_mem | effective_cache_size',
  ],
  [
    'Zalando, Patroni',
    pg('  patroni:\n    $0\n'),
    'initdb | loop_wait | maximum_lag_on_failover | retry_timeout | synchronous_mode',
  ],
  [
    'Zalando, labels of its pods',
    pg('  topologySpreadConstraints:\n    - labelSelector:\n        matchLabels:\n          $0\n'),
    'application | cluster-name | app | app.kubernetes.io/name | app.kubernetes.io/instance',
  ],
  [
    'Zalando, flags of a user',
    pg('  users:\n    seller:\n      - $0\n'),
    'createdb | superuser | createrole | login | nologin',
  ],
  ['Zalando, an owner who is to be a user', pg('  databases:\n    shop: seller\n  users:\n    $0\n'), 'seller'],
  [
    'Zalando, annotations of a load balancer',
    pg('  masterServiceAnnotations:\n    $0\n'),
    'external-dns.alpha.kubernetes.io/hostname | external-dns.alpha.kubernetes.io/ttl | load-balancer.hetzner.cloud/use-private-ip | metallb.io/address-pool | networking.gke.io/load-balancer-type',
  ],
  ['CloudNativePG, the spec', cnpg('  $0\n'), 'instances | storage | bootstrap | postgresql | primaryUpdateStrategy'],
  ['CloudNativePG, how it begins', cnpg('  bootstrap:\n    $0\n'), 'initdb | recovery | pg_basebackup'],
  ['CloudNativePG, storage', cnpg('  storage:\n    $0\n'), 'size | storageClass | pvcTemplate | resizeInUseVolumes'],
  ['Crunchy, the spec', pgo('  $0\n'), 'instances | postgresVersion | backups | monitoring | proxy'],
  [
    'Crunchy, a set of instances',
    pgo('  instances:\n    - $0\n'),
    'dataVolumeClaimSpec | name | replicas | walVolumeClaimSpec | affinity',
  ],
  ['Tekton Results, the spec', tekton('  $0\n'), 'is_external_db | targetNamespace | db_host | db_port | db_name'],
  [
    'Tekton Results, an external database',
    tekton('  is_external_db: true\n  targetNamespace: tekton-pipelines\n  db_$0\n'),
    'db_host | db_port | db_name | db_secret_name | db_secret_user_key',
  ],
  [
    'TiDB, the spec',
    tidb('  $0\n'),
    'pvReclaimPolicy | timezone | version | configUpdateStrategy | enableDynamicConfiguration',
  ],
  ['TiDB, TiKV', tidb('  tikv:\n    $0\n'), 'replicas | baseImage | config | maxFailoverCount | requests'],
  [
    'MariaDB, the spec',
    maria('  $0\n'),
    'rootPasswordSecretKeyRef | storage | image | database | passwordSecretKeyRef',
  ],
];

describe('a list begins with what is likely meant', () => {
  for (const [what, marked, first] of firstOffers) {
    test(what, () => {
      const { text, position } = readCursor(marked);
      const items = serviceWith({ 'a.yaml': text }).complete(uriOf('a.yaml'), position);
      const inOrder = [...items].sort((a, b) => (order(a) < order(b) ? -1 : 1)).map(({ label }) => label);
      assert.equal(inOrder.slice(0, 5).join(' | '), first);
    });
  }
});

function order({ sortText, label }: { readonly sortText: string; readonly label: string }): string {
  return `${sortText} ${label}`;
}
