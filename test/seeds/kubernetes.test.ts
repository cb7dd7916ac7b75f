import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepts, explains, finds, offers, recipeOf, tellsInstallation } from './support.ts';

/** 004: a resource note about Kubernetes, Zenith and TiDB. */

const workload = (kind: string, pod: string, more = '') => `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: kubia
spec:
  serviceName: kubia
  replicas: 2
  selector:
    matchLabels: {app: kubia}
  template:
    metadata:
      labels: {app: kubia}
    spec:
${pod.replace(/^(?=.)/gm, '      ')}${more.replace(/^(?=.)/gm, '  ')}`;
const container = `containers:
- name: kubia
  image: derios/kubia
`;
const claim = (size: string) => `volumeClaimTemplates:
- metadata: {name: data}
  spec:
    accessModes: [ReadWriteOnce]
    resources:
      requests:
        storage: ${size}
`;
const mounted = `${container}  volumeMounts:
  - {name: data, mountPath: /var/data}
`;
const service = (ports: string, head = 'clusterIP: None') =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: kubia\nspec:\n  ${head}\n  selector: {app: kubia}\n  ports:\n${ports.replace(/^(?=.)/gm, '  ')}`;
const storageClass = (more = '') =>
  `kind: StorageClass\napiVersion: storage.k8s.io/v1\nmetadata:\n  name: local-storage\nprovisioner: kubernetes.io/no-provisioner\nvolumeBindingMode: WaitForFirstConsumer\n${more}`;
const volume = (more = '') => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: example-pv
spec:
  capacity:
    storage: 2Gi
  accessModes:
  - ReadWriteOnce
  persistentVolumeReclaimPolicy: Retain
  storageClassName: local-storage
  local:
    path: /home/tangxu/localpv
  nodeAffinity:
    required:
      nodeSelectorTerms:
      - matchExpressions:
        - key: kubernetes.io/hostname
          operator: In
          values: [tangxu-pc]
${more}`;
const pod = (spec: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: volume-test\nspec:\n${spec.replace(/^(?=.)/gm, '  ')}`;

test('004-1 a field at a column that fits nothing', () =>
  finds(workload('StatefulSet', container).concat('   $0volumeClaimTemplates: []\n'), 'yaml/indentation', /./));
test('004-2 StatefulSet of apps/v1beta1', () =>
  finds(
    workload('StatefulSet', container).replace('apps/v1', '$0apps/v1beta1'),
    'kubernetes/api-version-removed',
    /./,
  ));
test('004-3 without a selector', () =>
  finds(
    workload('StatefulSet', container)
      .replace('  selector:\n    matchLabels: {app: kubia}\n', '')
      .replace('spec:', '$0spec:'),
    'kubernetes/selector-missing',
    /./,
  ));
test('004-4 without its Service', () =>
  finds(
    workload('StatefulSet', container).replace('serviceName: kubia', 'serviceName: $0kubia'),
    'names/unknown',
    /Service/,
  ));
test('004-5 a claim of 1Mi', () =>
  finds(workload('StatefulSet', mounted, claim('$01Mi')), 'kubernetes/claim-too-small', /1Gi/));
test('004-6 clusterIP: none', () =>
  finds(service('- {name: http, port: 80}\n', 'clusterIP: $0none'), 'schema/rule', undefined));
test('004-7 a class without provisioner', () =>
  explains(storageClass().replace('provisioner', 'provi$0sioner'), /no-provisioner/));
test('004-8 a claim that no volume satisfies', () =>
  finds(
    `${storageClass()}---\n${volume()}---\n${workload('StatefulSet', mounted, claim('$0368Gi').replace('accessModes', 'storageClassName: local-storage\n    accessModes'))}`,
    'kubernetes/claim-larger-than-volumes',
  ));
test('004-9 what local volumes are for', () => explains(volume().replace('local:', 'lo$0cal:'), /cache|node/));
test('004-10 hostPath against local', () => explains(volume().replace('local:', 'lo$0cal:'), /hostPath/));
test('004-11 pods stay where the volume is', () => explains(volume().replace('local:', 'lo$0cal:'), /node/));
test('004-12 local volumes are not made by a class', () =>
  finds(storageClass('$0allowVolumeExpansion: true\n'), 'kubernetes/static-class-expansion'));
test('004-13 lost with the node', () => explains(volume().replace('local:', 'lo$0cal:'), /lost|gone|goes with/));
test('004-14 binding', () =>
  finds(storageClass().replace('WaitForFirstConsumer', '$0Immediate'), 'kubernetes/binding-too-early', /./));
test('004-15 who cleans up', () =>
  finds(volume().replace('Retain', '$0Delete'), 'kubernetes/local-volume-deleted', /Retain/));
test('004-16 ReadWriteMany on local', () =>
  finds(volume().replace('- ReadWriteOnce', '- $0ReadWriteMany'), 'kubernetes/local-volume-shared'));
test('004-17 Delete', () => finds(volume().replace('Retain', '$0Delete'), 'kubernetes/local-volume-deleted', /Retain/));
test('004-18 nodeAffinity', () =>
  finds(
    volume().split('  nodeAffinity')[0]?.replace('local:', '$0local:') ?? '',
    'kubernetes/local-volume-without-node',
  ));
test('004-19 a tab behind a key', () => accepts(volume().replace('accessModes:', '$0accessModes:\t')));
test('004-20 protocol: tcp', () => finds(service('- {name: http, port: 80, protocol: $0tcp}\n'), 'schema/enum', /TCP/));
test('004-21 more pods than volumes', () =>
  finds(
    `${storageClass()}---\n${volume()}---\n${workload('StatefulSet', mounted, claim('$01Gi').replace('accessModes', 'storageClassName: local-storage\n    accessModes'))}`,
    'kubernetes/claim-larger-than-volumes',
  ));
test('004-25 Services as hosts in the same namespace', () =>
  offers(
    `${service('- {name: http, port: 80}\n')}---\n${pod(`${container}  env:\n  - name: DB_HOST\n    value: $0\n`)}`,
    'kubia',
  ));
test('004-26 which Services to use', () =>
  explains(
    'apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: ac$0id-demo\nspec: {teamId: acid}\n',
    /acid-demo-repl.*read-only/,
  ));
test('004-27 readiness', () => explains(pod(`${container}  readiness$0Probe: {}\n`), /Service|endpoints/i));
test('004-28 a fragment', () =>
  accepts('spec:\n  containers:\n  - $0name: kubia\n    readinessProbe:\n      exec: {command: [ls, /var/ready]}\n'));
test('004-35 metadata in a volume', () =>
  finds(
    pod(
      `${mounted}volumes:\n- name: data\n  projected:\n    sources:\n    - downwardAPI:\n        items:\n        - {path: labels, fieldRef: {fieldPath: $0metadata.label}}\n`,
    ),
    'schema/rule',
  ));
test('004-36 ports', () => finds(service('- {name: http, port: $080000}\n'), 'schema/bounds'));
test('004-39 zenith-operator', () =>
  accepts(
    workload(
      'Deployment',
      `${container}  $0env:\n  - name: WATCH_NAMESPACE\n    valueFrom: {fieldRef: {fieldPath: metadata.namespace}}\n`,
    ).replace('  serviceName: kubia\n', ''),
  ));
test('004-40 keys that no version has', () =>
  finds(
    workload('Deployment', `$0packageVesion: v1.0.0\n${container}`).replace('  serviceName: kubia\n', ''),
    'schema/unknown-key',
  ));
test('004-41 a container without an image', () => finds(pod('containers:\n- $0name: a\n'), 'schema/missing-key'));
test('004-42 imagePullPolicy', () => explains(pod(`${container}  imagePullPolicy: Nev$0er\n`), /.{60}/));
test('004-44 a projected volume', () => explains(pod('volumes:\n- name: a\n  proje$0cted: {sources: []}\n'), /.{40}/));
test('004-45 podInfo', () => {
  const text = pod(
    `containers:\n- name: a\n  image: busybox:1\n  volumeMounts: [{name: podInfo, mountPath: /a}]\nvolumes:\n- name: $0podInfo\n  emptyDir: {}\n`,
  );
  finds(text, 'kubernetes/pod-name-invalid', /podinfo|pod-info/);
});
test('004-46 fields of the pod', () =>
  offers(
    pod(`${container}  env:\n  - name: A\n    valueFrom: {fieldRef: {fieldPath: $0}}\n`),
    'metadata.name',
    'metadata.namespace',
    'status.podIP',
  ));
test('004-47 resources of the container', () => {
  const text = (resource: string, name: string) =>
    pod(
      `${mounted}volumes:\n- name: data\n  downwardAPI:\n    items:\n    - path: a\n      resourceFieldRef:\n        containerName: ${name}\n        resource: ${resource}\n`,
    );
  offers(text('$0', 'kubia'), 'limits.cpu', 'requests.memory');
  finds(text('$0limits.cpus', 'kubia'), 'schema/rule');
  finds(text('limits.cpu', '$0kubi'), 'names/missing-key');
});

const zenith = (spec: string) =>
  `apiVersion: huawei.cloudb.com/v1\nkind: zenithCluster\nmetadata:\n  name: z\nspec:\n${spec.replace(/^(?=.)/gm, '  ')}`;
test('004-32 unreachableTimeout and pollingInterval', () => {
  explains(zenith('zenithSpec:\n  unreachable$0Timeout: 30\n'), /.{60}/);
  explains(zenith('zenithSpec:\n  polling$0Interval: 10\n'), /.{60}/);
});
test('004-37 states', () => {
  const recipe = recipeOf(
    `${zenith('zenithSpec: {replicas: 2}\n').replace('name: z', 'name: z\n  uid: a')}status: {state: StandbyDown}\n`,
  );
  assert.match(JSON.stringify(recipe.health), /StandbyDown/);
});
test('004-43 fields of a zenithCluster', () => {
  finds(zenith('zenithSpec:\n  replicas: $0two\n'), 'schema/type');
  finds(zenith('zenithSpec:\n  $0storagSize: 5G\n'), 'schema/unknown-key', /storageSize/);
});

const tidb = (spec: string) =>
  `apiVersion: pingcap.com/v1alpha1\nkind: TidbCluster\nmetadata:\n  name: basic\nspec:\n${spec.replace(/^(?=.)/gm, '  ')}`;
test('004-51 a TidbCluster', () => {
  finds(tidb('pvReclaimPolicy: $0Retainn\n'), 'schema/enum', /Retain/);
  finds(tidb('pd:\n  $0replica: 1\n'), 'schema/unknown-key', /replicas/);
  offers(tidb('$0\n'), 'pd', 'tikv', 'tidb', 'version');
});
test('004-48 the definitions of the operator', () => tellsInstallation(tidb('pd: {}\n'), /pingcap\.com/));
test('004-49 the chart of the operator', () => tellsInstallation(tidb('pd: {}\n'), /deploy-tidb-operator/));
test('004-52 a TidbMonitor', () =>
  finds(
    'apiVersion: pingcap.com/v1alpha1\nkind: TidbMonitor\nmetadata:\n  name: basic\nspec:\n  $0cluster: []\n',
    'tidb/word-of-another-operator',
  ));
test('004-50 pods of the operator', () => assert.ok(recipeOf(tidb('tidb: {replicas: 1}\n')).operator));
test('004-31 a database that is stopped', () =>
  assert.match(
    JSON.stringify(
      recipeOf('apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: a}\nspec: {numberOfInstances: 0}\n')
        .health,
    ),
    /no pod runs/,
  ));
