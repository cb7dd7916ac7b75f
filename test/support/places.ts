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
  podOfDeployment: {
    path: '/apis/apps/v1/namespaces/default/deployments',
    manifest: (value: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}], ${value}}}}\n`,
  },
  serviceName: {
    path: statefulSets,
    manifest: (value: string) =>
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: {serviceName: ${value}, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}\n`,
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
  podOfJob: {
    path: '/apis/batch/v1/namespaces/default/jobs',
    manifest: (value: string) =>
      `apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {template: {spec: ${value}}}\n`,
  },
  cronJob: {
    path: '/apis/batch/v1/namespaces/default/cronjobs',
    manifest: (value: string) =>
      `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec: {jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}}, ${value}}\n`,
  },
  jobTemplate: {
    path: '/apis/batch/v1/namespaces/default/cronjobs',
    manifest: (value: string) =>
      `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec: {schedule: "0 3 * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}, ${value}}}}\n`,
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
