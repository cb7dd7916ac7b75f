import type { places } from './places.ts';

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

/** Of Jobs and volumes. Kubernetes 1.36.3. */
export const jobAndVolumeVerdicts: readonly ConstraintVerdicts[] = [
  {
    place: 'job',
    accepted: [
      'backoffLimit: 0',
      'completionMode: Indexed',
      'completionMode: Indexed, completions: 3, backoffLimitPerIndex: 1, maxFailedIndexes: 2',
      'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [1, 3]}}]}',
      'podFailurePolicy: {rules: [{action: Count, onPodConditions: [{type: DisruptionTarget, status: "True"}]}]}',
      'managedBy: example.com/queue',
      'podReplacementPolicy: Failed, podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [1, 3]}}]}',
      'podReplacementPolicy: TerminatingOrFailed',
      'completionMode: Indexed, completions: 2, parallelism: 1',
    ],
    refused: [
      'completionMode: Indexed, parallelism: 1',
      'podReplacementPolicy: TerminatingOrFailed, podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [1, 3]}}]}',
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
      'manualSelector: true',
    ],
  },
  {
    place: 'cronJob',
    accepted: [
      'schedule: "0 3 * * *", concurrencyPolicy: Forbid, startingDeadlineSeconds: 0',
      'schedule: "0 3 * * *", timeZone: Asia/Calcutta',
    ],
    refused: [
      'schedule: ""',
      'schedule: "0 3 * * *", timeZone: etc/utc',
      'schedule: "0 3 * * *", timeZone: ""',
      'schedule: "0 3 * * *", timeZone: Local',
      'schedule: "0 3 * * *", timeZone: Europe/Berln',
      'schedule: "0 3 * * *", concurrencyPolicy: forbid',
      'schedule: "0 3 * * *", startingDeadlineSeconds: -1',
      'schedule: "0 3 * * *", failedJobsHistoryLimit: -1',
    ],
  },
  {
    place: 'jobTemplate',
    accepted: ['completionMode: Indexed, completions: 1', 'completionMode: NonIndexed'],
    refused: ['completionMode: Indexed', 'completionMode: Indexed, parallelism: 1'],
  },
  {
    place: 'storageClass',
    accepted: [
      'provisioner: kubernetes.io/no-provisioner, volumeBindingMode: Immediate, reclaimPolicy: Retain',
      'provisioner: Example.com/NFS',
      'provisioner: a, allowedTopologies: [{matchLabelExpressions: [{key: a, values: [b, c]}]}]',
    ],
    refused: [
      'provisioner: ""',
      'provisioner: a b',
      `provisioner: ${'x'.repeat(64)}`,
      'provisioner: a, volumeBindingMode: waitForFirstConsumer',
      'provisioner: a, reclaimPolicy: retain',
      'provisioner: a, volumeBindingMode: ""',
      'provisioner: a, allowedTopologies: [{matchLabelExpressions: [{key: a, values: [a]}, {key: a, values: [b]}]}]',
      'provisioner: a, allowedTopologies: [{matchLabelExpressions: [{key: "", values: [a]}]}]',
      'provisioner: a, allowedTopologies: [{matchLabelExpressions: [{key: a, values: []}]}]',
      'provisioner: a, allowedTopologies: [{}]',
      'provisioner: a, allowedTopologies: [{matchLabelExpressions: []}]',
      'provisioner: a, allowedTopologies: [{matchLabelExpressions: [{key: a, values: [a]}]}, {matchLabelExpressions: [{key: a, values: [a]}]}]',
      'provisioner: a, allowedTopologies: [{matchLabelExpressions: [{key: a, values: [b, b]}]}]',
    ],
  },
  {
    place: 'persistentVolume',
    accepted: [
      'accessModes: [ReadWriteOnce], hostPath: {path: /a}, persistentVolumeReclaimPolicy: Delete, storageClassName: ""',
      'accessModes: [ReadWriteOnce], csi: {driver: a, volumeHandle: a, nodeStageSecretRef: {name: b}}',
      'accessModes: [ReadWriteOnce], csi: {driver: CSI.a.example, volumeHandle: a}',
      'accessModes: [ReadWriteOnce], csi: {driver: a, volumeHandle: a}, volumeAttributesClassName: gold',
    ],
    refused: [
      'accessModes: [], hostPath: {path: /a}',
      'accessModes: [ReadWriteOnce], csi: {driver: a, volumeHandle: a, nodePublishSecretRef: {name: b}}',
      'accessModes: [RWO], hostPath: {path: /a}',
      'accessModes: [ReadWriteOnce], hostPath: {path: /a}, persistentVolumeReclaimPolicy: keep',
      'accessModes: [ReadWriteOnce], hostPath: {path: /a}, storageClassName: Fast',
      'accessModes: [ReadWriteOnce], hostPath: {path: /a}, volumeMode: block',
      'accessModes: [ReadWriteOnce], csi: {driver: "", volumeHandle: a}',
      'accessModes: [ReadWriteOnce], csi: {driver: a_b, volumeHandle: a}',
      'accessModes: [ReadWriteOnce], csi: {driver: "-", volumeHandle: a}',
      'accessModes: [ReadWriteOnce], hostPath: {path: /a}, volumeAttributesClassName: gold',
      'accessModes: [ReadWriteOnce], csi: {driver: a, volumeHandle: a}, volumeAttributesClassName: Gold',
    ],
  },
  {
    place: 'podOfJob',
    accepted: [
      '{restartPolicy: Never, containers: [{name: a, image: b, resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]}]}',
      '{restartPolicy: OnFailure, containers: [{name: a, image: b, resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}, {resourceName: memory, restartPolicy: NotRequired}]}]}',
      '{restartPolicy: Never, resourceClaims: [{name: x, resourceClaimName: c}], containers: [{name: a, image: b, resources: {claims: [{name: x}]}}]}',
      '{restartPolicy: Never, resources: {limits: {cpu: 1}}, containers: [{name: a, image: b}]}',
      '{restartPolicy: Never, securityContext: {sysctls: [{name: kernel.shm_rmid_forced, value: "1"}]}, containers: [{name: a, image: b}]}',
      '{restartPolicy: Never, containers: [{name: a, image: b, env: [{name: A, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: metadata.name}}}]}]}',
      '{restartPolicy: Never, containers: [{name: a, image: b, env: [{name: A, valueFrom: {fieldRef: {apiVersion: "", fieldPath: metadata.name}}}]}]}',
    ],
    refused: [
      '{restartPolicy: Never, containers: [{name: a, image: b, resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]}]}',
      '{restartPolicy: OnFailure, containers: [{name: a, image: b, resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}, {resourceName: cpu, restartPolicy: NotRequired}]}]}',
      '{restartPolicy: Never, containers: [{name: a, image: b, resources: {claims: [{name: x}]}}]}',
      '{restartPolicy: Never, securityContext: {sysctls: [{name: a.b, value: "1"}, {name: a.b, value: "1"}]}, containers: [{name: a, image: b}]}',
      '{restartPolicy: Never, volumes: [{name: v, persistentVolumeClaim: {claimName: c}}], containers: [{name: a, image: b, volumeDevices: [{name: v, devicePath: ../x}]}]}',
      '{restartPolicy: Never, initContainers: [{name: i, image: b, resources: {claims: [{name: z}]}}], resourceClaims: [{name: x, resourceClaimName: c}], containers: [{name: a, image: b}]}',
      '{restartPolicy: Never, resourceClaims: [{name: x, resourceClaimName: c}], resources: {claims: [{name: x}]}, containers: [{name: a, image: b}]}',
      '{restartPolicy: Never, containers: [{name: a, image: b, env: [{name: A, valueFrom: {fieldRef: {apiVersion: a, fieldPath: metadata.name}}}]}]}',
    ],
  },
];
