import type { UsualKeys } from '../contract/index.ts';

const claim = 'accessModes! resources! storageClassName volumeName selector volumeMode | dataSource dataSourceRef';
const server = 'path server readOnly';
const probe =
  'exec httpGet tcpSocket initialDelaySeconds periodSeconds timeoutSeconds failureThreshold successThreshold grpc';
const workload = 'replicas selector template strategy updateStrategy';

/** Of what every system shares: of Kubernetes' own kinds, and of what stands in all resources. */
export const commonUsualKeys: UsualKeys = {
  metadata:
    'name namespace labels annotations | finalizers generateName ownerReferences creationTimestamp deletionGracePeriodSeconds deletionTimestamp generation managedFields resourceVersion selfLink uid',
  'template.metadata': 'labels annotations name namespace',
  'volumeClaimTemplates[]': 'metadata! spec! | apiVersion kind status',
  'volumeClaimTemplates[].metadata': 'name! labels annotations | namespace',
  'volumeClaimTemplates[].spec': claim,
  'volumeClaimTemplate.spec': claim,
  volumeClaimTemplate: 'spec metadata',
  volumeClaimSpec: claim,
  dataVolumeClaimSpec: claim,
  walVolumeClaimSpec: claim,
  pvcTemplate: claim,
  'PersistentVolumeClaim spec': claim,
  'PersistentVolume spec':
    'capacity accessModes storageClassName persistentVolumeReclaimPolicy local nodeAffinity hostPath csi nfs volumeMode claimRef mountOptions',
  'PersistentVolume spec.capacity': 'storage!',
  'volumeClaimTemplates[].spec.resources': 'requests! limits',
  'volumeClaimTemplate.spec.resources': 'requests! limits',
  'volumeClaimSpec.resources': 'requests! limits',
  'dataVolumeClaimSpec.resources': 'requests! limits',
  'walVolumeClaimSpec.resources': 'requests! limits',
  'pvcTemplate.resources': 'requests! limits',
  'persistentVolumeClaim.resources': 'requests! limits',
  'PersistentVolumeClaim spec.resources': 'requests! limits',
  'volumeClaimTemplates[].spec.resources.requests': 'storage!',
  'volumeClaimTemplate.spec.resources.requests': 'storage!',
  'volumeClaimSpec.resources.requests': 'storage!',
  'dataVolumeClaimSpec.resources.requests': 'storage!',
  'walVolumeClaimSpec.resources.requests': 'storage!',
  'pvcTemplate.resources.requests': 'storage!',
  'persistentVolumeClaim.resources.requests': 'storage!',
  'PersistentVolumeClaim spec.resources.requests': 'storage!',
  resources: 'requests limits | claims',
  'resources.requests': 'cpu! memory! | ephemeral-storage',
  'resources.limits': 'memory! cpu | ephemeral-storage',
  'StatefulSet spec': `serviceName ${workload} volumeClaimTemplates podManagementPolicy`,
  'Deployment spec': `${workload} revisionHistoryLimit`,
  'DaemonSet spec': workload,
  'Job spec': 'template backoffLimit ttlSecondsAfterFinished activeDeadlineSeconds completions parallelism',
  'CronJob spec':
    'schedule jobTemplate concurrencyPolicy successfulJobsHistoryLimit failedJobsHistoryLimit timeZone suspend startingDeadlineSeconds',
  'PodDisruptionBudget spec': 'minAvailable maxUnavailable selector',
  StorageClass:
    'apiVersion kind metadata provisioner volumeBindingMode reclaimPolicy allowVolumeExpansion parameters mountOptions',
  Secret: 'apiVersion kind metadata type stringData data immutable',
  ConfigMap: 'apiVersion kind metadata data binaryData immutable',
  'Service spec': 'type selector ports clusterIP externalName externalTrafficPolicy loadBalancerClass loadBalancerIP',
  'spec.ports[]': 'port! name targetPort protocol nodePort appProtocol',
  'template.spec':
    'containers volumes initContainers serviceAccountName restartPolicy securityContext affinity nodeSelector tolerations topologySpreadConstraints terminationGracePeriodSeconds imagePullSecrets priorityClassName',
  'Pod spec':
    'containers volumes initContainers serviceAccountName restartPolicy securityContext affinity nodeSelector tolerations topologySpreadConstraints terminationGracePeriodSeconds imagePullSecrets priorityClassName',
  'containers[]':
    'name! image ports env envFrom command args resources volumeMounts readinessProbe livenessProbe securityContext startupProbe imagePullPolicy lifecycle workingDir',
  'initContainers[]': 'name! image command args env envFrom volumeMounts resources securityContext imagePullPolicy',
  'sidecars[]': 'name! image ports env command args resources volumeMounts',
  'containers[].ports[]': 'containerPort name protocol hostPort',
  'env[]': 'name value valueFrom',
  'env[].valueFrom': 'secretKeyRef configMapKeyRef fieldRef resourceFieldRef',
  'envFrom[]': 'secretRef configMapRef prefix',
  'volumeMounts[]': 'name! mountPath! readOnly subPath mountPropagation subPathExpr',
  'volumes[]':
    'name! secret configMap persistentVolumeClaim emptyDir projected hostPath csi ephemeral nfs downwardAPI image | awsElasticBlockStore azureDisk azureFile cephfs cinder fc flexVolume flocker gcePersistentDisk gitRepo glusterfs iscsi photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume',
  'volumes[].secret': 'secretName items optional defaultMode',
  'volumes[].configMap': 'name items optional defaultMode',
  'volumes[].persistentVolumeClaim': 'claimName readOnly',
  'volumes[].emptyDir': 'sizeLimit medium',
  'volumes[].nfs': server,
  volumeSource: 'emptyDir persistentVolumeClaim secret configMap projected hostPath csi',
  readinessProbe: probe,
  livenessProbe: probe,
  startupProbe: probe,
  exec: 'command',
  httpGet: 'path port scheme',
  securityContext:
    'runAsNonRoot runAsUser runAsGroup fsGroup allowPrivilegeEscalation readOnlyRootFilesystem capabilities seccompProfile privileged fsGroupChangePolicy',
  affinity: 'podAntiAffinity nodeAffinity podAffinity',
  podAntiAffinity: 'preferredDuringSchedulingIgnoredDuringExecution requiredDuringSchedulingIgnoredDuringExecution',
  'preferredDuringSchedulingIgnoredDuringExecution[]': 'weight podAffinityTerm preference',
  podAffinityTerm: 'topologyKey labelSelector',
  'requiredDuringSchedulingIgnoredDuringExecution[]': 'topologyKey labelSelector',
  labelSelector: 'matchLabels matchExpressions',
  selector: 'matchLabels matchExpressions',
  'topologySpreadConstraints[]': 'maxSkew topologyKey whenUnsatisfiable labelSelector',
  'tolerations[]': 'key operator value effect tolerationSeconds',
  'nodeSelectorTerms[]': 'matchExpressions matchFields',
  'matchExpressions[]': 'key! operator! values',
  // Of PostgreSQL.
  parameters:
    'max_connections shared_buffers work_mem maintenance_work_mem effective_cache_size log_statement log_min_duration_statement log_lock_waits shared_preload_libraries wal_level max_wal_size min_wal_size idle_in_transaction_session_timeout log_checkpoints log_temp_files random_page_cost max_worker_processes max_parallel_workers password_encryption timezone',
};
