import type { KindGroup } from '../../contract/index.ts';

/**
 * The groups of this pack's kinds, whole: what `kubectl api-resources` lists, and what the same URLs take and give besides.
 * https://kubernetes.io/docs/reference/kubernetes-api/
 */
export const kindGroups: readonly KindGroup[] = [
  {
    group: '',
    whole: true,
    others: kinds(
      ['Binding', 'ComponentStatus', 'Endpoints', 'Event', 'LimitRange', 'Namespace', 'Node', 'PodTemplate'],
      ['RangeAllocation', 'ReplicationController', 'ResourceQuota', 'Status', 'DeleteOptions', 'APIVersions'],
      ['APIGroup', 'APIResourceList', 'NodeProxyOptions', 'PodAttachOptions', 'PodExecOptions', 'PodLogOptions'],
      ['PodPortForwardOptions', 'PodProxyOptions', 'ServiceProxyOptions', 'SerializedReference', 'WatchEvent'],
      // kubectl's own file.
      ['Config'],
    ),
  },
  { group: 'apps', whole: true, others: kinds(['ControllerRevision', 'ReplicaSet']) },
  { group: 'batch', whole: true, others: {} },
  // The second was there until Kubernetes 1.25.
  { group: 'policy', whole: true, others: { ...kinds(['Eviction']), PodSecurityPolicy: ['v1beta1'] } },
  {
    group: 'storage.k8s.io',
    whole: true,
    others: kinds(['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'VolumeAttachment', 'VolumeAttributesClass']),
  },
];

function kinds(...lists: readonly (readonly string[])[]): Record<string, readonly string[]> {
  return Object.fromEntries(lists.flat().map((kind) => [kind, ['v1']]));
}
