import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kubernetes } from '../../../schemas/systems/kubernetes/system.ts';
import { containerNames, podNames, volumeSourceNames } from '../../../schemas/vocabulary/podNames.ts';
import { inWords, resourceOf } from './support.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly names: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'keys of a Secret, placeholders left out',
    text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\ndata: {user: YQ==, "${KEY}": YQ==}\nstringData: {password: x}\n',
    names: [
      'declares Secret key user in Secret db @key:data.user',
      'declares Secret key password in Secret db @key:stringData.password',
    ],
  },
  {
    name: 'a Secret without a name declares nothing',
    text: 'apiVersion: v1\nkind: Secret\nmetadata: {generateName: db-}\ndata: {user: YQ==}\n',
    names: [],
  },
  {
    name: 'keys of a ConfigMap',
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\ndata: {a: x}\nbinaryData: {b: YQ==}\n',
    names: [
      'declares ConfigMap key a in ConfigMap app @key:data.a',
      'declares ConfigMap key b in ConfigMap app @key:binaryData.b',
    ],
  },
  {
    name: 'variables of a container',
    text: `apiVersion: v1
kind: Pod
metadata: {name: app}
spec:
  containers:
    - name: app
      env:
        - {name: A, valueFrom: {secretKeyRef: {name: db, key: password}}}
        - {name: B, valueFrom: {configMapKeyRef: {name: app, key: mode, optional: true}}}
        - {name: C, valueFrom: {secretKeyRef: {name: $(NAME), key: password}}}
        - {name: D, valueFrom: {resourceFieldRef: {containerName: app, resource: limits.cpu}}}
      envFrom:
        - {secretRef: {name: all, optional: true}}
        - {configMapRef: {name: settings}}
        - {configMapRef: {name: "\${NAME}"}}
`,
    names: [
      'declares container app in Pod app @spec.containers.0.name',
      'refers Secret db @spec.containers.0.env.0.valueFrom.secretKeyRef.name',
      'refers Secret key password in Secret db @spec.containers.0.env.0.valueFrom.secretKeyRef.key',
      'refers ConfigMap app optional @spec.containers.0.env.1.valueFrom.configMapKeyRef.name',
      'refers ConfigMap key mode in ConfigMap app optional @spec.containers.0.env.1.valueFrom.configMapKeyRef.key',
      'refers container app in Pod app @spec.containers.0.env.3.valueFrom.resourceFieldRef.containerName',
      'refers Secret all optional @spec.containers.0.envFrom.0.secretRef.name',
      'refers ConfigMap settings @spec.containers.0.envFrom.1.configMapRef.name',
    ],
  },
  {
    name: 'volumes of every kind',
    text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  template:
    spec:
      serviceAccountName: runner
      serviceAccount: default
      imagePullSecrets: [{name: pull}]
      containers:
        - name: app
          volumeMounts: [{name: tls, mountPath: /tls}]
          volumeDevices: [{name: disk, devicePath: /dev/x}]
      volumes:
        - {name: tls, secret: {secretName: tls, items: [{key: tls.crt, path: a}]}}
        - {name: config, configMap: {name: app, optional: true, items: [{key: a, path: a}]}}
        - name: all
          projected:
            sources:
              - secret: {name: one, items: [{key: k, path: k}]}
              - configMap: {name: two}
        - {name: disk, persistentVolumeClaim: {claimName: disk}}
        - {name: scratch, ephemeral: {volumeClaimTemplate: {spec: {storageClassName: fast}}}}
        - {name: driver, csi: {driver: x, nodePublishSecretRef: {name: driver}}}
        - {name: empty, emptyDir: {}}
`,
    names: [
      'declares container app in Deployment app @spec.template.spec.containers.0.name',
      'refers volume tls in Deployment app @spec.template.spec.containers.0.volumeMounts.0.name',
      'refers volume disk in Deployment app @spec.template.spec.containers.0.volumeDevices.0.name',
      'declares volume tls in Deployment app @spec.template.spec.volumes.0.name',
      'refers Secret tls @spec.template.spec.volumes.0.secret.secretName',
      'refers Secret key tls.crt in Secret tls @spec.template.spec.volumes.0.secret.items.0.key',
      'declares volume config in Deployment app @spec.template.spec.volumes.1.name',
      'refers ConfigMap app optional @spec.template.spec.volumes.1.configMap.name',
      'refers ConfigMap key a in ConfigMap app optional @spec.template.spec.volumes.1.configMap.items.0.key',
      'declares volume all in Deployment app @spec.template.spec.volumes.2.name',
      'refers Secret one @spec.template.spec.volumes.2.projected.sources.0.secret.name',
      'refers Secret key k in Secret one @spec.template.spec.volumes.2.projected.sources.0.secret.items.0.key',
      'refers ConfigMap two @spec.template.spec.volumes.2.projected.sources.1.configMap.name',
      'declares volume disk in Deployment app @spec.template.spec.volumes.3.name',
      'refers PersistentVolumeClaim disk @spec.template.spec.volumes.3.persistentVolumeClaim.claimName',
      'declares volume scratch in Deployment app @spec.template.spec.volumes.4.name',
      'refers StorageClass fast fixed @spec.template.spec.volumes.4.ephemeral.volumeClaimTemplate.spec.storageClassName',
      'declares volume driver in Deployment app @spec.template.spec.volumes.5.name',
      'refers Secret driver @spec.template.spec.volumes.5.csi.nodePublishSecretRef.name',
      'declares volume empty in Deployment app @spec.template.spec.volumes.6.name',
      'refers Secret pull @spec.template.spec.imagePullSecrets.0.name',
      'refers ServiceAccount runner @spec.template.spec.serviceAccountName',
    ],
  },
  {
    name: 'a StatefulSet: its Service, its claims, the mounts of them',
    text: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  template:
    spec:
      containers:
        - name: db
          volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {storageClassName: fast}
`,
    names: [
      'declares container db in StatefulSet db @spec.template.spec.containers.0.name',
      'refers volume data in StatefulSet db @spec.template.spec.containers.0.volumeMounts.0.name',
      'refers Service db fixed @spec.serviceName',
      'declares volume data in StatefulSet db fixed @spec.volumeClaimTemplates.0.metadata.name',
      'refers StorageClass fast fixed @spec.volumeClaimTemplates.0.spec.storageClassName',
    ],
  },
  {
    name: 'a CronJob, whose pods stand two levels deeper',
    text: `apiVersion: batch/v1
kind: CronJob
metadata: {name: dump}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers: [{name: dump, envFrom: [{secretRef: {name: db}}]}]
`,
    names: [
      'declares container dump in CronJob dump @spec.jobTemplate.spec.template.spec.containers.0.name',
      'refers Secret db @spec.jobTemplate.spec.template.spec.containers.0.envFrom.0.secretRef.name',
    ],
  },
  {
    name: 'a pod without a name: nothing inside it, everything outside',
    text: 'apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\nspec:\n  subdomain: db\n  containers: [{name: a, envFrom: [{secretRef: {name: db}}]}]\n',
    names: [
      'refers Secret db @spec.containers.0.envFrom.0.secretRef.name',
      'refers Service db optional @spec.subdomain',
    ],
  },
  {
    name: 'a claim',
    text: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec:\n  storageClassName: ""\n  volumeName: disk-1\n  dataSource: {kind: PersistentVolumeClaim, name: old}\n',
    names: [
      'refers PersistentVolume disk-1 fixed @spec.volumeName',
      'refers PersistentVolumeClaim old fixed @spec.dataSource.name',
    ],
  },
  {
    name: 'a volume, whose references say a namespace or mean nothing',
    text: `apiVersion: v1
kind: PersistentVolume
metadata: {name: disk-1}
spec:
  storageClassName: fast
  claimRef: {name: data, namespace: shop}
  csi:
    driver: x
    nodeStageSecretRef: {name: stage, namespace: system}
    nodePublishSecretRef: {name: publish}
`,
    names: [
      'refers StorageClass fast @spec.storageClassName',
      'refers PersistentVolumeClaim shop/data @spec.claimRef.name',
      'refers Secret system/stage @spec.csi.nodeStageSecretRef.name',
    ],
  },
  {
    name: 'Secrets of a storage class, templates of the driver left out',
    text: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: x
parameters:
  csi.storage.k8s.io/provisioner-secret-name: provisioner
  csi.storage.k8s.io/provisioner-secret-namespace: system
  csi.storage.k8s.io/node-stage-secret-name: \${pvc.name}
  csi.storage.k8s.io/node-stage-secret-namespace: system
`,
    names: ['refers Secret system/provisioner @parameters.csi.storage.k8s.io/provisioner-secret-name'],
  },
  {
    name: 'a service account and its token',
    text: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: runner}\nsecrets: [{name: token}]\nimagePullSecrets: [{name: pull}]\n',
    names: ['refers Secret token @secrets.0.name', 'refers Secret pull @imagePullSecrets.0.name'],
  },
  {
    name: 'a Service that stands for one of another namespace',
    text: 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {type: ExternalName, externalName: db.prod.svc.cluster.local}\n',
    names: ['refers Service prod/db part 0-2 @spec.externalName'],
  },
  {
    name: 'a Service that stands for a host outside',
    text: 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {type: ExternalName, externalName: db.example.org}\n',
    names: [],
  },
];

describe('names', () => {
  for (const { name, text, names } of cases) {
    test(name, () => {
      assert.deepEqual([...(kubernetes.names?.(resourceOf(text)) ?? [])].map(inWords), names);
    });
  }
});

describe('parts of pod templates in other resources', () => {
  const resource = resourceOf(`apiVersion: acme.example/v1
kind: Database
metadata: {name: db}
spec:
  sidecar:
    name: exporter
    env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: user}}}]
    volumeMounts: [{name: data, mountPath: /data}]
  volume: {secret: {secretName: tls, items: [{key: tls.crt, path: a}]}}
  pod: {volumes: [{name: data}]}
