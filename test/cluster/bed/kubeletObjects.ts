// What kwok and the API server have to be told for the nodes' side to work.
import type { BedObject } from './apiClient.ts';

export const nodeName = 'node-1';

/** On a pod: it runs, but is not ready. */
export const notReadyAnnotation = 'bed.db-manifests.dev/not-ready';

/** With its status, which a kubelet would report: where the API server finds its endpoints. */
export function nodeObject(port: number): BedObject {
  const condition = {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    lastTransitionTime: '2026-01-01T00:00:00Z',
  };
  const room = { cpu: '64', memory: '256Gi', pods: '1000' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: nodeName, labels: { 'kubernetes.io/hostname': nodeName, 'kubernetes.io/os': 'linux' } },
    status: {
      addresses: [
        { type: 'InternalIP', address: '127.0.0.1' },
        { type: 'Hostname', address: nodeName },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: port } },
      conditions: [condition],
      ...{ allocatable: room, capacity: room },
    },
  };
}

/** kwok's own types for the endpoints of one pod. kwok checks them; the API server needs only their names. */
export const endpointDefinitions: readonly BedObject[] = [
  definition('PortForward', 'portforwards'),
  definition('Exec', 'execs'),
  definition('Logs', 'logs'),
];

function definition(kind: string, plural: string): BedObject {
  const group = 'kwok.x-k8s.io';
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [
        {
          ...{ name: 'v1alpha1', served: true, storage: true },
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  };
}

const statusOfPod = (ready: 'True' | 'False') => `
{{ $now := Now }}
phase: Running
startTime: {{ $now | Quote }}
hostIP: 127.0.0.1
{{ with PodIPsWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
podIP: {{ index . 0 | Quote }}
podIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
conditions:
{{ range $type := list "PodScheduled" "Initialized" }}
- { type: {{ $type }}, status: "True", lastTransitionTime: {{ $now | Quote }} }
{{ end }}
{{ range $type := list "ContainersReady" "Ready" }}
- { type: {{ $type }}, status: "${ready}", lastTransitionTime: {{ $now | Quote }} }
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: ${String(ready === 'True')}
  started: true
  restartCount: 0
  state: { running: { startedAt: {{ $now | Quote }} } }
{{ end }}
`;

const statusOfJob = `
{{ $now := Now }}
phase: Succeeded
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: false
  started: false
  restartCount: 0
  state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } }
{{ end }}
`;

type Condition = readonly [field: string, operator: 'Exists' | 'DoesNotExist' | 'In' | 'NotIn', ...values: string[]];

const alive: Condition = ['.metadata.deletionTimestamp', 'DoesNotExist'];
const pending: Condition = ['.status.phase', 'In', 'Pending'];
const notReady = `.metadata.annotations["${notReadyAnnotation}"]`;

/** A pod's life: running at once, ready unless an annotation says otherwise, gone as soon as it is deleted. */
export const stages = [
  stage('Pod', 'pod-ready', [alive, pending, [notReady, 'DoesNotExist']], { statusTemplate: statusOfPod('True') }),
  stage('Pod', 'pod-not-ready', [alive, pending, [notReady, 'Exists']], { statusTemplate: statusOfPod('False') }),
  stage(
    'Pod',
    'pod-complete',
    [alive, ['.status.phase', 'In', 'Running'], ['.metadata.ownerReferences.[].kind', 'In', 'Job']],
    {
      statusTemplate: statusOfJob,
    },
  ),
  stage('Pod', 'pod-delete', [['.metadata.deletionTimestamp', 'Exists']], { delete: true }),
  // Without any for nodes, kwok looks after no node's pods.
  stage('Node', 'node-delete', [['.metadata.deletionTimestamp', 'Exists']], { delete: true }),
];

function stage(kind: 'Pod' | 'Node', name: string, conditions: readonly Condition[], next: unknown) {
  const matchExpressions = conditions.map(([key, operator, ...values]) => ({
    ...{ key, operator },
    ...(values.length > 0 && { values }),
  }));
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: { resourceRef: { apiGroup: 'v1', kind }, selector: { matchExpressions }, next },
  };
}
