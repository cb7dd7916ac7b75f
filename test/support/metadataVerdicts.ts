/** What the API server made of `metadata` of some kinds; `test/cluster/verdicts.test.ts` asks it the same again. */
export interface MetadataVerdicts {
  /** Of `manifests`. */
  readonly kinds: readonly (keyof typeof manifests)[];
  /** `metadata`, or the whole resource, as it is written, in one line. */
  readonly accepted: readonly string[];
  readonly refused: readonly string[];
}

const pod = '{containers: [{name: a, image: b}], restartPolicy: Never}';
const workload = `{serviceName: a, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}`;

/** A kind whose objects hold a whole resource in `spec.whole`. */
export const holder = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'holders.verdicts.example' },
  spec: {
    group: 'verdicts.example',
    scope: 'Namespaced',
    names: { kind: 'Holder', plural: 'holders' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  whole: {
                    type: 'object',
                    'x-kubernetes-embedded-resource': true,
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};

/** What stands around `metadata`, and where the API server makes it. `custom`: of `holder`. `embedded`: in `spec.whole`. */
export const manifests = {
  custom: {
    head: 'apiVersion: verdicts.example/v1\nkind: Holder\nmetadata: ',
    tail: '',
    path: '/apis/verdicts.example/v1/namespaces/default/holders',
  },
  embedded: {
    head: 'apiVersion: verdicts.example/v1\nkind: Holder\nmetadata: {name: a}\nspec:\n  whole:\n    apiVersion: v1\n    kind: A\n    metadata: ',
    tail: '',
    path: '/apis/verdicts.example/v1/namespaces/default/holders',
  },
  whole: {
    head: 'apiVersion: verdicts.example/v1\nkind: Holder\nmetadata: {name: a}\nspec:\n  whole: ',
    tail: '',
    path: '/apis/verdicts.example/v1/namespaces/default/holders',
  },
  ConfigMap: {
    head: 'apiVersion: v1\nkind: ConfigMap\nmetadata: ',
    tail: '',
    path: '/api/v1/namespaces/default/configmaps',
  },
  Service: {
    head: 'apiVersion: v1\nkind: Service\nmetadata: ',
    tail: 'spec: {ports: [{port: 1}]}\n',
    path: '/api/v1/namespaces/default/services',
  },
  StatefulSet: {
    head: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: ',
    tail: `spec: ${workload}\n`,
    path: '/apis/apps/v1/namespaces/default/statefulsets',
  },
  Job: {
    head: 'apiVersion: batch/v1\nkind: Job\nmetadata: ',
    tail: `spec: {template: {spec: ${pod}}}\n`,
    path: '/apis/batch/v1/namespaces/default/jobs',
  },
  CronJob: {
    head: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: ',
    tail: `spec: {schedule: "* * * * *", jobTemplate: {spec: {template: {spec: ${pod}}}}}\n`,
    path: '/apis/batch/v1/namespaces/default/cronjobs',
  },
  StorageClass: {
    head: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: ',
    tail: 'provisioner: a\n',
    path: '/apis/storage.k8s.io/v1/storageclasses',
  },
} as const;

const long = (length: number) => 'x'.repeat(length);
const owner = 'apiVersion: v1, kind: A, name: b';

/** Kubernetes 1.36.3. */
export const metadataVerdicts: readonly MetadataVerdicts[] = [
  {
    kinds: ['custom', 'ConfigMap', 'Service', 'StatefulSet', 'Job', 'CronJob', 'StorageClass'],
    accepted: [
      '{name: a}',
      '{name: 1a}',
      '{name: "", generateName: a-}',
      '{generateName: a--}',
      '{name: a, generateName: ""}',
      '{name: a, namespace: ""}',
      '{name: a, labels: {a: "", example.org/b: B_c.d, c: ~}}',
      '{name: a, annotations: {Example.org/a: "b c", d: ~}}',
      `{name: a, annotations: {a: ${long(2 ** 18 - 1)}}}`,
      '{name: a, finalizers: [example.org/a]}',
      '{name: a, creationTimestamp: ~}',
      '{name: a, creationTimestamp: 2024-02-29T10:20:30Z}',
      '{name: a, creationTimestamp: 2024-02-29T1:20:30+24:00}',
      `{name: a, ownerReferences: [{${owner}, uid: c, controller: true}, {${owner}, uid: d}]}`,
      '{name: a, managedFields: [{operation: X}]}',
      '{name: a, uid: X, selfLink: b, resourceVersion: z, deletionGracePeriodSeconds: -1}',
    ],
    refused: [
      '~',
      '{}',
      '{name: ""}',
      '{name: ~}',
      '{generateName: ""}',
      '{name: A}',
      '{name: a_b}',
      '{name: -a}',
      `{name: ${long(254)}}`,
      '{name: 5}',
      '{generateName: A-}',
      '{generateName: a.}',
      '{generateName: "-"}',
      '{generateName: _-}',
      '{name: a, generateName: A}',
      '{name: a, labels: {a b: c}}',
      '{name: a, labels: {"": c}}',
      '{name: a, labels: {a: b c}}',
      '{name: a, labels: {a: 1}}',
      '{name: a, labels: {Example.org/a: b}}',
      '{name: a, annotations: {a b: c}}',
      '{name: a, annotations: {a: 1}}',
      `{name: a, annotations: {a: ${long(2 ** 18)}}}`,
      '{name: a, finalizers: [A b]}',
      '{name: a, finalizers: [""]}',
      '{name: a, creationTimestamp: yesterday}',
      '{name: a, creationTimestamp: ""}',
      '{name: a, creationTimestamp: 2024-02-29}',
      '{name: a, deletionTimestamp: 2024-02-29t10:20:30z}',
      '{name: a, generation: 1.5}',
      '{name: a, generation: 9223372036854775808}',
      '{name: a, managedFields: [{time: x}]}',
      `{name: a, ownerReferences: [{${owner}}]}`,
      `{name: a, ownerReferences: [{${owner}, uid: ""}]}`,
      '{name: a, ownerReferences: [{apiVersion: a/b/c, kind: A, name: b, uid: c}]}',
      '{name: a, ownerReferences: [{apiVersion: a/, kind: A, name: b, uid: c}]}',
      `{name: a, ownerReferences: [{${owner}, uid: c, more: d}]}`,
      '{name: a, clusterName: b}',
      '{name: a, Labels: {}}',
    ],
  },
  {
    kinds: ['custom', 'ConfigMap', 'StorageClass'],
    accepted: ['{name: a.b}', `{name: ${long(253)}}`, `{generateName: ${long(253)}}`, '{generateName: a.b-}'],
    refused: ['{generateName: a.-}'],
  },
  {
    kinds: ['Service', 'StatefulSet'],
    accepted: [`{name: ${long(63)}}`, `{generateName: ${long(63)}}`],
    refused: ['{name: a.b}', `{name: ${long(64)}}`, '{generateName: a.b-}', `{generateName: ${long(64)}}`],
  },
  { kinds: ['Job'], accepted: ['{name: a.b}', `{name: ${long(63)}}`], refused: [`{name: ${long(64)}}`] },
  { kinds: ['CronJob'], accepted: ['{name: a.b}', `{name: ${long(52)}}`], refused: [`{name: ${long(53)}}`] },
  { kinds: ['StorageClass'], accepted: ['{name: a, namespace: A_b}'], refused: [] },
  {
    kinds: ['embedded'],
    accepted: [
      '~',
      '{}',
      '{name: A_b}',
      '{name: ""}',
      '{generateName: ".."}',
      '{labels: {a: b}, annotations: {a: b c}}',
      '{namespace: ""}',
    ],
    refused: [
      'a',
      '{name: a/b}',
      '{name: a%}',
      '{name: ".."}',
      '{generateName: a/}',
      '{namespace: A}',
      '{labels: {a b: c}}',
      '{labels: {a: b c}}',
      '{labels: {a: 1}}',
      '{annotations: {a b: c}}',
      '{creationTimestamp: x}',
      '{more: a}',
    ],
  },
  {
    kinds: ['whole'],
    accepted: ['{apiVersion: v1, kind: A}', '{apiVersion: a/, kind: A-b}', '{apiVersion: A_b, kind: a, more: {b: c}}'],
    refused: [
      '{}',
      '{apiVersion: v1}',
      '{kind: A}',
      '{apiVersion: "", kind: A}',
      '{apiVersion: a/b/c, kind: A}',
      '{apiVersion: 1, kind: A}',
      '{apiVersion: v1, kind: ""}',
      '{apiVersion: v1, kind: a_b}',
      '{apiVersion: v1, kind: 1a}',
      `{apiVersion: v1, kind: ${long(64)}}`,
    ],
  },
];
