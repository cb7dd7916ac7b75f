/**
 * What the API server made of values of Kubernetes' own types, each in a StatefulSet or a claim that is right but for it;
 * `test/cluster/verdicts.test.ts` asks it the same again.
 */
export interface ConstraintVerdicts {
  /** Of `places`. */
  readonly place: keyof typeof places;
  /** What is written there, in one line. */
  readonly accepted: readonly string[];
  readonly refused: readonly string[];
  /** Where a `postgresql` has the same type, and the API server checks less: its StatefulSet would be refused. */
  readonly postgresql?: (value: string) => string;
}

/** The value in a place of a resource. */
interface Place {
  readonly path: string;
  readonly manifest: (value: string) => string;
}

const statefulSets = '/apis/apps/v1/namespaces/default/statefulsets';

function ofPod(spec: (value: string) => string): Place {
  const manifest = (value: string) =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n  serviceName: a\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec: ${spec(value)}\n`;
  return { path: statefulSets, manifest };
}

const inPod = (field: string) => ofPod((value) => `{containers: [{name: a, image: b}], ${field}: ${value}}`);
const inContainer = (field: string) => ofPod((value) => `{containers: [{name: a, image: b, ${field}: ${value}}]}`);

export const places = {
  container: ofPod((value) => `{containers: [${value}]}`),
  templateMetadata: {
    path: statefulSets,
    manifest: (value: string) =>
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n  serviceName: a\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: ${value}\n    spec: {containers: [{name: a, image: b}]}\n`,
  },
  initContainers: inPod('initContainers'),
  resources: inContainer('resources'),
  env: inContainer('env'),
  envFrom: inContainer('envFrom'),
  lifecycle: inContainer('lifecycle'),
  livenessProbe: inContainer('livenessProbe'),
  readinessProbe: inContainer('readinessProbe'),
  ports: inContainer('ports'),
  securityContext: inContainer('securityContext'),
  volumeMount: ofPod(
    (value) => `{volumes: [{name: v, emptyDir: {}}], containers: [{name: a, image: b, volumeMounts: [${value}]}]}`,
  ),
  volume: inPod('volumes'),
  pod: ofPod((value) => `{containers: [{name: a, image: b}], ${value}}`),
  deployment: {
    path: '/apis/apps/v1/namespaces/default/deployments',
    manifest: (value: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}, ${value}}\n`,
  },
  statefulSet: {
    path: statefulSets,
    manifest: (value: string) =>
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: {serviceName: a, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}, ${value}}\n`,
  },
  template: {
    path: statefulSets,
    manifest: (value: string) =>
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: {serviceName: a, selector: {matchLabels: {a: b}}, template: ${value}}\n`,
  },
  daemonSet: {
    path: '/apis/apps/v1/namespaces/default/daemonsets',
    manifest: (value: string) =>
      `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}, ${value}}\n`,
  },
  job: {
    path: '/apis/batch/v1/namespaces/default/jobs',
    manifest: (value: string) =>
      `apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}, ${value}}\n`,
  },
  cronJob: {
    path: '/apis/batch/v1/namespaces/default/cronjobs',
    manifest: (value: string) =>
      `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec: {jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}}, ${value}}\n`,
  },
  storageClass: {
    path: '/apis/storage.k8s.io/v1/storageclasses',
    manifest: (value: string) => `{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: a}, ${value}}\n`,
  },
  persistentVolume: {
    path: '/api/v1/persistentvolumes',
    manifest: (value: string) =>
      `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a}\nspec: {capacity: {storage: 1Gi}, ${value}}\n`,
  },
  tolerations: inPod('tolerations'),
  nodeAffinity: ofPod((value) => `{containers: [{name: a, image: b}], affinity: {nodeAffinity: ${value}}}`),
  podAntiAffinity: ofPod((value) => `{containers: [{name: a, image: b}], affinity: {podAntiAffinity: ${value}}}`),
  topologySpreadConstraints: inPod('topologySpreadConstraints'),
  service: {
    path: '/api/v1/namespaces/default/services',
    manifest: (value: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: ${value}\n`,
  },
  claim: {
    path: '/api/v1/namespaces/default/persistentvolumeclaims',
    manifest: (value: string) => `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec: ${value}\n`,
  },
} as const satisfies Record<string, Place>;

