import type { DatabaseSystem, Derived, Resource, SystemKind } from '../../contract/index.ts';
import { knownName } from '../../vocabulary/podNames.ts';
import { readNames } from './names.ts';
import { say } from '../../vocabulary/say.ts';
import { isWorkloadPatch } from './workloads.ts';

/** Kubernetes' own kinds, as far as databases and what connects to them use them. */
export const kubernetes: DatabaseSystem = {
  id: 'kubernetes',
  title: 'Kubernetes',
  kinds: [
    kind('', 'Secret', 'secrets'),
    kind('', 'ConfigMap', 'configmaps'),
    kind('', 'Service', 'services'),
    kind('', 'PersistentVolume', 'persistentvolumes', 'Cluster'),
    kind('', 'PersistentVolumeClaim', 'persistentvolumeclaims'),
    kind('', 'ServiceAccount', 'serviceaccounts'),
    kind('', 'Pod', 'pods'),
    kind('policy', 'PodDisruptionBudget', 'poddisruptionbudgets'),
    kind('storage.k8s.io', 'StorageClass', 'storageclasses', 'Cluster'),
    { ...kind('apps', 'StatefulSet', 'statefulsets'), isPatch: isWorkloadPatch },
    { ...kind('apps', 'Deployment', 'deployments'), isPatch: isWorkloadPatch },
    { ...kind('apps', 'DaemonSet', 'daemonsets'), isPatch: isWorkloadPatch },
    kind('batch', 'Job', 'jobs'),
    kind('batch', 'CronJob', 'cronjobs'),
  ],
  names: readNames,
  *derive(resource: Resource): Iterable<Derived> {
    if (resource.identity.kind === 'StatefulSet' && resource.identity.name) yield* podsAndClaims(resource);
  },
};

function kind(group: string, name: string, plural: string, scope: SystemKind['scope'] = 'Namespaced'): SystemKind {
  return { group, versions: ['v1'], kind: name, plural, scope };
}

/** More pods of one StatefulSet than this are not told one by one. */
const mostPods = 10;

/**
 * Pods are numbered, and each has its own claim per template.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage
 */
function* podsAndClaims({ identity, root }: Resource): Iterable<Derived> {
  const spec = root.at('spec');
  const replicas = spec.at('replicas').kind === 'missing' ? 1 : spec.at('replicas').value;
  const start = spec.at('ordinals', 'start').value ?? 0;
  if (typeof replicas !== 'number' || typeof start !== 'number') return;
  const claims = spec.at('volumeClaimTemplates').items();
  for (let ordinal = start; ordinal < start + Math.min(replicas, mostPods); ordinal++) {
    const pod = `${identity.name}-${String(ordinal)}`;
    yield { type: 'Pod', name: pod, because: ['metadata', 'name'] };
    for (const claim of claims) {
      const node = claim.at('metadata', 'name');
      const name = knownName(node);
      if (name !== undefined)
        yield { type: 'Volume', name: `${name}-${pod}`, because: node.path, note: say`claim of Pod ${pod}` };
    }
  }
}