`);
  const spec = resource.root.at('spec');

  test('a container without a scope tells only what is looked up in the namespace', () => {
    assert.deepEqual([...containerNames(spec.at('sidecar'))].map(inWords), [
      'refers Secret db @spec.sidecar.env.0.valueFrom.secretKeyRef.name',
      'refers Secret key user in Secret db @spec.sidecar.env.0.valueFrom.secretKeyRef.key',
    ]);
  });

  test('pods of another namespace', () => {
    assert.deepEqual([...volumeSourceNames(spec.at('volume'), { namespace: 'prod' })].map(inWords), [
      'refers Secret prod/tls @spec.volume.secret.secretName',
      'refers Secret key tls.crt in Secret prod/tls @spec.volume.secret.items.0.key',
    ]);
  });

  test('a scope of their own', () => {
    const scope = { type: 'database.acme.example', name: 'db' };
    assert.deepEqual([...podNames(spec.at('pod'), { scope })].map(inWords), [
      'declares volume data in database.acme.example db @spec.pod.volumes.0.name',
    ]);
  });
});

describe('what a StatefulSet makes', () => {
  const derived = (replicas: string) => [
    ...kubernetes.derive(
      resourceOf(
        `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n${replicas}  volumeClaimTemplates: [{metadata: {name: data}}]\n`,
      ),
    ),
  ];

  test('a pod and its claims for each replica', () => {
    assert.deepEqual(
      derived('  replicas: 2\n  ordinals: {start: 5}\n').map(({ type, name }) => `${type} ${name}`),
      ['Pod db-5', 'Volume data-db-5', 'Pod db-6', 'Volume data-db-6'],
    );
  });

  test('one unless said, none if it is not known, and never a list without end', () => {
    assert.equal(derived('').length, 2);
    assert.equal(derived('  replicas: ${COUNT}\n').length, 0);
    assert.equal(derived('  replicas: 1e9\n').length, 20);
  });
});