const cluster = (spec: string) =>
  `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: {name: acid-a}\nspec: {teamId: acid, numberOfInstances: 1, volume: {size: 1Gi}, postgresql: {version: "17"}, ${spec}}\n`;
const term = (expression: string) =>
  `{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [${expression}]}]}}`;
const spread = (fields: string) => `[{topologyKey: zone, labelSelector: {matchLabels: {a: b}}, ${fields}}]`;

/** Kubernetes 1.36.3. */
export const constraintVerdicts: readonly ConstraintVerdicts[] = [
  {
    place: 'tolerations',
    accepted: [
      '[{operator: Exists}]',
      '[{key: a.example/b, operator: Exists, effect: NoSchedule}]',
      '[{key: a, value: b}]',
      '[{key: a, operator: Equal, value: "", effect: ""}]',
      '[{key: "", operator: Exists, value: ""}]',
      '[{key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 0}]',
      '[{key: a, operator: Exists, tolerationSeconds: ~}]',
    ],
    refused: [
      '[{}]',
      '[{key: a, effect: noSchedule}]',
      '[{key: a, operator: Exists, value: b}]',
      '[{operator: Equal, value: b}]',
      '[{value: b}]',
      '[{key: a b, operator: Exists}]',
      '[{key: a, value: "b c"}]',
      '[{key: a, operator: Exists, tolerationSeconds: 30}]',
      '[{key: a, operator: Exists, effect: NoSchedule, tolerationSeconds: 30}]',
    ],
    postgresql: (value) => cluster(`tolerations: ${value}`),
  },
  {
    place: 'nodeAffinity',
    accepted: [
      term('{key: a, operator: In, values: [b, c]}'),
      term('{key: example.org/a, operator: Exists}'),
      term('{key: a, operator: DoesNotExist, values: []}'),
      term('{key: a, operator: Gt, values: ["5"]}'),
      '{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: NotIn, values: [b]}]}]}}',
      '{preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, preference: {matchExpressions: [{key: a, operator: Exists}]}}]}',
    ],
    refused: [
      term('{key: a, operator: Is, values: [b]}'),
      term('{key: a, operator: In}'),
      term('{key: a, operator: NotIn, values: []}'),
      term('{key: a, operator: Exists, values: [b]}'),
      term('{key: a, operator: Lt, values: ["1", "2"]}'),
      term('{key: a b, operator: Exists}'),
      '{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: spec.a, operator: In, values: [b]}]}]}}',
      '{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [b, c]}]}]}}',
      '{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: Exists}]}]}}',
      '{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}',
      '{preferredDuringSchedulingIgnoredDuringExecution: [{weight: 0, preference: {matchExpressions: [{key: a, operator: Exists}]}}]}',
      '{preferredDuringSchedulingIgnoredDuringExecution: [{weight: 101, preference: {matchExpressions: [{key: a, operator: Exists}]}}]}',
    ],
    postgresql: (value) => cluster(`nodeAffinity: ${value}`),
  },
  {
    place: 'podAntiAffinity',
    accepted: [
      '{requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchExpressions: [{key: a, operator: In, values: [b]}]}}]}',
      '{preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: a}}]}',
    ],
    refused: [
      '{requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: ""}]}',
      '{preferredDuringSchedulingIgnoredDuringExecution: [{weight: 0, podAffinityTerm: {topologyKey: a}}]}',
      '{requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, labelSelector: {matchExpressions: [{key: a, operator: In}]}}]}',
      '{requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, labelSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}]}',
      '{requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, labelSelector: {matchExpressions: [{key: a, operator: Gt, values: ["1"]}]}}]}',
    ],
  },
  {
    place: 'topologySpreadConstraints',
    accepted: [
      spread('maxSkew: 1, whenUnsatisfiable: ScheduleAnyway'),
      spread('maxSkew: 2, whenUnsatisfiable: DoNotSchedule, minDomains: 2, nodeTaintsPolicy: Honor'),
      '[{topologyKey: zone, maxSkew: 1, whenUnsatisfiable: DoNotSchedule}, {topologyKey: zone, maxSkew: 1, whenUnsatisfiable: ScheduleAnyway}]',
    ],
    refused: [
      spread('maxSkew: 0, whenUnsatisfiable: DoNotSchedule'),
      spread('maxSkew: 1, whenUnsatisfiable: Never'),
      spread('maxSkew: 1, whenUnsatisfiable: ScheduleAnyway, minDomains: 2'),
      spread('maxSkew: 1, whenUnsatisfiable: DoNotSchedule, minDomains: 0'),
      spread('maxSkew: 1, whenUnsatisfiable: DoNotSchedule, nodeAffinityPolicy: honor'),
      spread('maxSkew: 1, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [c d]'),
      '[{topologyKey: zone, maxSkew: 1, whenUnsatisfiable: DoNotSchedule}, {topologyKey: zone, maxSkew: 2, whenUnsatisfiable: DoNotSchedule}]',
    ],
    postgresql: (value) => cluster(`topologySpreadConstraints: ${value}`),
  },
  {
    place: 'templateMetadata',
    accepted: ['{labels: {a: b}}', '{labels: {a: b, c: ""}, annotations: {d: e}, finalizers: [f.example/g]}'],
    refused: ['{labels: {a: b}, label: {c: d}}', '{labels: {a: b c}}', '{labels: {a: b}, annotations: {c d: e}}'],
  },
  {
    place: 'livenessProbe',
    accepted: [
      '{exec: {command: [a]}}',
      '{httpGet: {path: /, port: 8008, scheme: HTTPS}, successThreshold: 1}',
      '{tcpSocket: {port: postgres}, successThreshold: 0, timeoutSeconds: 0}',
      '{grpc: {port: 1}, terminationGracePeriodSeconds: 1}',
    ],
    refused: [
      '{}',
      '{periodSeconds: 5}',
      '{exec: {command: [a]}, tcpSocket: {port: 1}}',
      '{exec: {}}',
      '{exec: {command: []}}',
      '{exec: {command: [a]}, successThreshold: 2}',
      '{exec: {command: [a]}, initialDelaySeconds: -1}',
      '{exec: {command: [a]}, terminationGracePeriodSeconds: 0}',
      '{tcpSocket: {port: 0}}',
      '{tcpSocket: {port: 70000}}',
      '{tcpSocket: {port: 0.5}}',
      '{tcpSocket: {port: 4294967296}}',
      '{tcpSocket: {port: "5432"}}',
      '{httpGet: {port: No_Port}}',
      '{httpGet: {port: 1, scheme: http}}',
      '{grpc: {port: 0}}',
    ],
    postgresql: (value) => cluster(`livenessProbe: ${value}`),
  },
  { place: 'readinessProbe', accepted: ['{exec: {command: [a]}, successThreshold: 2}'], refused: ['{}'] },
  {
    place: 'lifecycle',
    accepted: ['{}', '{preStop: {exec: {command: [a]}}}', '{postStart: {sleep: {seconds: 1}}}'],
    refused: ['{preStop: {}}', '{postStart: {exec: {command: [a]}, httpGet: {port: 1}}}'],
  },
  {
    place: 'env',
    accepted: [
      '[{name: A}]',
      '[{name: "a b.c-1", value: ""}]',
      '[{name: A, value: "", valueFrom: {fieldRef: {fieldPath: metadata.name}}}]',
      '[{name: A, valueFrom: {secretKeyRef: {name: b, key: c}}}]',
      '[{name: A, valueFrom: {secretKeyRef: {name: b, key: .c-D_}}}]',
      `[{name: A, valueFrom: {fieldRef: {fieldPath: "metadata.labels['a.b/c']"}}}, {name: B, valueFrom: {fieldRef: {fieldPath: spec.host}}}]`,
      '[{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}, {name: B, valueFrom: {resourceFieldRef: {resource: requests.hugepages-2Mi}}}]',
    ],
    refused: [
      '[{name: A, valueFrom: {fieldRef: {fieldPath: spec.a}}}]',
      '[{name: A, valueFrom: {fieldRef: {fieldPath: metadata.labels}}}]',
      '[{name: A, valueFrom: {fieldRef: {fieldPath: ""}}}]',
      '[{name: A, valueFrom: {resourceFieldRef: {resource: limits.a}}}]',
      '[{name: A, valueFrom: {secretKeyRef: {name: b, key: c d}}}]',
      '[{name: A, valueFrom: {secretKeyRef: {name: b, key: ..c}}}]',
      '[{name: ""}]',
      '[{name: A=B}]',
      '[{name: A, value: b, valueFrom: {secretKeyRef: {name: b, key: c}}}]',
      '[{name: A, valueFrom: {}}]',
      '[{name: A, valueFrom: {secretKeyRef: {name: B, key: c}}}]',
      '[{name: A, valueFrom: {configMapKeyRef: {name: b_c, key: d}}}]',
      '[{name: A, valueFrom: {secretKeyRef: {name: b, key: c}, configMapKeyRef: {name: b, key: c}}}]',
    ],
    postgresql: (value) => cluster(`env: ${value}`),
  },
  {
    place: 'envFrom',
    accepted: ['[{secretRef: {name: a}}]', '[{configMapRef: {name: a}, prefix: A_}]'],
    refused: [
      '[{}]',
      '[{prefix: A_}]',
      '[{secretRef: {}}]',
      '[{configMapRef: {name: ""}}]',
      '[{secretRef: {name: A_b}}]',
      '[{secretRef: {name: a}, configMapRef: {name: a}}]',
      '[{secretRef: {name: a}, prefix: "A="}]',
    ],
    postgresql: (value) => cluster(`envFrom: ${value}`),
  },
  {
    place: 'ports',
    accepted: [
      '[{containerPort: 5432, name: postgres, protocol: ""}]',
      '[{containerPort: 1, hostPort: 0}, {containerPort: 65535, name: ""}]',
    ],
    refused: [
      '[{containerPort: 0}]',
      '[{containerPort: 70000}]',
      '[{containerPort: 1, hostPort: -1}]',
      '[{containerPort: 1, protocol: tcp}]',
      '[{containerPort: 1, name: more-than-fifteen}]',
      '[{containerPort: 1, name: "5432"}]',
      '[{containerPort: 1, name: a--b}]',
      '[{containerPort: 1, name: Web}]',
      '[{containerPort: 1, name: a}, {containerPort: 2, name: a}]',
    ],
    postgresql: (value) => cluster(`sidecars: [{name: a, image: b, ports: ${value}}]`),
  },
  {
    place: 'securityContext',
    accepted: ['{runAsUser: 0, runAsGroup: 2147483647}'],
    refused: ['{runAsUser: -1}', '{runAsGroup: 2147483648}'],
  },
  {
    place: 'container',
    accepted: ['{name: a, image: b, imagePullPolicy: "", terminationMessagePolicy: File}'],
    refused: [
      '{name: a}',
      '{image: b}',
      '{name: a, image: ""}',
      '{name: "", image: b}',
      '{name: A_b, image: c}',
      '{name: a, image: b, imagePullPolicy: always}',
      '{name: a, image: b, terminationMessagePolicy: file}',
    ],
  },
  {
    place: 'initContainers',
    accepted: [
      '[{name: a-1, image: b}]',
      '[{name: a-1, image: b, restartPolicy: Always, livenessProbe: {tcpSocket: {port: 1}}, lifecycle: {}}]',
    ],
    refused: [
      '[{name: a-1, image: ""}]',
      '[{name: a-1, image: b}, {name: a-1, image: c}]',
      '[{name: a-1, image: b, livenessProbe: {tcpSocket: {port: 1}}}]',
      '[{name: a-1, image: b, readinessProbe: {tcpSocket: {port: 1}}}]',
      '[{name: a-1, image: b, startupProbe: {tcpSocket: {port: 1}}}]',
      '[{name: a-1, image: b, lifecycle: {}}]',
      '[{name: a-1, image: b, restartPolicy: Often}]',
      '[{name: a-1, image: b, volumeMounts: [{name: nowhere, mountPath: /a}]}]',
      '[{name: a-1, image: b, resources: {requests: {cpu: 2}, limits: {cpu: 1}}}]',
    ],
    postgresql: (value) => cluster(`initContainers: ${value}`),
  },
  {
    place: 'resources',
    accepted: [
      '{requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1000m, memory: 1024Mi}}',
      '{requests: {cpu: 1, hugepages-2Mi: 4Mi, example.org/gpu: 1}, limits: {hugepages-2Mi: 4096Ki, example.org/gpu: 1}}',
      '{limits: {memory: 1Gi, hugepages-1Gi: 2Gi, ephemeral-storage: 1Gi}}',
    ],
    refused: [
      '{requests: {cpu: 2}, limits: {cpu: 1}}',
      '{requests: {memory: 2Gi}, limits: {memory: 2G}}',
      '{requests: {ephemeral-storage: 2Gi}, limits: {ephemeral-storage: 1Gi}}',
      '{requests: {gpu: 1}}',
      '{limits: {storage: 1Gi}}',
      '{requests: {cpu: 1, hugepages-2Mi: 4Mi}}',
      '{requests: {cpu: 1, hugepages-2Mi: 4Mi}, limits: {hugepages-2Mi: 8Mi}}',
      '{requests: {example.org/gpu: 1}}',
      '{limits: {memory: 1Gi, hugepages-2Mi: 3Mi}}',
      '{limits: {hugepages-2Mi: 4Mi}}',
    ],
  },
  {
    place: 'volumeMount',
    accepted: [
      '{name: v, mountPath: /a}',
      '{name: v, mountPath: /a, subPath: b/..c/d}',
      '{name: v, mountPath: /a, subPath: "", subPathExpr: $(A)/b}',
    ],
    refused: [
      '{name: v, mountPath: ""}',
      '{name: v, mountPath: /a, subPath: /b}',
      '{name: v, mountPath: /a, subPath: b/../c}',
      '{name: v, mountPath: /a, subPathExpr: ../b}',
      '{name: v, mountPath: /a, subPath: b, subPathExpr: c}',
    ],
  },
  {
    place: 'volume',
    accepted: [
      '[{name: a, secret: {secretName: b}}]',
      '[{name: 1-a}]',
      '[{name: a, configMap: {name: B_c, defaultMode: 511, items: [{key: a, path: b/..c/d}]}}]',
      '[{name: a, projected: {sources: [{}, {serviceAccountToken: {path: a, expirationSeconds: 600}}]}}]',
      '[{name: a, persistentVolumeClaim: {claimName: A_b}}]',
      '[{name: a, hostPath: {path: b, type: ""}}, {name: b, nfs: {server: a, path: /}}]',
      '[{name: a, emptyDir: {sizeLimit: 0}}]',
      `[{name: a, downwardAPI: {items: [{path: a, fieldRef: {fieldPath: "metadata.annotations['b']"}}]}}]`,
    ],
    refused: [
      '[{name: A}]',
      '[{name: a.b}]',
      '[{name: a, emptyDir: {}, hostPath: {path: /a}}]',
      '[{name: a, configMap: {name: b}, persistentVolumeClaim: {claimName: c}}]',
      '[{name: a, csi: {driver: ""}}]',
      '[{name: a, rbd: {image: b, monitors: []}}]',
      '[{name: a, fc: {wwids: [b], targetWWNs: [c], lun: 1}}]',
      '[{name: a, fc: {targetWWNs: [c]}}]',
      '[{name: a, secret: {}}]',
      '[{name: a, secret: {secretName: ""}}]',
      '[{name: a, secret: {secretName: b, defaultMode: 512}}]',
      '[{name: a, configMap: {}}]',
      '[{name: a, configMap: {name: b, items: [{key: a, path: ../b}]}}]',
      '[{name: a, configMap: {name: b, items: [{key: a, path: /b}]}}]',
      '[{name: a, configMap: {name: b, items: [{key: a, path: ""}]}}]',
      '[{name: a, configMap: {name: b, items: [{key: a, path: b, mode: 600}]}}]',
      '[{name: a, persistentVolumeClaim: {claimName: ""}}]',
      '[{name: a, hostPath: {path: ""}}]',
      '[{name: a, hostPath: {path: /b/../c}}]',
      '[{name: a, hostPath: {path: /b, type: Dir}}]',
      '[{name: a, nfs: {server: "", path: /b}}]',
      '[{name: a, nfs: {server: b, path: c}}]',
      '[{name: a, emptyDir: {sizeLimit: -1}}]',
      '[{name: a, projected: {sources: [{secret: {}}]}}]',
      '[{name: a, projected: {sources: [{secret: {name: b}, configMap: {name: b}}]}}]',
      '[{name: a, projected: {sources: [{serviceAccountToken: {path: b, expirationSeconds: 599}}]}}]',
      '[{name: a, projected: {sources: [{serviceAccountToken: {path: ../b}}]}}]',
      '[{name: a, downwardAPI: {items: [{path: a}]}}]',
      '[{name: a, downwardAPI: {items: [{path: a, fieldRef: {fieldPath: spec.nodeName}}]}}]',
      '[{name: a, downwardAPI: {items: [{path: a, resourceFieldRef: {resource: limits.cpu}}]}}]',
    ],
  },
  {
    place: 'service',
    accepted: [
      '{ports: [{port: 5432, targetPort: postgres, protocol: ""}], type: ""}',
      '{ports: [{port: 1, targetPort: 0, nodePort: 0}], sessionAffinity: ClientIP}',
      '{ports: [{port: 1, targetPort: ""}]}',
    ],
    refused: [
      '{ports: [{port: 0}]}',
      '{ports: [{port: 70000}]}',
      '{ports: [{port: 1, targetPort: "5432"}]}',
      '{ports: [{port: 1, targetPort: 70000}]}',
      '{ports: [{port: 1, targetPort: No_Port}]}',
      '{ports: [{port: 1, protocol: tcp}]}',
      '{ports: [{port: 1, name: A}]}',
      '{ports: [{port: 1}], type: loadbalancer}',
      '{ports: [{port: 1}], sessionAffinity: clientIP}',
    ],
  },
  {
    place: 'claim',
    accepted: [
      '{accessModes: [ReadWriteOnce, ReadOnlyMany], resources: {requests: {storage: 1Gi}}}',
      '{accessModes: [ReadWriteOncePod], resources: {requests: {storage: 1Gi}}, storageClassName: "", volumeMode: Block}',
    ],
    refused: [
      '{resources: {requests: {storage: 1Gi}}}',
      '{accessModes: [], resources: {requests: {storage: 1Gi}}}',
      '{accessModes: [RWO], resources: {requests: {storage: 1Gi}}}',
      '{accessModes: [ReadWriteOncePod, ReadWriteOnce], resources: {requests: {storage: 1Gi}}}',
      '{accessModes: [ReadWriteOnce], resources: {requests: {storage: 0}}}',
      '{accessModes: [ReadWriteOnce]}',
      '{accessModes: [ReadWriteOnce], resources: {}}',
      '{accessModes: [ReadWriteOnce], resources: {limits: {storage: 1Gi}}}',
      '{accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, storageClassName: Fast_SSD}',
      '{accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, volumeMode: block}',
    ],
  },
  {
    place: 'pod',
    accepted: [
      'restartPolicy: ""',
      'dnsPolicy: None, dnsConfig: {nameservers: [10.96.0.10]}',
      'dnsPolicy: ClusterFirstWithHostNet, hostNetwork: true',
      'nodeSelector: {kubernetes.io/os: linux, empty: ""}',
      'serviceAccountName: ""',
      'hostAliases: [{ip: "10.0.0.1", hostnames: [db.example]}]',
      'securityContext: {fsGroupChangePolicy: OnRootMismatch, seccompProfile: {type: RuntimeDefault}}',
      'terminationGracePeriodSeconds: -1, hostname: a.b, subdomain: A',
    ],
    refused: [
      'restartPolicy: always',
      'dnsPolicy: None',
      'dnsPolicy: clusterFirst',
      'nodeSelector: {a b: linux}',
      'nodeSelector: {a: "x y"}',
      'serviceAccountName: Pass Word',
      'hostAliases: [{ip: db, hostnames: [db.example]}]',
      'hostAliases: [{ip: "10.0.0.1", hostnames: [DB]}]',
      'securityContext: {fsGroupChangePolicy: onRootMismatch}',
      'securityContext: {seccompProfile: {type: Localhost}}',
      'hostPID: true, shareProcessNamespace: true',
      'preemptionPolicy: never',
    ],
  },
  {
    place: 'deployment',
    accepted: [
      'replicas: 0, minReadySeconds: 5, progressDeadlineSeconds: 6',
      'strategy: {type: Recreate}',
      'strategy: {rollingUpdate: {maxSurge: 200%, maxUnavailable: 0}}',
      'strategy: {type: "", rollingUpdate: {maxUnavailable: 100%}}',
    ],
    refused: [
      'replicas: -1',
      'minReadySeconds: -1',
      'minReadySeconds: 600',
      'progressDeadlineSeconds: 5, minReadySeconds: 5',
      'revisionHistoryLimit: -1',
      'strategy: {type: recreate}',
      'strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}',
      'strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}',
      'strategy: {rollingUpdate: {maxSurge: a}}',
      'strategy: {rollingUpdate: {maxUnavailable: 101%}}',
      'strategy: {rollingUpdate: {maxUnavailable: -1}}',
    ],
  },
  {
    place: 'statefulSet',
    accepted: [
      'replicas: 0, podManagementPolicy: Parallel',
      'updateStrategy: {type: OnDelete}',
      'updateStrategy: {rollingUpdate: {partition: 0}}',
      'persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Delete}',
    ],
    refused: [
      'replicas: -1',
      'podManagementPolicy: parallel',
      'updateStrategy: {type: onDelete}',
      'updateStrategy: {type: OnDelete, rollingUpdate: {partition: 0}}',
      'updateStrategy: {rollingUpdate: {partition: -1}}',
      'persistentVolumeClaimRetentionPolicy: {whenDeleted: retain}',
      'ordinals: {start: -1}',
    ],
  },
  {
    place: 'template',
    accepted: ['{metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}'],
    refused: ['{metadata: {labels: {a: b}}, spec: {containers: []}}'],
  },
  {
    place: 'daemonSet',
    accepted: ['updateStrategy: {type: OnDelete}', 'updateStrategy: {rollingUpdate: {maxUnavailable: 25%}}'],
    refused: [
      'minReadySeconds: -1',
      'revisionHistoryLimit: -1',
      'updateStrategy: {type: recreate}',
      'updateStrategy: {rollingUpdate: {maxUnavailable: -1}}',
    ],
  },
  {
    place: 'job',
    accepted: [
      'backoffLimit: 0',
      'completionMode: Indexed',
      'completionMode: Indexed, completions: 3, backoffLimitPerIndex: 1, maxFailedIndexes: 2',
      'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [1, 3]}}]}',
      'podFailurePolicy: {rules: [{action: Count, onPodConditions: [{type: DisruptionTarget, status: "True"}]}]}',
      'managedBy: example.com/queue',
    ],
    refused: [
      'backoffLimit: -1',
      'activeDeadlineSeconds: -1',
      'ttlSecondsAfterFinished: -1',
      'parallelism: -1',
      'completionMode: indexed',
      'backoffLimitPerIndex: 1',
      'podFailurePolicy: {rules: [{action: FailJob}]}',
      'podFailurePolicy: {rules: [{action: FailIndex, onExitCodes: {operator: In, values: [1]}}]}',
      'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [3, 1]}}]}',
      'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [0]}}]}',
      'podFailurePolicy: {rules: [{action: Stop, onExitCodes: {operator: In, values: [1]}}]}',
      'managedBy: queue',
      'completionMode: Indexed, completions: 3, maxFailedIndexes: 2',
    ],
  },
  {
    place: 'cronJob',
    accepted: ['schedule: "0 3 * * *", concurrencyPolicy: Forbid, startingDeadlineSeconds: 0'],
    refused: [
      'schedule: ""',
      'schedule: "0 3 * * *", concurrencyPolicy: forbid',
      'schedule: "0 3 * * *", startingDeadlineSeconds: -1',
      'schedule: "0 3 * * *", failedJobsHistoryLimit: -1',
    ],
  },
  {
    place: 'storageClass',
    accepted: [
      'provisioner: kubernetes.io/no-provisioner, volumeBindingMode: Immediate, reclaimPolicy: Retain',
      'provisioner: Example.com/NFS',
    ],
    refused: [
      'provisioner: ""',
      'provisioner: a b',
      'provisioner: a, volumeBindingMode: waitForFirstConsumer',
      'provisioner: a, reclaimPolicy: retain',
      'provisioner: a, volumeBindingMode: ""',
      'provisioner: a, allowedTopologies: [{matchLabelExpressions: [{key: a, values: [a]}, {key: a, values: [b]}]}]',
      'provisioner: a, allowedTopologies: [{matchLabelExpressions: [{key: "", values: [a]}]}]',
      'provisioner: a, allowedTopologies: [{matchLabelExpressions: [{key: a, values: []}]}]',
    ],
  },
  {
    place: 'persistentVolume',
    accepted: [
      'accessModes: [ReadWriteOnce], hostPath: {path: /a}, persistentVolumeReclaimPolicy: Delete, storageClassName: ""',
    ],
    refused: [
      'accessModes: [], hostPath: {path: /a}',
      'accessModes: [ReadWriteOnce], csi: {driver: a, volumeHandle: a, nodeStageSecretRef: {name: b}}',
      'accessModes: [RWO], hostPath: {path: /a}',
      'accessModes: [ReadWriteOnce], hostPath: {path: /a}, persistentVolumeReclaimPolicy: keep',
      'accessModes: [ReadWriteOnce], hostPath: {path: /a}, storageClassName: Fast',
      'accessModes: [ReadWriteOnce], hostPath: {path: /a}, volumeMode: block',
      'accessModes: [ReadWriteOnce], csi: {driver: "", volumeHandle: a}',
    ],
  },
  {
    place: 'service',
    accepted: [
      '{clusterIP: None}',
      '{type: ExternalName, externalName: db.example}',
      '{ports: [{port: 1}], type: NodePort, externalTrafficPolicy: Local}',
      '{ports: [{port: 1}], sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}}',
      '{ports: [{port: 1, appProtocol: kubernetes.io/h2c}], externalIPs: [192.0.2.1]}',
    ],
    refused: [
      '{selector: {a: b}}',
      '{type: ExternalName}',
      '{type: ExternalName, externalName: DB}',
      '{ports: [{port: 1}], externalTrafficPolicy: Local}',
      '{ports: [{port: 1}], type: NodePort, externalTrafficPolicy: local}',
      '{ports: [{port: 1}], internalTrafficPolicy: local}',
      '{ports: [{port: 1}], ipFamilies: [ipv4]}',
      '{ports: [{port: 1}], ipFamilyPolicy: dual}',
      '{ports: [{port: 1}], externalIPs: [db]}',
      '{ports: [{port: 1}], sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}}',
      '{ports: [{port: 1}], allocateLoadBalancerNodePorts: false}',
      '{ports: [{port: 1}], loadBalancerClass: a.b/c}',
    ],
  },
];
